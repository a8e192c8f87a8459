"""Write words in their styles as Markdown that is read back as the same words in the same styles.

Emphasis only opens and closes where the signs around it allow it (CommonMark 0.31, 6.2). Where they
do not, the sign at the edge is written as an entity, which allows it and is read as the same sign.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from cocreate.formats.document import Inline, Inlines, LineBreak, NoteRef, Picture, Run, Style

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_SYNTAX = re.compile(r"[\\`*\[\]]|<(?=[A-Za-z/!?]|$)|~~+|^~|~$|_+|&(?=[#A-Za-z])")
_LINE_OPENING = re.compile(
    r"(?P<before>#{1,6}(?=\s|$)|>|[-+](?=\s|$)|=+[ \t]*$|[-:|][-:| \t]*$)"
    r"|(?P<number>\d{1,9})(?=[.)](?:\s|$))"
)
_LINE_END = re.compile(r"([ \t]*)\n([ \t\n]*)")
_ESCAPED_IN_TITLES = re.compile(r'["\\]|&(?=[#A-Za-z])')
_ESCAPED_IN_ADDRESSES = re.compile(r"[<>\\]|&(?=[#A-Za-z])")
_BARE_ADDRESS = re.compile(r"[^\s()<>\\&\x00-\x1f\x7f]+")
_SPACES = frozenset("\t\n\v\f\r \u00a0\u1680\u202f\u205f\u3000") | {
    chr(n) for n in range(0x2000, 0x200B)
}
_TRIMMED = " \t\n"
_ORDER = (Style.STRONG, Style.EMPHASIS, Style.STRUCK)


class _Kind(Enum):
    TEXT = auto()
    RAW = auto()
    BREAK = auto()
    OPEN = auto()
    CLOSE = auto()


@dataclass(slots=True)
class _Atom:
    """A part of what is written.

    Args:
        words: text that is not escaped yet, or Markdown that is finished.
        style: of a mark that opens or closes.
        partner: place of the mark that belongs to a closing one.
        has_first: whether the first sign of a text is written as an entity; `has_last` likewise.
    """

    kind: _Kind
    words: str = ""
    style: Style = Style.PLAIN
    partner: int = -1
    has_first: bool = False
    has_last: bool = False


Element = Style | str
"""A style, or the address of a link."""


def write_inlines(inlines: Inlines, *, is_line: bool = False) -> str:
    """Return inlines as Markdown.

    Args:
        is_line: whether they stand in a heading or a cell, where no block can begin.
    """
    atoms = _Nesting(inlines).atoms
    _choose_marks(atoms)
    _mend_edges(atoms)
    return _written(atoms, is_line=is_line)


class _Nesting:
    """Styles and links as marks that open and close one inside the other."""

    def __init__(self, inlines: Inlines) -> None:
        self.atoms: list[_Atom] = []
        self._open: list[tuple[Element, int]] = []
        self._inlines = inlines
        self._lasting = _lasting(inlines)
        for at, inline in enumerate(inlines):
            self._take(at, inline)
        self._close_down_to(0)

    def _take(self, at: int, inline: Inline) -> None:
        lasting = self._lasting[at]
        for depth, (element, _) in enumerate(self._open):
            if element not in lasting:
                self._close_down_to(depth)
                break
        match inline:
            case Run():
                known = {element for element, _ in self._open}
                missing = [element for element in lasting if element not in known]
                for element in sorted(missing, key=lambda missed: -lasting[missed]):
                    self._begin(element)
                if Style.CODE in inline.style:
                    self.atoms.append(_Atom(_Kind.RAW, _code(inline.text)))
                else:
                    self.atoms.append(_Atom(_Kind.TEXT, inline.text))
            case NoteRef():
                self.atoms.append(_Atom(_Kind.RAW, f"[^{inline.label}]"))
            case Picture():
                self.atoms.append(_Atom(_Kind.RAW, _picture(inline)))
            case LineBreak():
                self.atoms.append(_Atom(_Kind.BREAK))

    def _begin(self, element: Element) -> None:
        self._open.append((element, len(self.atoms)))
        if isinstance(element, str):
            self.atoms.append(_Atom(_Kind.RAW, "["))
        else:
            self.atoms.append(_Atom(_Kind.OPEN, style=element))

    def _close_down_to(self, depth: int) -> None:
        while len(self._open) > depth:
            element, partner = self._open.pop()
            if isinstance(element, str):
                self.atoms.append(_Atom(_Kind.RAW, f"]({_address(element)})"))
            else:
                self.atoms.append(_Atom(_Kind.CLOSE, style=element, partner=partner))


def _lasting(inlines: Inlines) -> list[dict[Element, int]]:
    """Return for each inline the elements it stands in, and for how many inlines each goes on."""
    lasting: list[dict[Element, int]] = []
    ahead: dict[Element, int] = {}
    for inline in reversed(inlines):
        if isinstance(inline, Run):
            styles: list[Element] = [style for style in _ORDER if style in inline.style]
            here = [inline.href, *styles] if inline.href else styles
            ahead = {element: ahead.get(element, 0) + 1 for element in here}
        else:
            # A footnote's sign cannot stand in a link; all else goes along with the words ahead.
            is_note = isinstance(inline, NoteRef)
            ahead = {
                element: length + 1
                for element, length in ahead.items()
                if not (is_note and isinstance(element, str))
            }
        lasting.append(ahead)
    return lasting[::-1]


def _choose_marks(atoms: list[_Atom]) -> None:
    """Give each mark its signs: `_` for emphasis where a `*` beside it would run into it."""
    pairs = [(atom.partner, at) for at, atom in enumerate(atoms) if atom.kind is _Kind.CLOSE]
    for opening, closing in pairs:
        match atoms[closing].style:
            case Style.STRONG:
                mark = "**"
            case Style.STRUCK:
                mark = "~~"
            case _:
                is_beside = any(
                    0 <= at < len(atoms) and atoms[at].style is Style.STRONG
                    for at in (opening - 1, opening + 1, closing - 1, closing + 1)
                )
                mark = "_" if is_beside else "*"
        atoms[opening].words = atoms[closing].words = mark


def _mend_edges(atoms: list[_Atom]) -> None:
    """Mark the signs that must be entities, so that each mark opens or closes as it should."""
    has_mended = True
    while has_mended:  # a sign that became an entity may be the edge of another mark too
        has_mended = False
        for at in range(len(atoms)):
            has_mended = _mends(atoms, at) or has_mended


def _mends(atoms: list[_Atom], at: int) -> bool:
    """Mend the edges of one mark; whether there was something to mend."""
    atom = atoms[at]
    if atom.kind is _Kind.OPEN:
        inner, outer = _Edge(atoms, at + 1, is_first=True), _Edge(atoms, at - 1, is_first=False)
    elif atom.kind is _Kind.CLOSE:
        inner, outer = _Edge(atoms, at - 1, is_first=False), _Edge(atoms, at + 1, is_first=True)
    else:
        return False
    has_mended = inner.is_space and inner.encode()
    if not (outer.is_space or outer.is_mark) and (inner.is_mark or atom.words == "_"):
        has_mended = outer.encode() or has_mended
    return has_mended


class _Edge:
    """The sign on one side of a mark."""

    def __init__(self, atoms: list[_Atom], at: int, *, is_first: bool) -> None:
        self._atom = atoms[at] if 0 <= at < len(atoms) else None
        self._is_first = is_first

    @property
    def _sign(self) -> str:
        atom = self._atom
        if atom is None:
            return " "
        if atom.kind is _Kind.BREAK:
            return "\\" if self._is_first else "\n"
        if atom.kind is _Kind.TEXT and self._is_entity(atom):
            return "&"
        return atom.words[0] if self._is_first else atom.words[-1]

    def _is_entity(self, atom: _Atom) -> bool:
        if len(atom.words) == 1:
            return atom.has_first or atom.has_last
        return atom.has_first if self._is_first else atom.has_last

    @property
    def is_space(self) -> bool:
        return self._sign in _SPACES

    @property
    def is_mark(self) -> bool:
        return unicodedata.category(self._sign).startswith(("P", "S"))

    def encode(self) -> bool:
        """Have the sign written as an entity; whether that is new."""
        atom = self._atom
        if atom is None or atom.kind is not _Kind.TEXT:
            return False
        if self._is_first:
            is_new, atom.has_first = not atom.has_first, True
        else:
            is_new, atom.has_last = not atom.has_last, True
        return is_new


def _written(atoms: list[_Atom], *, is_line: bool) -> str:
    """Return the atoms one behind the other."""
    parts: list[str] = []
    for at, atom in enumerate(atoms):
        if atom.kind is not _Kind.TEXT:
            parts.append("\\\n" if atom.kind is _Kind.BREAK else atom.words)
            continue
        before = atoms[at - 1] if at else None
        is_opening = before is None or before.kind is _Kind.BREAK
        following = atoms[at + 1] if at + 1 < len(atoms) else None
        parts.append(_text(atom, is_opening=is_opening, following=following, is_line=is_line))
        if at == 1 and before and before.words.startswith("[^") and atom.words.startswith(":"):
            parts[-1] = f"\\{parts[-1]}"  # else the footnote's sign would begin a footnote's text
    return "".join(parts)


def _text(atom: _Atom, *, is_opening: bool, following: _Atom | None, is_line: bool) -> str:
    words = atom.words
    first = last = ""
    is_empty_line = following is None and words.isspace()  # the parser would strip it
    if atom.has_first or (is_opening and (words[0] in _TRIMMED or is_empty_line)):
        first, words = _entity(words[0]), words[1:]
    if words and (atom.has_last or (following is None and words[-1] in _TRIMMED)):
        last, words = _entity(words[-1]), words[:-1]
    elif words.endswith("!") and following is not None and following.words.startswith("["):
        last, words = "\\!", words[:-1]
    is_cut = bool(first or last)
    made = _SYNTAX.sub(lambda found: _escaped(found, is_cut=is_cut), words)
    made = _LINE_END.sub(_line_end, made)
    if not is_line:
        head, *lines = made.split("\n")
        opened = _opened(head) if is_opening and not first else head
        made = "\n".join((opened, *map(_opened, lines)))
    return f"{first}{made}{last}"


def _escaped(found: re.Match[str], *, is_cut: bool) -> str:
    signs = found.group()
    if signs == "&":
        return "\\&" if _ENTITY.match(found.string, found.start()) else "&"
    if signs[0] == "_" and not is_cut:
        around = found.string[max(found.start() - 1, 0) : found.end() + 1]
        if len(around) == len(signs) + 2 and around[0].isalnum() and around[-1].isalnum():
            return signs
    return "".join(f"\\{sign}" for sign in signs)


def _line_end(found: re.Match[str]) -> str:
    before, after = found.groups()
    if before:
        before = before[:-1] + _entity(before[-1])
    return f"{before}\n{''.join(map(_entity, after))}"


def _opened(line: str) -> str:
    """Return a line so that it begins no block."""
    found = _LINE_OPENING.match(line)
    if not found:
        return line
    at = found.end() if found["number"] else 0
    return f"{line[:at]}\\{line[at:]}"


def _entity(sign: str) -> str:
    return "&nbsp;" if sign == "\u00a0" else f"&#{ord(sign)};"


def _code(text: str) -> str:
    """Return a code span."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    is_padded = text.startswith("`") or text.endswith("`")
    if is_padded or (text.strip(" ") and text[0] == text[-1] == " "):
        return f"{fence} {text} {fence}"
    return f"{fence}{text}{fence}"


def _picture(picture: Picture) -> str:
    alt = write_inlines((Run(picture.alt),), is_line=True) if picture.alt else ""
    title = ""
    if picture.title:
        title = f' "{_ESCAPED_IN_TITLES.sub(_backslashed, picture.title)}"'
    return f"![{alt}]({_address(picture.source)}{title})"


def _address(address: str) -> str:
    if _BARE_ADDRESS.fullmatch(address):
        return address
    return f"<{_ESCAPED_IN_ADDRESSES.sub(_backslashed, address)}>"


def _backslashed(found: re.Match[str]) -> str:
    return f"\\{found.group()}"
