from __future__ import annotations

import pytest

from cocreate.core.events import Op
from cocreate.core.origin import EMPTY, TYPED, UNOBSERVED, Fragment, Span, plain
from cocreate.core.packed_ops import MOST_SIGNS, pack_ops, unpack_ops, withheld

HUMAN = ["human", "typed", None]


def test_replacements_come_back_as_they_were():
    mixed = Fragment("ab", (Span(1, TYPED), Span(1, UNOBSERVED)))
    ops = (
        Op(3, 0, plain("a", TYPED)),
        Op(4, 0, plain("b", TYPED)),
        Op(9, 2, mixed),
        Op(1, 1, EMPTY),
    )
    packed = pack_ops(ops)
    assert packed[1] == [3, -2, 0]
    assert unpack_ops([packed], ["abab"], joins=False) == ops


def test_keys_can_come_joined():
    packed = pack_ops([Op(at, 0, plain("x", TYPED)) for at in range(3)])
    assert unpack_ops([packed], ["xyz"], joins=True) == (Op(0, 0, plain("xyz", TYPED)),)


def test_withheld_words_leave_their_number():
    packed = pack_ops([Op(0, 0, plain("words", TYPED))])
    (op,) = unpack_ops([packed], None, joins=False)
    assert op.inserted.text == withheld(5) == "\ufffd" * 5
    assert unpack_ops(None, ["words"], joins=False) == ()


@pytest.mark.parametrize(
    "rows",
    [
        [[HUMAN], [5, -(2**40)]],
        [[HUMAN], [5, -(2**40), 0]],
        [[HUMAN], [0, 0, 5, 0, -2, 0]],
        [[HUMAN], [0, 0, 0, 0]],
        [[HUMAN], [0, 0, 3]],
        [[HUMAN], [0, 0, 3, 1]],
        [[HUMAN], ["0", 0, 3, 0]],
        [[HUMAN], 7],
        [[["human", "accepted", None]], [0, 0, 3, 0]],
        [[["human", "typed"]], [0, 0, 3, 0]],
        [[HUMAN], [0, 0, 4, 0]],
        [7],
        7,
    ],
    ids=repr,
)
def test_forged_rows_are_refused_at_once(rows: object):
    with pytest.raises((ValueError, TypeError, LookupError)):
        unpack_ops([rows], ["abc"], joins=False)


@pytest.mark.parametrize("size", [MOST_SIGNS + 1, 10**400, "5", None])
def test_more_signs_than_a_file_holds_are_not_made_up(size: object):
    with pytest.raises((ValueError, TypeError)):
        withheld(size)
