"""A parsed answer, anchored: where in the scene a proposal or a note belongs, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.agents.brief import Brief
from cocreate.agents.wire import ParsedHunk, ParsedNote
from cocreate.text.match import Match, find_loosely, find_quote, insertion_offset


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that an agent would put in the place of others.

    Args:
        start: offset of the first of `old` in the brief's text; -1 when loose.
        end: offset behind the last one; equal to `start` for an insertion; -1 when loose.
        old: the words as they stand there; "" for an insertion.
        new: the words offered; those of an insertion are whole lines and bring their line end.
        reason: why, in one sentence.
        line: the line (from 1) that was named, or None.
    """

    start: int
    end: int
    old: str
    new: str
    reason: str
    line: int | None

    @property
    def is_loose(self) -> bool:
        """Whether its words stand nowhere, or in several places equally well."""
        return self.start < 0


def place_hunk(brief: Brief, hunk: ParsedHunk) -> Proposal | None:
    """Return the hunk at its place in the brief, or loose; None if it changes nothing."""
    if hunk.old == hunk.new:
        return None
    if hunk.old == "":
        return _insertion(brief, hunk)
    found = _quote_in_scope(brief, hunk.old, hunk.line)
    start, end = (-1, -1) if found is None else (found.start, found.end)
    return Proposal(start, end, hunk.old, hunk.new, hunk.reason, hunk.line)


def place_note(brief: Brief, note: ParsedNote) -> tuple[int, int]:
    """Return the range that the note is about, (-1, -1) when it is not to be found.

    A note changes nothing, so its quotation may differ in the kind of quotation marks, dashes and
    spaces; one without a quotation stands at the line it names.
    """
    if note.quote.strip() == "":
        return _line_range(brief.text, note.line)
    found = _quote_in_scope(brief, note.quote, note.line)
    if found is None and note.quote not in brief.text:
        found = find_loosely(brief.text, note.quote.strip(), note.line)
    return (-1, -1) if found is None else (found.start, found.end)


def line_at(text: str, offset: int) -> int:
    """Return the line of an offset, from 1."""
    return text.count("\n", 0, offset) + 1


def _quote_in_scope(brief: Brief, quote: str, line: int | None) -> Match | None:
    if brief.lines is None:
        return find_quote(brief.text, quote, line)
    start, end = brief.scope()
    end = min(len(brief.text), end + 1)  # the last line's own end belongs to the lines
    within = None if line is None else line - brief.lines[0]
    found = find_quote(brief.text[start:end], quote, within)
    return None if found is None else Match(found.start + start, found.end + start)


def _insertion(brief: Brief, hunk: ParsedHunk) -> Proposal:
    line = hunk.line
    offset = insertion_offset(brief.text, line)
    if offset is not None and brief.lines is not None and line is not None:
        first, behind = brief.lines
        if not first <= line <= behind:
            offset = None
    if offset is None:
        return Proposal(-1, -1, "", hunk.new, hunk.reason, line)
    return Proposal(offset, offset, "", as_lines(brief.text, offset, hunk.new), hunk.reason, line)


def as_lines(text: str, offset: int, new: str) -> str:
    """Return `new` with the line end that makes it lines of their own at `offset` of `text`."""
    if offset == len(text) and text and not text.endswith("\n"):
        return "\n" + new.removesuffix("\n")
    return new if new.endswith("\n") else new + "\n"


def _line_range(text: str, line: int | None) -> tuple[int, int]:
    if line is None or line < 1:
        return -1, -1
    start = insertion_offset(text, line - 1)
    if start is None or (start == len(text) and line > 1):
        return -1, -1
    end = text.find("\n", start)
    return start, len(text) if end < 0 else end
