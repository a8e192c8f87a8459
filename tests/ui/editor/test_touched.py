from __future__ import annotations

from cocreate.ui.editor.touched import Touched, difference, with_breaks, with_softs


def touched(old: str, softs: list[int]) -> Touched:
    return Touched(0, len(softs), old, [], softs, 0)


def test_without_a_hint_the_leastdifference_counts():
    assert difference("The sea", "The grey sea", []) == (4, 4, "grey ")
    assert difference("aa", "aaa", [(1, 1)]) == (1, 1, "a")
    assert difference("abc", "axc", [(5, 9)]) == (1, 2, "x")


def test_soft_breaks_are_put_where_blocks_end():
    assert with_softs("one\ntwo", [0, 0]) == "one\ntwo"
    assert with_softs("onetwo\nthree", [4, 0, 0]) == "one\ntwo\nthree"


def test_their_places_are_known():
    assert touched("one\ntwo\nthree", [4, 0, 0]).breaks == [3]
    assert touched("a\nbc\nd", [0, 3, 0]).breaks == [4]
    assert with_breaks(3, [3]) == 3
    assert with_breaks(5, [3]) == 6


def test_what_qt_tells_is_believed_where_it_is_exact():
    old = touched("so quiet", [0])
    assert old.told("so qu😀quiet", 3, (0, 4)) == [(3, 3)]
    assert old.told("so qu😀quiet", 0, (8, 12)) == [(0, 0)]


def test_where_qt_names_more_the_change_begins_where_it_says():
    old = touched("so quiet\n```", [0, 0])
    new = "so qu\nquiet\n```"
    hints = old.told(new, 3, (9, 12))
    assert hints == [(3, 3)]
    assert difference(old.old, new, hints) == (3, 3, "qu\n")
    old = touched("```\ncc", [0, 0])
    new = "``x`\ncc"
    assert difference(old.old, new, old.told(new, 0, (6, 7))) == (2, 2, "x")
