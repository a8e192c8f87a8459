"""An export that an editor sends back: what was done to it waits for the writer, no more comes.

The book as it left is folded from the ledger once more. What the editor changed is moved on to the
text as it stands now; where the writer has changed the same words since, it cannot be placed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cocreate.core.replay import replay
from cocreate.formats.book import Book, ImportedFile, ImportedNote, ImportedSuggestion
from cocreate.formats.into_scenes import counted
from cocreate.formats.returned import ReturnedScene, what_returned
from cocreate.text.diff import WordEdit, word_edits
from cocreate.workspace.bookmaking import book_from, pictures_of
from cocreate.workspace.export_mark import ExportMark, read_mark
from cocreate.workspace.third_parties import Marked, Proposed, propose
from cocreate.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ComparedScene:
    """What was done to a scene.

    Args:
        id: of the scene in the project.
        text: as it left; the offsets in `done` are offsets in it.
    """

    id: str
    text: str
    done: ReturnedScene


@dataclass(frozen=True, slots=True)
class Compared:
    """An export that came back, compared with the book as it left.

    Args:
        missing: titles of the scenes that are not in the file any more.
        losses: a sentence for each kind of thing in it that could not be kept.
    """

    scenes: tuple[ComparedScene, ...]
    missing: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of a file that came back.

    Args:
        losses: a sentence for each kind of thing that could not be taken in.
        pictures: those that the suggestions name, by name.
    """

    proposed: Proposed
    losses: tuple[str, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def is_ours(workspace: Workspace, file: ImportedFile) -> bool:
    """Whether a file is an export of this project, as its mark says."""
    return _mark_of(workspace, file) is not None


def compare(workspace: Workspace, file: ImportedFile) -> Compared:
    """Compare an export of this project with the book as it left; it changes nothing."""
    mark = _mark_of(workspace, file)
    if mark is None:
        raise ValueError("no export of this project")
    book = _as_it_left(workspace, mark)
    if file.changed_by == workspace.state.writer:
        # The name that the export itself wrote there says nothing of who changed it since.
        file = replace(file, changed_by="")
    returned = what_returned(file, book)
    places = [(book.scenes[done.place], done) for done in returned.scenes]
    return Compared(
        tuple(ComparedScene(scene.id, scene.text, done) for scene, done in places),
        tuple(book.scenes[place].title for place in returned.missing),
        returned.losses,
    )


def take_back(
    workspace: Workspace, file: ImportedFile, compared: Compared | None = None
) -> TakenBack:
    """Write down what an editor did to an export of this project, to be decided by the writer.

    Args:
        compared: what `compare` found, where that is known already.
    """
    if compared is None:
        compared = compare(workspace, file)
    here = [scene for scene in compared.scenes if scene.id in workspace.state.order]
    moved = [_moved(workspace, scene) for scene in here]
    proposed = propose(workspace.ids, file.name, [found.marked for found in moved])
    if proposed.events:
        workspace.record(*proposed.events)
        for found in moved:
            workspace.touch(found.marked.scene)
    unplaced = proposed.misplaced + sum(found.unplaced for found in moved)
    unplaced += sum(
        len(scene.done.suggestions) + len(scene.done.notes)
        for scene in compared.scenes
        if scene not in here
    )
    named = [item.new for found in moved for item in found.marked.suggestions]
    pictures = {
        name: data
        for name, data in file.pictures.items()
        if any(f"]({name}" in words for words in named)
    }
    return TakenBack(proposed, tuple(_losses(compared, unplaced)), pictures)


def _mark_of(workspace: Workspace, file: ImportedFile) -> ExportMark | None:
    mark = read_mark(file.export_mark)
    if mark is None or mark.project != workspace.project.identity:
        return None
    # An earlier version that was put back may have gone on otherwise from there.
    is_here = mark.seq > 0 and workspace.project.ledger.head_at(mark.seq) == mark.head
    return mark if is_here else None


def _as_it_left(workspace: Workspace, mark: ExportMark) -> Book:
    workspace.close_burst()
    state = replay(workspace.project.ledger.entries(until=mark.seq))
    return replace(book_from(state, for_review=mark.for_review), pictures=pictures_of(workspace))


@dataclass(frozen=True, slots=True)
class _Moved:
    marked: Marked
    unplaced: int


def _moved(workspace: Workspace, scene: ComparedScene) -> _Moved:
    """Return what was done to a scene, moved on to its text as it stands."""
    now = workspace.scene(scene.id).text.text()
    edits = word_edits(scene.text, now)
    suggestions: list[ImportedSuggestion] = []
    notes: list[ImportedNote] = []
    for suggestion in scene.done.suggestions:
        place = _place(edits, suggestion.start, suggestion.end)
        if place is not None:
            suggestions.append(replace(suggestion, start=place[0], end=place[1]))
    for note in scene.done.notes:
        place = _place(edits, note.start, note.end)
        start, end = place or (0, 0)
        notes.append(replace(note, start=start, end=end))
    unplaced = len(scene.done.suggestions) - len(suggestions)
    return _Moved(Marked(scene.id, now, suggestions, notes), unplaced)


def _place(edits: Sequence[WordEdit], start: int, end: int) -> tuple[int, int] | None:
    """Return where a passage stands after edits; None where one of them changed it."""
    grown = 0
    for edit in edits:
        if edit.start >= end and (edit.start > start or edit.end > edit.start):
            break
        if edit.end > start or (edit.end == start and start == end == edit.start):
            return None
        grown += len(edit.new) - (edit.end - edit.start)
    return start + grown, end + grown


def _losses(compared: Compared, unplaced: int) -> Iterator[str]:
    yield "This is an export of this project: only what was changed in it came in."
    taken = sum(len(scene.done.taken) for scene in compared.scenes)
    refused = sum(len(scene.done.refused) for scene in compared.scenes)
    if taken:
        yield counted(
            taken,
            "1 suggestion that left with it was taken there; decide on it here.",
            "{n} suggestions that left with it were taken there; decide on them here.",
        )
    if refused:
        yield counted(
            refused,
            "1 suggestion that left with it is not in it any more; it still waits here.",
            "{n} suggestions that left with it are not in it any more; they still wait here.",
        )
    if unplaced:
        yield counted(
            unplaced,
            "1 change could not be placed: the words have been changed here since.",
            "{n} changes could not be placed: the words have been changed here since.",
        )
    yield from (
        f"“{title}” is not in the file any more; it stays here as it is."
        for title in compared.missing
    )
    yield from compared.losses
