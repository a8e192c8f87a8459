"""One line about the origin of a character, in plain words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from cocreate.base.clock import from_ms
from cocreate.core.origin import Contributor, Method, Origin, checker_of
from cocreate.core.state import ProjectState
from cocreate.core.suggestion import Hunk, Verdict
from cocreate.text.diff import word_edits


def origin_hint(state: ProjectState, scene: str, offset: int, now: datetime) -> str:
    """Return where the character at an offset comes from; "" where there is none."""
    text = state.scenes[scene].text
    if not len(text):
        return ""
    origin = text.origin_at(min(max(offset, 0), len(text) - 1))
    hunk = _hunk(state, origin.source)
    if hunk is not None:
        return _suggested(state, origin, hunk, now)
    brought = state.brought.get(origin.source or "")
    if brought is not None:
        told = _tr("{plain}: {agent}, in the project “{project}”")
        plain = _plain(origin).partition(":")[0]
        return told.format(plain=plain, agent=brought.agent, project=brought.project)
    return _plain(origin)


def _hunk(state: ProjectState, source: str | None) -> Hunk | None:
    if source is None:
        return None
    return next((s.hunks[source] for s in state.scenes.values() if source in s.hunks), None)


def _suggested(state: ProjectState, origin: Origin, hunk: Hunk, now: datetime) -> str:
    run = state.runs.get(hunk.run)
    who = run.agent_title if run is not None and run.agent_title else hunk.agent
    parts = [who]
    if origin.contributor is not Contributor.TOOL and hunk.model:
        parts.append(hunk.model.rpartition("/")[2])
    if hunk.decided_ms:
        parts.append(_tr("accepted {when}").format(when=_when(hunk.decided_ms, now)))
    parts.append(_kept(state, hunk))
    kind = _tr("Checker") if origin.contributor is Contributor.TOOL else _tr("AI")
    if origin.contributor is Contributor.UNKNOWN:
        kind = _tr("Unknown")
    return f"{kind}: " + ", ".join(parts)


def _kept(state: ProjectState, hunk: Hunk) -> str:
    if hunk.verdict is Verdict.EDITED:
        return _tr("changed before it was accepted")
    text = state.scenes[hunk.scene].text
    stands = 0 <= hunk.start <= hunk.end <= len(text)
    if stands and text.slice(hunk.start, hunk.end) == _put_in(hunk):
        return _tr("kept as offered")
    return _tr("changed since")


def _put_in(hunk: Hunk) -> str:
    """Return the stretch of the offer from its first new word to its last."""
    edits = word_edits(hunk.old, hunk.new)
    if not edits:
        return ""
    return hunk.new[edits[0].start : len(hunk.new) - len(hunk.old) + edits[-1].end]


def _when(at_ms: int, now: datetime) -> str:
    moment, today = from_ms(at_ms).astimezone(), now.astimezone()
    if moment.date() == today.date():
        return f"{moment:%H:%M}"
    return f"{moment:%Y-%m-%d %H:%M}"


def _plain(origin: Origin) -> str:
    words = {
        (Contributor.HUMAN, Method.TYPED): _tr("You: typed here"),
        (Contributor.HUMAN, Method.DECLARED): _tr("You: declared as your own"),
        (Contributor.AI, Method.ACCEPTED): _tr("AI: accepted from a suggestion"),
        (Contributor.AI, Method.DECLARED): _tr("AI: declared so by you"),
        (Contributor.TOOL, Method.ACCEPTED): _tr("Checker: a fix you accepted"),
        (Contributor.UNKNOWN, Method.PASTED): _tr("Unknown: pasted from outside Cocreate"),
        (Contributor.UNKNOWN, Method.ACCEPTED): _tr("Unknown: another person's change, accepted"),
        (Contributor.UNKNOWN, Method.IMPORTED): _tr("Unknown: there before tracking began"),
        (Contributor.UNKNOWN, Method.UNOBSERVED): _tr("Unknown: changed unseen by Cocreate"),
    }
    checker = checker_of(origin)
    if checker:
        return _tr("Checker: {name}, a fix you accepted").format(name=checker)
    return words[origin.contributor, origin.method]


def _tr(words: str) -> str:
    return QCoreApplication.translate("OriginHint", words)
