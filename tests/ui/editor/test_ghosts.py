from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from cocreate.base.settings import Settings
from cocreate.ui.editor import ghosts
from cocreate.ui.editor.ghosts import Ghosts, _fitting
from cocreate.ui.theme import LIGHT, agent_colour, text_font
from cocreate.workspace.change import Change, ChangeKind


@pytest.fixture
def painted(desk):
    def paint(current: str = "") -> QImage:
        desk.view.refresh(Change(ChangeKind.HUNKS, desk.scene))
        desk.view.grab()
        image = QImage(800, 200, QImage.Format.Format_RGB32)
        image.fill(QColor(LIGHT.page))
        painter = QPainter(image)
        ghosts = Ghosts(LIGHT, text_font(Settings()), 12)
        for placed in desk.view.placed_blocks(QRectF(0, 0, 800, 200)):
            found = desk.view._overlay.hunks.between(placed.start, placed.end)
            ghosts.paint(painter, placed, found, current)
        painter.end()
        return image

    return paint


def share(image: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_words_that_would_go_are_struck(desk, painted):
    scene = desk.open("The very grey sea.")
    desk.agents.offer(scene, "very grey", "grey")
    image = painted()
    struck = QColor(LIGHT.removed)
    assert any(
        abs(QColor(image.pixel(x, y)).red() - struck.red()) < 25
        and QColor(image.pixel(x, y)).green() < 120
        for x in range(800)
        for y in range(200)
    )


def test_words_that_would_come_stand_below_in_the_agents_colour(desk, painted):
    scene = desk.open("The sea.")
    desk.agents.offer(scene, "The sea", "The grey sea")
    assert share(painted(), agent_colour(LIGHT, "line-editor").name()) > 8


def test_many_new_words_do_not_run_over_each_other_or_out_of_the_line(desk, painted):
    scene = desk.open("one two three four. " * 2 + "end")
    desk.agents.offer(scene, "one two three four. one", "one AAAAAAAAA two BBBBBBB three four. one")
    desk.agents.offer(scene, "end", "end " + "and more " * 40)
    image = painted()
    assert share(image, agent_colour(LIGHT, "line-editor").name()) > 20
    assert all(QColor(image.pixel(799, y)).name() == LIGHT.page for y in range(200))


def test_the_one_at_hand_stands_out(desk, painted):
    scene = desk.open("The sea.")
    hunk = desk.agents.offer(scene, "The sea", "The grey sea")
    assert painted(hunk) != painted()


@pytest.mark.parametrize(("old", "new"), [("one", "one\n"), ("one", "one\n\ntwo"), ("one", "one ")])
def test_new_lines_and_spaces_have_a_sign(desk, painted, old, new):
    scene = desk.open("one\ntwo")
    desk.agents.offer(scene, old, new)
    assert share(painted(), agent_colour(LIGHT, "line-editor").name()) > 0


def test_an_offer_over_several_paragraphs_shows_in_each(desk, painted):
    scene = desk.open("one a\ntwo a\nthree a")
    desk.agents.offer(scene, "one a\ntwo a\nthree a", "one b\ntwo b\nthree b")
    assert share(painted(), agent_colour(LIGHT, "line-editor").name()) > 30


def test_small_words_fit_between_the_lines(qapp):
    font = text_font(Settings())
    assert _fitting(font, 20).pointSizeF() > _fitting(font, 0).pointSizeF()


def test_what_is_kept_of_widths_stays_small(qapp, monkeypatch):
    monkeypatch.setattr(ghosts, "_MOST_WIDTHS", 1)
    made = ghosts.Ghosts(LIGHT, text_font(Settings()), 10)
    widths = [made._width_of(words) for words in ("sea", "sea", "calm sea", "sea")]
    assert widths[0] == widths[1] == widths[3] < widths[2]
    assert len(made._widths) == 1
