from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from cocreate.workspace.change import Change, ChangeKind

TEXT = "\n".join(f"Paragraph {number} about the sea." for number in range(200))


def visible(desk) -> list[str]:
    desk.view.grab()
    return [placed.text for placed in desk.view._visible()]


def test_only_what_shows_is_placed(desk):
    desk.open(TEXT)
    found = visible(desk)
    assert found[0] == "Paragraph 0 about the sea."
    assert len(found) < 30


@pytest.mark.parametrize("start", ["", "😀😀\n"])
def test_placed_blocks_know_their_offsets(desk, start):
    desk.open(start + TEXT)
    desk.view.goto(len(start) + TEXT.index("Paragraph 150"))
    desk.view.grab()
    for placed in desk.view.placed_blocks(QRectF(desk.view.viewport().rect())):
        assert desk.text()[placed.start : placed.end] == placed.text


def test_a_place_out_of_sight_is_brought_into_view(desk):
    desk.open(TEXT)
    offset = TEXT.index("Paragraph 120")
    desk.view.bring_into_view(offset)
    assert "Paragraph 120 about the sea." in visible(desk)
    before = desk.view.verticalScrollBar().value()
    desk.view.bring_into_view(offset)
    assert desk.view.verticalScrollBar().value() == before


def test_the_text_is_as_wide_as_its_measure(desk):
    desk.view.resize(1600, 600)
    wide = desk.view.viewport().width()
    desk.view.resize(2400, 600)
    assert desk.view.viewport().width() == pytest.approx(wide, abs=2)


def test_the_gutter_stands_beside_the_text_and_scrolls_with_it(desk):
    desk.open(TEXT)
    visible(desk)
    gutter, viewport = desk.view._gutter, desk.view.viewport()
    assert gutter.geometry().right() < viewport.geometry().left()
    assert gutter.height() == viewport.height()
    desk.view.verticalScrollBar().setValue(50)
    visible(desk)


def test_suggestions_and_tint_are_painted_with_the_page(desk):
    scene = desk.open("The [a:grey] sea was calm.")
    plain = desk.view.grab().toImage()
    desk.agents.offer(scene, "calm", "still")
    desk.view.refresh(Change(ChangeKind.HUNKS, scene))
    offered = desk.view.grab().toImage()
    assert offered != plain
    desk.view._overlay.shows_tint = True
    assert desk.view.grab().toImage() != offered
