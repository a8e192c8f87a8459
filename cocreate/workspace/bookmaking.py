"""The manuscript as it stands, made ready for an exporter."""

from __future__ import annotations

from cocreate.formats.book import Book, BookScene
from cocreate.workspace.reporting import appendix_of, report_of
from cocreate.workspace.workspace import Workspace


def book_of(workspace: Workspace, *, has_appendix: bool = False) -> Book:
    """Return the scenes in order with their origins, and the report as back matter if wanted."""
    state = workspace.state
    scenes = tuple(
        BookScene(scene.chapter, scene.title, scene.text.text(), scene.text.spans(), id=scene.id)
        for scene in state.manuscript()
    )
    appendix = appendix_of(report_of(workspace)) if has_appendix else None
    return Book(state.title, state.writer, scenes, appendix)
