"""ODT files as another program reads them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openxml_audit.odf import OdfValidator

from cocreate.formats.book import Appendix, Book, BookScene, OpenSuggestion, unwatched
from cocreate.formats.format_catalog import exporter_for
from cocreate.formats.odt_reader import read_file
from cocreate.formats.odt_writer import render_file
from cocreate.formats.presets import ExportOptions, Preset
from tests.formats.tools import Soffice
from tests.formats.tracked_text import WHEN_MS, lamp_book, read_lines, settled, suggested

PRESETS = (Preset.MODERN, Preset.CLASSIC, Preset.PAPERBACK, Preset.READER)
APPENDIX = Appendix("# About this book\n\nMade by hand.[^1]\n\n[^1]: Yes.\n", "", "")


def options(preset: Preset | None = None, *, for_review: bool = False) -> ExportOptions:
    return ExportOptions(preset, WHEN_MS, "en-GB", for_review=for_review, mark="book:12:root")


def made(book: Book, chosen: ExportOptions) -> bytes:
    return render_file(book, chosen, unwatched).data


def content(book: Book, chosen: ExportOptions) -> str:
    with zipfile.ZipFile(io.BytesIO(made(book, chosen))) as archive:
        return archive.read("content.xml").decode()


def put(folder: Path, files: dict[str, bytes]) -> dict[str, Path]:
    paths = {name: folder / f"{name}.odt" for name in files}
    for name, data in files.items():
        paths[name].write_bytes(data)
    return paths


def test_an_audit_finds_nothing_and_libreoffice_reads_our_words(tmp_path, soffice: Soffice):
    story = Book(
        "A Story", "Ada Quill", (BookScene("", "s", "Once.\n\n***\n\nTwice.\n"),), APPENDIX
    )
    files = {preset.name: made(lamp_book(), options(preset)) for preset in PRESETS}
    files["STORY"] = made(story, options())
    files["EMPTY"] = made(Book("", "", ()), options(Preset.READER))
    paths = put(tmp_path, files)
    for path in paths.values():
        found = [str(error) for error in OdfValidator().validate(path).errors]
        assert found == [], path.name
    texts = dict(zip(paths, map(read_lines, soffice.texts(list(paths.values()))), strict=True))
    for preset in PRESETS:
        text = texts[preset.name]
        sign = "#" if preset in (Preset.MODERN, Preset.CLASSIC) else "* * *"
        start = max(at for at, line in enumerate(text) if line == "The Lamp")
        assert text[start : text.index("It was closed.") + 1] == [
            "The Lamp",
            "The lamp had burned since before the war, and nobody could say who lit it.1",
            '"You are late," she said. He had never been early on time. See notes.',
            sign,
            "All that is gold does not glitter.",
            "Not all who wander are lost.",
            "bread", "oil", "for the lamp", "for the door", "wicks",
            "Thing", "Price", "Oil", "4 s", "Wick", "1 d",
            "x = 1", "y = 2",
            "The last words.",
            "The Stair", "Up she went.", "The Door", "It was open.", sign, "It was closed.",
        ], preset  # fmt: skip
    assert texts["STORY"] == [
        "Ada Quill about 100 words", "A Story", "by Ada Quill",
        "Once.", "#", "Twice.", "END", "About this book", "Made by hand.1",
    ]  # fmt: skip
    assert texts["EMPTY"] == []


def test_taking_or_refusing_all_gives_exactly_our_text(tmp_path, soffice: Soffice):
    review = options(for_review=True)
    book = lamp_book(is_reviewed=True)
    deep = suggested(
        ("One two.\n\nThree *four* five.\n\nSix.\n", "two.\n\nThree *fo", "2 and *3 fo"),
        ("Alpha.\n\nBeta.\n", "Beta.\n", "Beta.\n\nGamma.\n\nDelta.\n"),
        ("- one\n- two\n\nEnd.\n", "- two\n", "- two\n- three\n"),
    )
    files = {
        "review": made(book, review),
        "old": made(settled(book, takes=False), review),
        "new": made(settled(book, takes=True), review),
        "deep": made(deep, review),
        "deep_old": made(settled(deep, takes=False), review),
        "deep_new": made(settled(deep, takes=True), review),
    }
    paths = put(tmp_path, files)
    plain = [paths[name] for name in ("old", "new", "deep_old", "deep_new")]
    old, new, deep_old, deep_new = map(read_lines, soffice.texts(plain))
    asked = [paths["review"], paths["deep"]]
    assert [read_lines(text) for text in soffice.decided(asked, takes=False)] == [old, deep_old]
    assert [read_lines(text) for text in soffice.decided(asked, takes=True)] == [new, deep_new]


def test_for_review_has_changes_and_remarks_under_their_authors():
    text = content(lamp_book(is_reviewed=True), options(for_review=True))
    assert "<dc:creator>Line Editor (AI: model-1)</dc:creator>" in text
    assert text.count("<text:changed-region") >= 5
    assert "<office:annotation " in text
    ids = set(re.findall(r'text:change-id="(\w+)"', text))
    assert ids == set(re.findall(r'<text:changed-region xml:id="(\w+)"', text))
    assert text.count("<text:change-start") == text.count("<text:change-end")
    clean = content(lamp_book(is_reviewed=True), options())
    assert "changed-region" not in clean
    assert "annotation" not in clean


def test_the_mark_the_scenes_and_the_contents_are_in_the_file():
    with zipfile.ZipFile(io.BytesIO(made(lamp_book(), options(Preset.PAPERBACK)))) as archive:
        assert "book:12:root" in archive.read("meta.xml").decode()
        text = archive.read("content.xml").decode()
    assert 'text:bookmark text:name="scene_' in text
    assert '<text:table-of-content text:name="Contents"' in text
    for number in re.findall(r'xlink:href="#(toc\d+)"', text):
        assert f'<text:bookmark text:name="{number}"/>' in text
    assert 'style:master-page-name="First"' in text


def named(book: Book, preset: Preset) -> dict[str, str]:
    """Return the parents of the styles that the first lines of front and body have."""
    text = content(book, options(preset))
    found = re.findall(
        r'<style:style style:name="(P\d)"[^>]*parent-style-name="(\w+)"([^/]*)', text
    )
    return {name: parent + more for name, parent, more in found}


def test_the_text_of_a_book_begins_on_a_page_of_its_own_numbered_one():
    book = Book("T", "W", (BookScene("", "", "# One\n\nA.\n"), BookScene("", "", "# Two\n\nB.\n")))
    styles = named(book, Preset.PAPERBACK)
    assert 'master-page-name="First"' in styles["P1"]
    assert styles["P2"].startswith("Heading_20_1")
    assert 'master-page-name="Opening"' in styles["P2"]
    assert 'style:page-number="1"' in content(book, options(Preset.PAPERBACK))
    assert 'master-page-name="Standard"' in named(book, Preset.MODERN)["P2"]
    table = Book("T", "W", (BookScene("", "", "| a |\n|---|\n| b |\n"),))
    assert 'master-page-name="Opening"' in named(table, Preset.PAPERBACK)["P2"]


def test_a_story_begins_below_its_title_and_alone_on_a_bare_page():
    story = Book("T", "W", (BookScene("", "", "Once.\n"),))
    styles = named(story, Preset.MODERN)
    assert 'master-page-name="First"' in styles["P1"]
    assert "master-page" not in styles["P2"]
    bare = ExportOptions(Preset.MODERN, has_title_page=False)
    assert 'parent-style-name="Text_20_body" style:master-page-name="First"' in content(story, bare)


def test_parts_and_the_chapters_below_them_have_styles_of_their_own():
    text = content(
        Book("T", "W", (BookScene("", "", "# Part One\n\n## Fog\n\nA.\n"),)),
        options(Preset.PAPERBACK),
    )
    assert re.search('text:h text:style-name="P2" text:outline-level="1"', text)
    assert 'style:parent-style-name="Part_20_Title"' in text
    assert '<text:h text:style-name="Part_20_Chapter" text:outline-level="2">' in text


def test_columns_lean_to_their_sides_and_pictures_stand_alone():
    text = content(
        Book("T", "W", (BookScene("", "", "| a | b |\n|---|--:|\n| c | d |\n\n![x](y.png)\n"),)),
        options(),
    )
    for style, word in (("Head", "a"), ("Head_20_right", "b"), ("Cell_20_right", "d")):
        assert f'<text:p text:style-name="{style}">{word}</text:p>' in text
    assert '<text:p text:style-name="Figure">' in text


def test_deeper_quotes_and_code_have_their_styles():
    text = content(
        Book("T", "W", (BookScene("", "", "> a\n>\n> > b\n\n```\nc\n```\n"),)), options()
    )
    for style, word in (
        ("Quotations", "a"),
        ("Quotations_20_2", "b"),
        ("Preformatted_20_Text", "c"),
    ):
        assert re.search(f'<text:p text:style-name="(?:{style}|P2)">(?:<[^>]+>)?{word}<', text)


def test_what_the_file_holds_comes_back_with_its_structure(tmp_path):
    written = (
        "# One\n\nA word.\n\n> Said.\n>\n> One\\\n> two\n\n```\nx = 1\n\ny = 2\n```\n\n"
        "| a | b |\n| --- | --- |\n| c | d |\n"
    )
    book = Book("T", "W", (BookScene("", "", written),))
    path = put(tmp_path, {"book": made(book, replace(options(), has_title_page=False))})["book"]
    (scene,) = read_file(path).scenes
    assert scene.text.removesuffix("END\n").rstrip("\n") == written.rstrip("\n")


def test_contents_of_what_is_read_on_a_screen_count_no_pages():
    assert "bookmark-ref" in content(lamp_book(), options(Preset.PAPERBACK))
    assert "bookmark-ref" not in content(lamp_book(), options(Preset.READER))


def test_lines_that_end_on_purpose_are_not_stretched():
    with zipfile.ZipFile(io.BytesIO(made(lamp_book(), options(Preset.PAPERBACK)))) as archive:
        assert "DoNotJustifyLinesWithManualBreak" in archive.read("settings.xml").decode()
        assert 'manifest:full-path="settings.xml"' in archive.read("META-INF/manifest.xml").decode()


def test_what_cannot_be_put_in_is_told():
    book = Book("T", "W", (BookScene("", "", "![x](none.png)[^a]\n\n[^a]: N[^b].\n[^b]: M.\n"),))
    rendered = render_file(book, options(), unwatched)
    assert any("picture" in loss for loss in rendered.losses)
    note = "Word.[^a]\n\n[^a]: An old note.\n"
    start = note.index("old")
    scene = BookScene(
        "", "", note, suggestions=(OpenSuggestion(start, start + 3, "new", "Jane", "Why."),)
    )
    losses = render_file(Book("T", "W", (scene,)), options(for_review=True), unwatched).losses
    assert any("of a footnote are not shown" in loss for loss in losses)
    table = "| a |\n|---|\n| b |\n\nEnd.\n"
    row = OpenSuggestion(table.index("| b |"), table.index("\n\nEnd"), "| b |\n| c |", "Jane")
    losses = render_file(
        Book("T", "W", (BookScene("", "", table, suggestions=(row,)),)),
        options(for_review=True),
        unwatched,
    ).losses
    assert any("table row" in loss for loss in losses)


def test_white_space_survives_and_everything_is_well_formed():
    text = "a\u00a0b <&> c\n\n```\n  x\ty\n\nz  z\n```\n\n[k](https://x.org) `c  d`\n"
    made_text = content(Book("T", "", (BookScene("", "", text),)), options(Preset.READER))
    ElementTree.fromstring(made_text)
    assert '<text:s text:c="2"/>x<text:tab/>y<text:line-break/>' in made_text
    assert 'xlink:href="https://x.org"' in made_text


def test_same_book_same_bytes():
    book = lamp_book(is_reviewed=True)
    chosen = options(for_review=True)
    assert made(book, chosen) == made(book, chosen)


def test_progress_is_told_and_stops_the_work():
    told: list[tuple[int, int]] = []
    render_file(lamp_book(), options(), lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]

    def stop(_done: int, _total: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        render_file(lamp_book(), options(), stop)


def test_the_catalog_knows_odt():
    assert exporter_for(Path("a.odt")).ending == ".odt"
