from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QMimeData

from cocreate.ui.editor.clipping import MIME, from_mime, plain_text, to_mime
from cocreate.workspace.clippings import Clipping, Clippings
from cocreate.workspace.workspace import Workspace
from tests.notation import read

PASSAGE = read("The [a#h1:grey 😀]sea")


@pytest.fixture
def clippings(workspace: Workspace) -> Clippings:
    return workspace.clippings


@pytest.fixture
def clipping(clippings: Clippings) -> Clipping:
    return clippings.clip("clip-1", PASSAGE)


def test_a_passage_comes_back_with_its_origins(clippings: Clippings, clipping: Clipping):
    back = from_mime(to_mime(clipping, clippings), clippings)
    assert back is not None
    assert back.fragment == PASSAGE


def test_other_programs_get_the_words(clippings: Clippings, clipping: Clipping):
    assert to_mime(clipping, clippings).text() == "The grey 😀sea"


def test_words_that_are_not_those_of_the_clipping_are_not_believed(
    clippings: Clippings, clipping: Clipping
):
    data = to_mime(clipping, clippings)
    data.setText("Other words")
    assert from_mime(data, clippings) is None


def test_what_is_no_clipping_is_not_one(clippings: Clippings):
    data = QMimeData()
    data.setText("Words")
    assert from_mime(data, clippings) is None
    data.setData(MIME, QByteArray(b"\xff not json"))
    assert from_mime(data, clippings) is None


def test_lines_from_outside_end_in_newlines_only():
    data = QMimeData()
    data.setText("a\r\nb\rc\u2029d\u00a0e")
    assert plain_text(data) == "a\nb\nc\nd\u00a0e"


def test_a_nul_becomes_the_replacement_character():
    data = QMimeData()
    data.setText("a\0b")
    assert plain_text(data) == "a\ufffdb"


def test_words_are_taken_out_of_html_when_there_is_no_plain_text(qapp):
    data = QMimeData()
    data.setHtml("<p>The <b>sea</b></p>")
    assert plain_text(data) == "The sea"
    assert plain_text(QMimeData()) == ""
