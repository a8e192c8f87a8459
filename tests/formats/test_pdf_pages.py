from __future__ import annotations

import struct
import sys
import zlib

import pytest

from cocreate.base.errors import ExportError
from cocreate.formats.pdf_pages import PdfPages, page_pictures
from cocreate.formats.typst_engine import set_pdf
from tests.formats.test_typst_engine import report_sheet


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return set_pdf(report_sheet(*(["A paragraph."] * 120)), 0).data


def _pixels(picture: bytes) -> tuple[int, int, bytes]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack_from(">II", picture, 16)
    length = int.from_bytes(picture[33:37], "big")
    assert picture[37:41] == b"IDAT"
    return width, height, zlib.decompress(picture[41 : 41 + length])


def test_pages_are_drawn_one_by_one(pdf):
    with PdfPages(pdf) as pages:
        assert len(pages) > 1
        assert pages.size(0) == pytest.approx((595, 842), abs=0.5)
        width, height, rows = _pixels(pages.picture(1, 0.5))
    assert (width, height) == (298, 421)
    assert len(rows) == height * (1 + 3 * width)
    assert rows[1:4] == b"\xff\xff\xff"
    assert min(rows[1:]) < 0x80


def test_some_pages_at_once(pdf):
    pictures = page_pictures(pdf, (1, 0), 0.2)
    assert [_pixels(picture)[:2] for picture in pictures] == [(119, 169)] * 2
    assert pictures[0] != pictures[1]


def test_a_page_that_is_not_there_is_no_page(pdf):
    with PdfPages(pdf) as pages, pytest.raises(IndexError):
        pages.picture(len(pages))


def test_what_is_no_pdf_is_one_sentence():
    with pytest.raises(ExportError, match="not a PDF"):
        PdfPages(b"no")


def test_without_the_library_there_is_a_sentence(monkeypatch, pdf):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ExportError, match="Pages cannot be shown"):
        PdfPages(pdf)
