"""The report as data for the PDF engine: the tree of its HTML form, element for element.

The sheet `resources/typst/report.typ` draws each element as the style rules of the page do, so that
a figure, a sentence or a colour is never said in two places.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser

from cocreate.reports.report import Report
from cocreate.reports.to_html import to_appendix

_KEPT = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height", "d")
_SINGLE = frozenset({"br", "meta", "rect", "line", "path", "circle"})

Node = str | dict[str, object]


def to_typst(report: Report) -> str:
    """Return the report as JSON: elements with tag, classes, attributes and what they hold."""
    reader = _Reader()
    reader.feed(to_appendix(report))
    reader.close()
    return json.dumps(reader.root, ensure_ascii=False, separators=(",", ":"))


class _Reader(HTMLParser):
    """Reads markup that is known to be well-formed: it was made one floor down."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[Node] = []
        self._open: list[list[Node]] = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        children: list[Node] = []
        self._open[-1].append(_element(tag, dict(attrs), children))
        if tag not in _SINGLE:
            self._open.append(children)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that holds nothing."""
        self._open[-1].append(_element(tag, dict(attrs), []))

    def handle_endtag(self, _tag: str) -> None:
        """Close the element that was opened last."""
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take words; line ends between elements are nobody's."""
        if data.strip(" \n"):
            self._open[-1].append(" ".join(data.split("\n")))


def _element(tag: str, attrs: dict[str, str | None], children: list[Node]) -> Node:
    made: dict[str, object] = {"tag": tag, "kinds": (attrs.get("class") or "").split()}
    if attrs.get("aria-label"):
        made["alt"] = attrs["aria-label"]
    if attrs.get("fill"):
        made["fill"] = (attrs["fill"] or "").removeprefix("url(#").removesuffix(")")
    if attrs.get("colspan"):
        made["span"] = int(attrs["colspan"] or 1)
    if attrs.get("text-anchor"):
        made["anchor"] = attrs["text-anchor"]
    for name in _KEPT:
        value = attrs.get(name)
        if value is not None:
            made[name] = _length(value) if name != "d" else value
    made["inside"] = children
    return made


def _length(value: str) -> list[object]:
    """Return a length as its number and whether it is a percentage."""
    return [float(value.removesuffix("%")), value.endswith("%")]
