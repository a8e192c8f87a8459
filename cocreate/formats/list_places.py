"""Keep the lists of two versions of a text apart, and know which of them are the same list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cocreate.formats.tracked import Item, Para

_APART = 1_000_000


def apart(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return paragraphs whose lists have numbers that no other version has."""
    return tuple(_placed(item, _place(item) + _APART) for item in items)


def aliases(pairs: Iterable[tuple[Item, Item]]) -> dict[int, int]:
    """Return for lists of one version which list of the other they are.

    Args:
        pairs: (old, new) paragraphs that are the same in both.
    """
    return {_place(new): _place(old) for old, new in pairs if _place(new) >= 0}


def rejoined(items: Iterable[Item], known: Mapping[int, int]) -> tuple[Item, ...]:
    """Return paragraphs of both versions, those of the same list in one."""
    return tuple(_placed(item, known.get(_place(item), _place(item))) for item in items)


def _place(item: Item) -> int:
    return item.shape.place if isinstance(item, Para) else -1


def _placed(item: Item, place: int) -> Item:
    if not isinstance(item, Para) or item.shape.place in {-1, place}:
        return item
    return replace(item, shape=replace(item.shape, place=place))
