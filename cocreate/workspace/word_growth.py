"""By how much replacements change the word count, from the words they touch alone."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import Fragment
from cocreate.text.count import count_words, leaves_word_count

_LONGEST_WORD = 200


def word_growth(text: AttributedText, replacements: Sequence[tuple[int, int, Fragment]]) -> int:
    """Return the words that replacements (ascending, offsets of now) add, less those they take.

    To be asked before they are made. A word counts once, however many of them touch it.
    """
    if len(replacements) == 1 and _is_plain(text, *replacements[0]):
        return 0
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


def _is_plain(text: AttributedText, start: int, end: int, new: Fragment) -> bool:
    low, high = max(0, start - 1), min(len(text), end + 1)
    window = text.slice(low, high)
    left = window[0] if start else ""
    right = window[-1] if end < len(text) else ""
    return leaves_word_count(left, window[start - low : end - low], new.text, right)


def _word_before(text: AttributedText, start: int) -> str:
    window = text.slice(max(0, start - _LONGEST_WORD), start)
    return "" if not window or window[-1].isspace() else window.rsplit(None, 1)[-1]


def _word_behind(text: AttributedText, end: int) -> str:
    window = text.slice(end, min(len(text), end + _LONGEST_WORD))
    return "" if not window or window[0].isspace() else window.split(None, 1)[0]


def _has_break(text: str) -> bool:
    return len(text.split()) != 1 or text[0].isspace() or text[-1].isspace() if text else False
