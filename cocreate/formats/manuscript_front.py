"""What stands at the head of a manuscript: word count, running head, as editors expect them.

After William Shunn's "Proper Manuscript Format": about how many words there are, rounded to a
hundred, and on each page "Surname / SHORT TITLE / page".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cocreate.formats.book import Book
from cocreate.formats.inlines import inlines_of, plain_words
from cocreate.formats.layout import LaidChapter
from cocreate.formats.presets import ExportOptions
from cocreate.text.count import count_words

_ROUNDED_TO = 100
_MOST_HEAD_SIGNS = 28
_ARTICLES = {"the", "a", "an"}
_SUBTITLE = re.compile(r"[:;(]|\s[–—]\s")


def words_about(chapters: Iterable[LaidChapter]) -> str:
    """Return how many words a manuscript has, as "about 5,200 words"; titles are not counted."""
    count = sum(
        count_words(plain_words(inlines))
        for chapter in chapters
        for scene in chapter.scenes
        for inlines in inlines_of(scene.blocks)
    )
    rounded = (count + _ROUNDED_TO // 2) // _ROUNDED_TO * _ROUNDED_TO
    return f"about {max(_ROUNDED_TO, rounded):,} words" if count else ""


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
            break
        shown = longer
    return shown
