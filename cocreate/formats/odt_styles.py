"""What the styles of an OpenDocument text say about its paragraphs and words (ODF 1.3, 16 and 20).

A style is known by its own name or by that of one it is made from, so that a writer's own variants
of "Heading 1" or "Quotations" are what they look like.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from cocreate.formats.document import Style
from cocreate.formats.safe_xml import local_name, name_above, number_in

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_MAX_CHAIN = 20
_BOLD = frozenset({"bold", "600", "700", "800", "900"})


class Role(StrEnum):
    """What a paragraph is by its style."""

    BODY = "body"
    TITLE = "title"
    HEADING = "heading"
    QUOTE = "quote"
    CODE = "code"
    BREAK = "break"


_ROLES = {
    "title": Role.TITLE,
    "quotations": Role.QUOTE,
    "quote": Role.QUOTE,
    "block text": Role.QUOTE,
    "intense quote": Role.QUOTE,
    "preformatted text": Role.CODE,
    "html preformatted": Role.CODE,
    "code": Role.CODE,
    "source code": Role.CODE,
    "horizontal line": Role.BREAK,
    "scene break": Role.BREAK,
}


_CODE_WORDS = frozenset(
    {"source text", "teletype", "user entry", "code words", "inline code", "verbatim char"}
)


@dataclass(slots=True)
class _Known:
    """A style.

    Args:
        on: what it turns on; `off` is what it turns off again.
    """

    name: str
    parent: str
    on: Style = Style.PLAIN
    off: Style = Style.PLAIN
    level: int = 0


class Styles:
    """The styles of one document."""

    def __init__(self, *roots: etree._Element) -> None:
        self._known: dict[tuple[str, str], _Known] = {}
        self._ordered: dict[str, dict[int, int | None]] = {}
        for root in roots:
            for element in root.iter(etree.Element):
                name = local_name(element)
                if name == "style":
                    self._add(element)
                elif name == "list-style":
                    self._ordered[str(element.get(f"{STYLE}name"))] = _levels(element)

    def of_words(self, name: str) -> Style:
        """Return how a style for words sets them."""
        return self._folded("text", name)

    def of_paragraph(self, name: str) -> Style:
        """Return how a style for paragraphs sets its words beyond what its role says."""
        known = self._known.get(("paragraph", name))
        # Only what the writer set by hand: named styles are bold or slanted by their nature.
        return known.on if known is not None and known.parent and not known.name else Style.PLAIN

    def role(self, name: str) -> tuple[Role, int]:
        """Return what a paragraph of a style is, and its level where it is a heading."""
        for known in self._chain("paragraph", name):
            plain = known.name.replace("_20_", " ").casefold()
            if plain in _ROLES:
                return _ROLES[plain], 0
            word, _, number = plain.rpartition(" ")
            if word == "heading" and (level := number_in(number, most=99, otherwise=0)):
                return Role.HEADING, level
            if known.level:
                return Role.HEADING, known.level
        return Role.BODY, 0

    def first_number(self, name: str, level: int) -> int | None:
        """Return the first number of a list at a level (from 1); None for bullets."""
        return self._ordered.get(name, {}).get(level)

    def _add(self, element: etree._Element) -> None:
        family = str(element.get(f"{STYLE}family"))
        name = str(element.get(f"{STYLE}name"))
        level = str(element.get(f"{STYLE}default-outline-level") or "")
        is_named = name_above(element) == "styles"
        known = _Known(
            str(element.get(f"{STYLE}display-name") or name) if is_named else "",
            str(element.get(f"{STYLE}parent-style-name") or ""),
            level=number_in(level, most=99, otherwise=0),
        )
        for child in element:
            if local_name(child) == "text-properties":
                _read_properties(child, known)
        self._known[family, name] = known

    def _chain(self, family: str, name: str) -> Iterator[_Known]:
        for _ in range(_MAX_CHAIN):
            known = self._known.get((family, name))
            if known is None:
                if name:
                    yield _Known(name, "")
                return
            yield known
            name = known.parent

    def _folded(self, family: str, name: str) -> Style:
        style = Style.PLAIN
        for known in reversed(list(self._chain(family, name))):
            plain = known.name.replace("_20_", " ").casefold()
            style = (style & ~known.off) | known.on
            if plain == "emphasis":
                style |= Style.EMPHASIS
            elif plain == "strong emphasis":
                style |= Style.STRONG
            elif plain in _CODE_WORDS:
                style |= Style.CODE
        return style


def _read_properties(element: etree._Element, known: _Known) -> None:
    slant = element.get(f"{_FO}font-style")
    weight = element.get(f"{_FO}font-weight")
    line = element.get(f"{STYLE}text-line-through-style")
    for value, is_on, style in (
        (slant, slant in ("italic", "oblique"), Style.EMPHASIS),
        (weight, str(weight) in _BOLD, Style.STRONG),
        (line, line not in (None, "none"), Style.STRUCK),
    ):
        if value is not None:
            if is_on:
                known.on |= style
            else:
                known.off |= style


def _levels(element: etree._Element) -> dict[int, int | None]:
    levels: dict[int, int | None] = {}
    for child in element:
        number = str(child.get(f"{TEXT}level") or "1")
        level = number_in(number, most=99, otherwise=1)
        if local_name(child) == "list-level-style-number" and child.get(f"{STYLE}num-format"):
            start = str(child.get(f"{TEXT}start-value") or "1")
            levels[level] = number_in(start, most=99_999_999, otherwise=1)
        else:
            levels[level] = None
    return levels
