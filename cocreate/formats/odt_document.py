"""The body of an OpenDocument text as blocks, with marks where changes and remarks are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

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
)
from cocreate.formats.html_document import is_break, trimmed
from cocreate.formats.marked_text import Kind, Told, clean, mark, settled
from cocreate.formats.odt_lists import ListCounts, goes_on, joined
from cocreate.formats.odt_styles import TEXT, Role, Styles
from cocreate.formats.odt_tables import blocks_of
from cocreate.formats.odt_told import told_of
from cocreate.formats.safe_xml import local_name, number_in, words_in

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SKIPPED = frozenset(
    {
        "tracked-changes",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "soft-page-break",
        "bookmark",
        "bookmark-start",
        "bookmark-end",
        "reference-mark",
        "reference-mark-start",
        "reference-mark-end",
        "toc-mark",
        "alphabetical-index-mark",
        "ruby-text",
        "note-citation",
        "title",
        "desc",
        "shapes",
        "format-change",
    }
)
_INDEXES = frozenset(
    {
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
        "bibliography",
    }
)
_DRAWN = frozenset({"frame", "g", "custom-shape", "rect", "line", "control"})
_MAX_SPACES = 100
_TOP_LEVEL = 6


@dataclass(slots=True)
class OdtBody:
    """What is gathered while a text is read.

    Args:
        picture: finds the pictures: their name in the text for their name in the file.
        told: who made the changes and remarks, by the number in their marks.
        left: how many things of each kind could not be kept.
    """

    styles: Styles
    picture: Callable[[str], str]
    told: dict[int, Told] = field(default_factory=dict)
    notes: dict[str, Blocks] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)
    changes: dict[str, _Region] = field(default_factory=dict)
    remarks: dict[str, int] = field(default_factory=dict)
    has_title: bool = False
    counts: ListCounts = field(init=False)

    def __post_init__(self) -> None:
        self.counts = ListCounts(self.styles)

    def read(self, text: etree._Element) -> Blocks:
        """Return the blocks of the element `office:text`."""
        for element in text.iter(f"{TEXT}changed-region"):
            self._learn(element)
        self.remarks = {
            str(end.get(f"{_OFFICE}name")): -1 for end in text.iter(f"{_OFFICE}annotation-end")
        }
        levels = [self.level(element) for element in text.iter(f"{TEXT}h", f"{TEXT}p")]
        self.has_title = 1 not in levels
        return self.flow(text)

    def flow(self, element: etree._Element) -> Blocks:
        """Return the blocks within an element."""
        flow = _Flow(self)
        flow.inside(element)
        return flow.done()

    def level(self, element: etree._Element) -> int:
        """Return the level of a heading; 0 for any other paragraph."""
        role, level = self.styles.role(str(element.get(f"{TEXT}style-name") or ""))
        if local_name(element) == "h":
            outline = str(element.get(f"{TEXT}outline-level") or "")
            level = number_in(outline, most=99, otherwise=level or 1)
            return min(max(level, 1), _TOP_LEVEL)
        return min(level, _TOP_LEVEL) if role is Role.HEADING else 0

    def tell(self, told: Told) -> int:
        """Remember who made a change or a remark; return its number."""
        self.told[len(self.told)] = told
        return len(self.told) - 1

    def _learn(self, region: etree._Element) -> None:
        name = str(region.get(f"{TEXT}id") or region.get(_XML_ID))
        for change in region:
            kind = local_name(change)
            if kind == "format-change":
                self.left["looks"] += 1
            elif kind in ("insertion", "deletion"):
                told = next((told_of(c) for c in change if local_name(c) == "change-info"), Told())
                words = [child for child in change if local_name(child) != "change-info"]
                self.changes[name] = _Region(self.tell(told), words)


@dataclass(frozen=True, slots=True)
class _Region:
    """A tracked change: its number, and the words that it took out."""

    number: int
    words: list[etree._Element]


class _Flow:
    """Blocks under way: words wait until the paragraph that they make is whole."""

    def __init__(self, body: OdtBody) -> None:
        self._body = body
        self._blocks: list[Block] = []
        self._waiting: list[Inline] = []
        self._behind: list[Block] = []

    def done(self) -> Blocks:
        """Return the blocks."""
        if self._waiting:
            self._end(Paragraph)
        return tuple(self._blocks)

    def inside(self, element: etree._Element) -> None:
        """Take in the blocks within an element."""
        for child in element:
            self._block(child)

    def _block(self, element: etree._Element) -> None:
        name = local_name(element)
        if name in _SKIPPED:
            return
        if name in ("p", "h"):
            self._paragraph(element)
        elif name == "list":
            self._list(element, 1, "")
        elif name == "table":
            self._blocks += blocks_of(element, self._body.flow)
        elif name in _INDEXES:
            self._body.left["indexes"] += 1
        elif name == "forms":
            self._body.left["forms"] += len(element)
        elif name in ("change", "change-start", "change-end", "frame", "annotation-end"):
            self._inline(element, Style.PLAIN, "")
        else:
            self.inside(element)

    # -- paragraphs ------------------------------------------------------------------------------

    def _paragraph(self, element: etree._Element) -> None:
        name = str(element.get(f"{TEXT}style-name") or "")
        role, _ = self._body.styles.role(name)
        level = self._body.level(element)
        is_body = role in (Role.BODY, Role.QUOTE) and not level
        self._words(element, self._body.styles.of_paragraph(name) if is_body else Style.PLAIN, "")
        if level or (role is Role.TITLE and self._body.has_title):
            self._end(lambda inlines: Heading(level or 1, inlines))
        elif role is Role.QUOTE:
            self._end(lambda inlines: Quote((Paragraph(inlines),)))
        elif role is Role.CODE:
            text = "".join(map(_as_code, self._waiting))
            self._waiting = []
            self._code(text)
        elif role is Role.BREAK:
            self._end(lambda _: SceneBreak(), keeps_empty=True)
        else:
            self._end(lambda inlines: SceneBreak() if is_break(inlines) else Paragraph(inlines))
        self._blocks += self._behind
        self._behind = []

    def _end(self, make: Callable[[Inlines], Block], *, keeps_empty: bool = False) -> None:
        inlines = settled(trimmed(self._waiting))
        self._waiting = []
        if not inlines and not keeps_empty:
            return
        block = make(inlines)
        last = self._blocks[-1] if self._blocks else None
        if isinstance(block, Quote) and isinstance(last, Quote):
            self._blocks[-1] = Quote(last.blocks + block.blocks)
        else:
            self._blocks.append(block)

    def _code(self, text: str) -> None:
        last = self._blocks[-1] if self._blocks else None
        if isinstance(last, CodeBlock):
            self._blocks[-1] = CodeBlock(f"{last.text}\n{text}")
        elif text.strip():
            self._blocks.append(CodeBlock(text))

    # -- words -----------------------------------------------------------------------------------

    def _words(self, element: etree._Element, style: Style, href: str) -> None:
        self._text(element.text, style, href)
        for child in element:
            self._inline(child, style, href)
            self._text(child.tail, style, href)

    def _text(self, text: str | None, style: Style, href: str) -> None:
        if text:
            plain = clean(text).replace("\n", " ").replace("\t", " ").replace("\r", " ")
            self._waiting.append(Run(plain, style=style, href=href))

    def _inline(self, element: etree._Element, style: Style, href: str) -> None:
        name = local_name(element)
        if name in _SKIPPED:
            return
        match name:
            case "s":
                count = str(element.get(f"{TEXT}c") or "1")
                spaces = number_in(count, most=9999, otherwise=1)
                self._text(" " * min(spaces, _MAX_SPACES), style, href)
            case "tab":
                self._text(" ", style, href)
            case "span":
                own = self._body.styles.of_words(str(element.get(f"{TEXT}style-name") or ""))
                self._words(element, style | own, href)
            case "a":
                address = str(element.get(_LINK) or "")
                is_link = address.startswith(("http://", "https://", "mailto:"))
                self._words(element, style, address if is_link else href)
            case "note":
                self._note(element)
            case "annotation" | "annotation-end":
                self._remark(element, name)
            case "change" | "change-start" | "change-end":
                self._change(element, name)
            case _:
                self._other(element, name, style, href)

    def _other(self, element: etree._Element, name: str, style: Style, href: str) -> None:
        if name == "line-break":
            self._waiting.append(LineBreak())
        elif name in _DRAWN:
            self._frame(element)
        else:
            self._words(element, style, href)

    def _note(self, element: etree._Element) -> None:
        label = str(len(self._body.notes) + 1)
        self._body.notes[label] = ()  # its place in the order, before notes within it
        for child in element:
            if local_name(child) == "note-body":
                self._body.notes[label] = self._body.flow(child)
        self._waiting.append(NoteRef(label))

    def _remark(self, element: etree._Element, name: str) -> None:
        key = str(element.get(f"{_OFFICE}name") or "")
        if name == "annotation-end":
            number = self._body.remarks.get(key, -1)
            if number >= 0:
                self._waiting.append(mark(Kind.REMARK, number, opens=False))
            return
        number = self._body.tell(told_of(element))
        self._waiting.append(mark(Kind.REMARK, number, opens=True))
        if key in self._body.remarks:
            self._body.remarks[key] = number
        else:
            self._waiting.append(mark(Kind.REMARK, number, opens=False))

    def _change(self, element: etree._Element, name: str) -> None:
        region = self._body.changes.get(str(element.get(f"{TEXT}change-id")))
        if region is None:
            return
        if name != "change":
            self._waiting.append(mark(Kind.PUT_IN, region.number, opens=name == "change-start"))
            return
        self._waiting.append(mark(Kind.STRUCK, region.number, opens=True))
        for at, words in enumerate(region.words):
            if at:
                self._end(Paragraph)
            if local_name(words) in ("p", "h"):
                self._words(words, Style.PLAIN, "")
            else:
                self._text(words_in(words), Style.PLAIN, "")
        self._waiting.append(mark(Kind.STRUCK, region.number, opens=False))

    def _frame(self, element: etree._Element) -> None:
        for child in element:
            match local_name(child):
                case "image":
                    if name := self._body.picture(str(child.get(_LINK) or "")):
                        self._waiting.append(_picture(name, element))
                    return
                case "text-box":
                    self._behind += self._body.flow(child)
                    self._body.left["boxes"] += 1
                    return
                case "object" | "object-ole" | "plugin" | "applet" | "floating-frame":
                    self._body.left["objects"] += 1
                    return
                case _:
                    pass
        if words_in(element).strip():
            self._behind += self._body.flow(element)
        self._body.left["drawings"] += 1

    # -- lists -------------------------------------------------------------------------------------

    def _list(self, element: etree._Element, level: int, style: str) -> None:
        style = str(element.get(f"{TEXT}style-name") or style)
        items: list[Blocks] = []
        for item in element:
            if local_name(item) not in ("list-item", "list-header"):
                continue
            flow = _Flow(self._body)
            for child in item:
                if local_name(child) == "list":
                    flow._list(child, level + 1, style)
                else:
                    flow._block(child)
            if blocks := flow.done():
                items.append(blocks)
        if items and all(isinstance(block, Heading) for item in items for block in item):
            self._blocks += [block for item in items for block in item]  # numbered headings
        elif items:
            self._put_list(element, level, style, items)

    def _put_list(
        self, element: etree._Element, level: int, style: str, items: list[Blocks]
    ) -> None:
        counts = self._body.counts
        first = counts.first(element, style, level)
        if first is not None:
            counts.count(style, level, first + len(items))
        made = ListBlock(first, tuple(items))
        whole = joined(self._blocks[-1] if self._blocks else None, made, continues=goes_on(element))
        if whole is not None:
            self._blocks[-1] = whole
        else:
            self._blocks.append(made)


def _picture(name: str, frame: etree._Element) -> Picture:
    """Return a picture; its description stands for it, else its title does."""
    told = {local_name(child): " ".join(clean(words_in(child)).split()) for child in frame}
    title, description = told.get("title", ""), told.get("desc", "")
    return Picture(name, description or title, title if description else "")


def _as_code(inline: Inline) -> str:
    """Return what stands in code; it has nothing but words and lines."""
    if isinstance(inline, LineBreak):
        return "\n"
    return inline.text if isinstance(inline, Run) else ""
