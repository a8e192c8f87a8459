from __future__ import annotations

from cocreate.provenance.levels import COARSE, GIVES_AWAY, SHOWS, Level, gives_away


def test_each_level_holds_what_those_before_it_hold():
    assert [level.reaches(Level.PROCESS) for level in Level] == [False, False, True, True]


def test_each_level_says_what_it_shows_and_gives_away():
    assert set(SHOWS) == set(GIVES_AWAY) == set(Level)
    assert all(words.count(". ") == 0 for words in GIVES_AWAY.values())
    assert "rhythm" in GIVES_AWAY[Level.PROCESS]
    assert gives_away(Level.FULL) == GIVES_AWAY[Level.FULL]
    assert gives_away(Level.PROCESS, is_coarse=True) == COARSE
