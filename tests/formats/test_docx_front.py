from __future__ import annotations

import re

from lxml import etree

from cocreate.formats.book import Book
from cocreate.formats.docx_dress import dress_of
from cocreate.formats.docx_front import (
    Entry,
    app_part,
    contents_paragraphs,
    core_part,
    custom_part,
    head_part,
    running_heads,
    section,
    title_paragraphs,
)
from cocreate.formats.docx_xml import NAMESPACES
from cocreate.formats.presets import ExportOptions, Preset

BOOK = Book("The Lamp & the Stair", "Ada Quill", ())


def _words(paragraphs: list[str]) -> list[str]:
    etree.fromstring(f"<x {NAMESPACES}>{''.join(paragraphs)}</x>")
    return [re.sub("<[^>]*>", "", line.replace("<w:tab/>", "\t")) for line in paragraphs]


def _title(options: ExportOptions, count: str = "about 600 words") -> list[str]:
    return _words(title_paragraphs(BOOK, options, dress_of(options), count))


def test_a_manuscript_begins_with_contact_and_count():
    options = ExportOptions(contact=("Ada Quill", "12 Harbour Row"))
    assert _title(options) == [
        "Ada Quill\tabout 600 words",
        "12 Harbour Row",
        "The Lamp &amp; the Stair",
        "by Ada Quill",
    ]
    assert _title(ExportOptions(), "")[0] == "Ada Quill"


def test_a_title_stands_a_third_down():
    options = ExportOptions(paper="letter")
    (title,) = [
        line for line in title_paragraphs(BOOK, options, dress_of(options), "") if '"Title"' in line
    ]
    assert f'w:before="{15840 // 3 - 1440 - 276}"' in title


def test_a_book_has_title_and_writer():
    assert _title(ExportOptions(Preset.PAPERBACK)) == ["The Lamp &amp; the Stair", "Ada Quill"]


def test_a_screenplay_says_by_whom_and_where_to_write():
    options = ExportOptions(Preset.SCREENPLAY, contact=("ada@example.org",))
    assert _title(options)[1:] == ["by", "Ada Quill", "ada@example.org"]


def test_the_address_stands_at_the_foot_of_a_screenplays_title_page():
    options = ExportOptions(Preset.SCREENPLAY, contact=("Ada", "12 Harbour Row"))
    made = title_paragraphs(BOOK, options, dress_of(options), "")
    first, second = made[-2:]
    assert re.search(r'w:before="[4-6]\d{3}"', first)
    assert "w:before" not in second
    nobody = Book("T", "", ())
    assert _words(title_paragraphs(nobody, options, dress_of(options), "")) == [
        "T", "Ada", "12 Harbour Row"
    ]  # fmt: skip


def test_nobody_has_no_line():
    nobody = Book("T", "", ())
    options = ExportOptions()
    assert _words(title_paragraphs(nobody, options, dress_of(options), "")) == ["", "T"]


def test_the_contents_are_a_field_with_its_lines_ready():
    made = contents_paragraphs([Entry("One", "_Toc1"), Entry("Two", "_Toc2")], ExportOptions())
    assert _words([made[0], made[2]]) == ["Contents", "Two"]
    assert "".join(made).count("<w:fldChar ") == 3
    assert 'w:anchor="_Toc2"' in made[2]
    lone = contents_paragraphs([Entry("One", "_Toc1")], ExportOptions())[1]
    assert lone.count("<w:fldChar ") == 3


def test_running_heads_are_those_of_the_preset():
    def heads(preset: Preset, language: str = "en") -> dict[str, str]:
        options = ExportOptions(preset, language=language)
        return running_heads(BOOK, options, dress_of(options))

    assert "Quill / LAMP &amp; THE STAIR / " in heads(Preset.MODERN)["header default"]
    assert '"left"' in heads(Preset.MODERN, "he")["header default"]
    assert set(heads(Preset.PAPERBACK)) == {
        "header default", "header even", "header first",
        "footer default", "footer even", "footer first",
    }  # fmt: skip
    assert "PAGE" in heads(Preset.SCREENPLAY)["header default"]
    assert heads(Preset.WEB) == {}


def test_parts_are_well_formed():
    paragraph = running_heads(BOOK, ExportOptions(), dress_of(ExportOptions()))["header default"]
    for part in (
        head_part("header", paragraph),
        head_part("footer", paragraph),
        custom_part('a "mark" & more'),
        core_part(BOOK, "en", "2023-11-14T22:13:20Z"),
        app_part(),
    ):
        etree.fromstring(part.encode())


def test_a_section_is_a_title_page_or_text():
    dress = dress_of(ExportOptions())
    front = section(dress, {}, is_bare=True, restarts=False)
    assert "titlePg" in front
    body = section(dress, {"header default": "rId1"}, is_bare=False, restarts=True)
    assert '<w:headerReference w:type="default" r:id="rId1"/>' in body
    assert 'w:start="1"' in body
