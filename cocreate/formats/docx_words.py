"""Paragraphs, tables and words of a DOCX file, with their tracked changes and comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from cocreate.formats.document import Inline, LineBreak, NoteRef, Picture, Run, Style
from cocreate.formats.docx_dress import Dress
from cocreate.formats.docx_package import Links
from cocreate.formats.docx_styles import LIST_STEP, MAX_DEPTH
from cocreate.formats.docx_xml import iso_time, quoted, run, style_of, text_of
from cocreate.formats.inlines import plain_words
from cocreate.formats.picture_kinds import PictureKind, picture_kind
from cocreate.formats.revising import Remark
from cocreate.formats.tracked import (
    BODY,
    Anchor,
    Change,
    Grid,
    Item,
    Kind,
    Para,
    Part,
    Piece,
    Shape,
)

_EMU = 914_400  # to the inch
_TWIP_EMU = 635
_SAFE = ("http://", "https://", "mailto:")
_KEYBOARD = str.maketrans({" ": "%20", '"': "%22", "<": "%3C", ">": "%3E", "\\": "%5C", "^": "%5E",
                           "`": "%60", "{": "%7B", "|": "%7C", "}": "%7D"})  # fmt: skip

_Note = tuple[tuple[Item, ...], Mapping[str, tuple[Item, ...]]]


@dataclass(slots=True)
class Desk:
    """What the whole file shares: its running numbers, its comments, footnotes and pictures.

    Args:
        made_ms: the date of changes that have none.
        notes: the footnotes so far, each with those that it may refer to itself.
        media: the files of pictures by the names that the text has for them.
    """

    dress: Dress
    pictures: Mapping[str, bytes]
    made_ms: int
    remarks: list[Remark] = field(default_factory=list)
    notes: list[_Note] = field(default_factory=list)
    lists: dict[tuple[int, int], tuple[int, int | None, int]] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    _last: Counter[str] = field(default_factory=Counter)

    def number(self, kind: str) -> int:
        """Return the next number of a kind."""
        self._last[kind] += 1
        return self._last[kind]


class WordWriter:
    """Writes the paragraphs of one part.

    Args:
        is_note: whether it is the part of the footnotes, in which no others can stand.
    """

    def __init__(self, desk: Desk, links: Links, *, is_note: bool = False) -> None:
        self._desk = desk
        self._links = links
        self._is_note = is_note
        self._place = 0
        self._notes: Mapping[str, tuple[Item, ...]] = {}

    def enter(self, place: int, notes: Mapping[str, tuple[Item, ...]]) -> None:
        """Go on with another scene, whose footnotes are `notes`."""
        self._place = place
        self._notes = notes

    def item(self, item: Item, *, style: str = "", opening: str = "", closing: str = "") -> str:
        """Return a paragraph or table.

        Args:
            style: instead of what its shape has.
            opening: elements before its words, such as the start of a bookmark; `closing`
                stands behind them.
        """
        if isinstance(item, Grid):
            # Nothing but paragraphs may bear a bookmark; and two tables in a row would be one.
            tail = f"<w:p>{self._tail_properties(item)}{closing}</w:p>"
            head = f"<w:p>{opening}</w:p>" if opening else ""
            return f"{head}{self._table(item)}{tail}"
        return self.paragraph(item, style=style, opening=opening, closing=closing)

    def _tail_properties(self, grid: Grid) -> str:
        """Return properties of the paragraph behind a table: it comes and goes with the table."""
        changes = {row.change for row in grid.rows}
        change = changes.pop() if len(changes) == 1 else None
        if change is None:
            return ""
        return f"<w:pPr><w:rPr>{self._change_tag(change)}/></w:rPr></w:pPr>"

    def paragraph(
        self, para: Para, *, style: str = "", opening: str = "", closing: str = ""
    ) -> str:
        """Return a paragraph."""
        shape = para.shape
        words = self._words(para.parts, keeps_lines=shape.kind is Kind.CODE)
        if shape.kind is Kind.BREAK:
            sign = self._desk.dress.break_sign or "* * *"
            words += self._in_change(run(text_of(sign)), para.change)
        properties = self._properties(shape, style or style_id(shape), para.change)
        return f"<w:p>{properties}{opening}{words}{closing}</w:p>"

    def _properties(self, shape: Shape, style: str, change: Change | None) -> str:
        made = f'<w:pStyle w:val="{style}"/>'
        if shape.depth:
            made += self._list_properties(shape)
        if change is not None:
            made += f"<w:rPr>{self._change_tag(change)}/></w:rPr>"
        return f"<w:pPr>{made}</w:pPr>"

    def _list_properties(self, shape: Shape) -> str:
        depth = min(shape.depth, MAX_DEPTH)
        if shape.opens_item and shape.kind is Kind.BODY:
            number = self._list_number(shape, depth)
            made = f'<w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="{number}"/></w:numPr>'
            if not shape.quotes:
                return made
            left = LIST_STEP * depth + 720
            return f'{made}<w:ind w:left="{left}" w:hanging="360"/>'
        left = LIST_STEP * depth + (720 * shape.quotes)
        return f'<w:ind w:left="{left}" w:firstLine="0"/>'

    def _list_number(self, shape: Shape, depth: int) -> int:
        lists = self._desk.lists
        key = (self._place, shape.place)
        if key not in lists:
            lists[key] = (len(lists) + 1, shape.number, depth)
        return lists[key][0]

    def _change_tag(self, change: Change) -> str:
        name = "w:ins" if change.is_insertion else "w:del"
        number = self._desk.number("change")
        date = iso_time(change.at_ms or self._desk.made_ms)
        return f'<{name} w:id="{number}" w:author="{quoted(change.author)}" w:date="{date}"'

    def _in_change(self, words: str, change: Change | None) -> str:
        if change is None or not words:
            return words
        if not change.is_insertion:
            words = words.replace("<w:t xml:", "<w:delText xml:").replace("</w:t>", "</w:delText>")
        return f"{self._change_tag(change)}>{words}</{'w:ins' if change.is_insertion else 'w:del'}>"

    def _words(self, parts: Iterable[Part], *, keeps_lines: bool = False) -> str:
        return "".join(
            self._linked(href, list(group), keeps_lines=keeps_lines)
            for href, group in groupby(parts, key=_href_of)
        )

    def _linked(self, href: str, parts: list[Part], *, keeps_lines: bool) -> str:
        is_link = href.lower().startswith(_SAFE)
        made: list[str] = []
        for part in parts:
            if isinstance(part, Anchor):
                made.append(_remark_edge(part))
            else:
                words = "".join(self._inline(part.inline, is_link=is_link, keeps_lines=keeps_lines))
                made.append(self._in_change(words, part.change))
        if not is_link:
            return "".join(made)
        link = self._links.to_address(href.translate(_KEYBOARD))
        return f'<w:hyperlink r:id="{link}">{"".join(made)}</w:hyperlink>'

    def _inline(self, inline: Inline, *, is_link: bool, keeps_lines: bool) -> Iterator[str]:
        match inline:
            case Run():
                keeps_lines = keeps_lines and Style.CODE in inline.style
                style = Style.PLAIN if keeps_lines else inline.style
                dress = self._desk.dress
                properties = style_of(
                    style,
                    is_link=is_link,
                    underlines=dress.underlines,
                    is_rtl=dress.is_right_to_left,
                )
                yield run(text_of(inline.text, keeps_lines=keeps_lines), properties)
            case LineBreak():
                yield run("<w:br/>")
            case NoteRef():
                yield self._note(inline)
            case Picture():
                yield self._picture(inline)

    def _note(self, ref: NoteRef) -> str:
        items = self._notes.get(ref.label)
        if items is None:
            return run(text_of(f"[^{ref.label}]"))
        if self._is_note:
            self._desk.lost["note"] += 1
            words = " ".join(
                plain_words(tuple(piece.inline for piece in item.pieces))
                for item in items
                if isinstance(item, Para)
            )
            return run(text_of(f" [{words}]"))
        self._desk.notes.append((items, self._notes))
        number = len(self._desk.notes)
        style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        return run(f'<w:footnoteReference w:id="{number}"/>', style)

    def _picture(self, picture: Picture) -> str:
        data = self._desk.pictures.get(picture.source)
        kind = picture_kind(data) if data is not None else None
        if kind is None:
            self._desk.lost["picture"] += 1
            return run(text_of(f"[{picture.alt or picture.source}]"))
        media = self._desk.media
        if picture.source not in media:
            media[picture.source] = f"media/picture{len(media) + 1}.{kind.ending}"
        link = self._links.to_part("image", media[picture.source])
        return run(_drawing(picture, link, self._desk.number("picture"), self._extent(kind)))

    def _extent(self, kind: PictureKind) -> tuple[int, int]:
        """Return the size on paper: its own, or what fits on the page."""
        width, height = (side / kind.dpi * _EMU for side in (kind.width, kind.height))
        dress = self._desk.dress
        scale = min(
            1.0,
            dress.text_width * _TWIP_EMU / width,
            dress.text_height * _TWIP_EMU * 0.9 / height,
        )
        return max(1, int(width * scale)), max(1, int(height * scale))

    def _table(self, grid: Grid) -> str:
        columns = len(grid.sides)
        width = self._desk.dress.text_width // max(1, columns)
        grid_columns = f'<w:gridCol w:w="{width}"/>' * columns
        rows = "".join(
            self._row(row.cells, grid.sides, width, row.change, is_head=place == 0)
            for place, row in enumerate(grid.rows)
        )
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
            f'<w:tblW w:w="{width * columns}" w:type="dxa"/></w:tblPr>'
            f"<w:tblGrid>{grid_columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(
        self,
        cells: tuple[Para, ...],
        sides: tuple[str, ...],
        width: int,
        change: Change | None,
        *,
        is_head: bool,
    ) -> str:
        properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
        if change is not None:
            properties += f"{self._change_tag(change)}/>"
        made = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{self._cell(cell, side, is_head=is_head)}</w:tc>"
            for cell, side in zip(cells, sides, strict=True)
        ]
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"

    def _cell(self, cell: Para, side: str, *, is_head: bool) -> str:
        jc = f'<w:jc w:val="{side}"/>' if side else ""
        style = "TableHead" if is_head else "TableWords"
        words = self._words(cell.parts)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{jc}</w:pPr>{words}</w:p>'


def style_id(shape: Shape) -> str:
    """Return the style of a paragraph of our own."""
    match shape.kind:
        case Kind.HEADING:
            return f"Heading{shape.level}"
        case Kind.CODE:
            return "Code"
        case Kind.BREAK:
            return "SceneBreak"
        case Kind.BODY:
            return _body_style(shape)


def _body_style(shape: Shape) -> str:
    depth = str(min(shape.depth, MAX_DEPTH)) if shape.depth > 1 else ""
    if shape.quotes and shape.is_quote_in_item:
        return f"ListQuote{depth}"
    if shape.quotes:
        return "Quote" if shape.quotes == 1 else "Quote2"
    if shape.depth:
        return "ListParagraph" if shape.opens_item else f"ListContinue{depth}"
    return "BodyText"


def _href_of(part: Part) -> str:
    inline = part.inline if isinstance(part, Piece) else None
    return inline.href if isinstance(inline, Run) else ""


def _remark_edge(anchor: Anchor) -> str:
    if anchor.opens:
        return f'<w:commentRangeStart w:id="{anchor.number}"/>'
    style = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
    return f'<w:commentRangeEnd w:id="{anchor.number}"/>' + run(
        f'<w:commentReference w:id="{anchor.number}"/>', style
    )


def _drawing(picture: Picture, link: str, number: int, extent: tuple[int, int]) -> str:
    size = f'cx="{extent[0]}" cy="{extent[1]}"'
    title = f' title="{quoted(picture.title)}"' if picture.title else ""
    about = f'id="{number}" name="Picture {number}" descr="{quoted(picture.alt)}"{title}'
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f"<wp:docPr {about}/><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


EMPTY = Para(BODY, ())
