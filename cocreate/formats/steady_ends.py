"""Let the last paragraph's end stay where others before it come or go."""

from __future__ import annotations

from dataclasses import replace

from cocreate.formats.tracked import Item, Para


def with_steady_end(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Let the last paragraph's end stay: each end that came or went is the one before it.

    A text has no paragraph behind it that its last one could be joined with.
    """
    first = len(items)
    while first and _has_changed_end(items[first - 1]):
        first -= 1
    tail = [item for item in items[max(0, first - 1) :] if isinstance(item, Para)]
    if first in {0, len(items)} or len(tail) != len(items) - first + 1:
        return items
    if not all(one.shape.is_like(tail[0].shape) for one in tail):
        return items
    changes = [*(para.change for para in tail[1:]), None]
    moved = (replace(para, change=change) for para, change in zip(tail, changes, strict=True))
    return (*items[: first - 1], *moved)


def _has_changed_end(item: Item) -> bool:
    return isinstance(item, Para) and item.change is not None
