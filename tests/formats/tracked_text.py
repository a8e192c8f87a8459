"""Read rows of paragraphs as text, before and after their changes; make books."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable

from cocreate.formats.book import Book, BookScene, MarginNote, OpenSuggestion
from cocreate.formats.document import Inline, LineBreak, NoteRef, Picture, Run
from cocreate.formats.suggested_text import with_suggestions
from cocreate.formats.tracked import Change, Grid, Item, Para

LINE_EDITOR = "Line Editor (AI: model-1)"
WHEN_MS = 1_700_000_000_000
LAMP = """# The Lamp

The lamp had burned since *before* the war, and **nobody** could say who lit it.[^1]

"You are late," she said. He had `never` been ~~early~~ on time. See [notes](https://example.org/?a=1&b=2).

***

> All that is gold does not glitter.
>
> Not all who wander are lost.

- bread
- oil
  1. for the lamp
  2. for the door
- wicks

| Thing | Price |
|:------|------:|
| Oil   | 4 s   |
| Wick  | 1 d   |

![A blue square](images/blue.png "Blue")

```
x = 1
  y = 2
```

The last words.

[^1]: By *his* own account.
"""


def png(width: int, height: int, extra: bytes = b"") -> bytes:
    """Return a picture in one colour."""
    rows = b"".join(b"\0" + b"\x40\x60\x90" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", head)
        + extra
        + png_chunk(b"IDAT", zlib.compress(rows))
        + png_chunk(b"IEND", b"")
    )


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def lamp_book(*, is_reviewed: bool = False) -> Book:
    """Return a book with everything that a text may hold; perhaps with suggestions."""
    scenes = [
        BookScene("The Lamp", "The Lamp", LAMP, (), *_review(LAMP, is_reviewed), id="scene-0a"),
        BookScene("The Lamp", "The Stair", "## The Stair\n\nUp she went.\n", id="scene-0b"),
        BookScene("The Door", "The Door", "It was open.\n", id="scene-0c"),
        BookScene("The Door", "Again", "It was closed.\n", id="scene-0d"),
    ]
    pictures = {"images/blue.png": png(30, 20)}
    return Book("The Lamp at the Stair", "Ada Quill", tuple(scenes), pictures=pictures)


def _review(
    text: str, is_reviewed: bool
) -> tuple[tuple[OpenSuggestion, ...], tuple[MarginNote, ...]]:
    if not is_reviewed:
        return (), ()
    changes = [
        ("The Lamp", "The Lantern", LINE_EDITOR, "It is one."),
        ("burned", "**hung**", LINE_EDITOR, "Say what it did.\nNot what it was."),
        ("You are late", "It is *late*", "Jane Roe", ""),
        ("\n\n***", "\n\nA new paragraph.\n\nAnd another.\n\n***", LINE_EDITOR, ""),
        ("glitter.\n>\n> Not", "glitter, and not", LINE_EDITOR, ""),
        ("- oil\n", "- paraffin\n", LINE_EDITOR, ""),
        ("4 s", "5 s", LINE_EDITOR, "Dearer."),
        ("his* own", "her* own", LINE_EDITOR, ""),
    ]
    suggestions = [
        OpenSuggestion(at, at + len(old), new, author, reason, WHEN_MS)
        for old, new, author, reason in changes
        for at in (text.index(old),)
    ]
    at = text.index("nobody")
    return (
        tuple(sorted(suggestions, key=lambda found: found.start)),
        (MarginNote(at, at + 6, "Really?\nAsk.", "A Reader", WHEN_MS),),
    )


def lines_of(items: Iterable[Item], *, takes: bool) -> list[str]:
    """Return the lines of text when all changes are taken, or all refused; empty ones left out."""
    lines: list[str] = []
    open_line = ""
    for item in items:
        if isinstance(item, Grid):
            for row in item.rows:
                if _stays(row.change, takes):
                    lines += (_words(cell, takes=takes) for cell in row.cells)
            continue
        open_line += _words(item, takes=takes)
        if _stays(item.change, takes):
            lines.append(open_line)
            open_line = ""
    return [line for line in (*lines, open_line) if line]


def _words(para: Para, *, takes: bool) -> str:
    return "".join(_sign(piece.inline) for piece in para.pieces if _stays(piece.change, takes))


def _stays(change: Change | None, takes: bool) -> bool:
    return change is None or change.is_insertion == takes


def _sign(inline: Inline) -> str:
    match inline:
        case Run():
            return inline.text
        case LineBreak():
            return "\n"
        case NoteRef():
            return f"[^{inline.label}]"
        case Picture():
            return f"![{inline.alt}]"


def read_lines(text: str) -> list[str]:
    """Return lines without the labels of lists, and with single spaces."""
    kept = (re.sub(r"^\s*(?:[•◦▪]|\d+\.)\s+", "", line) for line in text.split("\n"))
    return [" ".join(line.split()) for line in kept if line.strip()]


def suggested(*changes: tuple[str, str, str]) -> Book:
    """Return a book whose scenes have one suggestion each: text, old words, new words."""
    scenes = tuple(
        BookScene(
            "C",
            f"S{number}",
            text,
            suggestions=(OpenSuggestion(text.index(old), text.index(old) + len(old), new, "Jane"),),
        )
        for number, (text, old, new) in enumerate(changes)
    )
    return Book("Deep", "W", scenes)


def settled(book: Book, *, takes: bool) -> Book:
    """Return a book after all of its suggestions were taken, or refused."""
    return Book(
        book.title,
        book.writer,
        tuple(
            BookScene(scene.chapter, scene.title, with_suggestions(scene) if takes else scene.text)
            for scene in book.scenes
        ),
        pictures=book.pictures,
    )
