"""The pictures of a book, as far as the typesetting engine can draw them.

What a picture file is, and how large, is read from its first bytes: a small file may hold a picture
that fills the memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cocreate.formats.document import Picture
from cocreate.formats.inlines import pictures_of
from cocreate.formats.layout import LaidChapter
from cocreate.formats.picture_kinds import picture_kind
from cocreate.formats.typst_engine import is_drawable

_MOST_PIXELS = 60_000_000
_MOST_BYTES = 60_000_000
_MOST_NAMED = 4
_SVG = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)
# A drawing that names other files, or declares names of its own, is not taken: it might read them.
_REACHES_OUT = re.compile(
    rb"<!DOCTYPE|<!ENTITY|href\s*=\s*[\"'](?!\s*(?:#|data:image/))|@import|url\(\s*[\"']?\s*[^#\"'\s]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DrawablePictures:
    """Pictures for a sheet.

    Args:
        names: the name of each picture's file, by the source that the text gives.
        files: the bytes by that name.
        losses: a sentence on those that are there but cannot be drawn.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    losses: tuple[str, ...] = ()


def drawable_pictures(
    pictures: Mapping[str, bytes], chapters: Iterable[LaidChapter]
) -> DrawablePictures:
    """Return those of a book's pictures that its chapters show and the engine can draw."""
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    refused: list[str] = []
    for source in sorted({picture.source for picture in _shown(chapters)} & pictures.keys()):
        data = pictures[source]
        ending = _ending(data)
        name = f"picture-{len(files)}.{ending}"
        if ending and is_drawable(data, name):
            names[source], files[name] = name, data
        else:
            refused.append(source)
    return DrawablePictures(names, files, _sentence(refused))


def _shown(chapters: Iterable[LaidChapter]) -> Iterator[Picture]:
    for chapter in chapters:
        yield from (inline for inline in chapter.heading if isinstance(inline, Picture))
        for scene in chapter.scenes:
            yield from pictures_of(scene.blocks)
            for blocks in scene.notes.values():
                yield from pictures_of(blocks)


def _ending(picture: bytes) -> str:
    """Return the ending of a picture's file; "" for what the engine is not given."""
    if len(picture) > _MOST_BYTES:
        return ""
    kind = picture_kind(picture)
    if kind is not None:
        return kind.ending if kind.width * kind.height <= _MOST_PIXELS else ""
    is_drawing = _SVG.match(picture.removeprefix(b"\xef\xbb\xbf")[:4096]) is not None
    return "svg" if is_drawing and not _REACHES_OUT.search(picture) else ""


def _sentence(refused: list[str]) -> tuple[str, ...]:
    if not refused:
        return ()
    names = ", ".join(refused[:_MOST_NAMED]) + (" and others" if refused[_MOST_NAMED:] else "")
    what = "1 picture is" if len(refused) == 1 else f"{len(refused):,} pictures are"
    return (f"{what} broken, too large, or of a kind that a PDF cannot hold: {names}.",)
