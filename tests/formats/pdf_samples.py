"""Books made up for the tests of PDF: one with everything in it, one that means harm."""

from __future__ import annotations

import struct
import zlib

from cocreate.formats.book import Book, BookScene

RICH = (
    """# Part One: The Lamp
""",
    """# Arrivals

The boat came in *late*, **very late**, and ***too*** ~~soon~~ for `him`.[^1] See
[the chart](https://example.org/chart?x=1&y=2#top), not [this](javascript:alert(1)).

A second paragraph that is long enough to be broken over several lines, so that the indent of its
first line and the way it is justified, with hyphenation where that helps, can be seen on a page.

***

After a pause, a line\\
that is kept, and the note again.[^1]

> A quoted letter.
>
> > And one inside it.

- one
- two
  1. inner
  2. more

    with a paragraph

7. seven
8. eight

| Name | Age | Place |
|:-----|----:|:-----:|
| Ada | 36 | *London* |
| Bo | 7 | Oslo |

```text
let lamp = "on";
    indented
```

![A lamp on a rock](images/lamp.png)

Words around ![small](images/lamp.png) a picture, and one ![that is gone](images/gone.png) missing.

[^1]: The pilot's own words, with *emphasis*.

    And a second paragraph.
""",
    """## The second boat

אור בחלון — שלום לכולם, וזה הכול.

مرحبا بالعالم، هذا نص عربي.

Ωμέγα, Жизнь, हिन्दी.

### A heading below

#### And one below that

Text.
""",
    """# What the keeper's daughter said about the drowned bell and everything that came of it later

First paragraph of a chapter.

Second.
""",
    """A scene without a heading of its own.
""",
)

HOSTILE = (
    '#import "@preview/x:1.0.0": *',
    "#panic(1) $a^2$ `#x` \\ \\u{0} @ref <label> = heading",
    '#{ read("/etc/passwd") } // comment /* */ ~ -- --- ... [ ] { } ( )',
    "\"quoted\" 'single' *star* _under_ #set page(width: 1pt)",
    "\x00\x07\x1b[31m\ufeff\ufffe\u2028\u2029\u202e\u200b\ue000",
)


def png(width: int = 3, height: int = 2) -> bytes:
    """Return a grey picture."""
    rows = b"".join(b"\x00" + b"\x80" * width for _ in range(height))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def rich() -> Book:
    """Return a book with parts, chapters and every kind of block."""
    scenes = tuple(
        BookScene(chapter, f"scene {place}", text)
        for place, (chapter, text) in enumerate(
            zip(("Part One", "A", "A", "B", "B"), RICH, strict=True)
        )
    )
    return Book("The Long Glass: A Novel", "Ada Quill", scenes, pictures={"images/lamp.png": png()})


def short(text: str = "Words.\n", title: str = "Fog", chapter: str = "Fog") -> Book:
    """Return a book of one scene."""
    return Book(title, "Ada Quill", (BookScene(chapter, "s", text),))
