from __future__ import annotations

from lxml import etree

from cocreate.formats.docx_dress import dress_of
from cocreate.formats.docx_theme import font_table_part, theme_part
from cocreate.formats.presets import ExportOptions, Preset


def test_the_font_of_the_dress_is_named():
    dress = dress_of(ExportOptions(Preset.READER))
    for part in (font_table_part(dress), theme_part(dress)):
        etree.fromstring(part.encode())
        assert "Georgia" in part
