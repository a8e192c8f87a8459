"""Read an RTF file as a manuscript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from cocreate.base.errors import InputError
from cocreate.formats.book import ImportedFile
from cocreate.formats.document import Document
from cocreate.formats.into_scenes import Found, counted, imported
from cocreate.formats.picture_shelf import PictureShelf
from cocreate.formats.plain_files import read_bytes, why_damaged
from cocreate.formats.rtf_document import read_rtf
from cocreate.formats.rtf_text import RtfText

_MAX_BYTES = 40_000_000
_LEFT = {
    "boxes": (
        "1 text box was put behind the paragraph it stood beside.",
        "{n} text boxes were put behind the paragraphs they stood beside.",
    ),
    "endnotes": ("1 endnote became a footnote.", "{n} endnotes became footnotes."),
    "hidden": (
        "1 piece of hidden text was left out.",
        "{n} pieces of hidden text were left out.",
    ),
    "margins": (
        "The header or footer of the pages was not kept.",
        "The headers and footers of the pages were not kept.",
    ),
    "drawings": (
        "1 drawing or picture in a format of its own was left out.",
        "{n} drawings or pictures in formats of their own were left out.",
    ),
    "objects": ("1 embedded object was left out.", "{n} embedded objects were left out."),
}


def read_file(path: Path) -> ImportedFile:
    """Read an RTF file.

    Raises:
        InputError: it cannot be read, or is none.
    """
    data = read_bytes(path)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise InputError(why_damaged(path.name))
    if len(data) > _MAX_BYTES:
        raise InputError(f"{path.name} is larger than 40 MB; take pictures out of it first.")
    shelf = PictureShelf()
    text = RtfText()
    blocks = read_rtf(data, numbered_pictures(shelf), result=text)
    losses = [*losses_of(text.left), *shelf.losses, "Fonts, colours and the layout were not kept."]
    return imported(
        path,
        Found(
            Document(blocks, text.notes),
            losses,
            shelf.pictures,
            text.told,
            text.title,
            text.writer,
        ),
    )


def losses_of(left: Counter[str]) -> Iterator[str]:
    """Yield a sentence for each kind of thing that could not be kept."""
    for kind, sentences in _LEFT.items():
        if left[kind]:
            yield counted(left[kind], *sentences)


def numbered_pictures(shelf: PictureShelf) -> Callable[[bytes], str]:
    """Return what gives pictures without a name one."""

    def put(data: bytes) -> str:
        return shelf.put(f"picture-{len(shelf.pictures) + 1}", data)

    return put
