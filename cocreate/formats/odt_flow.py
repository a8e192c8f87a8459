"""Paragraphs with changes and remarks as the text of an ODT file.

A struck stretch stands in the file's list of changes, with a mark where it was; one put in stands
in the text between two marks. Where the end of a paragraph was struck the text joins the next one
(OpenDocument 1.3, part 3, 5.5).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from cocreate.formats.document import Inline, LineBreak, NoteRef, Picture, Run, Style
from cocreate.formats.odt_dress import run_style
from cocreate.formats.odt_package import moment
from cocreate.formats.revising import Remark
from cocreate.formats.tracked import Anchor, Change, Grid, Item, Kind, Para, Piece, Row, Shape
from cocreate.formats.xhtml import attribute, words

_SPACES = re.compile(r" {2,}|^ | $|\t|\n")
_LINKS = ("http://", "https://", "mailto:")


@dataclass(slots=True)
class OdtDesk:
    """What the whole file shares.

    Args:
        made_ms: the time stamp of changes that have none.
        picture: the path of a picture in the archive and its size in points; None for none.
        regions: the file's list of changes.
        lost: how many things of a kind could not be taken.
        styles: the ways in which words are set.
    """

    made_ms: int
    picture: Callable[[str], tuple[str, float, float] | None]
    remarks: list[Remark] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    lost: dict[str, int] = field(default_factory=dict)
    styles: set[Style] = field(default_factory=set)
    notes: int = 0
    frames: int = 0
    tables: int = 0

    def lose(self, kind: str) -> None:
        """Count something that could not be taken."""
        self.lost[kind] = self.lost.get(kind, 0) + 1

    def region(self, change: Change, inner: str) -> str:
        """Put a change on the list; return its id."""
        name = f"ct{len(self.regions) + 1}"
        info = (
            f"<office:change-info><dc:creator>{words(change.author)}</dc:creator>"
            f"<dc:date>{moment(change.at_ms or self.made_ms)}</dc:date></office:change-info>"
        )
        kind = "insertion" if change.is_insertion else "deletion"
        self.regions.append(
            f'<text:changed-region xml:id="{name}" text:id="{name}"><text:{kind}>{info}{inner}'
            f"</text:{kind}></text:changed-region>"
        )
        return name


@dataclass(slots=True)
class _Open:
    """A paragraph that is being written: its tags, and what stands in it."""

    shape: Shape
    tags: tuple[str, str]
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Struck:
    """A struck stretch: where its mark stands, and its paragraphs."""

    where: list[str]
    at: int
    paragraphs: list[_Open]


class Flow:
    """Writes paragraphs one behind the other."""

    def __init__(self, desk: OdtDesk, notes: Mapping[str, tuple[Item, ...]]) -> None:
        self._desk = desk
        self._notes = notes
        self._done: list[tuple[Shape, str, str]] = []
        self._open: _Open | None = None
        self._change: Change | None = None
        self._struck: _Struck | None = None

    def put(self, item: Item, style: str, opening: str = "") -> None:
        """Write a paragraph or table; `opening` is markup at the head of a paragraph."""
        if isinstance(item, Grid):
            self._finish()
            self._done.append((Shape(), self._table(item), ""))
            return
        tags = paragraph_tags(item.shape, style)
        if self._open is None:
            self._open = _Open(item.shape, tags)
        elif self._struck is not None:
            self._struck.paragraphs.append(_Open(item.shape, tags))
        if opening:
            self._open.parts.append(opening)
        keeps_lines = item.shape.kind is Kind.CODE
        for part in item.parts:
            if isinstance(part, Anchor):
                self._open.parts.append(self._edge(part))
            else:
                self._put_piece(part, keeps_lines=keeps_lines)
        self._switch(item.change)
        if item.change is None or item.change.is_insertion:
            self._close()

    def text(self) -> str:
        """Return everything, with its lists."""
        self._finish()
        return _in_lists(self._done)

    def _put_piece(self, piece: Piece, *, keeps_lines: bool) -> None:
        self._switch(piece.change)
        made = self._inline(piece.inline, keeps_lines=keeps_lines)
        if self._struck is not None:
            self._struck.paragraphs[-1].parts.append(made)
        elif self._open is not None:
            self._open.parts.append(made)

    def _switch(self, change: Change | None) -> None:
        """End the change that is under way unless it goes on, and begin the next one."""
        if change == self._change:
            return
        self._end_change()
        self._change = change
        if change is None or self._open is None:
            return
        if change.is_insertion:
            name = self._desk.region(change, "")
            self._open.parts.append(f'<text:change-start text:change-id="{name}"/>')
        else:
            parts = self._open.parts
            first = _Open(self._open.shape, self._open.tags)
            self._struck = _Struck(parts, len(parts), [first])
            parts.append("")

    def _end_change(self) -> None:
        change, self._change = self._change, None
        if change is None:
            return
        struck, self._struck = self._struck, None
        if struck is not None:
            inner = "".join(
                f"{para.tags[0]}{''.join(para.parts)}{para.tags[1]}" for para in struck.paragraphs
            )
            name = self._desk.region(change, inner)
            struck.where[struck.at] = f'<text:change text:change-id="{name}"/>'
            return
        end = f'<text:change-end text:change-id="ct{len(self._desk.regions)}"/>'
        if self._open is not None:
            self._open.parts.append(end)
        else:
            shape, text, closing = self._done[-1]
            self._done[-1] = (shape, text + end, closing)

    def _close(self) -> None:
        if self._open is not None:
            text = self._open.tags[0] + "".join(self._open.parts)
            self._done.append((self._open.shape, text, self._open.tags[1]))
            self._open = None

    def _finish(self) -> None:
        self._end_change()
        self._close()

    def _inline(self, inline: Inline, *, keeps_lines: bool) -> str:
        match inline:
            case Run():
                return self._run(inline, keeps_lines=keeps_lines)
            case LineBreak():
                return "<text:line-break/>"
            case NoteRef():
                return self._note(inline)
            case Picture():
                return self._picture(inline)

    def _run(self, run: Run, *, keeps_lines: bool) -> str:
        made = _spaced(run.text if keeps_lines else run.text.replace("\n", " "))
        name = run_style(run.style)
        if name:
            self._desk.styles.add(run.style)
            made = f'<text:span text:style-name="{name}">{made}</text:span>'
        if run.href.lower().startswith(_LINKS):
            return f'<text:a xlink:type="simple" xlink:href={attribute(run.href)}>{made}</text:a>'
        return made

    def _note(self, ref: NoteRef) -> str:
        items = self._notes.get(ref.label)
        if items is None:
            return words(f"[^{ref.label}]")
        self._desk.notes += 1
        number = self._desk.notes
        flow = Flow(self._desk, {})
        for item in items:
            flow.put(self._as_it_stands(item), "Footnote")
        return (
            f'<text:note text:id="ftn{number}" text:note-class="footnote">'
            f"<text:note-citation>{number}</text:note-citation>"
            f"<text:note-body>{flow.text()}</text:note-body></text:note>"
        )

    def _as_it_stands(self, item: Item) -> Item:
        """Return what stands in a footnote without its suggestions: these are not shown there."""
        if isinstance(item, Grid):
            return item
        kept = [
            part
            for part in item.parts
            if isinstance(part, Piece) and (part.change is None or not part.change.is_insertion)
        ]
        if len(kept) != len(item.parts):
            self._desk.lose("note_change")
        return Para(item.shape, tuple(Piece(piece.inline) for piece in kept))

    def _picture(self, picture: Picture) -> str:
        found = self._desk.picture(picture.source)
        if found is None:
            self._desk.lose("picture")
            return words(f"[{picture.alt or picture.source}]")
        path, width, height = found
        self._desk.frames += 1
        return (
            f'<draw:frame draw:name="Picture {self._desk.frames}" text:anchor-type="as-char" '
            'svg:x="0pt" svg:y="0pt" '
            f'svg:width="{width:.2f}pt" svg:height="{height:.2f}pt">'
            f'<draw:image xlink:href={attribute(path)} xlink:type="simple" xlink:show="embed" '
            f'xlink:actuate="onLoad"/><svg:title>{words(picture.title)}</svg:title>'
            f"<svg:desc>{words(picture.alt)}</svg:desc></draw:frame>"
        )

    def _edge(self, anchor: Anchor) -> str:
        if not anchor.opens:
            return f'<office:annotation-end office:name="note{anchor.number}"/>'
        remark = self._desk.remarks[anchor.number]
        text = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in remark.text.split("\n"))
        return (
            f'<office:annotation office:name="note{anchor.number}">'
            f"<dc:creator>{words(remark.author)}</dc:creator>"
            f"<dc:date>{moment(remark.at_ms or self._desk.made_ms)}</dc:date>{text}"
            "</office:annotation>"
        )

    def _table(self, grid: Grid) -> str:
        head, *rows = grid.rows
        count = len(grid.sides)
        self._desk.tables += 1
        columns = f'<table:table-column table:number-columns-repeated="{max(1, count)}"/>'
        first = self._row(head, grid.sides, "Head")
        body = "".join(self._row(row, grid.sides, "Cell") for row in rows)
        return (
            f'<table:table table:name="Table {self._desk.tables}" table:style-name="Table">'
            f"{columns}<table:table-header-rows>{first}</table:table-header-rows>{body}"
            "</table:table>"
        )

    def _row(self, row: Row, sides: tuple[str, ...], style: str) -> str:
        if row.change is not None:
            self._desk.lose("row_change")
        cells = "".join(
            self._cell(cell, f"{style}_20_{side}" if side else style)
            for cell, side in zip(row.cells, sides, strict=True)
        )
        return f"<table:table-row>{cells}</table:table-row>"

    def _cell(self, cell: Para, style: str) -> str:
        flow = Flow(self._desk, self._notes)
        flow.put(Para(cell.shape, cell.parts), style)
        return (
            '<table:table-cell table:style-name="TableCell" office:value-type="string">'
            f"{flow.text()}</table:table-cell>"
        )


def paragraph_tags(shape: Shape, style: str) -> tuple[str, str]:
    """Return the tags around a paragraph or heading."""
    if shape.kind is Kind.HEADING:
        return (
            f'<text:h text:style-name="{style}" text:outline-level="{shape.level}">',
            "</text:h>",
        )
    return f'<text:p text:style-name="{style}">', "</text:p>"


def _spaced(text: str) -> str:
    """Return words with the white space that XML would lose written as elements."""

    def kept(found: re.Match[str]) -> str:
        if found[0] == "\n":
            return "<text:line-break/>"
        if found[0] == "\t":
            return "<text:tab/>"
        return f'<text:s text:c="{len(found[0])}"/>'

    return _SPACES.sub(kept, words(text))


def _in_lists(done: Iterable[tuple[Shape, str, str]]) -> str:
    """Put paragraphs into the lists they stand in."""
    made: list[str] = []
    open_lists: list[int] = []
    for shape, text, closing in done:
        while open_lists and (
            len(open_lists) > shape.depth
            or (len(open_lists) == shape.depth and open_lists[-1] != shape.place)
        ):
            made.append("</text:list-item></text:list>")
            open_lists.pop()
        if len(open_lists) == shape.depth and shape.depth and shape.opens_item:
            made.append("</text:list-item><text:list-item>")
        while len(open_lists) < shape.depth:
            is_own = len(open_lists) == shape.depth - 1
            made.append(_list_tag(shape) if is_own else _list_tag(Shape()))
            open_lists.append(shape.place if is_own else -1)
        made.append(text + closing)
    made += ["</text:list-item></text:list>"] * len(open_lists)
    return "".join(made)


def _list_tag(shape: Shape) -> str:
    name = "Bullets" if shape.number is None else "Numbers"
    start = "" if shape.number in (None, 1) else f' text:start-value="{shape.number}"'
    return f'<text:list text:style-name="{name}"><text:list-item{start}>'
