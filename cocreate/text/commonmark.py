"""The CommonMark parser, watched: which characters its rules take as words and which as syntax.

The parser's own rules do the reading; they are only wrapped, so that after each of them it is
known what it consumed. Everything is told in offsets of the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Range = tuple[int, int]
Place = tuple[int, int, int]
"""A stretch of an inline content, and where it begins in the source."""
BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]

DEEPEST = 60  # nested quotes and lists that are read as such; what lies deeper counts as words
_LEAVES = {
    "code": [],
    "fence": ["paragraph", "reference", "blockquote", "list"],
    "html_block": ["paragraph", "reference", "blockquote"],
    "hr": ["paragraph", "reference", "blockquote", "list"],
    "reference": [],
    "heading": ["paragraph", "reference", "blockquote"],
    "lheading": [],
    "paragraph": [],
}
_INLINE = ("heading", "lheading", "paragraph")  # the leaves that hold inline contents
_HTML = re.compile(
    r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![A-Za-z].*?(?:>|\Z)"
    r"|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[A-Za-z][^<>]*(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)


class Blocks:
    """The leaf blocks of a text: where their words stand in the source."""

    def __init__(self, source: str, parser: MarkdownIt | None = None) -> None:
        self.source = source
        self.literal: list[Range] = []
        self.inline: list[tuple[str, list[Place]]] = []
        self.lines: set[int] = set()
        self.env: dict[str, object] = {"watcher": self}
        self.tokens: list[Token] = []
        if source:
            used = parser or _PARSER
            used.block.parse(source, used, self.env, self.tokens)

    def take(self, name: str, state: StateBlock, first: int, new: list[Token]) -> None:
        """Note the words of a leaf block that begins in line `first`."""
        last = state.line
        self.lines.update(range(first, last))
        # Line feeds inside an inline content may be syntax (in a tag, say); all others are not.
        apart = {"heading": 1, "paragraph": 1, "lheading": 2}.get(name, last - first)
        ends = state.eMarks[last - apart : last]
        self.literal += [(end, end + 1) for end in ends if end < len(self.source)]
        match name:
            case "code":
                self._take_lines(state, first, last)
            case "fence":
                self._take_lines(state, first + 1, first + 1 + _count_lines(new[0].content))
            case "html_block":
                self._take_html(state, first, last)
            case _ if name in _INLINE:
                after = state.bMarks[first] + state.tShift[first]
                after += len(new[0].markup) if name == "heading" else 0
                self._take_inline(state, first, after, new[1].content)
            case _:
                pass

    def _take_lines(self, state: StateBlock, first: int, last: int) -> None:
        self.literal += [
            (state.bMarks[n] + state.tShift[n], state.eMarks[n]) for n in range(first, last)
        ]

    def _take_html(self, state: StateBlock, first: int, last: int) -> None:
        start, end = state.bMarks[first] + state.tShift[first], state.eMarks[last - 1]
        tags = [hit.span() for hit in _HTML.finditer(self.source, start, end)]
        for line in range(first, last):
            low, high = state.bMarks[line] + state.tShift[line], state.eMarks[line]
            for tag_start, tag_end in tags:
                if tag_end > low and tag_start < high:
                    self.literal.append((low, tag_start))
                    low = tag_end
            self.literal.append((low, high))

    def _take_inline(self, state: StateBlock, first: int, after: int, content: str) -> None:
        self.inline.append((content, placed_lines(state, first, after, content)))


def placed_lines(state: StateBlock, first: int, after: int, content: str) -> list[Place]:
    """Return where each line of an inline content stands in the source, its line feeds too.

    Args:
        first: the line in which the block begins.
        after: offset in the source behind what opens it.
    """
    source = state.src
    while first < state.line - 1 and not source[after : state.eMarks[first]].strip():
        # A line of white space that is no Markdown space; the parser strips it all the same.
        first += 1
        after = state.bMarks[first] + state.tShift[first]
    segments: list[Place] = []
    at = 0
    for number, line in enumerate(content.split("\n"), start=first):
        words = line.lstrip(" \t")
        low = after if number == first else state.bMarks[number] + state.tShift[number]
        place = source.find(words, low, state.eMarks[number]) if words else -1
        if place >= 0:
            segments.append((at + len(line) - len(words), at + len(line), place))
        at += len(line) + 1
        if at < len(content):
            segments.append((at - 1, at, state.eMarks[number]))
    return segments


def _count_lines(content: str) -> int:
    return content.count("\n") + (not content.endswith("\n") if content else 0)


@dataclass(frozen=True, slots=True)
class Inline:
    """What an inline content is made of, in offsets of that content.

    Args:
        words: what is not syntax.
        emphasis: what stands in emphasis, without its marks; likewise `strong` and `code`.
        links: links and images with all that belongs to them.
    """

    words: list[Range] = field(default_factory=list)
    emphasis: list[Range] = field(default_factory=list)
    strong: list[Range] = field(default_factory=list)
    code: list[Range] = field(default_factory=list)
    links: list[Range] = field(default_factory=list)


class _Watched(StateInline):
    """The state of reading one inline content, with the ranges of it that are words."""

    def __init__(self, source: str, env: dict[str, object]) -> None:
        super().__init__(source, _PARSER, env, [])
        self.found = Inline()
        self.delimiter_places: list[tuple[Token, int]] = []

    def append_pending(self, text: str) -> None:
        """Take literal text, which stands at the reading position."""
        self.found.words.append((self.pos, self.pos + len(text)))
        super().append_pending(text)


def read_inline(source: str, env: dict[str, object]) -> Inline:
    """Return what an inline content is made of; `env` knows the reference definitions."""
    state = _Watched(source, env)
    _PARSER.inline.tokenize(state)
    for rule in _PARSER.inline.ruler2.getRules(""):
        rule(state)
    _pair_delimiters(state)
    return state.found


def _pair_delimiters(state: _Watched) -> None:
    """Note what stands between delimiters; those without a partner hold their sign: words."""
    open_at: list[int] = []
    for token, at in sorted(state.delimiter_places, key=lambda place: place[1]):
        if token.content:
            state.found.words.append((at, at + 1))
        elif token.nesting > 0:
            open_at.append(at + 1)
        elif token.nesting < 0 and open_at:
            is_strong = token.type == "strong_close"
            found = state.found.strong if is_strong else state.found.emphasis
            found.append((open_at.pop(), at))


def _watch_block(name: str, rule: BlockRule) -> BlockRule:
    def watched(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
        before = len(state.tokens)
        if not rule(state, first, last, silent):
            return False
        watcher = state.env.get("watcher")
        if not silent and isinstance(watcher, Blocks):
            watcher.take(name, state, first, state.tokens[before:])
        return True

    return watched


def _watch_inline(name: str, rule: InlineRule) -> InlineRule:
    def watched(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent and isinstance(state, _Watched):
            _note(name, state, start, before)
        return True

    return watched


def _note(name: str, state: _Watched, start: int, before: int) -> None:
    """Note what an inline rule has just consumed; nested contents note themselves."""
    end, found = state.pos, state.found
    match name:
        case "newline":
            found.words.append((start, end))
        case "escape":
            token = state.tokens[-1]
            is_literal = token.type == "text_special" and token.content == token.markup
            found.words.append((start if is_literal else start + 1, end))
        case "backticks" if len(state.tokens) > before and state.tokens[-1].type == "code_inline":
            width = len(state.tokens[-1].markup)
            found.words.append((start + width, end - width))
            found.code.append((start + width, end - width))
        case "emphasis":
            marks = state.tokens[start - end :]
            state.delimiter_places += zip(marks, range(start, end), strict=True)
        case "autolink":
            found.words.append((start + 1, end - 1))
            found.links.append((start, end))
        case "entity":
            found.words.append((start, start + 1))
        case "link":
            found.links.append((start, end))
        case "image":
            label = read_inline(state.tokens[-1].content, dict(state.env))
            found.words.extend((low + start + 2, high + start + 2) for low, high in label.words)
            found.links.append((start, end))
        case _:
            pass


def watch_leaves(parser: MarkdownIt) -> None:
    """Let the leaf blocks that a parser reads tell the watcher in its `env`."""
    blocks = dict(
        zip(parser.block.ruler.get_active_rules(), parser.block.ruler.getRules(""), strict=True)
    )
    for name, interrupts in _LEAVES.items():
        parser.block.ruler.at(name, _watch_block(name, blocks[name]), {"alt": interrupts})


def _made_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    watch_leaves(parser)
    inlines = dict(
        zip(parser.inline.ruler.get_active_rules(), parser.inline.ruler.getRules(""), strict=True)
    )
    for inline_name, inline_rule in inlines.items():
        parser.inline.ruler.at(inline_name, _watch_inline(inline_name, inline_rule))
    # Joining the leftovers of delimiters is for output; here they are looked at one by one.
    parser.inline.ruler2.disable("fragments_join")
    return parser


_PARSER = _made_parser()
