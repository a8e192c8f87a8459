"""Changes and remarks that people left in a file, as suggestions and margin notes to decide on.

They are nobody's whom Cocreate knows: their contributor is unknown, their name and date are what
the file claims.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from cocreate.base.ids import IdSource
from cocreate.core.events import Event, HunkOffered, NoteOffered, RunStarted, RunStopped
from cocreate.core.origin import Contributor
from cocreate.core.suggestion import THIRD_PARTY, Verdict
from cocreate.formats.book import ImportedNote, ImportedSuggestion

NOBODY = "An unnamed person"
_PURPOSE = "other"
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_MS = 253_402_300_799_000  # the end of the year 9999


@dataclass(frozen=True, slots=True)
class Marked:
    """A scene of the project, and what people left in it.

    Args:
        scene: its id.
        text: as it stands, or is about to stand, in the project; all offsets are offsets in it.
    """

    scene: str
    text: str
    suggestions: Sequence[ImportedSuggestion]
    notes: Sequence[ImportedNote]


@dataclass(slots=True)
class Proposed:
    """What people proposed.

    Args:
        suggestions: how many each of them made, by name. Likewise `notes`.
        misplaced: how many have no place in the text.
    """

    events: list[Event] = field(default_factory=list)
    suggestions: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    misplaced: int = 0


def propose(ids: IdSource, file_name: str, scenes: Iterable[Marked]) -> Proposed:
    """Return the events by which what people left in a file waits for the writer: a run each."""
    proposed = Proposed()
    parties: dict[str, _Party] = {}
    for marked in scenes:
        lines = _Lines(marked.text)
        fitting = list(_fitting(marked.suggestions, len(marked.text)))
        remarks = [note for note in marked.notes if 0 <= note.start <= note.end <= len(marked.text)]
        proposed.misplaced += len(marked.suggestions) - len(fitting)
        proposed.misplaced += len(marked.notes) - len(remarks)
        for item in _with_neighbours(fitting, marked.text):
            party = _party(parties, ids, file_name, item.author, marked.scene)
            party.events.append(_hunk(party, ids, marked, lines, item))
            proposed.suggestions[party.name] += 1
        for note in remarks:
            party = _party(parties, ids, file_name, note.author, marked.scene)
            party.events.append(_note(party, ids, marked, lines, note))
            proposed.notes[party.name] += 1
    for party in parties.values():
        proposed.events += [*party.events, RunStopped(party.run, "done", "", "")]
    return proposed


@dataclass(slots=True)
class _Party:
    """Somebody who left something in the file."""

    name: str
    run: str
    title: str
    file_name: str
    events: list[Event]


def _party(
    parties: dict[str, _Party], ids: IdSource, file_name: str, author: str, scene: str
) -> _Party:
    name = " ".join(author.split()) or NOBODY
    if name not in parties:
        run, title = ids.new(THIRD_PARTY), f"{name} (third party)"
        began = RunStarted(run, title, title, _PURPOSE, "", scene, f"In “{file_name}”")
        parties[name] = _Party(name, run, title, file_name, [began])
    return parties[name]


def _hunk(
    party: _Party, ids: IdSource, marked: Marked, lines: _Lines, item: ImportedSuggestion
) -> HunkOffered:
    return HunkOffered(
        ids.new("s"),
        party.run,
        marked.scene,
        party.title,
        "",
        Contributor.UNKNOWN,
        item.start,
        item.end,
        marked.text[item.start : item.end],
        item.new,
        " ".join(filter(None, (item.reason.strip(), _claim(party, item.at_ms)))),
        lines.of(item.start),
        Verdict.PENDING,
    )


def _note(
    party: _Party, ids: IdSource, marked: Marked, lines: _Lines, note: ImportedNote
) -> NoteOffered:
    start, end = note.start, note.end
    if start == end:  # a note about a point clings to the word there
        start, end = _word_at(marked.text, start)
    return NoteOffered(
        ids.new("n"),
        party.run,
        marked.scene,
        party.title,
        start,
        end,
        marked.text[start:end],
        " ".join(filter(None, (note.text.strip(), _claim(party, note.at_ms)))),
        lines.of(start),
    )


def _claim(party: _Party, at_ms: int) -> str:
    if not 0 < at_ms <= _LAST_MS:
        return f"(In “{party.file_name}”.)"
    day = _EPOCH + timedelta(milliseconds=at_ms)
    return f"(In “{party.file_name}”, which says {day.day} {day:%B %Y}.)"


def _fitting(items: Sequence[ImportedSuggestion], length: int) -> Iterator[ImportedSuggestion]:
    """Yield the suggestions that have a place behind the one before, and change something."""
    behind = 0
    for item in items:
        if behind <= item.start <= item.end <= length and (item.new or item.end > item.start):
            behind = item.end
            yield item


def _with_neighbours(
    items: Sequence[ImportedSuggestion], text: str
) -> Iterator[ImportedSuggestion]:
    """Yield the suggestions; one that only puts words into a line quotes a word beside them.

    Suggestions without quoted words are whole lines here.
    """
    behind = 0
    for at, item in enumerate(items):
        before = items[at + 1].start if at + 1 < len(items) else len(text)
        start, end, new = item.start, item.end, item.new
        if start == end and not (new.startswith("\n") or new.endswith("\n")):
            first = max(behind, text.rfind("\n", 0, start) + 1)
            words = list(_WORD.finditer(text, max(first, start - 80), start))
            if words and not text[words[-1].end() : start].strip():
                start = words[-1].start()
                new = text[start:end] + new
            elif start > first:
                start -= 1
                new = text[start] + new
            elif end < before and text[end] != "\n":
                end += 1
                new += text[end - 1]
        behind = max(behind, end)
        yield replace(item, start=start, end=end, new=new)


def _word_at(text: str, offset: int) -> tuple[int, int]:
    start = max(0, text.rfind("\n", 0, offset) + 1)
    stop = text.find("\n", offset)
    words = _WORD.finditer(text, start, stop if stop >= 0 else len(text))
    found = (offset, offset)
    for word in words:
        if word.start() > offset and found[0] < found[1]:
            break
        found = word.span()
    return found


class _Lines:
    """Which line an offset is on."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, offset: int) -> int:
        """Return the number of the line, from 1."""
        return bisect_right(self._starts, offset)
