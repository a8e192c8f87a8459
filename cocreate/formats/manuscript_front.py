"""What stands at the head of a manuscript: word count, running head, as editors expect them.

After William Shunn's "Proper Manuscript Format": about how many words there are, rounded to a
hundred, and on each page "Surname / SHORT TITLE / page".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cocreate.formats.book import Book
from cocreate.formats.front_words import front_words
from cocreate.formats.inlines import inlines_of, plain_words
from cocreate.formats.layout import LaidChapter
from cocreate.formats.presets import ExportOptions
from cocreate.text.count import count_words

_ROUNDED_TO = 100
_MOST_HEAD_SIGNS = 28
_ARTICLES = {"the", "a", "an"}
_SMALL_WORDS = frozenset(
    (
        *("the", "a", "an", "of", "at", "in", "on", "to", "and", "or", "for", "from", "by", "with"),
        *("der", "die", "das", "des", "dem", "den", "und", "von", "vom", "zu", "zum", "im", "am"),
        *("le", "la", "les", "de", "du", "et", "à", "au", "aux", "en", "un", "une", "dans", "sur"),
        *("el", "los", "las", "del", "y", "e", "o", "il", "lo", "i", "gli", "di", "per", "con"),
    )
)
_SUBTITLE = re.compile(r"[:;(]|\s[–—]\s")


def words_about(chapters: Iterable[LaidChapter], language: str) -> str:
    """Return how many words a manuscript has, as "about 5,200 words"; titles are not counted."""
    count = sum(
        count_words(plain_words(inlines))
        for chapter in chapters
        for scene in chapter.scenes
        for inlines in inlines_of(scene.blocks)
    )
    rounded = (count + _ROUNDED_TO // 2) // _ROUNDED_TO * _ROUNDED_TO
    if not count:
        return ""
    said = front_words(language)
    number = f"{max(_ROUNDED_TO, rounded):,}".replace(",", said.thousands)
    return said.about.format(count=number)


def running_head(book: Book, options: ExportOptions) -> tuple[str, ...]:
    """Return the parts of the running head before the page number: surname and short title."""
    names = book.writer.split()
    surname = options.surname or (names[-1] if names else "")
    title = (options.short_title or short_title(book.title)).upper()
    return tuple(part for part in (surname, title) if part)


def short_title(title: str) -> str:
    """Return the first words of a title, without its subtitle and its article."""
    words = _SUBTITLE.split(title, maxsplit=1)[0].split() or title.split()
    if len(words) > 1 and words[0].casefold() in _ARTICLES:
        words = words[1:]
    shown = ""
    for word in words:
        longer = f"{shown} {word}".strip()
        if shown and len(longer) > _MOST_HEAD_SIGNS:
            return _without_loose_end(shown)
        shown = longer
    return shown


def _without_loose_end(title: str) -> str:
    """Return a title cut short without the small words at its end, which lead to nothing."""
    words = title.split()
    while len(words) > 1 and words[-1].casefold() in _SMALL_WORDS:
        words.pop()
    return " ".join(words)
