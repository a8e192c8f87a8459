from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from cocreate.core.origin import Contributor
from cocreate.ui.editor.gutter import WIDTH, line_mixes, segments
from cocreate.ui.theme import DARK, LIGHT


def test_the_mix_of_a_line_leaves_white_space_out(desk):
    desk.open("one [a:two  ]\n[p:x]  \n ")
    desk.view.grab()
    text = desk.workspace.scene(desk.scene).text
    first, second, third = desk.view._visible()
    assert line_mixes(first, text, [4, 9]) == [{Contributor.HUMAN: 3}, {Contributor.AI: 3}]
    assert line_mixes(first, text, [9]) == [{Contributor.HUMAN: 3, Contributor.AI: 3}]
    assert line_mixes(second, text, [13]) == [{Contributor.UNKNOWN: 1}]
    assert line_mixes(third, text, [15]) == [{}]


def test_every_hand_in_a_line_can_be_seen():
    mix = {Contributor.HUMAN: 1000, Contributor.TOOL: 1, Contributor.AI: 1}
    parts = list(segments(mix, 9))
    assert [part[0] for part in parts] == [Contributor.HUMAN, Contributor.AI, Contributor.TOOL]
    assert all(width >= 2 for _, _, width in parts)
    assert sum(width for _, _, width in parts) == pytest.approx(9)
    assert parts[1][1] == pytest.approx(parts[0][2])


def colours(desk) -> set[str]:
    gutter = desk.view._gutter
    image = gutter.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(WIDTH) for y in range(image.height())}


def test_the_bar_shows_whose_line_it_is(desk):
    desk.open("The sea")
    typed = colours(desk)
    assert len(typed) == 2
    desk.open("[a:The sea]")
    assert LIGHT.ai in colours(desk)
    assert LIGHT.ai not in typed


def test_an_empty_page_has_an_empty_gutter(desk):
    desk.view.show_scene("")
    assert colours(desk) == {LIGHT.page}


def test_the_gutter_takes_another_theme(desk):
    desk.view._gutter.set_theme(DARK)
    desk.open("")
    assert DARK.page in colours(desk)


def test_a_paragraph_is_followed_a_moment_later_the_whole_page_at_once(desk, qtbot):
    desk.open("[p:One.]\n\n[p:Two.]")
    gutter = desk.view._gutter
    desk.view.grab()
    gutter._later.stop()
    gutter.follow(0, gutter.height(), 0)
    assert not gutter._later.isActive()
    gutter.follow(10, 20, 0)
    gutter.follow(25, 20, 0)
    assert (gutter._stale.top(), gutter._stale.bottom()) == (10, 44)
    gutter.follow(0, 0, 5)
    assert (gutter._stale.top(), gutter._stale.bottom()) == (15, 49)
    qtbot.waitUntil(lambda: bool(gutter._stale.isNull()))
