"""An RTF file as blocks: groups, fonts and styles are followed, dress is passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from cocreate.formats.document import Blocks, LineBreak, NoteRef, Picture, Run, Style
from cocreate.formats.marked_text import Kind, Told, clean, mark
from cocreate.formats.plain_files import normalise
from cocreate.formats.rtf_flow import ChangeKey, Flow, Shape
from cocreate.formats.rtf_lists import Lists, old_list
from cocreate.formats.rtf_text import Linked, RtfText, State, changed, codec_of
from cocreate.formats.rtf_tokens import Group, Item, Token, grouped

_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_STYLES = {
    "b": Style.STRONG,
    "i": Style.EMPHASIS,
    "strike": Style.STRUCK,
    "striked": Style.STRUCK,
}
# Groups with a star are passed over too, unless they are known here.
_PASSED_OVER = re.compile(
    "colortbl|listtext|pntext|generator|themedata|xmlnstbl|"
    "rsidtbl|latentstyles|datastore|nonshppict|filetbl|atntime|atndate|atnref|aftnsepc?|ftnsepc?|"
    "stylerestrictions|wgrffmtfilter|pgptbl|operator|comment|company|subject|keywords|doccomm|"
    "shprslt|xe|tc|tcn"
)
_MARGINS = re.compile(r"(?:header|footer)[lrf]?")
_KNOWN_STARS = frozenset(
    {"shppict", "fldinst", "annotation", "atnauthor", "revtbl", "atrfstart", "atrfend", "atnid"}
    | {"listtable", "listoverridetable", "pn", "do", "footnote"}  # LibreOffice stars notes, too
)
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_QUOTE = re.compile(r"(?:intense )?quot(?:e|ations)|block text", re.IGNORECASE)
_LINK = re.compile(r'HYPERLINK\s+"?([^"\s]+)', re.IGNORECASE)
_SAFE_LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_REMARK_LINK = "scrivcmt://"
_TOP_LEVEL = 6


def read_rtf(
    data: bytes,
    picture: Callable[[bytes], str],
    linked: Linked | None = None,
    result: RtfText | None = None,
) -> Blocks:
    """Return the blocks of a file.

    Args:
        picture: takes a picture's bytes; returns how the text names it, or "".
        result: gathers everything else, of several files one behind the other.
    """
    reader = _Reader(picture, linked or Linked(), result if result is not None else RtfText())
    return reader.read(grouped(data))


class _Reader:
    """Walks the groups."""

    def __init__(self, picture: Callable[[bytes], str], linked: Linked, result: RtfText) -> None:
        self._picture = picture
        self._linked = linked
        self._result = result
        self._fonts: dict[int, str] = {}
        self._shapes: dict[int, Shape] = {}
        self._authors: list[str] = []
        self._numbers: dict[ChangeKey, int] = {}
        self._lists = Lists()
        self._flow = Flow(self._lists)
        self._codec = "cp1252"
        self._remark_author = ""
        self._data = b""
        self._words = ""
        self._groups: dict[str, Callable[[Group, State], None]] = {
            "fonttbl": self._read_fonts,
            "stylesheet": self._read_styles,
            "info": self._read_info,
            "revtbl": self._read_authors,
            "listtable": lambda group, _state: self._lists.read_kinds(group),
            "listoverridetable": lambda group, _state: self._lists.read_lists(group),
            "pn": self._take_old_list,
            "shp": self._take_shape,
            "do": self._take_shape,
            "footnote": self._footnote,
            "pict": self._take_picture,
            "object": self._take_object,
            "field": self._take_field,
            "atnauthor": self._take_author,
            "annotation": self._remark,
            **dict.fromkeys(("atrfstart", "atrfend", "atnid"), self._pass_over),
        }

    def read(self, group: Group) -> Blocks:
        """Return the blocks of the whole file."""
        self._walk(group.items, State())
        return self._flow.done()

    # -- groups ----------------------------------------------------------------------------------

    def _group(self, group: Group, state: State) -> None:
        name = group.name
        if _PASSED_OVER.fullmatch(name) or (group.has_star and name not in _KNOWN_STARS):
            return
        if _MARGINS.fullmatch(name):
            self._result.left["margins"] += bool(self._plain(group, state).strip())
        elif name in self._groups:
            self._groups[name](group, state)
        else:
            self._walk(group.items, state)

    def _plain(self, group: Group, state: State) -> str:
        """Return the words of a group and of all within it."""
        inner = _Reader(lambda _data: "", Linked(), RtfText())
        inner._fonts, inner._codec = self._fonts, self._codec
        inner._walk(group.items, replace(state, is_hidden=False))
        inline = (i for i in inner._flow.waiting if isinstance(i, Run))
        return "".join(run.text for run in inline)

    def _read_fonts(self, group: Group, _state: State) -> None:
        self._fonts |= dict(_font(item, self._codec) for item in (group, *group.groups))

    def _read_styles(self, group: Group, state: State) -> None:
        self._shapes |= dict(_shape(style, self._plain(style, state)) for style in group.groups)

    def _read_info(self, group: Group, state: State) -> None:
        for item in group.groups:
            words = " ".join(normalise(self._plain(item, state)).split())
            if item.name == "title":
                self._result.title = self._result.title or words
            elif item.name == "author":
                self._result.writer = self._result.writer or words

    def _read_authors(self, group: Group, state: State) -> None:
        self._authors = [self._plain(item, state).strip().rstrip(";") for item in group.groups]

    def _footnote(self, group: Group, state: State) -> None:
        self._result.left["endnotes"] += any(
            isinstance(item, Token) and item.text == "ftnalt" for item in group.items
        )
        self._add_note(self._apart(group, state), state)

    def _apart(self, group: Group, state: State) -> Blocks:
        """Return the blocks of a group that is no part of the paragraph under way."""
        outer, self._flow = self._flow, Flow(self._lists)
        self._walk(group.items, replace(state, style=Style.PLAIN))
        blocks = self._flow.done()
        self._flow = outer
        return blocks

    def _take_old_list(self, group: Group, _state: State) -> None:
        self._flow.shape.first = old_list(group)
        self._flow.shape.depth = 0

    def _take_shape(self, group: Group, state: State) -> None:
        drawn = list(_drawn_in(group))
        for found in drawn:
            if found.name == "pict":
                self._take_picture(found, state)
            else:
                self._flow.behind += self._apart(found, state)
                self._result.left["boxes"] += 1
        self._result.left["drawings"] += not drawn

    def _add_note(self, blocks: Blocks, state: State) -> None:
        label = str(len(self._result.notes) + 1)
        self._result.notes[label] = blocks
        self._flow.add(NoteRef(label), self._change(state))

    def _take_picture(self, group: Group, state: State) -> None:
        data = _picture_in(group)
        name = "" if data is None else self._picture(data)
        self._result.left["drawings"] += data is None
        if name:
            self._flow.add(Picture(name), self._change(state))

    def _take_object(self, group: Group, state: State) -> None:
        self._result.left["objects"] += 1
        for item in group.groups:
            if item.name == "result":
                self._walk(item.items, state)

    def _take_field(self, group: Group, state: State) -> None:
        address = ""
        for item in group.groups:
            if item.name == "fldinst":
                found = _LINK.search(self._plain(item, state))
                address = found[1] if found is not None else ""
            elif item.name == "fldrslt":
                self._field_words(item, address, state)

    def _field_words(self, item: Group, address: str, state: State) -> None:
        place = address.removeprefix(_REMARK_LINK) if address.startswith(_REMARK_LINK) else ""
        if place in self._linked.notes:
            self._walk(item.items, state)
            self._add_note(self._linked.notes[place], state)
            return
        told = self._linked.remarks.get(place)
        if told is not None:
            number = self._tell(told)
            self._flow.add(mark(Kind.REMARK, number, opens=True), self._change(state))
            self._walk(item.items, state)
            self._flow.add(mark(Kind.REMARK, number, opens=False), self._change(state))
            return
        href = address if _SAFE_LINK.match(address) else state.href
        self._walk(item.items, replace(state, href=href))

    def _take_author(self, group: Group, state: State) -> None:
        self._remark_author = self._plain(group, state).strip()

    def _remark(self, group: Group, state: State) -> None:
        words = " ".join(normalise(self._plain(group, state)).split())
        number = self._tell(Told(self._remark_author, 0, words))
        for opens in (True, False):
            self._flow.add(mark(Kind.REMARK, number, opens=opens), self._change(state))

    def _pass_over(self, _group: Group, _state: State) -> None:
        """Take nothing: ids of remarks."""

    # -- words -----------------------------------------------------------------------------------

    def _walk(self, items: list[Item], state: State) -> None:
        skipped = 0
        for item in items:
            if isinstance(item, Group):
                self._flush(state)
                skipped = 0
                self._group(item, state)
            elif item.kind == "bytes":
                self._data += item.data[skipped:]
                skipped = max(0, skipped - len(item.data))
            elif skipped and item.kind == "text":
                skipped -= 1
            else:
                self._flush(state, keeps_words=item.text == "u")
                if item.kind == "text":
                    self._put(item.text, state)
                elif item.text == "u" and item.number is not None:
                    self._words += chr(item.number & 0xFFFF)
                    skipped = state.skip
                else:
                    state = self._word(item, state)
        self._flush(state)

    def _flush(self, state: State, *, keeps_words: bool = False) -> None:
        """Put down what waits; signs of two numbers wait for each other."""
        if self._data:
            self._words += self._data.decode(state.codec, "replace")
            self._data = b""
        if self._words and not keeps_words:
            words, self._words = self._words, ""
            self._put(words, state)

    def _put(self, text: str, state: State) -> None:
        if state.is_hidden:
            self._result.left["hidden"] += bool(text.strip())
        else:
            words = clean(normalise(text))
            self._flow.add(Run(words, style=state.style, href=state.href), self._change(state))

    def _change(self, state: State) -> ChangeKey | None:
        if not (state.is_deleted or state.is_revised):
            return None
        kind = Kind.STRUCK if state.is_deleted else Kind.PUT_IN
        key = (kind, state.author)
        if key not in self._numbers:
            known = 0 <= state.author < len(self._authors)
            self._numbers[key] = self._tell(Told(self._authors[state.author] if known else ""))
        return kind, self._numbers[key]

    def _tell(self, told: Told) -> int:
        self._result.told[len(self._result.told)] = told
        return len(self._result.told) - 1

    def _word(self, token: Token, state: State) -> State:
        name = token.text
        number = 1 if token.number is None else token.number
        if name in _STYLES:
            style = state.style & ~_STYLES[name]
            return replace(state, style=style | _STYLES[name] if number else style)
        if name in _PARAGRAPH:
            _PARAGRAPH[name](self._flow, number)
            return state
        if name == "s":
            self._flow.shape = replace(self._shapes.get(number, Shape()))
            return state
        return self._of_group(name, number, state)

    def _of_group(self, name: str, number: int, state: State) -> State:
        match name:
            case "f":
                return replace(state, codec=self._fonts.get(number, self._codec))
            case "ansicpg" | "mac":
                self._codec = codec_of(10000 if name == "mac" else number, self._codec)
                return replace(state, codec=self._codec)
            case "line":
                self._flow.add(LineBreak(), self._change(state))
                return state
            case _:
                return changed(name, number, state)


def _font(group: Group, codec: str) -> tuple[int, str]:
    """Return the number of a font, -1 for none, and how its bytes are read."""
    number = -1
    for token in group.items:
        if not isinstance(token, Token) or token.number is None:
            continue
        if token.text == "f":
            number = token.number
        elif token.text == "fcharset":
            codec = _CHARSETS.get(token.number, codec)
        elif token.text == "cpg":
            codec = codec_of(token.number, codec)
    return number, codec


def _shape(style: Group, name: str) -> tuple[int, Shape]:
    """Return the number of a style and how its paragraphs are shaped."""
    number, level = 0, -1
    for token in style.items:
        if isinstance(token, Token) and token.number is not None:
            number = token.number if token.text == "s" else number
            level = token.number if token.text == "outlinelevel" else level
    words = name.strip().rstrip(";")
    heading = _HEADING.match(words)
    shape = Shape(is_quote=_QUOTE.match(words) is not None)
    if heading is not None:
        shape.level = min(max(int(heading[1]), 1), _TOP_LEVEL)
    elif 0 <= level < _TOP_LEVEL:
        shape.level = level + 1
    return number, shape


def _picture_in(group: Group) -> bytes | None:
    """Return the bytes of a picture, None where it is of a kind that is drawn."""
    tokens = [token for token in group.items if isinstance(token, Token)]
    if not {"pngblip", "jpegblip"} & {token.text for token in tokens}:
        return None
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", b"".join(token.data for token in tokens if token.data))
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))


def _drawn_in(group: Group) -> Iterator[Group]:
    """Yield the words and pictures of a drawing, whatever they are wrapped in."""
    for found in group.groups:
        if found.name in {"shptxt", "dptxbxtext", "pict"}:
            yield found
        elif found.name not in {"shprslt", "dprslt"}:
            yield from _drawn_in(found)


def _begin(flow: Flow, _number: int) -> None:
    flow.shape = Shape()


def _level(flow: Flow, number: int) -> None:
    flow.shape.level = number + 1 if 0 <= number < _TOP_LEVEL else 0


def _listed(flow: Flow, number: int) -> None:
    flow.shape.depth = max(flow.shape.depth, 0) if number else -1
    flow.shape.series = number


def _depth(flow: Flow, number: int) -> None:
    flow.shape.depth = max(0, min(number, 8))


def _in_table(flow: Flow, number: int) -> None:
    flow.shape.in_table = bool(number)


_PARAGRAPH: dict[str, Callable[[Flow, int], None]] = {
    "pard": _begin,
    "outlinelevel": _level,
    "ls": _listed,
    "ilvl": _depth,
    "intbl": _in_table,
    "par": lambda flow, _number: flow.end_paragraph(),
    "sect": lambda flow, _number: flow.end_paragraph(),
    "page": lambda flow, _number: flow.end_paragraph(),
    "nestcell": lambda flow, _number: flow.end_cell_line(),
    "cell": lambda flow, _number: flow.end_cell(),
    "row": lambda flow, _number: flow.end_row(),
}
