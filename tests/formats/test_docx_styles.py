from __future__ import annotations

import re

import pytest
from lxml import etree

from cocreate.formats.docx_dress import dress_of
from cocreate.formats.docx_styles import (
    numbering_part,
    settings_part,
    styles_part,
)
from cocreate.formats.presets import ExportOptions, Preset


@pytest.mark.parametrize("preset", list(Preset))
def test_every_style_is_based_on_one_that_is_there(preset):
    part = styles_part(dress_of(ExportOptions(preset)), "en")
    etree.fromstring(part.encode())
    ids = re.findall(r'w:styleId="(\w+)"', part)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'<w:(?:basedOn|next) w:val="(\w+)"', part)) <= set(ids)
    assert {"CommentText", "CommentReference", "FootnoteText", "Heading6"} <= set(ids)


def test_words_have_their_language():
    dress = dress_of(ExportOptions())
    assert 'w:lang w:val="de-DE"' in styles_part(dress, "de")
    assert 'w:lang w:val="pt-BR"' in styles_part(dress, "pt_BR")
    assert 'w:lang w:val="xx-XX"' in styles_part(dress, "xx")


def test_some_languages_begin_at_the_right():
    for language, begins_right in (("he-IL", True), ("ar", True), ("en", False)):
        dress = dress_of(ExportOptions(language=language))
        assert dress.is_right_to_left is begins_right
        assert ("<w:bidi/>" in styles_part(dress, language)) is begins_right


def test_an_ordered_list_begins_where_it_says():
    part = numbering_part([(1, None, 1), (2, 7, 3)])
    assert '<w:num w:numId="1"><w:abstractNumId w:val="0"/>' in part
    assert '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="7"/>' in part


def test_settings_say_what_the_book_needs():
    book = settings_part(dress_of(ExportOptions(Preset.PAPERBACK)), tracks=True, has_notes=True)
    for name in ("mirrorMargins", "trackRevisions", "autoHyphenation", "evenAndOdd", "footnotePr"):
        assert name in book
    plain = settings_part(dress_of(ExportOptions()), tracks=False, has_notes=False)
    for name in ("mirrorMargins", "trackRevisions", "autoHyphenation", "evenAndOdd", "footnotePr"):
        assert name not in plain
