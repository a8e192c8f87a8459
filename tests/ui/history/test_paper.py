"""The paper: shows, tints, lets choose, and changes only what differs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from cocreate.base.settings import Settings
from cocreate.ui.history.looks import Look, Stretch
from cocreate.ui.history.paper import Paper
from cocreate.ui.theme import DARK, LIGHT


@pytest.fixture
def paper(qtbot):
    made = Paper(LIGHT, Settings())
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def colours(paper):
    image = paper.viewport().grab().toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 3)
        for y in range(image.height())
    }


def test_it_shows_and_changes_what_differs(paper):
    changes = []
    paper.show_text("The sea was calm.\n", [Stretch(18, Look.PLAIN)])
    paper.document().contentsChange.connect(lambda *args: changes.append(args))
    paper.show_text("The grey sea was calm.\n", [Stretch(23, Look.PLAIN)])
    assert paper.document().toPlainText() == paper.shown() == "The grey sea was calm.\n"
    assert changes == [(4, 0, 5)]
    paper.show_text("The grey sea was calm.\n", [Stretch(23, Look.AI)])
    assert len(changes) == 1


def test_looks_are_seen(paper):
    paper.show_text("calm " * 30, [Stretch(150, Look.PLAIN)])
    plain = colours(paper)
    for look in Look:
        paper.show_text("calm " * 30, [Stretch(150, look)])
        assert (colours(paper) != plain) is (look is not Look.PLAIN)


def test_what_came_last_is_seen(paper):
    paper.show_text("calm sea", [Stretch(8, Look.PLAIN)])
    plain = colours(paper)
    paper.show_text("calm sea", [Stretch(8, Look.PLAIN)], (0, 4))
    assert colours(paper) != plain
    paper.show_text("calm sea\nagain", [Stretch(14, Look.PLAIN)], (4, 4))
    assert colours(paper) != plain


def test_signs_beyond_the_plane_count_once(paper):
    paper.show_text("a\U0001f30a\U0001f30ab sea", [Stretch(8, Look.AI)], (1, 3))
    paper.choose(2, 4)
    assert paper.chosen() == (2, 4)
    assert paper.textCursor().selectedText() == "\U0001f30ab"


def test_signs_that_qt_cannot_show_keep_their_place(paper):
    paper.show_text("a\u2029b\ud800c\0", [Stretch(6, Look.PLAIN)])
    assert paper.shown() == "a\ufffdb\ufffdc\ufffd"
    paper.show_text("a\0", [Stretch(2, Look.PLAIN)])
    assert paper.shown() == "a\ufffd"


def test_it_takes_no_words_but_leaves_them_to_others(paper, qtbot):
    paper.show_text("calm", [Stretch(4, Look.PLAIN)])
    qtbot.keyClicks(paper, "x")
    qtbot.keyClick(paper, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert paper.shown() == paper.document().toPlainText() == "calm"
    assert paper.chosen() == (0, 4)
    qtbot.keyClick(paper, Qt.Key.Key_End)
    assert paper.chosen() == (4, 4)


def test_a_place_far_below_is_brought_into_view(paper):
    text = "\n".join(f"Line {number}." for number in range(400))
    paper.show_text(text, [Stretch(len(text), Look.PLAIN)])
    paper.bring_into_view(len(text) - 10)
    assert paper.verticalScrollBar().value() > 100
    place = paper.verticalScrollBar().value()
    paper.bring_into_view(len(text) - 12)
    assert paper.verticalScrollBar().value() == place
    paper.bring_into_view(0)
    assert paper.verticalScrollBar().value() == 0


def test_it_takes_another_look(paper):
    paper.show_text("calm", [Stretch(4, Look.TITLE)])
    paper.set_look(DARK, Settings(line_spacing=1.0))
    assert QColor(DARK.page).name() in colours(paper)
