"""What style sheets and attributes of a page say about emphasis; nothing else of them is read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from cocreate.formats.document import Style

_REMARK = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CLASS = re.compile(r"(?:span|em|i|b|strong|p|div|font)?\.([\w-]+)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(italic|oblique)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_SHEET = 500_000
_TAGS = {
    "b": Style.STRONG,
    "strong": Style.STRONG,
    "i": Style.EMPHASIS,
    "em": Style.EMPHASIS,
    "cite": Style.EMPHASIS,
    "dfn": Style.EMPHASIS,
    "var": Style.EMPHASIS,
    "s": Style.STRUCK,
    "strike": Style.STRUCK,
    "del": Style.STRUCK,
    "code": Style.CODE,
    "kbd": Style.CODE,
    "samp": Style.CODE,
    "tt": Style.CODE,
}


def classes_of(sheet: str) -> dict[str, Style]:
    """Return the classes of a style sheet that emphasise."""
    found: dict[str, Style] = {}
    for rule in _REMARK.sub("", sheet[:_MAX_SHEET]).split("}"):
        selectors, _, declarations = rule.rpartition("{")
        style = _declared(declarations)
        if style:
            for selector in selectors.rpartition("{")[2].split(","):
                if name := _CLASS.fullmatch(selector.strip()):
                    found[name[1]] = found.get(name[1], Style.PLAIN) | style
    return found


def style_of(element: etree._Element, tag: str, classes: Mapping[str, Style]) -> Style:
    """Return how an element sets its words.

    Args:
        tag: its name without namespace, in lower case.
    """
    style = _TAGS.get(tag, Style.PLAIN) | _declared(str(element.get("style") or ""))
    for name in str(element.get("class") or "").split():
        style |= classes.get(name, Style.PLAIN)
    return style


def is_hidden(element: etree._Element) -> bool:
    """Whether a reader of the page would not see an element."""
    return element.get("hidden") is not None or bool(
        _HIDDEN.search(str(element.get("style") or ""))
    )


def _declared(declarations: str) -> Style:
    style = Style.PLAIN
    if _ITALIC.search(declarations):
        style |= Style.EMPHASIS
    if _BOLD.search(declarations):
        style |= Style.STRONG
    if _STRUCK.search(declarations):
        style |= Style.STRUCK
    return style
