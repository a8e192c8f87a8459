"""Attributed text in one readable line, as in "The [a#hunk-1:grey ]sea".

Outside brackets stands what the writer typed. In brackets: a mark, perhaps `#` and a source id, a
colon, and the words. A bracket or backslash that is meant as itself has a backslash before it.

    h typed   d declared by the writer   a ai accepted   x ai declared   t tool accepted
    p pasted  i imported                 o unobserved    c accepted from a third party
"""

from __future__ import annotations

import re

from cocreate.core.fragments import merged
from cocreate.core.origin import Contributor, Fragment, Method, Origin, Span, origin

MARKS: dict[str, tuple[Contributor, Method]] = {
    "h": (Contributor.HUMAN, Method.TYPED),
    "d": (Contributor.HUMAN, Method.DECLARED),
    "a": (Contributor.AI, Method.ACCEPTED),
    "x": (Contributor.AI, Method.DECLARED),
    "t": (Contributor.TOOL, Method.ACCEPTED),
    "p": (Contributor.UNKNOWN, Method.PASTED),
    "c": (Contributor.UNKNOWN, Method.ACCEPTED),
    "i": (Contributor.UNKNOWN, Method.IMPORTED),
    "o": (Contributor.UNKNOWN, Method.UNOBSERVED),
}
_SIGNS = {pair: mark for mark, pair in MARKS.items()}
_TOKEN = re.compile(r"\\(.)|\[([a-z])(?:#([^:\]]+))?:|(\])|([^\\\[\]]+)", re.DOTALL)


def read(line: str) -> Fragment:
    """Return the fragment that a line stands for."""
    typed = origin(*MARKS["h"])
    by = typed
    texts: list[str] = []
    spans: list[Span] = []
    at = 0
    while at < len(line):
        token = _TOKEN.match(line, at)
        if token is None:
            raise ValueError(f"cannot read the notation at {at}: {line!r}")
        at = token.end()
        escaped, mark, source, closes, words = token.groups()
        if mark:
            by = origin(*MARKS[mark], source)
        elif closes:
            by = typed
        else:
            text = escaped or words
            texts.append(text)
            spans.append(Span(len(text), by))
    return Fragment("".join(texts), tuple(merged(spans)))


def show(fragment: Fragment) -> str:
    """Return the line that stands for a fragment."""
    parts: list[str] = []
    at = 0
    for span in fragment.spans:
        words = re.sub(r"([\\\[\]])", r"\\\1", fragment.text[at : at + span.length])
        parts.append(_bracketed(words, span.origin))
        at += span.length
    return "".join(parts)


def _bracketed(words: str, by: Origin) -> str:
    mark = _SIGNS[by.contributor, by.method]
    if mark == "h" and by.source is None:
        return words
    source = f"#{by.source}" if by.source else ""
    return f"[{mark}{source}:{words}]"
