"""By how much replacements change the word count, from the words they touch alone."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import Fragment
from cocreate.text.count import count_words

_LONGEST_WORD = 200


def word_growth(text: AttributedText, replacements: Sequence[tuple[int, int, Fragment]]) -> int:
    """Return the words that replacements (ascending, offsets of now) add, less those they take.

    To be asked before they are made. A word counts once, however many of them touch it.
    """
    growth = 0
    at = 0
    while at < len(replacements):
        start, end, new = replacements[at]
        before, after = text.slice(start, end), new.text
        at += 1
        while at < len(replacements):
            begin, stop, new = replacements[at]
            if begin - end > _LONGEST_WORD or _has_break(gap := text.slice(end, begin)):
                break
            before += gap + text.slice(begin, stop)
            after += gap + new.text
            end = stop
            at += 1
        left, right = _word_before(text, start), _word_behind(text, end)
        growth += count_words(f"{left}{after}{right}") - count_words(f"{left}{before}{right}")
    return growth


def _word_before(text: AttributedText, start: int) -> str:
    window = text.slice(max(0, start - _LONGEST_WORD), start)
    return "" if not window or window[-1].isspace() else window.rsplit(None, 1)[-1]


def _word_behind(text: AttributedText, end: int) -> str:
    window = text.slice(end, min(len(text), end + _LONGEST_WORD))
    return "" if not window or window[0].isspace() else window.split(None, 1)[0]


def _has_break(text: str) -> bool:
    return len(text.split()) != 1 or text[0].isspace() or text[-1].isspace() if text else False
