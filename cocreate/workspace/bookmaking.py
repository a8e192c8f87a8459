"""The manuscript as it stands, made ready for an exporter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cocreate.core.origin import Contributor
from cocreate.core.state import ProjectState, SceneState
from cocreate.core.suggestion import Hunk
from cocreate.formats.book import Book, BookScene, MarginNote, OpenSuggestion
from cocreate.workspace.reporting import appendix_of, report_of
from cocreate.workspace.workspace import Workspace


def book_of(workspace: Workspace, *, has_appendix: bool = False, for_review: bool = False) -> Book:
    """Return the scenes in order with their origins.

    Args:
        has_appendix: with the report as back matter.
        for_review: with open suggestions and margin notes.
    """
    appendix = appendix_of(report_of(workspace)) if has_appendix else None
    book = book_from(workspace.state, for_review=for_review)
    return replace(book, appendix=appendix, pictures=pictures_of(workspace))


def book_from(state: ProjectState, *, for_review: bool) -> Book:
    """Return the scenes of any moment's state, without pictures."""
    scenes = tuple(_scene(scene, state, for_review=for_review) for scene in state.manuscript())
    return Book(state.title, state.writer, scenes)


def pictures_of(workspace: Workspace) -> dict[str, bytes]:
    """Return the pictures that the scenes name, by the name used there.

    Raises:
        ProjectDamagedError: one of them is missing or was altered.
    """
    state = workspace.state
    texts = [scene.text.text() for scene in state.manuscript()] if state.pictures else []
    return {
        picture.name: workspace.project.pictures.get(picture.sha256)
        for picture in state.pictures.values()
        if any(picture.name in text for text in texts)
    }


def left_out(workspace: Workspace) -> int:
    """Return how many open suggestions an export for review cannot show: they overlap others."""
    scenes = workspace.state.manuscript()
    open_ones = sum(hunk.is_open for scene in scenes for hunk in scene.hunks.values())
    return open_ones - sum(len(list(_apart(scene))) for scene in scenes)


def _scene(scene: SceneState, state: ProjectState, *, for_review: bool) -> BookScene:
    suggestions = tuple(_shown(hunk, state) for hunk in _apart(scene)) if for_review else ()
    notes = tuple(_notes(scene, state)) if for_review else ()
    return BookScene(
        scene.chapter,
        scene.title,
        scene.text.text(),
        scene.text.spans(),
        suggestions,
        notes,
        scene.id,
    )


def _apart(scene: SceneState) -> Iterator[Hunk]:
    """Yield open suggestions that do not overlap an earlier one, as a file can show them."""
    reached = -1
    open_ones = [hunk for hunk in scene.hunks.values() if hunk.is_open]
    for hunk in sorted(open_ones, key=lambda hunk: (hunk.start, hunk.end)):
        if hunk.start > reached or (hunk.start == reached and hunk.end > hunk.start):
            yield hunk
            reached = max(hunk.end, hunk.start)


def _shown(hunk: Hunk, state: ProjectState) -> OpenSuggestion:
    run = state.runs.get(hunk.run)
    title = run.agent_title if run is not None and run.agent_title else hunk.agent
    match hunk.contributor:
        case Contributor.AI:
            author = f"{title} (AI: {hunk.model})" if hunk.model else f"{title} (AI)"
        case Contributor.TOOL:
            author = f"{title} (checker)"
        case _:
            author = title
    return OpenSuggestion(hunk.start, hunk.end, hunk.new, author, hunk.reason, hunk.offered_ms)


def _notes(scene: SceneState, state: ProjectState) -> Iterator[MarginNote]:
    notes = [note for note in scene.notes.values() if not note.is_dismissed and note.start >= 0]
    for note in sorted(notes, key=lambda note: (note.start, note.end)):
        run = state.runs.get(note.run)
        title = run.agent_title if run is not None and run.agent_title else note.agent
        is_ai = run is not None and "/" in run.model
        author = f"{title} (AI: {run.model})" if run is not None and is_ai else title
        at_ms = run.began_ms if run is not None else 0
        yield MarginNote(note.start, note.end, note.note, author, at_ms)
