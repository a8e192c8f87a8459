"""Blocks as well-formed HTML: the same markup for web pages and for electronic books."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import assert_never

from cocreate.formats.document import (
    Block,
    Blocks,
    CodeBlock,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    ListBlock,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Run,
    SceneBreak,
    Style,
    Table,
)

_TAGS = (
    (Style.STRONG, "strong"),
    (Style.EMPHASIS, "em"),
    (Style.STRUCK, "del"),
    (Style.CODE, "code"),
)
_SAFE_LINKS = ("http://", "https://", "mailto:")
# XML 1.0 forbids these signs, however they are written.
_FORBIDDEN = {*range(32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF} - {9, 10, 13}
_CLEAN = dict.fromkeys(_FORBIDDEN, "\ufffd")
_DEEPEST_HEADING = 6
BREAK = '<hr class="break" />\n'


def words(text: str) -> str:
    """Return words as the content of an element."""
    return escape(text.translate(_CLEAN), quote=False)


def attribute(text: str) -> str:
    """Return words as the value of an attribute, in quotation marks."""
    return f'"{escape(text.translate(_CLEAN))}"'


def plain_run(run: Run) -> str:
    """Return the words of a run, without its style."""
    return words(run.text)


@dataclass(slots=True)
class Markup:
    """Turns blocks into markup; the hooks say what differs between a page and a book.

    Args:
        picture: the address of a picture that is there, None for one that is not.
        show: the words of a run; may put markup of its own around parts of them.
        note_href: the address of a footnote's text and the id of its sign, by number.
        heading_id: the id of the next heading of that level, "" for none.
        numbers: the footnotes' numbers, by scene and label.
        scene: the place of the scene whose labels are read.
        is_indented: whether first paragraphs are marked, because the others are indented.
    """

    picture: Callable[[str], str | None]
    show: Callable[[Run], str] = plain_run
    note_href: Callable[[int], tuple[str, str]] = lambda number: (f"#n{number}", f"r{number}")
    heading_id: Callable[[Heading], str] = lambda _heading: ""
    numbers: dict[tuple[int, str], int] = field(default_factory=dict)
    scene: int = 0
    is_indented: bool = False

    def number(self, label: str) -> int:
        """Return the number of a footnote of the scene, the next one where it has none yet."""
        return self.numbers.setdefault((self.scene, label), len(self.numbers) + 1)

    def blocks(self, blocks: Blocks, *, is_quoted: bool = False) -> str:
        """Return blocks one behind the other; the first after a break or heading is marked.

        Args:
            is_quoted: whether they are a quote's: paragraphs whose lines end on purpose are verse.
        """
        made = []
        is_first = True
        for block in blocks:
            made.append(self._block(block, is_first=is_first, is_quoted=is_quoted))
            is_first = isinstance(block, Heading | SceneBreak)
        return "".join(made)

    def inlines(self, inlines: Inlines) -> str:
        """Return the contents of a paragraph."""
        return "".join(self._inline(inline) for inline in inlines)

    def _paragraph(self, block: Paragraph, *, is_first: bool, is_quoted: bool) -> str:
        mark = ' class="first"' if is_first and self.is_indented else ""
        if is_quoted and any(isinstance(inline, LineBreak) for inline in block.inlines):
            mark = ' class="verse"'
        elif block.inlines and all(isinstance(inline, Picture) for inline in block.inlines):
            mark = ' class="figure"'
        return f"<p{mark}>{self.inlines(block.inlines)}</p>\n"

    def _block(self, block: Block, *, is_first: bool, is_quoted: bool) -> str:
        match block:
            case Heading():
                made = self._heading(block)
            case Paragraph():
                made = self._paragraph(block, is_first=is_first, is_quoted=is_quoted)
            case Quote():
                inner = self.blocks(block.blocks, is_quoted=True)
                made = f"<blockquote>\n{inner}</blockquote>\n"
            case ListBlock():
                made = self._list(block)
            case CodeBlock():
                made = f"<pre><code>{words(block.text)}</code></pre>\n"
            case Table():
                made = self._table(block)
            case SceneBreak():
                made = BREAK
            case _:
                assert_never(block)
        return made

    def _heading(self, heading: Heading) -> str:
        name = self.heading_id(heading)
        mark = f" id={attribute(name)}" if name else ""
        tag = f"h{min(heading.level, _DEEPEST_HEADING)}"
        return f"<{tag}{mark}>{self.inlines(heading.inlines)}</{tag}>\n"

    def _list(self, block: ListBlock) -> str:
        tag = "ul" if block.first is None else "ol"
        start = f' start="{block.first}"' if block.first not in (None, 1) else ""
        items = "".join(f"<li>{self._item(item, block)}</li>\n" for item in block.items)
        return f"<{tag}{start}>\n{items}</{tag}>\n"

    def _item(self, item: Blocks, block: ListBlock) -> str:
        match item:
            case (Paragraph() as only, *rest) if block.is_tight:
                inner = self.blocks(tuple(rest))
                return self.inlines(only.inlines) + (f"\n{inner}" if inner else "")
            case _:
                return self.blocks(item)

    def _table(self, table: Table) -> str:
        sides = table.sides
        head = self._row(table.head, sides, "th")
        rows = "".join(self._row(row, sides, "td") for row in table.rows)
        body = f"<tbody>\n{rows}</tbody>\n" if rows else ""
        return f"<table>\n<thead>\n{head}</thead>\n{body}</table>\n"

    def _row(self, cells: Iterable[Inlines], sides: tuple[str, ...], tag: str) -> str:
        made = []
        for at, cell in enumerate(cells):
            side = f' class="{sides[at]}"' if at < len(sides) and sides[at] else ""
            scope = ' scope="col"' if tag == "th" else ""
            made.append(f"<{tag}{scope}{side}>{self.inlines(cell)}</{tag}>")
        return f"<tr>{''.join(made)}</tr>\n"

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Run():
                return self._run(inline)
            case NoteRef():
                return self._note_ref(inline)
            case Picture():
                return self._picture(inline)
            case LineBreak():
                return "<br />\n"

    def _run(self, run: Run) -> str:
        made = self.show(run)
        for style, tag in reversed(_TAGS):
            if style in run.style:
                made = f"<{tag}>{made}</{tag}>"
        if run.href.lower().startswith(_SAFE_LINKS):
            return f"<a href={attribute(run.href)}>{made}</a>"
        return made

    def _note_ref(self, ref: NoteRef) -> str:
        is_first = (self.scene, ref.label) not in self.numbers
        number = self.number(ref.label)
        href, name = self.note_href(number)
        # The text's way back leads to the first of its signs.
        mark = f'id="{name}" ' if is_first else ""
        return (
            f'<sup><a {mark}href="{href}" epub:type="noteref" role="doc-noteref">{number}</a></sup>'
        )

    def _picture(self, picture: Picture) -> str:
        address = self.picture(picture.source)
        if address is None:
            return words(f"[{picture.alt or picture.source}]")
        title = f" title={attribute(picture.title)}" if picture.title else ""
        return f"<img src={attribute(address)} alt={attribute(picture.alt)}{title} />"


def footnotes(markup: Markup, scenes: Iterable[tuple[int, Mapping[str, Blocks]]], back: str) -> str:
    """Return the texts of scenes' footnotes, numbered as their signs; unused ones come last.

    Args:
        scenes: each scene's place and footnotes.
        back: what the link back to the sign is called.
    """
    texts = {(place, label): blocks for place, notes in scenes for label, blocks in notes.items()}
    made: dict[tuple[int, str], str] = {}
    # A footnote may refer to another one: the numbers grow while the texts are written.
    while waiting := [key for key in markup.numbers if key in texts and key not in made]:
        for key in waiting:
            made[key] = _footnote(markup, key, texts[key], back)
    for key, blocks in texts.items():
        if key not in made:
            made[key] = _footnote(markup, key, blocks, "")
    return "".join(made.values())


def _footnote(markup: Markup, key: tuple[int, str], blocks: Blocks, back: str) -> str:
    """Return one footnote; `back` is "" where nothing refers to it."""
    markup.scene, label = key
    number = markup.number(label)
    href, name = markup.note_href(number)
    sign = f"{number}"
    if back:
        sign = f'<a href="#{name}" aria-label={attribute(f"{back} {number}")}>{number}</a>'
    return (
        f'<aside id="{href.partition("#")[2]}" epub:type="footnote" role="doc-footnote">\n'
        f'<p class="sign">{sign}</p>\n{markup.blocks(blocks)}</aside>\n'
    )
