from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core import chain
from cocreate.core.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    node,
    root_by_inclusion,
    root_of,
)

# The eight leaves of the certificate-transparency test vectors, and the roots of the trees over
# the first one, two, ... eight of them.
INPUTS = [
    bytes.fromhex(words)
    for words in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LEAVES = [hashlib.sha256(b"\x00" + words).digest() for words in INPUTS]

leaves = st.integers(1, 70).map(lambda size: [bytes([number]) * 32 for number in range(size)])


def plain_root(tree: list[bytes]) -> bytes:
    """The definition of RFC 6962, as plain as it can be."""
    if not tree:
        return hashlib.sha256(b"").digest()
    if len(tree) == 1:
        return tree[0]
    half = 1
    while half * 2 < len(tree):
        half *= 2
    inner = b"\x01" + plain_root(tree[:half]) + plain_root(tree[half:])
    return hashlib.sha256(inner).digest()


def test_the_published_roots_come_out():
    assert [root_of(LEAVES[:size]).hex() for size in range(1, 9)] == list(ROOTS)
    assert EMPTY_ROOT.hex().startswith("e3b0c442")
    assert root_of([]) == EMPTY_ROOT


def test_the_published_inclusion_proof_comes_out():
    assert [step.hex() for step in inclusion_proof(LEAVES, 5)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_the_published_consistency_proof_comes_out():
    assert [step.hex() for step in consistency_proof(LEAVES, 6)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_leaves_are_those_of_the_chain():
    assert [chain.leaf(words) for words in INPUTS] == LEAVES


@given(leaves)
@settings(deadline=None)
def test_a_growing_tree_has_the_root_of_the_definition(tree: list[bytes]):
    frontier = Frontier.empty()
    for size, leaf in enumerate(tree, 1):
        frontier.append(leaf)
        assert frontier.size == size
        assert len(frontier.peaks) == size.bit_count()
    assert frontier.root() == plain_root(tree)
    assert Frontier.unpacked(frontier.size, frontier.packed()) == frontier


@given(leaves, st.data())
@settings(deadline=None)
def test_every_leaf_can_be_shown_to_be_in_the_tree(tree: list[bytes], data: st.DataObject):
    index = data.draw(st.integers(0, len(tree) - 1))
    proof = inclusion_proof(tree, index)
    root = root_of(tree)
    assert root_by_inclusion(tree[index], index, len(tree), proof) == root
    assert root_by_inclusion(b"\xff" * 32, index, len(tree), proof) != root
    assert root_by_inclusion(tree[index], index, len(tree), (*proof, root)) != root
    assert root_by_inclusion(tree[index], len(tree), len(tree), proof) is None
    if proof:
        assert root_by_inclusion(tree[index], index, len(tree), proof[:-1]) != root


@given(leaves, st.data())
@settings(deadline=None)
def test_every_older_tree_can_be_shown_to_be_the_beginning(tree: list[bytes], data: st.DataObject):
    old_size = data.draw(st.integers(1, len(tree)))
    old = (old_size, root_of(tree[:old_size]))
    new = (len(tree), root_of(tree))
    proof = consistency_proof(tree, old_size)
    assert is_consistent(old, new, proof)
    assert not is_consistent((old_size, b"\xff" * 32), new, proof)
    assert not is_consistent(old, (len(tree), b"\xff" * 32), proof)
    assert not is_consistent(old, new, (*proof, b"\x00" * 32))
    if proof:
        assert not is_consistent(old, new, proof[:-1])
        assert not is_consistent(old, new, ())
        assert not is_consistent(old, new, (b"\x00" * 32, *proof[1:]))


def test_proofs_of_what_is_not_there_are_refused():
    with pytest.raises(ValueError, match="no such leaf"):
        inclusion_proof(LEAVES, 8)
    with pytest.raises(ValueError, match="no such older tree"):
        consistency_proof(LEAVES, 9)
    assert not is_consistent((0, EMPTY_ROOT), (1, LEAVES[0]), ())
    assert not is_consistent((3, LEAVES[0]), (5, LEAVES[0]), ())


@pytest.mark.parametrize(("size", "packed"), [(-1, b""), (2, b"\x00" * 64), (3, b"\x00" * 63)])
def test_a_frontier_of_another_size_is_refused(size: int, packed: bytes):
    with pytest.raises(ValueError, match="not the frontier"):
        Frontier.unpacked(size, packed)


def test_a_node_is_tied_to_the_order_of_its_children():
    assert node(LEAVES[0], LEAVES[1]) != node(LEAVES[1], LEAVES[0])
