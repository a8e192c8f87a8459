"""How many words of each origin a stretch of text has, counted as cheaply as an edit is made.

The timeline draws with these counts. Unlike the shares they do not look at Markdown: a mark is no
word anyway, as it holds neither letter nor digit.
"""

from __future__ import annotations

import re

from cocreate.core.attributed import AttributedText
from cocreate.core.fragments import join
from cocreate.core.origin import Contributor, Edit, Fragment
from cocreate.text.count import leaves_word_count

# The order in which the timeline stacks them.
HUMAN, MIXED, AI, TOOL, UNKNOWN = range(5)
CLASS_COUNT = 5

Counts = tuple[int, int, int, int, int]
NOTHING: Counts = (0, 0, 0, 0, 0)

_CLASS = {
    Contributor.HUMAN: HUMAN,
    Contributor.AI: AI,
    Contributor.TOOL: TOOL,
    Contributor.UNKNOWN: UNKNOWN,
}
_WORD = re.compile(r"\S+")
_LONGEST_WORD = 200


def word_classes(fragment: Fragment) -> Counts:
    """Return the words of a fragment by class; one of several contributors is mixed."""
    counts = [0] * CLASS_COUNT
    text, spans = fragment.text, fragment.spans
    if len({span.origin.contributor for span in spans}) <= 1:
        if spans:
            counts[_CLASS[spans[0].origin.contributor]] = sum(map(_is_word, text.split()))
        return _counts(counts)
    at, end = 0, spans[0].length
    for hit in _WORD.finditer(text):
        if not _is_word(hit.group()):
            continue
        while end <= hit.start():
            at += 1
            end += spans[at].length
        found = {spans[at].origin.contributor}
        while end < hit.end():
            at += 1
            end += spans[at].length
            found.add(spans[at].origin.contributor)
        counts[_CLASS[found.pop()] if len(found) == 1 else MIXED] += 1
    return _counts(counts)


def around(text: AttributedText, start: int, end: int) -> tuple[int, int]:
    """Widen a range to the words that it touches."""
    low = max(0, start - _LONGEST_WORD)
    before = text.slice(low, start)
    behind = text.slice(end, min(len(text), end + _LONGEST_WORD))
    if before and not before[-1].isspace():
        start -= len(before.rsplit(None, 1)[-1])
    if behind and not behind[0].isspace():
        end += len(behind.split(None, 1)[0])
    return start, end


def difference(text: AttributedText, edit: Edit) -> Counts:
    """Return by how much an edit that was just made changed the words of a text by class."""
    if _is_plain(text, edit):
        return NOTHING
    start, end = edit.start, edit.new_end
    low, high = around(text, start, end)
    after = text.fragment(low, high)
    before = join(text.fragment(low, start), edit.old, text.fragment(end, high))
    return summed(NOTHING, word_classes(after), word_classes(before))


def _is_plain(text: AttributedText, edit: Edit) -> bool:
    """Whether an edit surely changes no count: a look at its neighbours tells."""
    start, end = edit.start, edit.new_end
    window = text.slice(max(0, start - 1), min(len(text), end + 1))
    left = window[0] if start else ""
    right = window[-1] if end < len(text) else ""
    if not leaves_word_count(left, edit.old.text, edit.new.text, right):
        return False
    if not (left.isalnum() or right.isalnum()):
        return True
    by = text.origin_at(start - 1 if left.isalnum() else end).contributor
    touched = edit.old.text + edit.new.text
    spans = (*edit.old.spans, *edit.new.spans)
    return touched.isspace() or all(span.origin.contributor is by for span in spans)


def summed(one: Counts, more: Counts, less: Counts = NOTHING) -> Counts:
    """Return `one` and `more` together, without `less`."""
    return _counts([a + b - c for a, b, c in zip(one, more, less, strict=True)])


def _is_word(part: str) -> bool:
    return part.isalnum() or any(map(str.isalnum, part))


def _counts(numbers: list[int]) -> Counts:
    human, mixed, ai, tool, unknown = numbers
    return human, mixed, ai, tool, unknown
