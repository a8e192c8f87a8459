"""What an editor did to an export of ours that came back: only that comes in, not the text anew.

The book as it left is exported and read once more; what the reader makes of that is what would
have come back untouched. It is compared, word by word, with what did come back. Tracked changes
are suggestions of their authors, all other differences those of whoever saved the file last. So
untouched words are never touched here either.
"""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cocreate.formats.book import (
    Book,
    BookScene,
    ImportedFile,
    ImportedNote,
    ImportedScene,
    ImportedSuggestion,
    unwatched,
)
from cocreate.formats.docx_losses import is_about_looks
from cocreate.formats.docx_reader import read_file
from cocreate.formats.docx_scenes import scene_marker
from cocreate.formats.docx_writer import render_file
from cocreate.formats.presets import ExportOptions
from cocreate.text.diff import WordEdit, word_edits

THIRD_PARTY = "third party"
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class ReturnedScene:
    """What was done to a scene; offsets are those of its text as it left.

    Args:
        place: which scene of the book it is.
        suggestions: what the editor would have otherwise.
        notes: remarks that were not there when it left.
        taken: suggestions that left with it and were taken outside; likewise `refused`.
    """

    place: int
    suggestions: tuple[ImportedSuggestion, ...] = ()
    notes: tuple[ImportedNote, ...] = ()
    taken: tuple[ImportedSuggestion, ...] = ()
    refused: tuple[ImportedSuggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back.

    Args:
        scenes: those to which something was done, in order.
        missing: places of scenes that are not in the file any more.
        losses: what of the file could not be kept, though an untouched one would lose nothing.
    """

    scenes: tuple[ReturnedScene, ...]
    missing: tuple[int, ...] = ()
    losses: tuple[str, ...] = ()


def what_returned(file: ImportedFile, book: Book) -> Returned:
    """Compare a file that came back with the book as it left.

    Args:
        book: its scenes as they were when it was exported; with their suggestions and notes where
            it was exported for review.
    """
    author = file.changed_by or THIRD_PARTY
    markers = {scene.marker for scene in file.scenes if scene.marker}
    if markers:
        return _by_markers(file, book, author)
    again = _read_again(book, keeps_scenes=False)
    there, here = _whole(file.scenes), _whole(again.scenes)
    text = _GAP.join(scene.text.strip("\n") for scene in book.scenes)
    made = _Comparison(text, here, there, author).returned(0)
    return Returned(tuple(_shared_out(made, book.scenes)), losses=_new_losses(file, again))


def _new_losses(file: ImportedFile, again: ImportedFile) -> tuple[str, ...]:
    """Return what is lost of what came to it outside; its looks are given anew by each export."""
    known = again.losses
    return tuple(loss for loss in file.losses if loss not in known and not is_about_looks(loss))


def _by_markers(file: ImportedFile, book: Book, author: str) -> Returned:
    again = _read_again(book, keeps_scenes=True)
    here = {scene.marker: scene for scene in again.scenes}
    there = _by_marker(file.scenes)
    found: list[ReturnedScene] = []
    missing: list[int] = []
    for place, scene in enumerate(book.scenes):
        marker = scene_marker(scene.id)
        if marker not in here:  # an empty scene leaves nothing in the file
            continue
        if marker not in there:
            missing.append(place)
            continue
        made = _Comparison(scene.text, here[marker], there[marker], author).returned(place)
        if made != ReturnedScene(place):
            found.append(made)
    return Returned(tuple(found), tuple(missing), _new_losses(file, again))


def _by_marker(scenes: Iterable[ImportedScene]) -> dict[str, ImportedScene]:
    """Return scenes by their markers; what stands before the first belongs to that."""
    groups: dict[str, list[ImportedScene]] = {}
    waiting: list[ImportedScene] = []
    for scene in scenes:
        if not scene.marker:
            waiting.append(scene)
            continue
        groups.setdefault(scene.marker, []).extend((*waiting, scene))
        waiting = []
    return {marker: _whole(group) for marker, group in groups.items()}


def _whole(scenes: Iterable[ImportedScene]) -> ImportedScene:
    """Return scenes as one, one behind the other."""
    text = ""
    suggestions: list[ImportedSuggestion] = []
    notes: list[ImportedNote] = []
    for scene in scenes:
        if text and not text.endswith(_GAP):
            text += "\n"
        at = len(text)
        suggestions += (replace(s, start=s.start + at, end=s.end + at) for s in scene.suggestions)
        notes += (replace(n, start=n.start + at, end=n.end + at) for n in scene.notes)
        text += scene.text
    return ImportedScene("", "", text, tuple(suggestions), tuple(notes))


def _read_again(book: Book, *, keeps_scenes: bool) -> ImportedFile:
    """Return what would have come back untouched."""
    for_review = any(scene.suggestions or scene.notes for scene in book.scenes)
    options = ExportOptions(mark="again", for_review=for_review)
    data = render_file(book, options, unwatched).data
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "again.docx")
        path.write_bytes(data)
        return read_file(path, keeps_scenes=keeps_scenes)


@dataclass(frozen=True, slots=True)
class _Change:
    """A difference between the untouched text and the one that came back.

    Args:
        is_tracked: whether its author is known for it.
    """

    start: int
    end: int
    new: str
    author: str
    at_ms: int = 0
    reason: str = ""
    is_tracked: bool = True


class _Comparison:
    """Compares one text as it is here, as it would have come back, and as it came back."""

    def __init__(self, text: str, here: ImportedScene, there: ImportedScene, author: str) -> None:
        self._here, self._there, self._author = here, there, author
        self._edits = word_edits(here.text, there.text)
        self._to_here = _Way(self._edits, is_back=True)
        self._to_text = _Way(word_edits(here.text, text), is_back=False)

    def returned(self, place: int) -> ReturnedScene:
        """Return what was done."""
        known = {_key(found): found for found in map(self._settled_here, self._here.suggestions)}
        came = list(self._changes())
        still = {_key(change) for change in came if change.is_tracked}
        plain = {(c.start, c.end, c.new) for c in came if not c.is_tracked}
        gone = [change for key, change in known.items() if key not in still]
        taken = [change for change in gone if _is_taken(change, plain)]
        taken_keys = {(change.start, change.end, change.new) for change in taken}
        fresh = [
            change
            for change in came
            if _key(change) not in known
            and (change.is_tracked or (change.start, change.end, change.new) not in taken_keys)
        ]
        return ReturnedScene(
            place,
            tuple(map(self._suggestion, fresh)),
            tuple(self._notes()),
            tuple(map(self._suggestion, taken)),
            tuple(self._suggestion(change) for change in gone if change not in taken),
        )

    def _settled_here(self, found: ImportedSuggestion) -> _Change:
        return _Change(found.start, found.end, found.new, found.author, found.at_ms, found.reason)

    def _changes(self) -> Iterator[_Change]:
        """Yield tracked and other changes, ascending; where they overlap they are one."""
        grown = 0
        plain: list[tuple[int, int, _Change]] = []
        for edit in self._edits:
            start = edit.start + grown
            change = _Change(edit.start, edit.end, edit.new, self._author, is_tracked=False)
            plain.append((start, start + len(edit.new), change))
            grown += len(edit.new) - (edit.end - edit.start)
        tracked = [
            (found.start, found.end, self._from_there(found)) for found in self._there.suggestions
        ]
        cluster: list[tuple[int, int, _Change]] = []
        for item in sorted([*plain, *tracked], key=lambda found: (found[0], found[1])):
            if cluster and not _overlaps(cluster, item):
                yield self._one(cluster)
                cluster = []
            cluster.append(item)
        if cluster:
            yield self._one(cluster)

    def _from_there(self, found: ImportedSuggestion) -> _Change:
        start, end = self._to_here.range(found.start, found.end)
        return _Change(start, end, found.new, found.author, found.at_ms, found.reason)

    def _one(self, cluster: list[tuple[int, int, _Change]]) -> _Change:
        """Return changes that overlap as one: the words that came back, all changes taken."""
        if len(cluster) == 1:
            return cluster[0][2]
        low, high = min(item[0] for item in cluster), max(item[1] for item in cluster)
        words: list[str] = []
        at = low
        for start, end, change in cluster:
            if change.is_tracked:
                words += (self._there.text[at:start], change.new)
                at = max(at, end)
        words.append(self._there.text[at:high])
        start = min(item[2].start for item in cluster)
        end = max(item[2].end for item in cluster)
        tracked = [item[2] for item in cluster if item[2].is_tracked]
        first = tracked[0] if tracked else cluster[0][2]
        return replace(first, start=start, end=end, new="".join(words))

    def _suggestion(self, change: _Change) -> ImportedSuggestion:
        start, end = self._to_text.range(change.start, change.end)
        return ImportedSuggestion(
            start, end, change.new, change.author, change.at_ms, change.reason
        )

    def _notes(self) -> Iterator[ImportedNote]:
        known = {(note.text, note.author) for note in self._here.notes}
        known |= {(found.reason, found.author) for found in self._here.suggestions}
        for note in self._there.notes:
            if (note.text, note.author) in known:
                continue
            here = self._to_here.range(note.start, note.end)
            start, end = self._to_text.range(*here)
            yield replace(note, start=start, end=end)


class _Way:
    """The way from offsets of one text to those of another, by the edits between them.

    Args:
        is_back: whether it leads from the edited text back to the one before.
    """

    def __init__(self, edits: Sequence[WordEdit], *, is_back: bool) -> None:
        self._from: list[tuple[int, int]] = []
        self._to: list[tuple[int, int]] = []
        grown = 0
        for edit in edits:
            old = (edit.start, edit.end)
            new = (edit.start + grown, edit.start + grown + len(edit.new))
            self._from.append(new if is_back else old)
            self._to.append(old if is_back else new)
            grown += len(edit.new) - (edit.end - edit.start)
        self._starts = [start for start, _ in self._from]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Return where a range lies; one that ends amid an edit takes in all of it."""
        low = self._place(start, is_end=False)
        return low, max(low, self._place(end, is_end=True)) if end > start else low

    def _place(self, offset: int, *, is_end: bool) -> int:
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and is_end and self._from[at][0] == offset:
            at -= 1  # it ends where the edit begins
        if at < 0:
            return offset
        first, last = self._from[at]
        if offset >= last and (offset > first or first == last):
            return self._to[at][1] + offset - last
        return self._to[at][1] if is_end else self._to[at][0]


def _key(change: _Change) -> tuple[int, int, str, str]:
    return change.start, change.end, change.new, change.author


def _is_taken(change: _Change, plain: set[tuple[int, int, str]]) -> bool:
    return (change.start, change.end, change.new) in plain


def _overlaps(cluster: list[tuple[int, int, _Change]], item: tuple[int, int, _Change]) -> bool:
    """Whether a change shares words with those before it, or one of them only touches it.

    Two tracked changes side by side are two; a word put in where others changed it is one.
    """
    end = max(found[1] for found in cluster)
    if item[0] < end:
        return True
    is_mixed = any(found[2].is_tracked != item[2].is_tracked for found in cluster)
    return is_mixed and item[0] == end


def _shared_out(made: ReturnedScene, scenes: Sequence[BookScene]) -> Iterator[ReturnedScene]:
    """Give each scene what was done to it; what lies between two belongs to the first."""
    start = 0
    for place, scene in enumerate(scenes):
        text = scene.text.strip("\n")
        lead = len(scene.text) - len(scene.text.lstrip("\n"))
        stop = start + len(text) + len(_GAP)
        mine = [
            tuple(
                replace(
                    item,
                    start=min(item.start - start, len(text)) + lead,
                    end=min(item.end - start, len(text)) + lead,
                )
                for item in items
                if start <= item.start < stop
            )
            for items in (made.suggestions, made.taken, made.refused)
        ]
        notes = tuple(
            replace(
                note,
                start=min(note.start - start, len(text)) + lead,
                end=min(note.end - start, len(text)) + lead,
            )
            for note in made.notes
            if start <= note.start < stop
        )
        found = ReturnedScene(place, mine[0], notes, mine[1], mine[2])
        if found != ReturnedScene(place):
            yield found
        start = stop
