from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from cocreate.base.settings import Settings
from cocreate.ui.editor.overlay import Overlay
from cocreate.ui.theme import LIGHT, text_font
from cocreate.workspace.change import Change, ChangeKind


def blocks(desk):
    return list(desk.view.placed_blocks(QRectF(desk.view.viewport().rect())))


@pytest.fixture
def offered(desk):
    scene = desk.open("one two three four\nfive")
    wide = desk.agents.offer(scene, "one two three", "a b c")
    narrow = desk.agents.offer(scene, "two", "2")
    desk.view.refresh(Change(ChangeKind.HUNKS, scene))
    return wide, narrow


def test_the_narrowest_suggestion_at_a_place_counts(desk, offered):
    wide, narrow = offered
    overlay = desk.view._overlay
    assert overlay.hunk_at(5).id == narrow
    assert overlay.hunk_at(1).id == wide
    assert overlay.hunk_at(22) is None


def test_the_card_has_room_only_while_it_is_shown(desk, offered):
    overlay = desk.view._overlay
    desk.view.grab()
    before = blocks(desk)[1].corner.y()
    desk.view.hunks.show(offered[0])
    desk.view.grab()
    after = blocks(desk)
    assert after[1].corner.y() > before
    assert overlay.card_rect(after[0], 500) is not None
    assert overlay.card_rect(after[1], 500) is None
    overlay.hide_card()
    desk.view.grab()
    assert overlay.card_rect(blocks(desk)[0], 500) is None
    assert blocks(desk)[1].corner.y() == pytest.approx(before)


def test_without_a_look_nothing_is_painted(desk, offered):
    overlay = Overlay(desk.view._layout)
    state = desk.workspace.state
    hunk = desk.workspace.scene(desk.scene).hunks[offered[0]]
    overlay.show_card(state, hunk, 0, 400)
    assert overlay.current == ""
    canvas = QPixmap(10, 10)
    painter = QPainter(canvas)
    overlay.shows_tint = True
    overlay.paint_under(painter, blocks(desk), desk.workspace.scene(desk.scene).text)
    overlay.paint_over(painter, blocks(desk), 400)
    painter.end()
    rect = QRectF(0, 0, 10, 10)
    assert overlay.field_rect(rect) == rect


def test_the_field_stands_inside_the_card(desk, offered):
    overlay = Overlay(desk.view._layout)
    overlay.set_look(LIGHT, text_font(Settings()))
    overlay.field_hint = "keys"
    hunk = desk.workspace.scene(desk.scene).hunks[offered[0]]
    overlay.show_card(desk.workspace.state, hunk, 0, 400, 60)
    card = QRectF(0, 0, 376, 200)
    assert card.contains(overlay.field_rect(card))
