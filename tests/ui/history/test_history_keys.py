"""Every command of the history has a key."""

from __future__ import annotations

from cocreate.ui.history.history_keys import arrow_keys, letter_keys


def test_every_key_acts(view):
    for act in (*arrow_keys(view).values(), *letter_keys(view).values()):
        act()
    view.player.pause()


def test_what_is_named_on_the_buttons_is_in_the_table(view):
    letters = letter_keys(view)
    for sign in (" ", ",", ".", "p", "n", "[", "]", "f", "c", "m", "r", "0", "+", "-", "<", ">"):
        assert sign in letters
