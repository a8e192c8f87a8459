"""The words of a DOCX file's paragraphs, with the changes and remarks put to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from cocreate.formats.document import Inline, LineBreak, NoteRef, Picture, Run, Style
from cocreate.formats.docx_looks import Looks
from cocreate.formats.docx_opened import (
    Element,
    Link,
    child,
    descendants,
    link_of,
    name_of,
    value_of,
)
from cocreate.formats.marked_text import clean
from cocreate.formats.tracked import Anchor, Change, Part, Piece

_ADDRESS = re.compile(r'\bHYPERLINK\s+(?:"([^"]*)"|(\S+))')
_HEX = re.compile(r"0*[0-9A-Fa-f]{1,5}")
_COUNTED = {
    "rPrChange": "formatting",
    "pPrChange": "formatting",
    "object": "object",
    "oMath": "formula",
    "ruby": "ruby",
    "altChunk": "chunk",
    "subDoc": "chunk",
}
_LOOKS = {"color": "colour", "highlight": "colour", "shd": "colour", "rFonts": "font", "sz": "font"}
_FORMS = {"caps": "capitals", "smallCaps": "capitals", "vertAlign": "raised"}
_INSIDE = {"smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "fldSimple", "ins", "moveTo",
           "del", "moveFrom", "rubyBase", "oMathPara", "group"}  # fmt: skip
_LONE_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_SYMBOLS = {
    "symbol": dict(zip("abgdepqlmsw", "αβγδεπθλμσω", strict=True)) | {"\xb7": "•", "\xde": "⇒"},
    "wingdings": {"J": "☺", "L": "☹", "\xe0": "→", "\xdf": "←", "\xfc": "✓", "\xa7": "▪"},
}


@dataclass(slots=True)
class Shared:
    """What all parts of one file are read with.

    Args:
        picture: gives the name in the text for the target of a link; "" where there is none.
        lost: how many of each kind of thing could not be kept.
        notes: the numbers of footnotes and endnotes by kind and id, in the order of their signs.
        boxes: contents of text boxes that wait for the end of their paragraph.
        remarks: the numbers of remarks by their ids.
    """

    looks: Looks
    picture: Callable[[str], str]
    lost: Counter[str] = field(default_factory=Counter)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    boxes: list[Element] = field(default_factory=list)
    remarks: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Field:
    """A field whose result is being read; its instruction comes first."""

    instruction: str = ""
    has_result: bool = False


class PieceReader:
    """Reads the words of one part's paragraphs; a field may run over several of them."""

    def __init__(self, shared: Shared, links: dict[str, Link]) -> None:
        self._shared = shared
        self._links = links
        self._fields: list[_Field] = []
        self._parts: list[Part] = []
        self._change: Change | None = None
        self._is_void = False  # put in by one, struck by another: in no version of the text
        self._href = ""

    def read(self, paragraph: Element) -> tuple[Part, ...]:
        """Return the words of a paragraph, and between them where remarks begin and end."""
        self._parts = []
        self._inside(paragraph)
        return tuple(self._parts)

    def _inside(self, element: Element) -> None:
        for found in element:
            self._take(found, name_of(found))

    def _take(self, element: Element, name: str) -> None:
        if name in _COUNTED:
            self._shared.lost[_COUNTED[name]] += 1
        match name:
            case "r":
                self._run(element)
            case "ins" | "moveTo" | "del" | "moveFrom":
                self._changed(element, name)
            case "hyperlink":
                self._linked(element)
            case "AlternateContent":
                self._alternate(element, self._take)
            case "commentRangeStart" | "commentRangeEnd":
                self._anchor(value_of(element, "id"), opens=name == "commentRangeStart")
            case "oMath":
                self._put_text("".join(str(t.text or "") for t in descendants(element, "t")), None)
            case _:
                if name in _INSIDE:
                    self._inside(element)

    def _changed(self, element: Element, name: str) -> None:
        before, was_void = self._change, self._is_void
        change = change_of(element)
        if name.startswith("move"):
            self._shared.lost["move"] += name == "moveTo"
        if before is not None and before.is_insertion != change.is_insertion:
            self._is_void = True
            self._shared.lost["void"] += 1
        elif before is None:
            self._change = change
        self._inside(element)
        self._change, self._is_void = before, was_void

    def _linked(self, element: Element) -> None:
        before = self._href
        link = self._links.get(link_of(element))
        self._href = link.target if link is not None and link.is_outside else before
        self._inside(element)
        self._href = before

    def _alternate(self, element: Element, take: Callable[[Element, str], None]) -> None:
        """Read the first of several ways to say the same."""
        for name in ("Choice", "Fallback"):
            chosen = child(element, name)
            if chosen is not None:
                for found in chosen:
                    take(found, name_of(found))
                return

    def _anchor(self, remark: str, *, opens: bool) -> None:
        number = self._shared.remarks.get(remark)
        if number is not None:
            self._parts.append(Anchor(number, opens=opens))

    def _run(self, element: Element) -> None:
        properties = child(element, "rPr")
        style, is_hidden = self._shared.looks.words_style(properties)
        self._count_looks(properties)
        if is_hidden:
            self._shared.lost["hidden"] += any(
                name_of(found) in {"t", "delText"} for found in element
            )
            return
        for found in element:
            self._in_run(found, name_of(found), style)

    def _count_looks(self, properties: Element | None) -> None:
        if properties is None:
            return
        lost = self._shared.lost
        for found in properties:
            name = name_of(found)
            kind = _LOOKS.get(name) or _FORMS.get(name) or _COUNTED.get(name)
            if kind is not None and value_of(found) not in {"auto", "baseline", "0", "false"}:
                lost[kind] += 1

    def _in_run(self, element: Element, name: str, style: Style) -> None:
        match name:
            case "t" | "delText":
                self._put_text(element.text or "", style)
            case "sym":
                self._put_text(_symbol(element), style)
            case "br" | "cr":
                self._break(element)
            case "footnoteReference" | "endnoteReference":
                self._note(name.removesuffix("Reference"), value_of(element, "id"))
            case "fldChar" | "instrText":
                self._field(element, name)
            case "AlternateContent":
                self._alternate(element, lambda e, n: self._in_run(e, n, style))
            case "drawing" | "pict" | "object":
                self._drawn(element, name)
            case _:
                self._in_run_seldom(element, name, style)

    def _in_run_seldom(self, element: Element, name: str, style: Style) -> None:
        if name in _LONE_SIGNS:
            self._put_text(_LONE_SIGNS[name], style)
        elif name == "commentReference":
            self._lone_remark(value_of(element, "id"))
        elif name == "ruby":
            self._shared.lost["ruby"] += 1
            base = child(element, "rubyBase")
            if base is not None:
                self._inside(base)

    def _break(self, element: Element) -> None:
        if value_of(element, "type") in {"page", "column"}:
            self._shared.lost["page"] += 1
        else:
            self._put(LineBreak())

    def _note(self, kind: str, note: str) -> None:
        if self._is_shown:
            notes = self._shared.notes
            number = notes.setdefault((kind, note), len(notes) + 1)
            self._put(NoteRef(str(number)))

    def _lone_remark(self, remark: str) -> None:
        """Anchor a remark that names no range to the place of its sign."""
        number = self._shared.remarks.get(remark)
        has_range = any(isinstance(part, Anchor) and part.number == number for part in self._parts)
        if number is not None and not has_range:
            self._parts += (Anchor(number, opens=True), Anchor(number, opens=False))

    def _field(self, element: Element, name: str) -> None:
        if name == "instrText":
            if self._fields:
                self._fields[-1].instruction += element.text or ""
            return
        kind = value_of(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].has_result = True
        elif self._fields and kind == "end":
            self._fields.pop()

    @property
    def _is_shown(self) -> bool:
        return not self._is_void and all(found.has_result for found in self._fields)

    def _drawn(self, element: Element, name: str) -> None:
        if name == "object":
            self._shared.lost["object"] += 1
        drawn = list(_drawn_in(element))
        boxes = [found for found in drawn if name_of(found) == "txbxContent"]
        self._shared.boxes += boxes
        about = next((found for found in drawn if name_of(found) == "docPr"), None)
        title = "" if about is None else _line(about.get("title") or "")
        alt = "" if about is None else _line(about.get("descr") or "") or title
        targets = [
            link_of(found, "embed") or link_of(found, "link") or link_of(found)
            for found in drawn
            if name_of(found) in {"blip", "imagedata"}
        ]
        for target in targets:
            link = self._links.get(target)
            source = self._shared.picture(link.target) if link and not link.is_outside else ""
            if source:
                self._put(Picture(source, alt, "" if alt == title else title))
            else:
                self._shared.lost["picture"] += 1
        if not targets and not boxes and name == "drawing":
            self._shared.lost["drawing"] += 1

    def _put_text(self, text: str, style: Style | None) -> None:
        if text:
            href = self._href or self._field_address()
            self._put(Run(clean(text), style=style or Style.PLAIN, href=href))

    def _field_address(self) -> str:
        for found in reversed(self._fields):
            if match := _ADDRESS.search(found.instruction):
                return match[1] or match[2] or ""
        return ""

    def _put(self, inline: Inline) -> None:
        if not self._is_shown:
            return
        last = self._parts[-1] if self._parts else None
        if isinstance(last, Piece) and last.change == self._change:
            joined = _joined(last.inline, inline)
            if joined is not None:
                self._parts[-1] = Piece(joined, self._change)
                return
        self._parts.append(Piece(inline, self._change))


def _drawn_in(element: Element) -> Iterator[Element]:
    """Yield all that is drawn, but what boxes hold and what says the same in another way."""
    for found in element:
        yield found
        if name_of(found) not in {"txbxContent", "Fallback"}:
            yield from _drawn_in(found)


def change_of(element: Element) -> Change:
    """Return the change that an element tells of."""
    return Change(
        name_of(element) in {"ins", "moveTo"},
        clean(value_of(element, "author")).strip(),
        moment_of(value_of(element, "date")),
    )


def moment_of(text: str) -> int:
    """Return milliseconds since 1970 for a date; 0 where it is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return 0
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return max(0, int(found.timestamp() * 1000))


def end_change(properties: Element | None) -> Change | None:
    """Return what happened to the end of a paragraph."""
    for found in () if properties is None else _marks(properties):
        return change_of(found)
    return None


def _marks(properties: Element) -> Iterable[Element]:
    mark = child(properties, "rPr")
    names = {"ins", "del", "moveFrom", "moveTo"}
    return () if mark is None else (found for found in mark if name_of(found) in names)


def _line(text: str) -> str:
    return clean(" ".join(text.split()))


def _joined(one: Inline, other: Inline) -> Run | None:
    if not isinstance(one, Run) or not isinstance(other, Run):
        return None
    if (one.style, one.href) != (other.style, other.href):
        return None
    return replace(one, text=one.text + other.text)


def _symbol(element: Element) -> str:
    """Return a sign of a symbol font as the sign that it looks like, where that is known."""
    code = value_of(element, "char")
    if _HEX.fullmatch(code) is None:
        return ""
    number = int(code, 16)
    sign = chr(number - 0xF000 if 0xF000 <= number <= 0xF0FF else number)
    table = _SYMBOLS.get(value_of(element, "font").lower(), {})
    return table.get(sign, sign if sign.isprintable() else "\ufffd")


def text_of(element: Element) -> str:
    """Return the words of a remark: its paragraphs, one a line."""
    lines = []
    for paragraph in descendants(element, "p"):
        words = (str(found.text or "") for found in descendants(paragraph, "t"))
        lines.append("".join(words).strip())
    return clean("\n".join(lines)).strip()
