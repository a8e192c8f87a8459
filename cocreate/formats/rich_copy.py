"""Passages as other programs paste them: HTML made of the Markdown that was copied.

What was copied stands beside it as the words it is, so this may be left out: it is, where it would
say no more than the words, and where making it would let the writer wait.
"""

from __future__ import annotations

import html
import re
import unicodedata
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.footnotes import NBSP_PLACEHOLDER, FootnoteExtension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from cocreate.formats.list_lines import steady_lists

_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote", "td", "th"})
_TAGS = {
    *_BLOCKS,
    *("pre", "code", "em", "strong", "del", "a", "ul", "ol", "hr", "br", "span", "sup", "div"),
    *("table", "thead", "tbody", "tr"),
}
_ATTRIBUTES = {
    **{tag: {"dir"} for tag in _BLOCKS},
    "a": {"href", "title"},
    "ol": {"start"},
    "li": {"dir", "id"},
    "sup": {"id"},
}
_NO_HEADING = re.compile(r"#{1,6}[^#\s]|#{7}")
_HARD_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_ONE_PARAGRAPH = re.compile(r"<p( dir=\"rtl\")?>((?:(?!</?p\b).)*)</p>", re.DOTALL)
# Some programs read bytes without it as the letters of one country.
_HEAD = '<meta charset="utf-8">'


def to_html(text: str) -> str:
    """Return Markdown as safe HTML; a piece of one line stays a piece of a line."""
    try:
        made = markdown.markdown(text, extensions=_extensions(), output_format="html")
    except RecursionError:
        made = _unstyled(text)
    safe = nh3.clean(
        made,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return _HEAD + _piece(text, safe)


def _extensions() -> list[Extension | str]:
    notes = FootnoteExtension(BACKLINK_TEXT="", SEPARATOR="-")
    return ["fenced_code", "sane_lists", "tables", notes, _Manuscript()]


def _piece(text: str, made: str) -> str:
    """Take the paragraph off words from within a line, and give them back the spaces around."""
    inner = _ONE_PARAGRAPH.fullmatch(made.strip())
    if inner is None or "\n" in text:
        return made
    before = " " * (text[:1] == " ")
    after = " " * (text[-1:] == " ")
    return f"<span{inner[1] or ''}>{before}{inner[2].strip()}{after}</span>"


def _unstyled(text: str) -> str:
    """Return a text that lies too deep for the library, paragraph by paragraph, as it was typed."""
    blocks = (html.escape(block).replace("\n", "<br>") for block in text.split("\n\n") if block)
    return "\n".join(f"<p>{block}</p>" for block in blocks)


class _Manuscript(Extension):
    """Read as the rest of the house does: HTML is words, lists and breaks are CommonMark's."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        """Take out what lets HTML through, put in what the library does not know."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_Lines(md), "manuscript_lines", 20)
        struck = SimpleTagInlineProcessor(r"(~~)(?=\S)(.+?)(?<=\S)~~", "del")
        md.inlinePatterns.register(struck, "struck", 55)
        md.treeprocessors.register(_NoLinksBack(md), "no_links_back", 45)
        md.treeprocessors.register(_Tidy(md), "tidy", 5)


class _Lines(Preprocessor):
    """Rewrite the lines that the library would read in another way than CommonMark."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines; those of fenced code are put away by then."""
        return steady_lists([_line(line) for line in lines])


def _line(line: str) -> str:
    if _NO_HEADING.match(line):
        return f"\\{line}"
    return f"{line[:-1]}  " if _HARD_BREAK.search(line) else line


class _NoLinksBack(Treeprocessor):
    """Take out what leads back from a note: it leads nowhere where the passage is pasted."""

    def run(self, root: Element) -> None:
        """Walk over the whole tree before its inline parts are read."""
        for paragraph in root.iter("p"):
            for link in [child for child in paragraph if child.get("class") == "footnote-backref"]:
                paragraph.text = (paragraph.text or "").removesuffix(NBSP_PLACEHOLDER)
                paragraph.remove(link)


class _Tidy(Treeprocessor):
    """Describe pictures, give right-to-left blocks their direction."""

    def run(self, root: Element) -> None:
        """Walk over the whole tree once."""
        for element in root.iter():
            if element.tag in _BLOCKS and _is_right_to_left(element):
                element.set("dir", "rtl")
            elif element.tag == "img":
                _describe(element)


def _is_right_to_left(element: Element) -> bool:
    """Whether the first letter with a direction goes to the left (UAX 9, rule P2)."""
    for words in element.itertext():
        for sign in words:
            direction = unicodedata.bidirectional(sign)
            if direction in ("L", "R", "AL"):
                return direction != "L"
    return False


def _describe(picture: Element) -> None:
    words, tail = picture.get("alt") or picture.get("src") or "", picture.tail
    picture.clear()
    picture.tag, picture.text, picture.tail = "span", f"[{words}]", tail
