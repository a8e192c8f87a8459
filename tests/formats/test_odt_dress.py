from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from cocreate.formats.book import Book
from cocreate.formats.document import Style
from cocreate.formats.docx_dress import dress_of
from cocreate.formats.odt_dress import run_style, run_styles, styles_part, table_styles
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
    text = styles_part(Book("T & T", "Ada", ()), options, dress_of(options), is_story=False)
    ElementTree.fromstring(text)
    assert 'fo:widows="2"' in text
    assert ("rl-tb" in text) == (language == "he")


@pytest.mark.parametrize(
    ("tag", "country"), [("de", "DE"), ("de-CH", "CH"), ("zh-Hant", "TW"), ("xx", "none")]
)
def test_words_have_a_country_so_that_they_are_checked_and_hyphenated(tag: str, country: str):
    options = ExportOptions(language=tag)
    text = styles_part(Book("T", "A", ()), options, dress_of(options), is_story=True)
    assert f'fo:country="{country}"' in text


def test_the_title_stands_a_third_down_however_many_lines_stand_above():
    def above(*contact: str) -> float:
        options = ExportOptions(contact=contact, paper="letter")
        text = styles_part(Book("T", "A", ()), options, dress_of(options), is_story=True)
        title = re.search(r'style:name="Title".*?fo:margin-top="([\d.]+)pt"', text)
        assert title is not None
        return float(title[1])

    assert above() == 792 / 3 - 72 - 13.8
    assert above("a", "b", "c") == pytest.approx(above() - 2 * 13.8)


def test_a_chapter_of_a_book_opens_on_a_page_without_a_running_head():
    options = ExportOptions(Preset.PAPERBACK)
    text = styles_part(Book("T", "A", ()), options, dress_of(options), is_story=False)
    for name in ("Heading_20_1", "Part_20_Title", "Part_20_Chapter"):
        found = re.search(f'<style:style style:name="{name}"[^>]*>', text)
        assert found is not None
        assert 'style:master-page-name="Opening"' in found[0]


def test_a_table_is_as_wide_as_the_text():
    dress = dress_of(ExportOptions(paper="letter"))
    assert 'style:width="468pt"' in table_styles(dress)
