from __future__ import annotations

from cocreate.formats.epub_style import EPUB_STYLE, HYPHENS


def test_what_the_pages_name_is_dressed():
    for name in (
        "hr.break",
        "section.title",
        "section.notes",
        ".sign",
        "p.first",
        "p.verse",
        ".right",
    ):
        assert name in EPUB_STYLE
    assert "hyphens: auto" in HYPHENS
    assert "hyphens: auto" not in EPUB_STYLE
