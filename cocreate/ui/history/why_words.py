"""The reason for a stretch of words, said in plain sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cocreate.core.events import Cause
from cocreate.core.origin import Contributor, Method, checker_of
from cocreate.core.suggestion import Hunk, Verdict
from cocreate.ui.spoken import moment
from cocreate.workspace.why import Reason

_SITTING_MS = 30 * 60_000


def who_told(reason: Reason) -> str:
    """Return whose words they are."""
    hunk, by = reason.hunk, reason.origin
    if hunk is not None:
        agent = reason.run.agent_title if reason.run is not None else hunk.agent
        model = hunk.model.rpartition("/")[2]
        if by.contributor is Contributor.TOOL or not model:
            return _tr("{agent}, a checker").format(agent=agent)
        return _tr("{agent}, with {model}").format(agent=agent, model=model)
    told = {
        (Contributor.HUMAN, Method.TYPED): _tr("You typed this"),
        (Contributor.HUMAN, Method.DECLARED): _tr("You declared this as your own"),
        (Contributor.AI, Method.ACCEPTED): _tr("An AI wrote this; you accepted it"),
        (Contributor.AI, Method.DECLARED): _tr("An AI wrote this elsewhere, as you declared"),
        (Contributor.TOOL, Method.ACCEPTED): _tr("A checker's fix that you accepted"),
        (Contributor.UNKNOWN, Method.PASTED): _tr("Pasted from outside Cocreate"),
        (Contributor.UNKNOWN, Method.ACCEPTED): _tr("Another person's change that you accepted"),
        (Contributor.UNKNOWN, Method.IMPORTED): _tr("There before tracking began"),
        (Contributor.UNKNOWN, Method.UNOBSERVED): _tr("Changed where Cocreate did not see it"),
    }
    checker = checker_of(by)
    if checker:
        return _tr("{agent}, a checker").format(agent=checker)
    return told[by.contributor, by.method]


def when_told(reason: Reason) -> str:
    """Return when and how they came to stand here."""
    if not reason.seq:
        return ""
    told = {
        Cause.TYPING: _tr("Typed {when}"),
        Cause.PASTE: _tr("Pasted {when}"),
        Cause.MOVE: _tr("Moved here {when}"),
        Cause.ACCEPT: _tr("Accepted {when}"),
        Cause.REPLACE: _tr("Put in by a replacement {when}"),
        Cause.UNDO: _tr("Brought back by undo {when}"),
        Cause.REDO: _tr("Brought back by redo {when}"),
        Cause.RESTORE: _tr("Brought back from the history {when}"),
        Cause.IMPORT: _tr("Imported {when}"),
        Cause.LOG: _tr("Played from a log of {when}"),
        Cause.OUTSIDE: _tr("Found changed {when}"),
        Cause.UNKNOWN: _tr("Came in unseen {when}"),
    }
    if reason.cause is Cause.TYPING and 0 < reason.began_ms < reason.at_ms - _SITTING_MS:
        first, last = moment(reason.began_ms), moment(reason.at_ms)
        return _tr("Typed between {first} and {last}").format(first=first, last=last)
    form = _tr("Here since {when}") if reason.cause is None else told[reason.cause]
    return form.format(when=moment(reason.at_ms))


def ask_told(reason: Reason) -> str:
    """Return what the writer had asked for, or ""."""
    if reason.explanation:
        return _tr("You said: “{words}”").format(words=reason.explanation)
    run = reason.run
    if run is None:
        return ""
    if run.ask:
        return _tr("You had asked: “{words}”").format(words=run.ask)
    return _tr("You had asked for it without further words.")


def kept_told(reason: Reason) -> str:
    """Return what was done to a suggestion's words since."""
    if reason.hunk is None:
        return ""
    if not reason.is_changed:
        if reason.hunk.verdict is Verdict.EDITED:
            return _tr("You changed it as you accepted it; it stands as you left it.")
        return _tr("It stands as it was offered.")
    return _tr("Changed since:")


def offer_told(hunk: Hunk) -> str:
    """Return what became of something else that was offered."""
    told = {
        Verdict.PENDING: _tr("waits for review"),
        Verdict.ACCEPTED: _tr("accepted"),
        Verdict.EDITED: _tr("accepted with changes"),
        Verdict.REJECTED: _tr("rejected"),
        Verdict.STALE: _tr("turned stale"),
        Verdict.LOOSE: _tr("came loose"),
    }
    return told[hunk.verdict]


def _tr(words: str) -> str:
    return QCoreApplication.translate("WhyWords", words)
