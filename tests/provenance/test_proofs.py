from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.core import merkle
from cocreate.provenance.proofs import KnownTree

LEAVES = [hashlib.sha256(bytes([number])).digest() for number in range(70)]


@given(st.data(), st.integers(1, 70))
def test_proofs_are_those_of_the_plain_tree(data: st.DataObject, size: int):
    tree = KnownTree(LEAVES)
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    assert tree.root(size) == merkle.root_of(LEAVES[:size])
    assert tree.inclusion(index, size) == merkle.inclusion_proof(LEAVES[:size], index)
    assert tree.consistency(old, size) == merkle.consistency_proof(LEAVES[:size], old)


def test_nothing_is_proved_of_what_is_not_there():
    tree = KnownTree(LEAVES[:3])
    assert tree.root(0) == merkle.EMPTY_ROOT
    for index, size in ((3, 3), (-1, 3), (0, 4)):
        with pytest.raises(ValueError, match="no such leaf"):
            tree.inclusion(index, size)
    for old, new in ((0, 3), (3, 2), (1, 4)):
        with pytest.raises(ValueError, match="no such older tree"):
            tree.consistency(old, new)
