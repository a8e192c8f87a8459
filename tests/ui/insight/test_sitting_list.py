"""Sittings and their events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.core.usage import Money
from cocreate.ui.insight.sitting_list import EventList, SittingList, to_ms
from cocreate.ui.theme import DARK, LIGHT
from cocreate.workspace.sessions import EventRow, SessionRow

FIRST = SessionRow(
    "a",
    "2026-11-02T09:00:00.000Z",
    "2026-11-02T10:05:00.000Z",
    2880,
    420,
    36,
    20,
    12,
    3,
    (Money(40_000, "USD"),),
    1,
)
SECOND = SessionRow("b", "2026-11-03T09:00:00.000Z", "", 5, 3, 0, 0, 1, 2, (), 0)


@pytest.fixture
def sittings(qtbot):
    made = SittingList(LIGHT)
    qtbot.addWidget(made)
    made.resize(360, 300)
    made.show()
    return made


def test_the_newest_stands_first_with_what_came_of_it(sittings):
    sittings.show_rows([FIRST, SECOND])
    newest, oldest = sittings._list.item(0), sittings._list.item(1)
    assert newest.text().endswith("now · 5 s active")
    assert newest.toolTip() == "+3 −0 words · 1 accepted, 2 rejected"
    assert oldest.text().endswith("48 min active")
    assert oldest.toolTip() == (
        "+420 −36 words · 12 of 20 suggestions accepted · $0.04 · some prices unknown"
    )


def test_return_chooses_one(sittings, qtbot):
    sittings.show_rows([FIRST])
    sittings.show_rows([FIRST])
    sittings.setFocus()
    with qtbot.waitSignal(sittings.sitting_chosen) as told:
        qtbot.keyClick(sittings._list, Qt.Key.Key_Return)
    assert told.args == ["a"]


def test_without_a_sitting_it_says_so(sittings):
    sittings.show_rows([])
    assert sittings._empty.isVisible()


def test_light_and_dark_differ(sittings):
    sittings.show_rows([FIRST])
    light = sittings.grab().toImage()
    sittings.set_theme(DARK)
    assert sittings.grab().toImage() != light


def test_events_are_listed_in_plain_words(qtbot):
    events = EventList()
    qtbot.addWidget(events)
    at = "2026-11-02T09:00:00.000Z"
    events.show_events("Sitting", [EventRow(1, at, "a", "edited", "human", "s", "Typed 3 words")])
    assert events._list.item(0).text().endswith("Typed 3 words")
    with qtbot.waitSignal(events.left):
        events._on_back()


def test_no_moment_is_zero():
    assert to_ms("") == 0
    assert to_ms("1970-01-01T00:00:01.000Z") == 1000
