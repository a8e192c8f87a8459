"""Ledger entries in plain words, for the list of sittings and for `cocreate history`."""

from __future__ import annotations

from collections.abc import Mapping

from cocreate.base.counting import counted
from cocreate.core.declared_time import TimeDeclared
from cocreate.core.events import (
    CallMade,
    Cause,
    ConsentGiven,
    Edited,
    Entry,
    Exported,
    HunkDecided,
    HunkOffered,
    MatchDecided,
    MatchFound,
    NoteDismissed,
    NoteOffered,
    OriginsDeclared,
    PassageBrought,
    ProjectCreated,
    ProjectNamed,
    RunStarted,
    RunStopped,
    SceneAdded,
    SceneChanged,
    SceneRemoved,
    SceneRestored,
    SessionBegan,
    SessionEnded,
)
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten
from cocreate.core.pictures import PictureAdded
from cocreate.core.suggestion import HunkOpened, MatchVerdict, Verdict, is_third_party
from cocreate.core.usage import Money

_QUOTE_LENGTH = 60

_CAUSES = {
    Cause.TYPING: "Typed",
    Cause.PASTE: "Pasted",
    Cause.MOVE: "Moved",
    Cause.ACCEPT: "Accepted words",
    Cause.REPLACE: "Replaced",
    Cause.UNDO: "Undid",
    Cause.REDO: "Redid",
    Cause.RESTORE: "Brought back",
    Cause.IMPORT: "Imported",
    Cause.LOG: "Played from a log",
    Cause.OUTSIDE: "Changed outside Cocreate",
    Cause.UNKNOWN: "Changed by something unseen",
}

_VERDICTS = {
    Verdict.PENDING: "Brought a suggestion back for review",
    Verdict.ACCEPTED: "Accepted a suggestion as offered",
    Verdict.EDITED: "Accepted a suggestion with changes",
    Verdict.REJECTED: "Rejected a suggestion",
    Verdict.STALE: "A suggestion turned stale",
    Verdict.LOOSE: "A suggestion came loose",
}

_ANSWERS = {
    MatchVerdict.OPEN: "Took an answer about words like an agent's back",
    MatchVerdict.CONFIRMED: "Confirmed that an agent's words were typed again",
    MatchVerdict.DISPUTED: "Disputed that words are an agent's",
}

_HOWS = {
    "window": "Began writing",
    "command": "Began a command-line call",
    "log": "Began playing a log",
}


def quote(text: str, length: int = _QUOTE_LENGTH) -> str:
    """Return the words in quotation marks, on one line, cut to `length` characters."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= length else line[: length - 1] + '…'}”"


def money_text(money: Money) -> str:
    """Return an amount for reading: two decimals, four below ten cents."""
    units, micros = divmod(abs(money.micros), 1_000_000)
    decimals = f"{micros:06d}"[: 2 if units or micros >= 100_000 else 4]
    sign = "-" if money.micros < 0 else ""
    return f"{sign}{units}.{decimals} {money.currency}"


def duration_text(seconds: float) -> str:
    """Return a duration for reading, e.g. `1 h 05 min`, `12 min`, `40 s`."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    if hours:
        return f"{hours} h {rest // 60:02d} min"
    return f"{rest // 60} min" if rest >= 60 else f"{rest} s"


def contributor_of(entry: Entry) -> str:
    """Return whose doing an entry is: human, ai, tool or unknown."""
    match entry.event:
        case HunkOffered(contributor=contributor):
            return contributor.value
        case MatchFound():
            return "unknown"
        case RunStopped(run=run) | CallMade(run=run) | NoteOffered(run=run):
            return "unknown" if is_third_party(run) else "ai"
        case Edited(ops=ops):
            kinds = {span.origin.contributor.value for op in ops for span in op.inserted.spans}
            return kinds.pop() if len(kinds) == 1 else "mixed" if kinds else "human"
        case SceneAdded(content=content):
            kinds = {span.origin.contributor.value for span in content.spans}
            return kinds.pop() if len(kinds) == 1 else "mixed" if kinds else "human"
        case _:
            return "human"


def describe(entry: Entry, titles: Mapping[str, str]) -> str:
    """Return one sentence about an entry.

    Args:
        titles: names of scenes by id.
    """
    match entry.event:
        case Edited():
            return _describe_edit(entry.event, titles)
        case HunkDecided(verdict=verdict, why=why, is_partial=is_partial):
            sentence = "Accepted some words" if is_partial else _VERDICTS[verdict]
            return f"{sentence}: {why}" if why else sentence
        case (
            ProjectCreated()
            | ProjectNamed()
            | SessionBegan()
            | SessionEnded()
            | ConsentGiven()
            | Exported()
            | CheckpointMade()
            | PassageForgotten()
            | PictureAdded()
        ):
            return _describe_project(entry)
        case MatchFound() | MatchDecided() | PassageBrought() | TimeDeclared():
            return _describe_claim(entry.event, titles)
        case SceneAdded() | SceneChanged() | SceneRemoved() | SceneRestored() | OriginsDeclared():
            return _describe_scene(entry, titles)
        case _:
            return _describe_run(entry, titles)


def _describe_edit(event: Edited, titles: Mapping[str, str]) -> str:
    inserted = "".join(op.inserted.text for op in event.ops)
    removed = sum(op.removed for op in event.ops)
    place = _scene(event.scene, titles)
    parts = []
    if inserted.strip():
        parts.append(quote(inserted))
    elif inserted:
        parts.append("a break")
    if removed:
        parts.append(f"took out {counted(removed, 'character')}")
    is_removal = event.cause is Cause.TYPING and removed and not inserted
    verb = "" if is_removal else f"{_CAUSES[event.cause]} "
    sentence = f"{verb}{', '.join(parts) or 'nothing'} in {place}"
    return sentence[:1].upper() + sentence[1:]


def _describe_project(entry: Entry) -> str:
    told = ""
    match entry.event:
        case ProjectCreated(title=title):
            told = f"Created the project {quote(title)}"
        case ProjectNamed(title=title, writer=writer):
            told = f"Named the project {quote(title)}, by {writer or 'nobody named'}"
        case SessionBegan(how=how):
            told = _HOWS.get(how, "Began a sitting")
        case SessionEnded(active_s=active_s):
            told = f"Ended the sitting after {duration_text(active_s)} of active work"
        case ConsentGiven(provider=provider):
            told = f"Agreed that text may be sent to {provider}"
        case Exported(file_name=name, report=report):
            told = f"Exported {quote(name)}" + (f" with the report ({report})" if report else "")
        case PictureAdded(name=name, source=source):
            told = f"Added the picture {quote(name.rpartition('/')[2])} from {source}"
        case CheckpointMade(key=key):
            told = "Sealed the history up to here" + (" and signed it" if key else ", unsigned")
        case PassageForgotten(length=length, why=why):
            told = f"Forgot {counted(length, 'character')} at the writer's wish"
            told += f": {why}" if why else ""
        case _:
            pass
    return told


def _describe_scene(entry: Entry, titles: Mapping[str, str]) -> str:
    match entry.event:
        case SceneAdded(title=title, content=content, source=source):
            came = f" from {source}" if source else ""
            size = counted(len(content.text), "character")
            return f"Added the scene {quote(title)}{came}, {size}"
        case SceneChanged(title=title, chapter=chapter):
            return f"Renamed or moved the scene {quote(title)}" + (
                f" in {quote(chapter)}" if chapter else ""
            )
        case SceneRemoved(scene=scene):
            return f"Deleted the scene {_scene(scene, titles)}"
        case SceneRestored(scene=scene):
            return f"Brought the scene {_scene(scene, titles)} back"
        case OriginsDeclared(scene=scene, explanation=explanation):
            return f"Declared where a passage of {_scene(scene, titles)} came from: {explanation}"
        case _:
            return ""


def _describe_claim(
    event: MatchFound | MatchDecided | PassageBrought | TimeDeclared, titles: Mapping[str, str]
) -> str:
    if isinstance(event, TimeDeclared):
        verb = "Took back" if event.is_withdrawn else "Entered by hand:"
        time = duration_text(event.seconds)
        return f"{verb} {time} away from the desk on {event.day}: {event.what}"
    if isinstance(event, PassageBrought):
        place = _scene(event.scene, titles)
        size = counted(event.length, "character")
        return f"Brought {size} of {quote(event.title)} into {place}"
    if isinstance(event, MatchFound):
        size = counted(event.words, "word")
        return f"Found {size} like an agent's in {_scene(event.scene, titles)}"
    told = _ANSWERS[event.decision]
    return f"{told}: {event.why}" if event.why else told


def _describe_run(entry: Entry, titles: Mapping[str, str]) -> str:
    told = ""
    match entry.event:
        case RunStarted(run=run, agent_title=title, ask=ask) if is_third_party(run):
            told = f"Read what {title} proposed: {ask}"
        case RunStarted(agent_title=title, scene=scene, ask=ask):
            question = f": {quote(ask)}" if ask else ""
            told = f"Asked the {title} about {_scene(scene, titles)}{question}"
        case HunkOffered(old=old, new=new):
            told = f"Was offered {quote(new)}" + (f" for {quote(old)}" if old else "")
        case HunkOpened():
            told = "Looked at a suggestion"
        case NoteOffered(text=text):
            told = f"Got a margin note: {quote(text, 90)}"
        case NoteDismissed(is_dismissed=is_dismissed):
            told = "Put a margin note away" if is_dismissed else "Brought a margin note back"
        case CallMade(model=model, usage=usage, cost=money):
            price = money_text(money) if money is not None else "price unknown"
            written = counted(usage.output_tokens, "token")
            tokens = f"read {usage.input_tokens:,} and wrote {written}"
            told = f"{model} {tokens} ({price})"
        case RunStopped(run=run) if is_third_party(run):
            told = "Read all of it"
        case RunStopped(how=how, sentence=sentence):
            words = {"done": "The agent finished", "stopped": "Stopped the agent"}
            told = words.get(how, "The agent stopped") + (f": {sentence}" if sentence else "")
        case _:
            pass
    return told


def _scene(scene: str, titles: Mapping[str, str]) -> str:
    return quote(titles.get(scene, "a deleted scene"), 40)
