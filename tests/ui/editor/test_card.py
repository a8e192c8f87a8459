from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from cocreate.base.settings import Settings
from cocreate.ui.editor.card import Card
from cocreate.ui.theme import LIGHT, text_font


@pytest.fixture
def card(qapp):
    return Card(LIGHT, text_font(Settings()))


@pytest.fixture
def shown(desk, card):
    def show(old, new, width=400, field=0.0):
        scene = desk.open(f"{old} tail")
        hunk = desk.agents.offer(scene, old, new)
        card.show(desk.workspace.state, desk.workspace.scene(scene).hunks[hunk], width, field)
        return card._words.toPlainText()

    return show


def test_the_card_says_who_and_why_and_shows_both_words(shown):
    told = shown("The sea", "The grey sea")
    assert "Line-Editor" in told
    assert "Because." in told
    assert "The grey sea" in told


def test_markup_of_an_agent_stays_words(shown):
    assert "<b>bold</b> & co" in shown("plain", "<b>bold</b> & co")


def test_taking_everything_out_is_said(shown):
    assert "(taken out)" in shown("The sea", "")


def test_new_paragraphs_are_seen(shown):
    assert "¶" in shown("The sea", "The sea\n\n")


def test_a_very_long_offer_is_cut_short(shown):
    assert shown("one", "word " * 2000).endswith("…")


def test_a_narrow_card_is_higher(shown, card):
    shown("The sea", "The grey sea and so on " * 10, width=800)
    wide = card.height
    shown("The sea", "The grey sea and so on " * 10, width=200)
    assert card.height > wide


def test_a_field_has_its_place_and_a_hint_its_line(shown, card):
    shown("The sea", "The grey sea")
    card.hint = ""
    plain = card.height
    card.hint = "Ctrl+Return accept"
    assert card.height > plain
    shown("The sea", "The grey sea", field=50)
    room = QRectF(0, 0, 400, card.height)
    assert room.contains(card.field_rect(room))
    assert card.field_rect(room).height() == 50


def test_the_card_is_painted_into_its_room(shown, card):
    shown("The sea", "The grey sea")
    card.hint = "keys"
    image = QImage(400, int(card.height), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.page))
    painter = QPainter(image)
    card.paint(painter, QRectF(0, 0, 400, card.height))
    painter.end()
    assert QColor(image.pixel(380, 20)).name() == LIGHT.raised
