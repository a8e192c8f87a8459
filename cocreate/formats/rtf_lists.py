"""The lists that an RTF file describes: which of their levels are numbered, and from where on.

Layout after Rich Text Format 1.9.1, "List Tables" and, for files of older programs, "Bullets and
Numbering".
"""

from __future__ import annotations

from collections.abc import Iterator

from cocreate.formats.rtf_tokens import Group, Token

BULLET = -1
NO_SIGN = -2
"""What stands for the first number of a level with bullets, and of one without any sign."""
_BULLET_FORM = 23
_NO_FORM = 255
_LAST = 99_999_999
_NUMBERED = {"pndec", "pncard", "pnucltr", "pnucrm", "pnlcltr", "pnlcrm", "pnord", "pnordt"}

Levels = tuple[int, ...]


class Lists:
    """The lists of one file, by the numbers that paragraphs name."""

    def __init__(self) -> None:
        self._kinds: dict[int, Levels] = {}
        self._lists: dict[int, Levels] = {}

    def read_kinds(self, table: Group) -> None:
        """Read the table of lists."""
        for found in table.groups:
            if found.name == "list":
                levels = tuple(_level(level) for level in found.groups if level.name == "listlevel")
                self._kinds[_number(found, "listid", 0)] = levels

    def read_lists(self, table: Group) -> None:
        """Read which list each number stands for, and what it has otherwise than its kind."""
        for found in table.groups:
            levels = list(self._kinds.get(_number(found, "listid", 0), ()))
            others = [group for group in found.groups if group.name == "lfolevel"]
            for depth, other in enumerate(others[: len(levels)]):
                whole = next((g for g in other.groups if g.name == "listlevel"), None)
                if whole is not None:
                    levels[depth] = _level(whole)
                elif levels[depth] >= 0:
                    levels[depth] = _first(other, levels[depth])
            self._lists[_number(found, "ls", 0)] = tuple(levels)

    def first(self, number: int, depth: int) -> int:
        """Return the first number of a list's level, BULLET or NO_SIGN."""
        levels = self._lists.get(number, ())
        return levels[depth] if depth < len(levels) else BULLET


def old_list(group: Group) -> int:
    """Return what a group of older programs makes of its paragraph: a number, BULLET or NO_SIGN."""
    names = {token.text for token in _words(group)}
    if "pnlvlcont" in names:
        return NO_SIGN
    return _first(group, 1) if names & _NUMBERED else BULLET


def _level(level: Group) -> int:
    form = _number(level, "levelnfcn", _number(level, "levelnfc", 0))
    if form in (_BULLET_FORM, _NO_FORM):
        return BULLET if form == _BULLET_FORM else NO_SIGN
    return _first(level, 1)


def _first(group: Group, otherwise: int) -> int:
    first = _number(group, "levelstartat", _number(group, "pnstart", otherwise))
    return min(max(first, 0), _LAST)


def _number(group: Group, name: str, otherwise: int) -> int:
    """Return the parameter of the first word of a name in a group."""
    return next(
        (
            found.number
            for found in _words(group)
            if found.text == name and found.number is not None
        ),
        otherwise,
    )


def _words(group: Group) -> Iterator[Token]:
    return (item for item in group.items if isinstance(item, Token) and item.kind == "word")
