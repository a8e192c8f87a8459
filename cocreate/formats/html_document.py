"""A web page, or a page of an e-book, as blocks: structure and emphasis stay, dress goes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from cocreate.formats.document import (
    Block,
    Blocks,
    CodeBlock,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    ListBlock,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Run,
    SceneBreak,
    Style,
    Table,
)
from cocreate.formats.html_notes import Notes
from cocreate.formats.html_styles import is_hidden, style_of
from cocreate.formats.marked_text import clean
from cocreate.formats.safe_xml import local_name, number_in, words_in

PictureFinder = Callable[[str], str]
"""Returns how the text names a picture of a given address; "" where it is not kept."""

_SPACES = re.compile(r"[ \t\r\n\f]+")
_SPACE_SIGN = re.compile(r"[^\W_]|\S")
_ACTIVE = frozenset({"script", "iframe", "object", "embed", "applet", "frame"})
_FORMS = frozenset({"input", "select", "textarea", "button", "datalist"})
_MEDIA = frozenset({"audio", "video", "canvas", "math"})
_NOTHING = frozenset({"style", "head", "title", "meta", "link", "template", "noscript", "base"})
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|center|dd|details|dir|div|dl|dt|fieldset|figcaption|"
    "figure|footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol|p|pre|section|"
    "summary|table|ul"
)
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_LINKS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_BREAKS = re.compile(r"[\s*⁂#~•·–—_-]{1,12}")
_BREAK_SIGNS = re.compile(r"[*⁂#~•]")
_MAX_CELLS = 200_000


@dataclass(slots=True)
class PageReader:
    """Reads pages; what cannot be kept is counted in `left`.

    Args:
        picture: finds the pictures.
        classes: classes of the style sheets that emphasise.
    """

    picture: PictureFinder
    notes: Notes = field(default_factory=Notes)
    classes: Mapping[str, Style] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)

    def blocks(self, element: etree._Element) -> Blocks:
        """Return the blocks of an element, whatever it is itself."""
        flow = _Flow(self)
        flow.inside(element, Style.PLAIN, "")
        return flow.done()

    def note_blocks(self) -> dict[str, Blocks]:
        """Return the blocks of each footnote, by label."""
        return {
            label: _without_sign(self.blocks(body)) for label, body in self.notes.bodies.items()
        }


class _Flow:
    """Blocks under way: words wait until the paragraph that they make is whole."""

    def __init__(self, reader: PageReader, level: int = 0) -> None:
        self._reader = reader
        self._level = level  # of the heading that all of it is
        self._blocks: list[Block] = []
        self._waiting: list[Inline] = []

    def done(self) -> Blocks:
        """Return the blocks."""
        self._flush()
        return tuple(self._blocks)

    def inside(self, element: etree._Element, style: Style, href: str) -> None:
        """Take in what stands within an element."""
        self._words(element.text, style, href)
        for child in element:
            self._element(child, style, href)
            self._words(child.tail, style, href)

    def _words(self, text: str | None, style: Style, href: str) -> None:
        if text:
            self._waiting.append(Run(_SPACES.sub(" ", clean(text)), style=style, href=href))

    def _element(self, element: etree._Element, style: Style, href: str) -> None:
        tag = local_name(element).lower()
        if not tag or self._is_left_out(element, tag):
            return
        if _BLOCKS.fullmatch(tag):
            self._flush()
            self._block(element, tag)
        else:
            self._inline(element, tag, style, href)

    def _is_left_out(self, element: etree._Element, tag: str) -> bool:
        kind = ""
        if tag in _NOTHING or element in self._reader.notes.backs:
            return True
        if element in self._reader.notes.consumed:
            return True
        if tag in _ACTIVE:
            kind = "active"
        elif tag in _FORMS:
            kind = "forms"
        elif tag in _MEDIA:
            kind = "media"
        elif is_hidden(element):
            kind = "hidden"
        if kind:
            self._reader.left[kind] += 1
        return bool(kind)

    def _inline(self, element: etree._Element, tag: str, style: Style, href: str) -> None:
        label = self._reader.notes.refs.get(element)
        if label is not None:
            self._waiting.append(NoteRef(label))
        elif tag == "br":
            self._waiting.append(LineBreak())
        elif tag in ("img", "image"):
            self._picture(element)
        elif tag == "q":
            self._words("“", style, href)
            self.inside(element, style, href)
            self._words("”", style, href)
        else:
            if tag == "a":
                address = str(element.get("href") or "").strip()
                href = address if _LINKS.match(address) else href
            self.inside(element, style | style_of(element, tag, self._reader.classes), href)

    def _picture(self, element: etree._Element) -> None:
        keys = ("src", "{http://www.w3.org/1999/xlink}href", "href", "xlink:href")
        source = next((str(found) for key in keys if (found := element.get(key))), "")
        name = self._reader.picture(source) if source else ""
        alt = " ".join(clean(str(element.get("alt") or "")).split())
        if name:
            self._waiting.append(Picture(name, alt, clean(str(element.get("title") or ""))))
        elif alt:
            self._words(alt, Style.PLAIN, "")

    def _block(self, element: etree._Element, tag: str) -> None:
        reader = self._reader
        style = style_of(element, "", reader.classes)
        if tag == "hr":
            self._blocks.append(SceneBreak())
        elif re.fullmatch("h[1-6]", tag):
            flow = _Flow(reader, int(tag[1]))
            flow.inside(element, Style.PLAIN, "")
            self._blocks += flow.done()
        elif tag == "blockquote":
            if blocks := reader.blocks(element):
                self._blocks.append(Quote(blocks))
        elif tag in _LISTS:
            self._list(element, tag)
        elif tag == "pre":
            text = clean(words_in(element)).removeprefix("\n").removesuffix("\n")
            self._blocks.append(CodeBlock(text))
        elif tag == "table":
            self._table(element)
        else:
            self.inside(element, style, "")
            self._flush()

    def _list(self, element: etree._Element, tag: str) -> None:
        items: list[Blocks] = []
        for child in element:
            name = local_name(child).lower()
            if not name or self._is_left_out(child, name):
                continue
            blocks = self._reader.blocks(child)
            if name != "li" and items and name in _LISTS:  # a list in a list, without an item
                nested = _Flow(self._reader)
                nested._element(child, Style.PLAIN, "")
                items[-1] = (*items[-1], *nested.done())
            elif blocks:
                items.append(blocks)
        if items:
            start = str(element.get("start") or "1")
            first = number_in(start, most=99_999_999, otherwise=1)
            self._blocks.append(ListBlock(first if tag == "ol" else None, tuple(items)))

    def _table(self, element: etree._Element) -> None:
        rows = []
        for row in element.iter(etree.Element):
            # Tables within tables have rows of their own; what is in a cell becomes its words.
            if local_name(row).lower() == "tr" and _table_of(row) is element:
                rows.append(
                    [
                        cell_of(self._reader.blocks(cell))
                        for cell in row
                        if local_name(cell).lower() in ("td", "th")
                    ]
                )
        rows = [row for row in rows if any(row)]
        for caption in element:
            if local_name(caption).lower() == "caption":
                self.inside(caption, Style.PLAIN, "")
                self._flush()
        width = max(map(len, rows), default=0)
        if width == 1 or width * len(rows) > _MAX_CELLS:  # laid out with a table
            self._blocks += [Paragraph(cell) for row in rows for cell in row if cell]
        elif width:
            full = [tuple(row) + ((),) * (width - len(row)) for row in rows]
            self._blocks.append(Table(full[0], tuple(full[1:]), ("",) * width))

    def _flush(self) -> None:
        inlines = trimmed(self._waiting)
        self._waiting = []
        if not inlines:
            return
        if self._level:
            self._blocks.append(Heading(self._level, inlines))
        elif is_break(inlines):
            self._blocks.append(SceneBreak())
        else:
            self._blocks.append(Paragraph(inlines))


def is_break(inlines: Inlines) -> bool:
    """Whether a paragraph is nothing but the sign of a pause: stars, a number sign, a dinkus."""
    words = "".join(inline.text for inline in inlines if isinstance(inline, Run))
    is_words = all(isinstance(inline, Run) for inline in inlines)
    return bool(is_words and _BREAKS.fullmatch(words) and _BREAK_SIGNS.search(words))


def trimmed(inlines: list[Inline]) -> Inlines:
    """Return the words of a paragraph: no space at its ends, nor two beside each other."""
    done: list[Inline] = []
    has_space = True
    for inline in inlines:
        if isinstance(inline, LineBreak):
            _cut_end(done)
            has_space = True
        elif isinstance(inline, Run):
            text = inline.text.lstrip(" ") if has_space else inline.text
            if not text:
                continue
            has_space = text.endswith(" ")
            done.append(replace(inline, text=text))
            continue
        else:
            has_space = False
        done.append(inline)
    while done and isinstance(done[-1], LineBreak):
        done.pop()
        _cut_end(done)
    while done and isinstance(done[0], LineBreak):
        del done[0]
    _cut_end(done)
    return tuple(done)


def _cut_end(inlines: list[Inline]) -> None:
    while inlines and isinstance(last := inlines[-1], Run):
        text = last.text.rstrip(" ")
        if text:
            inlines[-1] = replace(last, text=text)
            return
        inlines.pop()


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(
        (around for around in row.iterancestors() if local_name(around).lower() == "table"), None
    )


def cell_of(blocks: Blocks) -> Inlines:
    """Return what is in a cell as one line."""
    inlines: list[Inline] = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            inlines += [Run(" "), *block.inlines] if inlines else block.inlines
        elif isinstance(block, CodeBlock):
            inlines += [Run(" "), Run(block.text, style=Style.CODE)]
        elif isinstance(block, ListBlock):
            for item in block.items:
                inlines += [Run(" "), *cell_of(item)] if inlines else cell_of(item)
        elif isinstance(block, Quote):
            inlines += [Run(" "), *cell_of(block.blocks)] if inlines else cell_of(block.blocks)
        elif isinstance(block, Table):
            for row in (block.head, *block.rows):
                for cell in row:
                    inlines += [Run(" "), *cell]
    return trimmed(inlines)


_LEADING_SIGN = re.compile(r"\s*[\[({]?(?:\d{1,4}|[*†‡§¶]{1,3}|\^)[\])}.:]{0,2}\s+")


def _without_sign(blocks: Blocks) -> Blocks:
    """Return a note without the sign that it repeats at its beginning."""
    if not blocks or not isinstance(blocks[0], Paragraph) or not blocks[0].inlines:
        return blocks
    first, *rest = blocks[0].inlines
    if not isinstance(first, Run) or not (sign := _LEADING_SIGN.match(first.text)):
        return blocks
    text = first.text[sign.end() :]
    inlines = (replace(first, text=text), *rest) if text else tuple(rest)
    return (replace(blocks[0], inlines=inlines), *blocks[1:]) if inlines else blocks[1:]
