from __future__ import annotations

from cocreate.workspace.bookmaking import book_of
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


def test_a_book_holds_the_scenes_with_their_origins(workspace: Workspace, scene: str):
    type_text(workspace, scene, "The sea.\n")
    book = book_of(workspace)
    assert [(made.id, made.text) for made in book.scenes] == [(scene, "The sea.\n")]
    assert sum(span.length for span in book.scenes[0].spans) == 9
    assert book.appendix is None


def test_the_report_is_its_back_matter(workspace: Workspace, scene: str):
    type_text(workspace, scene, "The sea.\n")
    appendix = book_of(workspace, has_appendix=True).appendix
    assert appendix is not None
    assert appendix.markdown.startswith("#")
