"""The parser of manuscripts: CommonMark, footnotes, pipe tables and ~~struck words~~.

It stands beside the parser of `commonmark`, which alone says what counts as syntax. After each of
its inline rules a token knows which stretch of the content it was made of (`meta["at"]`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table as is_table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from cocreate.text.commonmark import DEEPEST, Blocks, Place, watch_leaves

InlineRule = Callable[[StateInline, bool], bool]

_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_NOTE_TEXT = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_SPACES = " \t"
_SILENT = True  # asks a rule whether it applies, and no more
_MOST_EMPTY_CELLS = 65_536
_ENDED = ("paragraph", "reference")  # what a table or a footnote's text ends
_INDENT = 4  # of what belongs to a footnote, from its second paragraph on


class PlacedState(StateInline):
    """The state of reading one inline content, whose tokens know what they were made of."""

    def __init__(self, source: str, env: dict[str, object]) -> None:
        super().__init__(source, PARSER, env, [])
        self._began = 0

    def append_pending(self, text: str) -> None:
        """Take literal text, which stands at the reading position."""
        if not self.pending:
            self._began = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the parser's own name
        """Turn the literal text so far into a token."""
        token = super().pushPending()
        token.meta["at"] = (self._began, self._began + len(token.content))
        return token


def read_tokens(content: str, env: dict[str, object]) -> list[Token]:
    """Return the tokens of an inline content; `env` knows reference definitions and footnotes."""
    state = PlacedState(content, env)
    PARSER.inline.tokenize(state)
    for rule in PARSER.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


def _watch(name: str, rule: InlineRule) -> InlineRule:
    def watched(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent and isinstance(state, PlacedState) and len(state.tokens) > before:
            _place(name, state, start)
        return True

    return watched


def _place(name: str, state: StateInline, start: int) -> None:
    """Tell the tokens that a rule has just made what they were made of."""
    end, last = state.pos, state.tokens[-1]
    match name:
        case "newline":
            _place_break(state, last, start)
        case "escape" if last.type == "text_special" and last.content != last.markup:
            last.meta["at"] = (start + 1, end)
        case "backticks":
            _place_code(state, last, start)
        case "emphasis" | "strikethrough":
            for token in reversed(state.tokens):
                if end <= start:
                    break
                end -= len(token.content)
                token.meta["at"] = (end, end + len(token.content))
        case "autolink":
            state.tokens[-2].meta["at"] = (start + 1, end - 1)
        case "escape" | "entity" | "image" | "html_inline" | "note_ref":
            last.meta["at"] = (start, end)
        case _:
            pass


def _place_break(state: StateInline, token: Token, start: int) -> None:
    if token.type == "softbreak":
        token.meta["at"] = (start, start + 1)
        return
    low = start
    while low and state.src[low - 1] == " ":
        low -= 1
    token.meta["at"] = (low, start + 1)


def _place_code(state: StateInline, token: Token, start: int) -> None:
    """Place a code span's words; the parser takes one space away on both sides."""
    if token.type != "code_inline" or "at" in token.meta:
        return
    width = len(token.markup)
    low, high = start + width, state.pos - width
    if high - low > len(token.content):
        low, high = low + 1, high - 1
    token.meta["at"] = (low, high)


def _note_ref(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
    """Read the sign of a footnote that is defined."""
    found = _NOTE.match(state.src, state.pos, state.posMax)
    labels = state.env.get("labels")
    if not found or not isinstance(labels, set) or found[1] not in labels:
        return False
    if not silent:
        state.push("note_ref", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _note_text(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
    """Read the text of a footnote with all that is indented below it."""
    start = state.bMarks[first] + state.tShift[first]
    found = _NOTE_TEXT.match(state.src, start, state.eMarks[first])
    if not found or state.is_code_block(first):
        return False
    if silent:
        return True
    label = _free_label(found[1], state.env.setdefault("labels", {}))
    opening = state.push("note", "note", 1)
    opening.content, opening.map = label, [first, last]
    kept = (state.bMarks[first], state.tShift[first], state.sCount[first], state.parentType)
    state.bMarks[first], state.tShift[first] = found.end(), 0
    state.blkIndent += _INDENT
    state.sCount[first] = state.blkIndent
    state.parentType = "footnote"
    state.line = first + 1
    if found.end() < state.eMarks[first] or not state.isEmpty(first + 1):
        state.md.block.tokenize(state, first, last)
    state.blkIndent -= _INDENT
    state.bMarks[first], state.tShift[first], state.sCount[first], state.parentType = kept
    opening.map = [first, state.line]
    state.push("note_close", "note", -1)
    return True


def _free_label(label: str, taken: dict[str, int]) -> str:
    """Return the label, or where it has a text already, one like it that is free, and take it."""
    free = label
    while free in taken:
        taken[label] += 1
        free = f"{label}-{taken[label]}"
    taken[free] = 1
    return free


def _table(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
    """Read a table; the library's rule says whether there is one."""
    if not is_table(state, first, last, _SILENT):
        return False
    if silent:
        return True
    sides = tuple(map(_side, _trimmed(_line(state, first + 1)).strip("|").split("|")))
    rows = [_cells(state, first, len(sides))]
    line, empty = first + 2, 0
    while line < last and _goes_on(state, line, last) and empty <= _MOST_EMPTY_CELLS:
        rows.append(_cells(state, line, len(sides)))
        empty += sum(not content for content, _ in rows[-1])
        line += 1
    token = state.push("table", "table", 0)
    token.map = [first, line]
    token.meta = {"rows": rows, "sides": sides}
    if isinstance(watcher := state.env.get("watcher"), Blocks):
        watcher.lines.update(range(first, line))
    state.line = line
    return True


def _goes_on(state: StateBlock, line: int, last: int) -> bool:
    """Whether a table has a row in this line."""
    if state.sCount[line] < state.blkIndent or state.isEmpty(line) or state.is_code_block(line):
        return False
    return not any(
        rule(state, line, last, _SILENT) for rule in PARSER.block.ruler.getRules("blockquote")
    )


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _trimmed(words: str) -> str:
    return words.strip(_SPACES)


def _side(rule: str) -> str:
    rule = _trimmed(rule)
    if rule.endswith(":"):
        return "center" if rule.startswith(":") else "right"
    return "left" if rule.startswith(":") else ""


def _cells(state: StateBlock, line: int, count: int) -> list[tuple[str, list[Place]]]:
    """Return the contents of a row's cells with their places; what is too much joins the last."""
    words = _line(state, line)
    start = state.bMarks[line] + state.tShift[line]
    start, words = start + len(words) - len(words.lstrip()), words.strip()
    edges = [-1, *_bars(words), len(words)]
    if not words[: edges[1]]:
        del edges[0]
    if len(edges) > 2 and not words[edges[-2] + 1 :]:
        edges.pop()
    edges[count:-1] = []
    cells = [_cell(words, low + 1, high, start) for low, high in pairwise(edges)]
    return cells + [("", [])] * (count - len(cells))


def _bars(words: str) -> list[int]:
    """Return where the bars stand that divide cells: those without a backslash before them."""
    return [at for at, sign in enumerate(words) if sign == "|" and words[at - 1 : at] != "\\"]


def _cell(words: str, low: int, high: int, start: int) -> tuple[str, list[Place]]:
    """Return a cell's content, in which an escaped bar is a bar, and its places."""
    while low < high and words[low] in _SPACES:
        low += 1
    while low < high and words[high - 1] in _SPACES:
        high -= 1
    content, places = "", []
    while low < high:
        bar = words.find("\\|", low, high)
        end = bar if bar >= 0 else high
        if low < end:
            places.append((len(content), len(content) + end - low, start + low))
            content += words[low:end]
        low = end
        if bar >= 0:
            places.append((len(content), len(content) + 1, start + bar + 1))
            content += "|"
            low = bar + 2
    return content, places


class _Parser(MarkdownIt):
    """The library's parser, which leaves addresses as they are written."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the parser's own name
        """Return an address as it is."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the parser's own name
        """Return the words of an address as they are."""
        return link


def _made_parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": DEEPEST})
    parser.enable("strikethrough")
    watch_leaves(parser)
    parser.block.ruler.before("reference", "note", _note_text, {"alt": [*_ENDED]})
    parser.block.ruler.before("code", "tables", _table, {"alt": [*_ENDED]})
    parser.inline.ruler.before("link", "note_ref", _note_ref)
    names, rules = parser.inline.ruler.get_active_rules(), parser.inline.ruler.getRules("")
    for name, rule in zip(names, rules, strict=True):
        parser.inline.ruler.at(name, _watch(name, rule))
    # Joining is done where it is known what stands side by side in the source.
    parser.inline.ruler2.disable("fragments_join")
    return parser


PARSER = _made_parser()
