"""Lists of an OpenDocument text that go on where another one stopped (ODF 1.3, 5.3)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from cocreate.formats.document import Block, ListBlock
from cocreate.formats.odt_styles import TEXT, Styles
from cocreate.formats.safe_xml import local_name, number_in

_LAST = 99_999_999


@dataclass(slots=True)
class ListCounts:
    """How far the lists of a text have counted, by their style and level."""

    styles: Styles
    _next: dict[tuple[str, int], int] = field(default_factory=dict)

    def first(self, element: etree._Element, style: str, level: int) -> int | None:
        """Return the number of a list's first item; None for bullets.

        Args:
            level: how deep it stands, from 1.
        """
        first = self.styles.first_number(style, level)
        if first is None:
            return None
        if goes_on(element):
            first = self._next.get((style, level), first)
        item = next((item for item in element if local_name(item) == "list-item"), None)
        start = "" if item is None else str(item.get(f"{TEXT}start-value") or "")
        return number_in(start, most=_LAST, otherwise=first)

    def count(self, style: str, level: int, behind: int) -> None:
        """Remember the number behind the last item of a list."""
        self._next[style, level] = behind


def goes_on(element: etree._Element) -> bool:
    """Whether a list says that it goes on with one before it."""
    continues = str(element.get(f"{TEXT}continue-numbering") or "")
    return bool(element.get(f"{TEXT}continue-list")) or continues == "true"


def joined(last: Block | None, new: ListBlock, *, continues: bool) -> ListBlock | None:
    """Return the list that a new one is a part of, whole again; None for one of its own.

    LibreOffice parts a list where its depth changes if its levels have styles of their own.

    Args:
        last: the block right before the new list.
        continues: whether the new one says that it goes on with one before it.
    """
    if not isinstance(last, ListBlock):
        return None
    inner = [block for item in new.items for block in item]
    if all(isinstance(block, ListBlock) for block in inner):
        return replace(last, items=(*last.items[:-1], (*last.items[-1], *inner)))
    if continues and (last.first is None) == (new.first is None):
        return replace(last, items=last.items + new.items)
    return None
