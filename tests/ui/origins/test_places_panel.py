from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cocreate.text.merge import merge
from cocreate.ui.origins.places_panel import PlacesPanel
from cocreate.ui.theme import LIGHT
from cocreate.workspace.mirror_folder import OutsideChange
from cocreate.workspace.mirror_places import Prefer

BASE = "The sea was calm.\n" + "It rained and it rained. " * 12 + "Then she slept.\n"
OURS = BASE.replace("calm", "still").replace("slept", "sang")
THEIRS = BASE.replace("calm", "wild").replace("slept", "wept")
KEY = Qt.Key


def change(ours: str = OURS, name: str = "a.md") -> OutsideChange:
    return OutsideChange(Path(name), "s", "Opening", ours, THEIRS, merge(BASE, ours, THEIRS))


@pytest.fixture
def panel(qtbot):
    made = PlacesPanel(LIGHT)
    qtbot.addWidget(made)
    made.show()
    made.show_change(change())
    return made


def test_each_place_is_shown_by_itself_with_the_words_around_it(panel):
    assert panel._count.text() == "Place 1 of 2"
    assert panel.words() == ("The sea was still.", "The sea was wild.")
    assert not panel._previous.isEnabled()
    panel._next.click()
    mine, theirs = panel.words()
    assert mine.startswith("…")
    assert mine.endswith("Then she sang.")
    assert theirs.endswith("Then she wept.")
    assert len(mine) < 120
    assert not panel._next.isEnabled()
    panel.step(1)
    panel._previous.click()
    assert panel._count.text() == "Place 1 of 2"


def test_the_keys_choose_and_what_will_stand_is_said(panel, qtbot):
    heard = []
    panel.answered.connect(lambda: heard.append(panel.answers))
    panel.begin()
    assert "both stay as they are" in panel._result.text()
    button = panel._group.checkedButton()
    qtbot.keyClick(button, KEY.Key_Left)
    assert panel.answers == (Prefer.BOTH, Prefer.NEITHER)
    assert panel._result.text() == "Then stands: The sea was still wild."
    panel.step(1)
    assert panel._group.checkedId() == 3
    panel._group.button(1).click()
    assert panel.undecided == 0
    assert heard[-1] == (Prefer.BOTH, Prefer.THEIRS)
    panel.answer_all(Prefer.OURS)
    assert panel.answers == (Prefer.OURS, Prefer.OURS)


def test_answers_stay_while_the_places_are_the_same_and_go_when_they_are_not(panel):
    panel.answer(Prefer.OURS)
    panel.show_change(change())
    assert panel.answers == (Prefer.OURS, Prefer.NEITHER)
    panel.show_change(change(name="b.md"))
    assert panel.answers == (Prefer.NEITHER, Prefer.NEITHER)
    panel.show_change(change(BASE))
    assert panel.isHidden()
    assert panel.answers == ()
    panel.answer(Prefer.OURS)
    panel.show_change(None)
    assert panel.answers == ()


def test_much_behind_a_place_is_cut_at_a_word(panel):
    ours = BASE.replace("It rained and", "We waited and", 1)
    theirs = BASE.replace("It rained and", "They waited and", 1)
    found = merge(BASE, ours, theirs)
    panel.show_change(OutsideChange(Path("a.md"), "s", "Opening", ours, theirs, found))
    mine, _ = panel.words()
    assert mine.startswith("We waited and")
    assert mine.endswith("…")
