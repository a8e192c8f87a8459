"""A book that has everything an electronic book can have, and a picture to put into it."""

from __future__ import annotations

import struct
import zlib

from cocreate.formats.book import Appendix, Book, BookScene
from cocreate.reports.to_html import APPENDIX_STYLE, to_appendix
from tests.reports.samples import novel

RICH = """\
# Part One

## The Lamp

It was *dark* and **cold**, `code`, ~~gone~~.[^1] A [link](https://example.org) & <b>tags</b>.

Second para\\
broken.[^b] Again.[^1]

***

> Quoted
>
> - a
> - b
>   1. x
>   2. y

| A | B |
|---|--:|
| 1 | *2* |

![A boat](images/boat.png) ![Not there](images/none.png)

### Deeper

```
  kept   spaces
```

[^1]: A note with *em*.

    Second paragraph.[^b]
[^b]: Another.
[^c]: Unused.
"""


def png() -> bytes:
    """Return a picture of two by two dots."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
    dots = chunk(b"IDAT", zlib.compress(b"\0\1\2\3\1\2\3" * 2))
    return b"\x89PNG\r\n\x1a\n" + head + dots + chunk(b"IEND", b"")


def rich_book() -> Book:
    """Return a book with parts, notes, pictures and a report."""
    report = Appendix("# Report\n", to_appendix(novel()), APPENDIX_STYLE)
    scenes = (
        BookScene("Part One", "The Lamp", RICH),
        BookScene(
            "Chapter Two", "Two", "# Chapter Two\n\nText with a note.[^1]\n\n[^1]: Its own.\n"
        ),
        BookScene("Chapter Two", "Three", "More.\n"),
    )
    pictures = {"images/boat.png": png(), "images/cover.png": png()}
    return Book("The Lamp & Co", "Ada Lovelace", scenes, report, pictures)
