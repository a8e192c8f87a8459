"""Lists as a reader wants them that knows four spaces a level only, and blank lines before."""

from __future__ import annotations

import re
from itertools import groupby

_ITEM = re.compile(r"( *)([-+*]|(\d{1,9})[.)])( {1,4}(?! )|(?= {5})|$)")
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *$")
_LEVEL = " " * 4
_QUOTE = re.compile(r" {0,3}> ?")
_DEEPEST = 20


def steady_lists(lines: list[str], depth: int = 0) -> list[str]:
    """Return lines with each list of CommonMark indented by four spaces a level.

    Blank lines are put in where a list follows words at once; no line's words are changed.

    Args:
        depth: how many quotes these lines stand in.
    """
    if depth > _DEEPEST:
        return lines
    made: list[str] = []
    lists = _Lists()
    for is_quote, group in groupby(lines, lambda line: _QUOTE.match(line) is not None):
        if is_quote:
            inner = steady_lists([_QUOTE.sub("", line, count=1) for line in group], depth + 1)
            made += [f"> {line}" for line in inner]
            lists = _Lists()
        else:
            made += lists.read(list(group))
    return made


class _Lists:
    """Where the items that are open begin their words."""

    def __init__(self) -> None:
        self._open: list[int] = []
        self._made: list[str] = []
        self._is_item = False

    def read(self, lines: list[str]) -> list[str]:
        for line in lines:
            if line.strip():
                self._take(line)
            else:
                self._made.append("")
        return self._made

    def _take(self, line: str) -> None:
        """Take a line; `_is_item` says whether the lines since the blank one began with an item."""
        indent = len(line) - len(line.lstrip(" "))
        is_rule = _RULE.match(line) is not None
        item = None if is_rule else _ITEM.match(line)
        is_after_blank = not self._made or not self._made[-1]
        if item is None and not is_after_blank and not is_rule:
            self._go_on(line, indent)
            return
        is_in_list = bool(self._open)
        while self._open and indent < self._open[-1]:
            self._open.pop()
        outer = self._open[-1] if self._open else 0
        can_begin = is_in_list or is_after_blank or (item is not None and item[3] in (None, "1"))
        if item is not None and indent - outer <= 3 and can_begin:
            self._begin(line, item, is_apart=is_after_blank or self._is_item)
        else:
            self._is_item = False
            self._made.append(len(self._open) * _LEVEL + line[outer:])

    def _go_on(self, line: str, indent: int) -> None:
        """Take a line that goes on with the words before it."""
        cut = min(self._open[-1] if self._open else 0, indent)
        self._made.append((len(self._open) * _LEVEL if cut else "") + line[cut:])

    def _begin(self, line: str, item: re.Match[str], *, is_apart: bool) -> None:
        if not is_apart:
            self._made.append("")
        mark = f"{item[3]}." if item[3] else item[2]
        words = line[item.end() :].lstrip(" ") if item[4] else line[item.end() :]
        self._made.append(f"{len(self._open) * _LEVEL}{mark} {words}")
        self._open.append(max(item.end(), item.end(2) + 1))
        self._is_item = True
