from __future__ import annotations

import re

import pytest

from cocreate.formats.book import Book
from cocreate.formats.docx_dress import dress_of
from cocreate.formats.odt_pages import master_pages, opening_page, page_layouts, points
from cocreate.formats.presets import ExportOptions, Preset

BOOK = Book("Salt & Fog", "Ada Quill", ())


def masters(preset: Preset, *, is_story: bool = False) -> dict[str, str]:
    options = ExportOptions(preset)
    text = master_pages(BOOK, options, dress_of(options), is_story=is_story)
    found = re.findall(r'<style:master-page style:name="(\w+)"(.*?)(?=<style:master|\Z)', text)
    return dict(found)


def test_a_manuscript_has_name_keyword_and_page_above_the_text():
    pages = masters(Preset.MODERN)
    assert "Quill / SALT &amp; FOG / <text:page-number" in pages["Standard"]
    assert "page-number" not in pages["First"]
    assert opening_page(dress_of(ExportOptions())) == "Standard"


def test_a_story_goes_on_behind_its_first_page_and_a_title_page_stays_bare():
    assert 'style:next-style-name="Standard"' in masters(Preset.MODERN, is_story=True)["First"]
    assert 'style:next-style-name="First"' in masters(Preset.MODERN)["First"]


def test_a_book_has_its_writer_at_the_left_its_title_at_the_right_its_number_below():
    pages = masters(Preset.PAPERBACK)
    left = re.search("<style:header-left>(.*?)</style:header-left>", pages["Standard"])
    right = re.search("<style:header>(.*?)</style:header>", pages["Standard"])
    assert left is not None
    assert right is not None
    assert "Ada Quill" in left[1]
    assert "Salt &amp; Fog" in right[1]
    assert "page-number" in pages["Standard"]
    assert "header" not in pages["Opening"]
    assert "page-number" in pages["Opening"]
    assert 'style:next-style-name="Standard"' in pages["Opening"]
    assert opening_page(dress_of(ExportOptions(Preset.PAPERBACK))) == "Opening"


@pytest.mark.parametrize("preset", [Preset.READER, Preset.WEB])
def test_what_is_read_on_a_screen_has_no_heads(preset: Preset):
    assert "page-number" not in "".join(masters(preset).values())
    assert "header" not in page_layouts(dress_of(ExportOptions(preset)))


def test_heads_and_feet_stand_within_the_margins():
    dress = dress_of(ExportOptions(Preset.PAPERBACK))
    running, opening, bare = page_layouts(dress).split("</style:page-layout>")[:3]
    top, _, bottom, _ = dress.margins
    assert f'fo:margin-top="{points(top // 2)}"' in running
    assert f'fo:min-height="{points(top - top // 2)}"' in running
    assert f'fo:margin-top="{points(top)}"' in opening
    assert f'fo:margin-bottom="{points(bottom // 2)}"' in opening
    assert f'fo:margin-bottom="{points(bottom)}"' in bare
    assert all('style:page-usage="mirrored"' in layout for layout in (running, opening, bare))
    assert 'style:page-usage="all"' in page_layouts(dress_of(ExportOptions()))
