from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QByteArray, QMimeData

from cocreate.ui.editor.clipping import MIME, Clipping, pack, plain_text, unpack
from tests.notation import read

CLIPPING = Clipping("clip-1", read("The [a#h1:grey 😀]sea"))


def changed(**parts: object) -> QMimeData:
    data = pack(CLIPPING, "token")
    body = json.loads(bytes(data.data(MIME).data()))
    data.setData(MIME, QByteArray(json.dumps({**body, **parts}).encode()))
    return data


def test_a_passage_comes_back_with_its_origins():
    assert unpack(pack(CLIPPING, "token"), "token") == CLIPPING


def test_other_programs_get_the_words():
    assert pack(CLIPPING, "token").text() == "The grey 😀sea"


def test_another_window_is_not_believed():
    assert unpack(pack(CLIPPING, "token"), "other") is None


def test_words_that_are_not_those_of_the_clipping_are_not_believed():
    data = pack(CLIPPING, "token")
    data.setText("Other words")
    assert unpack(data, "token") is None


@pytest.mark.parametrize(
    "parts",
    [
        {"spans": [[3, "human", "typed", None]]},
        {"spans": [[13, "human", "accepted", None]]},
        {"spans": [[13, "nobody", "typed", None]]},
        {"spans": "nothing"},
        {"token": 1},
    ],
)
def test_a_broken_clipping_is_not_believed(parts):
    assert unpack(changed(**parts), "token") is None


def test_what_is_no_clipping_is_not_one():
    data = QMimeData()
    data.setText("Words")
    assert unpack(data, "token") is None
    data.setData(MIME, QByteArray(b"\xff not json"))
    assert unpack(data, "token") is None


def test_lines_from_outside_end_in_newlines_only():
    data = QMimeData()
    data.setText("a\r\nb\rc\u2029d\u00a0e")
    assert plain_text(data) == "a\nb\nc\nd\u00a0e"


def test_words_are_taken_out_of_html_when_there_is_no_plain_text(qapp):
    data = QMimeData()
    data.setHtml("<p>The <b>sea</b></p>")
    assert plain_text(data) == "The sea"
    assert plain_text(QMimeData()) == ""
