"""What kind of picture some bytes are, and how large, without decoding it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_SCREEN_DPI = 96.0
_INCH_METRES = 0.0254
_INCH_CENTIMETRES = 2.54
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the JPEG markers that give a size
_LONE = frozenset((*range(0xD0, 0xD9), 0x01))  # those that have no length


@dataclass(frozen=True, slots=True)
class PictureKind:
    """What a picture is.

    Args:
        ending: "png", "jpeg" or "gif".
        width: in pixels, as is `height`.
        dpi: pixels an inch, as the picture says; a screen's where it does not.
    """

    ending: str
    width: int
    height: int
    dpi: float = _SCREEN_DPI


def picture_kind(data: bytes) -> PictureKind | None:
    """Return what the bytes are; None for what is no PNG, JPEG or GIF."""
    try:
        kind = _kind(data)
    except struct.error:  # it breaks off
        return None
    return kind if kind is not None and kind.width and kind.height else None


def _kind(data: bytes) -> PictureKind | None:
    if data.startswith(_PNG):
        width, height = struct.unpack_from(">II", data, 16)
        return PictureKind("png", width, height, _png_dpi(data))
    if data[:6] in (b"GIF87a", b"GIF89a"):
        width, height = struct.unpack_from("<HH", data, 6)
        return PictureKind("gif", width, height)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    return None


def _png_dpi(data: bytes) -> float:
    """Read the chunk pHYs, which stands before the picture's data (PNG, 11.3.4.3)."""
    at = len(_PNG)
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        if name == b"IDAT":
            break
        if name == b"pHYs":
            across, _, unit = struct.unpack_from(">IIB", data, at + 8)
            return _sane(across * _INCH_METRES) if unit == 1 else _SCREEN_DPI
        at += 12 + size
    return _SCREEN_DPI


def _jpeg(data: bytes) -> PictureKind | None:
    dpi = _SCREEN_DPI
    for marker, at in _segments(data):
        if marker == 0xE0 and data[at : at + 5] == b"JFIF\0":
            unit, across = struct.unpack_from(">BH", data, at + 7)
            if unit:
                dpi = _sane(across if unit == 1 else across * _INCH_CENTIMETRES)
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 1)
            return PictureKind("jpeg", width, height, dpi)
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the markers of a JPEG file and where what they hold begins."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a filling byte
            at += 1
        elif marker in _LONE:
            at += 2
        else:
            (size,) = struct.unpack_from(">H", data, at + 2)
            yield marker, at + 4
            at += 2 + size


def _sane(dpi: float) -> float:
    return dpi if 30 <= dpi <= 2400 else _SCREEN_DPI
