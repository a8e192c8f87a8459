from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.formats.picture_kinds import PictureKind, picture_kind
from tests.formats.tracked_text import png, png_chunk

GIF = b"GIF89a" + struct.pack("<HH", 5, 7) + bytes(3)


def _jpeg(*segments: tuple[int, bytes]) -> bytes:
    made = b"\xff\xd8"
    for marker, data in segments:
        made += struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data
    return made


def _frame(width: int, height: int) -> tuple[int, bytes]:
    return 0xC2, struct.pack(">BHH", 8, height, width)


def _jfif(unit: int, across: int) -> tuple[int, bytes]:
    return 0xE0, b"JFIF\0" + struct.pack(">HBHH", 0x102, unit, across, across)


def test_a_png_says_its_size_and_its_density():
    assert picture_kind(png(3, 2)) == PictureKind("png", 3, 2)
    metres = png_chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1))
    found = picture_kind(png(3, 2, metres))
    assert found is not None
    assert round(found.dpi) == 300
    assert picture_kind(png(3, 2, png_chunk(b"pHYs", struct.pack(">IIB", 2, 1, 0)))) == PictureKind(
        "png", 3, 2
    )
    assert picture_kind(png(3, 2)[:33]) == PictureKind("png", 3, 2)


def test_a_gif_says_its_size():
    assert picture_kind(GIF) == PictureKind("gif", 5, 7)


@pytest.mark.parametrize(
    ("unit", "across", "dpi"), [(1, 300, 300), (2, 100, 254), (0, 1, 96), (1, 1, 96)]
)
def test_a_jpeg_says_its_size_and_its_density(unit, across, dpi):
    assert picture_kind(_jpeg(_jfif(unit, across), (0xDB, b"x"), _frame(9, 4)) + b"x") == (
        PictureKind("jpeg", 9, 4, dpi)
    )


def test_filling_and_lone_markers_are_passed_over():
    plain = _jpeg(_frame(9, 4))
    assert picture_kind(plain[:2] + b"\xff\xff\xd0\xff\xff" + plain[3:]) == PictureKind(
        "jpeg", 9, 4
    )


@pytest.mark.parametrize(
    "data", [b"", b"RIFF....WEBP", b"\xff\xd8\xff", png(1, 1)[:20], GIF[:8], b"GIF89a" + bytes(9)]
)
def test_what_is_no_whole_picture_is_none(data):
    assert picture_kind(data) is None


@given(st.sampled_from([png(3, 2), GIF, _jpeg(_jfif(1, 72), _frame(9, 4))]), st.data())
def test_broken_pictures_never_raise(picture, data):
    cut = data.draw(st.integers(0, len(picture)))
    picture_kind(picture[:cut] + data.draw(st.binary(max_size=8)) + picture[cut + 3 :])
