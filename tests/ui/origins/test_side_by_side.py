from __future__ import annotations

from cocreate.ui.origins.side_by_side import SideBySide
from cocreate.ui.theme import LIGHT


def test_each_side_shows_its_own_words_as_they_are(qtbot):
    sides = SideBySide("Mine", "Theirs", LIGHT)
    qtbot.addWidget(sides)
    sides.show_words("The <b>sea</b>\nwas calm.", "The <b>sea</b>\nwas wild.")
    assert sides.words() == ("The <b>sea</b>\nwas calm.", "The <b>sea</b>\nwas wild.")
    left, right = sides._papers
    assert "line-through" in left.toHtml()
    assert "line-through" not in right.toHtml()
    sides.name("Yours", "Offered")
    assert right.accessibleName() == "Offered"


def test_two_wordings_of_which_none_replaces_the_other_are_marked_alike(qtbot):
    sides = SideBySide("Mine", "Theirs", LIGHT, is_change=False)
    qtbot.addWidget(sides)
    sides.show_words("was calm", "was wild")
    assert "line-through" not in sides._papers[0].toHtml()
