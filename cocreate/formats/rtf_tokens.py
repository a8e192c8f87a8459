"""The signs of an RTF file, one after the other (Rich Text Format 1.9.1, "Basic Entities")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?"  # a control word
    rb"|\\'([0-9A-Fa-f]{2})"  # a byte
    rb"|\\([^A-Za-z'])"  # a control sign
    rb"|([{}])"
    rb"|([^\\{}\r\n\x00]+)"  # words
)
_WORDS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "tab": " ",
}
_SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"-": "\u00ad", b"{": "{", b"}": "}", b"\\": "\\"}


@dataclass(frozen=True, slots=True)
class Token:
    """One sign.

    Args:
        kind: "{", "}", "word" (a control word: its name in `text`), "text" (plain characters),
            "bytes" (characters in the code page of the moment), "star" (what follows may be passed
            over), "end" (of a paragraph).
        number: parameter of a control word; None where it has none.
    """

    kind: str
    text: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; what is no token is passed over."""
    at = 0
    size = len(data)
    while at < size:
        found = _TOKEN.match(data, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        word, number, byte, sign, brace, plain = found.groups()
        if word is not None:
            name = word.decode("ascii")
            value = int(number) if number is not None else None
            if name == "bin":  # so many bytes of anything
                at += max(0, value or 0)
            elif name in _WORDS:
                yield Token("text", _WORDS[name])
            else:
                yield Token("word", name, value)
        elif byte is not None:
            yield Token("bytes", data=bytes((int(byte, 16),)))
        elif sign is not None:
            yield from _sign(sign)
        elif brace is not None:
            yield Token(brace.decode("ascii"))
        else:
            yield Token("bytes", data=plain)


def _sign(sign: bytes) -> Iterator[Token]:
    if sign in _SIGNS:
        yield Token("text", _SIGNS[sign])
    elif sign == b"*":
        yield Token("star")
    elif sign in b"\r\n":
        yield Token("word", "par")


_MAX_DEPTH = 100


@dataclass(slots=True)
class Group:
    """What stands between braces."""

    items: list[Item]

    @property
    def groups(self) -> list[Group]:
        """The groups directly within it."""
        return [item for item in self.items if isinstance(item, Group)]

    @property
    def has_star(self) -> bool:
        """Whether a reader that does not know its first word passes it over."""
        first = self.items[0] if self.items else None
        return isinstance(first, Token) and first.kind == "star"

    @property
    def name(self) -> str:
        """Its first word, which says what it is; "" where it begins with none."""
        for item in self.items[:2]:
            if isinstance(item, Token) and item.kind == "word":
                return item.text
            if not (isinstance(item, Token) and item.kind == "star"):
                break
        return ""


def grouped(data: bytes) -> Group:
    """Return the whole file as one group; braces that do not fit end where the file ends."""
    top = Group([])
    stack = [top]
    too_deep = 0
    for token in tokens(data):
        if token.kind == "{":
            if len(stack) > _MAX_DEPTH:
                too_deep += 1
                continue
            inner = Group([])
            stack[-1].items.append(inner)
            stack.append(inner)
        elif token.kind == "}":
            if too_deep:
                too_deep -= 1
            elif len(stack) > 1:
                stack.pop()
        else:
            stack[-1].items.append(token)
    return top


Item = Token | Group
