"""What the styles and numbers of a DOCX file mean: headings, quotes, lists, emphasis."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cocreate.formats.document import Style
from cocreate.formats.docx_opened import (
    Element,
    Part,
    child,
    child_value,
    is_on,
    name_of,
    value_of,
)
from cocreate.formats.safe_xml import number_in
from cocreate.formats.tracked import BODY, Kind, Shape

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|"
    r"nadpis|címsor|titlu|заголовок|επικεφαλίδα|başlık|見出し|标题|標題|제목)\s*([1-9])",
    re.IGNORECASE,
)
_TITLE = {"title", "titel", "titre", "título", "titolo", "part title"}
_QUOTE = re.compile(
    r"(?:intense |block |list )?(?:quote|quotation|quotations|block text|blocktext|zitat|"
    r"intensives zitat|citation|citation intense|cita|cita destacada|citazione|citat|citaat)"
    r"(?: (\d))?",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"code|source code|html preformatted|preformatted text|verbatim|quelltext", re.IGNORECASE
)
_CODE_WORDS = re.compile(
    r"code words|html code|html typewriter|verbatim char|inline code|source code", re.IGNORECASE
)
_MORE_OF_ITEM = re.compile(r"list continue(?: (\d))?|list quote(?: (\d))?", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc|contents|index)(?: heading| \d)|table of (?:figures|authorities)", re.IGNORECASE
)
_EMPHASIS = {"emphasis", "hervorhebung", "intense emphasis", "subtle emphasis", "accentuation"}
_STRONG = {"strong", "fett", "élevé", "intense reference"}
_MAX_LEVEL = 6
_BODY_LEVEL = 9  # the outline level that says "no heading"
_DEEPEST = 8  # lists have nine levels
_LAST_NUMBER = 99_999_999
_FRONT = _TITLE - {"part title"} | {"contact", "byline", "the end"}
_SPOKEN = {"dialogue", "parenthetical"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A style of the file: its name, its properties, and the style that it is based on."""

    name: str
    base: str
    paragraph: Element | None
    words: Element | None


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph's style and numbers make of it.

    Args:
        is_contents: a line of a table of contents.
        is_front: a line of a title page of ours, or the word below the last line.
        is_spoken: a line of a screenplay that belongs to the paragraph before it.
        is_more: belongs to the list item before it.
    """

    shape: Shape = BODY
    is_contents: bool = False
    is_front: bool = False
    is_spoken: bool = False
    is_more: bool = False


class Looks:
    """The styles and numbers of one file."""

    def __init__(self, styles: Part | None, numbering: Part | None) -> None:
        self._sheets = {} if styles is None else _sheets(styles.root)
        self._default = "" if styles is None else _default_id(styles.root)
        self._levels: dict[tuple[str, int], tuple[bool, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._places: dict[tuple[str, int], int] = {}
        self._last_place = -1
        self._kinds: dict[str, str] = {}
        self._restarting: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read_numbers(numbering.root)

    def look(self, properties: Element | None) -> Look:
        """Return the look of a paragraph; one that opens a list's item counts it."""
        chain = list(self._chain(child_value(properties, "pStyle") or self._default))
        names = [sheet.name for sheet in chain]
        if any(_CONTENTS.fullmatch(name) for name in names):
            return Look(is_contents=True)
        if names and names[0] in _SPOKEN:
            return Look(is_spoken=True)
        if names and names[0] in _FRONT:
            return Look(is_front=True, shape=_front_shape(names[0]))
        level = self._level(properties, chain)
        shape = Shape(Kind.HEADING, level) if level else _by_name(names)
        if shape.kind is not Kind.BODY:
            return Look(shape)
        return self._listed_look(properties, chain, shape)

    def _listed_look(self, properties: Element | None, chain: list[_Sheet], shape: Shape) -> Look:
        names = [sheet.name for sheet in chain]
        listed = self._listed(properties, chain)
        if listed is not None:
            return Look(replace(listed, quotes=shape.quotes))
        for name in names[:2]:
            if more := _MORE_OF_ITEM.fullmatch(name):
                depth = int(more[1] or more[2] or 1)
                return Look(replace(shape, depth=depth, is_quote_in_item=bool(shape.quotes)),
                            is_more=True)  # fmt: skip
        return Look(shape, is_more=names[:1] == ["list paragraph"])

    def words_style(self, properties: Element | None) -> tuple[Style, bool]:
        """Return the style of a run, and whether it is hidden."""
        sheets = list(self._chain(child_value(properties, "rStyle")))
        sources = [properties, *(sheet.words for sheet in sheets)]
        names = {sheet.name for sheet in sheets}
        style = Style.PLAIN
        if _switch(sources, "i") or names & _EMPHASIS or _is_underlined(sources, names):
            style |= Style.EMPHASIS
        if _switch(sources, "b") or names & _STRONG:
            style |= Style.STRONG
        if _switch(sources, "strike") or _switch(sources, "dstrike"):
            style |= Style.STRUCK
        if any(_CODE_WORDS.fullmatch(name) for name in names):
            style |= Style.CODE
        return style, _switch(sources, "vanish")

    def _chain(self, style: str) -> Iterator[_Sheet]:
        seen: set[str] = set()
        while style in self._sheets and style not in seen:
            seen.add(style)
            yield self._sheets[style]
            style = self._sheets[style].base

    def _level(self, properties: Element | None, chain: list[_Sheet]) -> int:
        """Return the level of a heading, 0 for none: the nearest outline level or name says it."""
        for source, name in (
            (properties, ""),
            *((sheet.paragraph, sheet.name) for sheet in chain),
        ):
            outline = child_value(source, "outlineLvl")
            level = number_in(outline, most=_BODY_LEVEL, otherwise=-1)
            if level >= 0:
                return 0 if level == _BODY_LEVEL else min(level + 1, _MAX_LEVEL)
            if match := _HEADING.fullmatch(name):
                return min(int(match[1]), _MAX_LEVEL)
            if name in _TITLE:
                return 1
        return 0

    def _listed(self, properties: Element | None, chain: list[_Sheet]) -> Shape | None:
        for source in (properties, *(sheet.paragraph for sheet in chain)):
            numbered = child(source, "numPr")
            number = child_value(numbered, "numId")
            if not number:
                continue
            level = child_value(numbered, "ilvl")
            return self._numbered(number, number_in(level, most=_DEEPEST, otherwise=0))
        return None

    def _numbered(self, number: str, depth: int) -> Shape | None:
        """Return the shape of a list's item, and count it.

        Lists of one kind go on counting where another stopped, unless they say where they start.
        """
        is_ordered, start = self._levels.get((number, depth), (False, 1))
        if number == "0" or start < 0:
            return None
        kind = self._kinds.get(number, number)
        counts = self._counts[kind]
        restarts = (number, depth) in self._restarting
        self._restarting.discard((number, depth))
        if restarts:
            counts.pop(depth, None)
        if restarts or (kind, depth) not in self._places:
            self._last_place += 1
            self._places[kind, depth] = self._last_place
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [found for found in counts if found > depth]:
            del counts[deeper]
        return Shape(
            depth=depth + 1,
            number=counts[depth] if is_ordered else None,
            place=self._places[kind, depth],
            opens_item=True,
        )

    def _read_numbers(self, root: Element) -> None:
        kinds = {
            value_of(found, "abstractNumId"): found
            for found in root
            if name_of(found) == "abstractNum"
        }
        for found in root:
            if name_of(found) != "num":
                continue
            number = value_of(found, "numId")
            self._kinds[number] = child_value(found, "abstractNumId")
            kind = kinds.get(self._kinds[number])
            for level in [*(() if kind is None else kind), *_overridden(found)]:
                if name_of(level) in {"lvl", "lvlOverride"}:
                    self._read_level(number, level)

    def _read_level(self, number: str, level: Element) -> None:
        depth = number_in(value_of(level, "ilvl"), most=_DEEPEST, otherwise=-1)
        if depth < 0:
            return
        key = (number, depth)
        before = self._levels.get(key, (False, 1))
        form = child_value(level, "numFmt")
        start = child_value(level, "start") or child_value(level, "startOverride")
        is_ordered = form != "bullet" if form else before[0]
        first = number_in(start, most=_LAST_NUMBER, otherwise=before[1])
        if child(level, "startOverride") is not None:
            self._restarting.add(key)
        self._levels[key] = (is_ordered, -1 if form == "none" else first)


def _overridden(number: Element) -> Iterator[Element]:
    """Yield what a list says otherwise than its kind: levels, and where they start."""
    for found in number:
        if name_of(found) == "lvlOverride":
            level = child(found, "lvl")
            if level is not None:
                yield level
            yield found


def _sheets(root: Element) -> dict[str, _Sheet]:
    return {
        value_of(found, "styleId"): _Sheet(
            child_value(found, "name").strip().lower(),
            child_value(found, "basedOn"),
            child(found, "pPr"),
            child(found, "rPr"),
        )
        for found in root
        if name_of(found) == "style"
    }


def _default_id(root: Element) -> str:
    for found in root:
        is_paragraph = name_of(found) == "style" and value_of(found, "type") == "paragraph"
        if is_paragraph and value_of(found, "default") in {"1", "true", "on"}:
            return value_of(found, "styleId")
    return ""


def _front_shape(name: str) -> Shape:
    return Shape(Kind.HEADING, 1) if name in _TITLE else BODY


def _by_name(names: list[str]) -> Shape:
    for name in names:
        if match := _QUOTE.fullmatch(name):
            return Shape(quotes=int(match[1] or 1) if not name.startswith("list ") else 1)
        if _CODE.fullmatch(name):
            return Shape(Kind.CODE)
        if name == "scene break":
            return Shape(Kind.BREAK)
    return BODY


def _switch(sources: list[Element | None], name: str) -> bool:
    """Whether the nearest source that says anything about a switch has it on."""
    for source in sources:
        found = child(source, name)
        if found is not None:
            return is_on(found)
    return False


def _is_underlined(sources: list[Element | None], names: set[str]) -> bool:
    if any("hyperlink" in name or "link" in name for name in names):
        return False
    return _switch(sources, "u")
