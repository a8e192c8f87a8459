"""Answers for the paragraphs one sees."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from cocreate.ui.editor import spell_watch
from cocreate.ui.editor.spell_watch import SpellWatch


class Answers:
    """Knows every word but teh, and what it was asked."""

    def __init__(self) -> None:
        self.is_checking = True
        self.asked: list[str] = []

    def unknown(self, line, passed=()):
        self.asked.append(line)
        hits = [hit.span() for hit in re.finditer(r"\bteh\b", line)]
        return tuple(hit for hit in hits if not any(a < hit[1] and hit[0] < b for a, b in passed))


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def watch(desk, answers):
    made = SpellWatch(desk.view, answers)
    desk.workspace.changes.listen(made.refresh)
    return made


def _painted(desk):
    """What stands under the page's marks, once it was painted."""
    desk.view.grab()
    view = desk.view
    return [
        (placed.start + start, placed.start + end)
        for placed in view._visible()
        for start, end in view.spelling.of(placed)
    ]


def test_what_one_sees_is_answered_soon_after_it_was_painted(desk, watch, answers, qtbot):
    desk.open("a teh b\n\n`teh` c teh")
    assert _painted(desk) == []
    qtbot.waitUntil(lambda: _painted(desk) == [(2, 5), (17, 20)])
    assert sorted(answers.asked) == ["", "`teh` c teh", "a teh b"]


def test_code_between_fences_is_passed(desk, watch, qtbot):
    desk.open("teh\n```\nteh\n```\nteh")
    qtbot.waitUntil(lambda: _painted(desk) == [(0, 3), (16, 19)])


def test_only_what_one_sees_is_asked_about(desk, watch, answers, qtbot):
    desk.open("\n".join(f"line {number}" for number in range(2000)))
    desk.view.grab()
    qtbot.waitUntil(lambda: not watch._wanted and bool(answers.asked))
    assert len(answers.asked) < 60


def test_the_word_at_hand_is_marked_when_it_is_left(desk, watch, qtbot):
    desk.open("x ")
    desk.view.moveCursor(QTextCursor.MoveOperation.End)
    desk.type("teh")
    qtbot.waitUntil(lambda: _painted(desk) == [(2, 5)])
    assert desk.view.spelling.held == 5
    desk.press(Qt.Key.Key_Home)
    assert desk.view.spelling.held == -1
    desk.press(Qt.Key.Key_Right)
    assert desk.view.spelling.held == -1


def test_what_comes_from_elsewhere_is_no_word_being_typed(desk, watch):
    desk.open("x ")
    desk.type("teh")
    desk.edit(0, 0, "y ")
    assert desk.view.spelling.held == -1
    held = desk.view.spelling.held
    desk.workspace.save()
    assert desk.view.spelling.held == held


def test_while_a_paragraph_is_written_only_its_latest_text_waits(desk, watch, answers, qtbot):
    desk.open("")
    qtbot.waitUntil(lambda: answers.asked == [""])
    for sign in "some words":
        desk.type(sign)
        desk.view.grab()
    assert watch._wanted == {0}
    qtbot.waitUntil(lambda: answers.asked == ["", "some words"])


def test_many_paragraphs_are_answered_in_slices(desk, watch, answers, qtbot, monkeypatch):
    monkeypatch.setattr(spell_watch, "_SLICE_MS", 0)
    desk.open("a teh\nb teh\nc teh")
    desk.view.grab()
    watch.look()
    assert answers.asked == []
    assert watch._timer.isActive()
    monkeypatch.undo()
    qtbot.waitUntil(lambda: _painted(desk) == [(2, 5), (8, 11), (14, 17)])


def test_without_a_dictionary_nothing_is_asked(desk, watch, answers):
    answers.is_checking = False
    watch.begin()
    desk.open("teh")
    desk.view.grab()
    assert not desk.view.spelling
    assert not watch._timer.isActive()


def test_other_code_fences_begin_anew(desk, watch, qtbot):
    desk.open("teh")
    qtbot.waitUntil(lambda: _painted(desk) == [(0, 3)])
    desk.edit(0, 0, "```\n")
    qtbot.waitUntil(lambda: _painted(desk) == [])


def test_a_paragraph_that_went_is_passed(desk, watch, answers, qtbot):
    desk.open("one\ntwo\nthree")
    desk.view.grab()
    desk.edit(3, 13, "")
    qtbot.waitUntil(lambda: not watch._wanted)
    assert answers.asked == ["one"]
