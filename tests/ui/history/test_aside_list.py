"""Suggestions put aside: found, read, brought back."""

from __future__ import annotations

import pytest

from cocreate.text.diff import Piece
from cocreate.ui.history.aside_list import AsideList, piece_html
from cocreate.ui.theme import DARK, LIGHT
from tests.workspace.writing import typing


@pytest.fixture
def aside(past, rejected, qtbot):
    made = AsideList(past, LIGHT)
    qtbot.addWidget(made)
    made.show()
    made.begin()
    return made


def test_they_are_listed_with_all_their_words(aside, rejected):
    assert aside.chosen().id == rejected
    assert "very,worn very tiredout" in aside._words.toPlainText()
    assert "Because." in aside._words.toPlainText()
    assert "Line editor · Opening · rejected" in aside._about.text()
    assert "Too plain." in aside._about.text()
    aside.set_theme(DARK)


def test_they_are_searched(aside):
    aside._field.setText("nothing like it")
    assert aside.chosen() is None
    assert not aside._body.isVisible()
    aside.revive()
    aside._field.setText("WORN")
    assert aside.chosen() is not None


def test_one_comes_back(aside, qtbot, rejected, scene_ids, review):
    with qtbot.waitSignal(aside.revived) as told:
        aside._back.click()
    assert told.args == [rejected, scene_ids[0]]
    assert review.open_hunks()[0].id == rejected
    assert aside.chosen() is None


def test_one_that_cannot_is_told(aside, qtbot, workspace, scene_ids):
    workspace.edit(scene_ids[0], 0, 30, "", typing())
    aside.update_rows()
    with qtbot.waitSignal(aside.trouble_met) as told:
        aside.revive()
    assert "exactly once" in told.args[0]


def test_words_of_agents_are_never_markup():
    assert "&lt;b&gt;" in piece_html(Piece("in", "<b>"), LIGHT)
    assert piece_html(Piece("same", "a\nb"), LIGHT) == "a<br>b"
    assert "<s " in piece_html(Piece("out", "a"), LIGHT)
