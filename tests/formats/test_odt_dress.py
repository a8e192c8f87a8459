from __future__ import annotations

from xml.etree import ElementTree

import pytest

from cocreate.formats.book import Book
from cocreate.formats.document import Style
from cocreate.formats.docx_dress import dress_of
from cocreate.formats.odt_dress import run_style, run_styles, styles_part
from cocreate.formats.presets import ExportOptions, Preset


def test_only_the_ways_that_are_used_have_a_style():
    dress = dress_of(ExportOptions())
    both = Style.STRONG | Style.EMPHASIS
    made = run_styles(dress, [both, Style.CODE, Style.STRUCK])
    assert made.count("<style:style ") == 3
    assert f'style:name="{run_style(both)}"' in made
    assert "bold" in made
    assert "Courier" in made
    assert run_style(Style.PLAIN) == ""


def test_a_typewriter_underlines():
    classic = dress_of(ExportOptions(Preset.CLASSIC))
    assert "underline" in run_styles(classic, [Style.EMPHASIS])
    assert "italic" not in run_styles(classic, [Style.EMPHASIS])


@pytest.mark.parametrize("preset", list(Preset))
@pytest.mark.parametrize("language", ["en", "de-AT", "he", "zh-Hant"])
def test_styles_are_well_formed_in_every_preset(preset: Preset, language: str):
    options = ExportOptions(preset, language=language)
    text = styles_part(Book("T & T", "Ada", ()), options, dress_of(options))
    ElementTree.fromstring(text)
    assert 'fo:widows="2"' in text
    assert ("rl-tb" in text) == (language == "he")
