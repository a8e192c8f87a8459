"""A manuscript as one web page that needs nothing from elsewhere."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from cocreate.formats.book import Book, BookScene, Progress, Rendered
from cocreate.formats.page_style import PAGE_STYLE
from cocreate.formats.presets import ExportOptions

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset({*_HEADINGS, "p", "li", "blockquote", "pre"})
_TAGS = {*_BLOCKS, "em", "strong", "code", "a", "ul", "ol", "hr", "br", "span"}
_ATTRIBUTES = {
    **{tag: {"dir"} for tag in _BLOCKS},
    **{tag: {"dir", "id"} for tag in _HEADINGS},
    "a": {"href", "title"},
    "ol": {"start"},
}
# The library's time for links grows with the square of the brackets in one paragraph.
_MAX_BRACKETS = 1000
_NO_HEADING = re.compile(r"#{1,6}[^#\s]|#{7}")
_ENTRIES_WORTH_A_LIST = 3
_BREAK = '<div class="break" role="separator"></div>\n'


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    anchor: str
    title: str


class _Tidy(Treeprocessor):
    """Give headings anchors, every block its own direction, and pictures their words."""

    def __init__(self, md: markdown.Markdown, prefix: str) -> None:
        super().__init__(md)
        self.headings: list[_Heading] = []
        self._prefix = prefix

    def run(self, root: Element) -> None:
        """Walk over the whole tree once."""
        for element in root.iter():
            if element.tag in _BLOCKS:
                element.set("dir", "auto")
            if element.tag in _HEADINGS:
                self._anchor(element)
            elif element.tag == "img":
                self._describe(element)

    def _anchor(self, heading: Element) -> None:
        title = " ".join("".join(heading.itertext()).split())
        anchor = f"{self._prefix}-{len(self.headings) + 1}"
        heading.set("id", anchor)
        self.headings.append(_Heading(int(heading.tag[1]), anchor, title))

    @staticmethod
    def _describe(picture: Element) -> None:
        words = picture.get("alt") or picture.get("src") or ""
        tail = picture.tail
        picture.clear()
        picture.tag = "span"
        picture.text = f"[{words}]"
        picture.tail = tail


class _StrictMarks(Preprocessor):
    """Leave `#word` and seven marks as the words they are in CommonMark."""

    def run(self, lines: list[str]) -> list[str]:
        """Escape the marks that the library would take for a heading."""
        return [f"\\{line}" if _NO_HEADING.match(line) else line for line in lines]


class _PlainMarkup(Extension):
    """Show HTML in the manuscript as the writer's words, never as markup."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix
        self.tidy: _Tidy | None = None

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  the library's name
        """Take out what lets HTML through, put in what tidies the tree."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_StrictMarks(md), "strict_marks", 20)
        self.tidy = _Tidy(md, self._prefix)
        md.treeprocessors.register(self.tidy, "tidy", 5)


def render(text: str, prefix: str = "part") -> tuple[str, tuple[tuple[int, str, str], ...]]:
    """Return Markdown as safe HTML, and its headings as (level, anchor, title).

    The anchors of the headings begin with `prefix`.
    """
    plain = _PlainMarkup(prefix)
    headings: list[_Heading] = []
    try:
        if max(map(_brackets, text.split("\n\n"))) > _MAX_BRACKETS:
            made = _unstyled(text)
        else:
            made = markdown.markdown(text, extensions=[plain, "fenced_code", "sane_lists"])
            headings = plain.tidy.headings if plain.tidy else []
    except RecursionError:
        made = _unstyled(text)
    safe = nh3.clean(
        made,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return safe, tuple((entry.level, entry.anchor, entry.title) for entry in headings)


def _brackets(block: str) -> int:
    return block.count("[")


def _unstyled(text: str) -> str:
    """Show a text that the library cannot take, paragraph by paragraph, as it was typed."""
    blocks = (html.escape(block).replace("\n", "<br>") for block in text.split("\n\n") if block)
    return "\n".join(f'<p dir="auto">{block}</p>' for block in blocks)


def page(title: str, body: str, style: str) -> str:
    """Return one whole page; `body` and `style` are taken as they are, `title` is escaped."""
    return (
        "<!DOCTYPE html>\n"
        "<html>\n<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Cocreate">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{html.escape(title)}</title>\n"
        f"<style>{style}</style>\n"
        f"</head>\n<body>\n{body}</body>\n</html>\n"
    )


def render_file(book: Book, _options: ExportOptions, _progress: Progress) -> Rendered:
    """Return the manuscript as an HTML file."""
    return Rendered(to_html(book).encode("utf-8"))


def to_html(book: Book) -> str:
    """Return the manuscript as one page, the appendix at its end."""
    parts: list[str] = []
    entries: list[tuple[int, str, str]] = []
    for number, scene in enumerate(book.scenes, 1):
        inner, headings = render(scene.text, f"s{number}")
        entries.extend(headings)
        if parts and not _begins_with_heading(inner):
            parts.append(_BREAK)
        parts.append(f"{_opening(scene)}\n{inner}\n</section>\n")
    title = book.title or "Untitled"
    writer = f'<p dir="auto">{html.escape(book.writer)}</p>\n' if book.writer else ""
    header = f'<header>\n<h1 dir="auto">{html.escape(title)}</h1>\n{writer}</header>\n'
    body = f'<main class="book">\n{header}{_contents(entries)}{"".join(parts)}</main>\n'
    if book.appendix is None:
        return page(title, body, PAGE_STYLE)
    return page(title, body + book.appendix.html, PAGE_STYLE + book.appendix.style)


def _opening(scene: BookScene) -> str:
    return f'<section aria-label="{html.escape(scene.title)}">' if scene.title else "<section>"


def _begins_with_heading(inner: str) -> bool:
    return re.match(r"\s*<h[1-6]", inner) is not None


def _contents(entries: list[tuple[int, str, str]]) -> str:
    shown = [(level, anchor, title) for level, anchor, title in entries if level <= 2 and title]
    if len(shown) < _ENTRIES_WORTH_A_LIST:
        return ""
    has_parts = any(level == 1 for level, _, _ in shown)
    lines = []
    for level, anchor, title in shown:
        kind = "part" if level == 1 else "scene" if has_parts else "only"
        link = f'<a href="#{anchor}">{html.escape(title)}</a>'
        lines.append(f'<li class="{kind}" dir="auto">{link}</li>\n')
    return f'<nav aria-label="Contents">\n<h2>Contents</h2>\n<ol>\n{"".join(lines)}</ol>\n</nav>\n'
