from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pypdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, DictionaryObject

from cocreate.formats.book import Appendix, Book, BookScene, Rendered, unwatched
from cocreate.formats.inlines import inlines_of, plain_words
from cocreate.formats.laying_out import lay_out
from cocreate.formats.pdf import render_file
from cocreate.formats.pdf_pages import page_pictures
from cocreate.formats.presets import ExportOptions, Preset
from cocreate.reports.to_typst import to_typst
from tests.formats.documents import WORDS
from tests.formats.pdf_samples import HOSTILE, png, rich, short
from tests.reports.samples import novel

PRESETS = (Preset.PAPERBACK, Preset.MODERN, Preset.CLASSIC, Preset.SCREENPLAY)
CONTACT = ("Ada Quill", "1 Lighthouse Road", "ada@example.org")


@cache
def made(preset: Preset) -> Rendered:
    return render_file(rich(), ExportOptions(preset, contact=CONTACT), unwatched)


def render(book: Book, **options) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render_file(book, ExportOptions(**options), unwatched).data))


def pages_of_bytes(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def pages_of(book: Book, **options) -> list[str]:
    return [page.extract_text() for page in render(book, **options).pages]


def tags_of(pdf: bytes) -> list[tuple[str, str]]:
    """Return every tag of the structure tree in reading order, with the words in place of it."""
    found: list[tuple[str, str]] = []

    def walk(node) -> None:
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.append((str(node["/S"]), str(node.get("/Alt", ""))))
            walk(node.get("/K", ArrayObject()))

    walk(pypdf.PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"])
    return found


def poppler(pdf: bytes, tmp_path, *command: str) -> str:
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf)
    arguments = [str(path) if part == "FILE" else part for part in command]
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


def boxes(pdf: bytes, page: int, tmp_path) -> list[tuple[str, float, float]]:
    """Return the words of a page (from 1), each with its left and upper edge in points."""
    command = ("pdftotext", "-bbox", "-f", str(page), "-l", str(page), "FILE", "-")
    found = re.findall(
        r'<word xMin="([0-9.]+)" yMin="([0-9.]+)"[^>]*>([^<]*)<', poppler(pdf, tmp_path, *command)
    )
    return [(word, float(x), float(y)) for x, y, word in found]


@pytest.mark.parametrize("preset", PRESETS)
def test_the_file_is_whole_and_tagged_to_the_eyes_of_another_reader(preset, tmp_path):
    pdf = made(preset).data
    poppler(pdf, tmp_path, "qpdf", "--check", "FILE")
    info = poppler(pdf, tmp_path, "pdfinfo", "FILE")
    assert re.search(r"^Title: +The Long Glass: A Novel$", info, re.MULTILINE)
    assert re.search(r"^Author: +Ada Quill$", info, re.MULTILINE)
    assert re.search(r"^Tagged: +yes$", info, re.MULTILINE)
    root = pypdf.PdfReader(io.BytesIO(pdf)).root_object
    assert str(root["/Lang"]) == "en"


def test_every_kind_of_block_has_its_tag():
    tags = [tag for tag, _ in tags_of(made(Preset.PAPERBACK).data)]
    for tag in (
        "/Title",
        "/TOC",
        "/H1",
        "/H2",
        "/H3",
        "/H4",
        "/H5",
        "/P",
        "/BlockQuote",
        "/L",
        "/LI",
    ):
        assert tag in tags
    for tag in ("/Table", "/TH", "/TD", "/Note", "/Link", "/Em", "/Strong", "/Figure", "/Code"):
        assert tag in tags
    figures = [alt for tag, alt in tags_of(made(Preset.PAPERBACK).data) if tag == "/Figure"]
    assert figures == ["A lamp on a rock", "small"]


def test_chapters_and_scenes_are_bookmarks():
    def titles(outline, depth=0):
        for entry in outline:
            if isinstance(entry, list):
                yield from titles(entry, depth + 1)
            else:
                yield depth, entry.title

    outline = pypdf.PdfReader(io.BytesIO(made(Preset.PAPERBACK).data)).outline
    assert list(titles(outline)) == [
        (0, "Contents"),
        (0, "Part One: The Lamp"),
        (1, "Arrivals"),
        (2, "The second boat"),
        (3, "A heading below"),
        (4, "And one below that"),
        (
            1,
            (
                "What the keeper's daughter said about the drowned bell and everything that came "
                "of it later"
            ),
        ),
    ]


def _signs(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad\u2010-]", "", text)


@pytest.mark.parametrize("preset", [Preset.PAPERBACK, Preset.MODERN, Preset.CLASSIC])
def test_the_words_read_back_are_the_words_of_the_book(preset, tmp_path):
    book = short("# Fog\n\n" + "\n\n".join(_long_paragraphs()))
    pages = poppler(_bytes(book, preset, has_title_page=False), tmp_path, "pdftotext", "FILE", "-")
    # Between the pages stand their heads and feet.
    text = re.sub(r"Quill/FOG/\d+|adaquill|(?<=\.)\d+$|Fog\d+", "", _signs(pages))
    for inlines in inlines_of(lay_out(book)[0].scenes[0].blocks):
        words = _signs(plain_words(inlines))
        assert words in text


def _long_paragraphs() -> list[str]:
    return [
        f"Paragraph {number}: the *lamp* turned, and—as it turned—“someone” counted **aloud**; "
        f"fifty-{number}, said the office flag affluently, `code` and [a link](https://e.org)."
        for number in range(12)
    ]


def _bytes(book: Book, preset: Preset | None = None, **options) -> bytes:
    return render_file(book, ExportOptions(preset, **options), unwatched).data


def test_the_same_book_gives_the_same_bytes():
    again = render_file(rich(), ExportOptions(Preset.MODERN, contact=CONTACT), unwatched)
    assert again.data == made(Preset.MODERN).data


def test_what_a_pdf_cannot_hold_is_told():
    assert made(Preset.PAPERBACK).losses == (
        "1 picture was replaced by the words that describe it: images/gone.png.",
    )


def test_a_manuscript_has_contact_count_head_breaks_and_end():
    first, part, chapter, *_, last = pages_of(rich(), preset=Preset.MODERN, contact=CONTACT)
    assert "1 Lighthouse Road" in first
    assert "about 100 words" in first
    assert "by Ada Quill" in first
    assert "/" not in first.replace("ada@example.org", "")
    assert "Quill / LONG GLASS / 1" in part
    assert "Quill / LONG GLASS / 2" in chapter
    assert "#" in last
    assert last.rstrip().endswith("END")


def test_a_short_story_begins_on_its_first_page():
    pages = pages_of(short("Word. " * 900), preset=Preset.CLASSIC, contact=CONTACT)
    assert "about 900 words" in pages[0]
    assert "Word." in pages[0]
    assert "Quill / FOG" not in pages[0]
    assert "Quill / FOG / 2" in pages[1]


def test_a_manuscript_is_double_spaced_twelve_points_with_an_inch_around_it(tmp_path):
    words = boxes(_bytes(short("Word one. " * 900), Preset.MODERN), 2, tmp_path)
    lines = sorted({y for word, _, y in words if word == "Word"})
    assert len(lines) == 27
    assert {round(below - above, 1) for above, below in pairwise(lines)} == {24.0}
    assert min(x for _, x, _ in words) == pytest.approx(72, abs=0.1)


@pytest.mark.parametrize("preset", [Preset.PAPERBACK, Preset.MODERN])
def test_the_lines_of_a_verse_begin_below_each_other(tmp_path, preset):
    text = "They sang.\n\n> First came\\\n> second went\n>\n> Third stayed\\\n> fourth\n"
    pdf = _bytes(short(text), preset, has_title_page=False)
    page = next(at for at, said in enumerate(pages_of_bytes(pdf), 1) if "First came" in said)
    at = {word: (x, y) for word, x, y in boxes(pdf, page, tmp_path)}
    assert {round(at[word][0]) for word in ("First", "second", "Third", "fourth")} == {
        round(at["First"][0])
    }
    within, between = at["second"][1] - at["First"][1], at["Third"][1] - at["second"][1]
    assert between > within + 5


def test_what_goes_on_behind_a_page_says_so_and_names_who_speaks():
    said = "It was the one thing that the old keeper had left her. " * 40
    text = f"ADA\n{said}\n\nGRACE (CONT'D)\n{said}\n\nADA\nYes.\n"
    first, second, third = pages_of(short(text), preset=Preset.SCREENPLAY)[1:4]
    assert first.rstrip().endswith("(MORE)")
    assert second.count("ADA (CONT’D)") == 1
    assert second.rstrip().endswith("(MORE)")
    assert third.count("GRACE (CONT'D)") == 1
    assert "(MORE)" not in third
    assert "(CONT’D)" not in third
    whole = " ".join(first.split()) + " ".join(second.split()) + " ".join(third.split())
    assert whole.count("old keeper") == 80


def test_a_paperback_has_half_title_title_contents_and_chapters_of_their_own():
    pages = pages_of(rich())
    assert pages[0].strip().casefold() == "the long glass"
    assert pages[1].strip() == ""
    assert "Ada Quill" in pages[2]
    assert "Contents" in pages[4]
    assert pages[5].strip() == ""
    assert pages[6].strip() == "Part One: The Lamp"
    assert pages[7].strip() == ""
    assert "Arrivals" in pages[8]
    assert "The second boat" in "".join(pages[8:11])
    bare = pages_of(rich(), has_title_page=False, has_contents=False)
    assert bare[0].strip() == "Part One: The Lamp"


def test_running_heads_name_writer_and_chapter_but_not_where_a_chapter_opens():
    book = short("# Fog\n\n" + "A word in the fog. " * 1200, title="Salt")
    opening, second, third = pages_of(book, has_title_page=False)[:3]
    assert "Ada Quill" not in opening
    assert "ada quill" in second.casefold()
    assert third.startswith("Fog")


def test_a_book_without_titles_parts_or_a_writer_is_set_as_well():
    scenes = (BookScene("", "s", "Words.\n"), BookScene("", "t", ""))
    for preset in PRESETS:
        pages = pages_of(Book("", "", scenes), preset=preset)
        assert "Words." in "".join(pages)
    assert pages_of(Book("", "", ()))


@pytest.mark.parametrize(
    ("paper", "language", "size"),
    [("", "en", (396, 612)), ("", "de", (419.53, 595.28)), ("a4", "en-US", (419.53, 595.28))],
)
def test_a_paperback_is_as_large_as_its_country_has_them(paper, language, size):
    page = render(short(), paper=paper, language=language).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(size, abs=0.1)


def test_the_language_of_the_book_is_in_the_file():
    assert str(render(short(), language="de-CH").root_object["/Lang"]) == "de-CH"
    hebrew = render(short("אור.\n"), language="he")
    assert str(hebrew.root_object["/Lang"]) == "he"


def test_hyphenation_follows_the_language_and_can_be_switched_off():
    words = "Donaudampfschifffahrtsgesellschaftskapitän und Verantwortungsbewusstsein. " * 20
    divided = pages_of(short(words), language="de")
    whole = pages_of(short(words), language="de", hyphenates=False)
    hyphen = re.compile(r"[-\u2010\u00ad]\s*$", re.MULTILINE)
    assert hyphen.search("".join(divided))
    assert not hyphen.search("".join(whole))


def test_a_screenplay_has_its_elements_where_the_trade_wants_them(tmp_path):
    text = "INT. TOWER - NIGHT\n\nThe lamp turns.\n\nADA\n(softly)\nWho is there?\n\nCUT TO:\n"
    pdf = _bytes(short(text), Preset.SCREENPLAY, contact=CONTACT)
    seen = {word: x / 72 for word, x, _ in boxes(pdf, 2, tmp_path)}
    assert seen["INT."] == pytest.approx(1.5, abs=0.02)
    assert seen["Who"] == pytest.approx(2.5, abs=0.02)
    assert seen["(softly)"] == pytest.approx(3.1, abs=0.02)
    assert seen["ADA"] == pytest.approx(3.7, abs=0.02)
    assert seen["CUT"] > 6
    assert "Lighthouse" in {word for word, _, _ in boxes(pdf, 1, tmp_path)}


def test_the_report_stands_at_the_end_of_every_preset():
    appendix = Appendix("", "", "", to_typst(novel()))
    for preset in PRESETS:
        pages = pages_of(replace(rich(), appendix=appendix), preset=preset)
        whole = "".join(pages)
        assert whole.index("A scene without a heading") < whole.index("The text as it stands")
        assert "What this report cannot show" in whole


@pytest.mark.parametrize("preset", PRESETS)
def test_hostile_words_are_only_words(preset):
    text = "".join(
        pages_of(short("\n\n".join(f"`` {one} ``" for one in HOSTILE[:4])), preset=preset)
    )
    signs = re.sub(r"\s", "", text)
    for one in HOSTILE[:4]:
        assert re.sub(r"\s", "", one) in signs


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    st.lists(st.sampled_from((*WORDS, "\n\n", "# ", "[^n]", "\n\n[^n]: ")), max_size=60).map(
        "".join
    ),
    st.sampled_from(PRESETS),
)
def test_any_manuscript_becomes_an_accessible_file(text, preset):
    made = render_file(short(f"# Fog[^n]\n\n{text}"), ExportOptions(preset), unwatched)
    assert made.data.startswith(b"%PDF-1.7")
    assert [loss for loss in made.losses if "accessible" in loss] == []


def test_footnotes_of_headings_and_tables_stand_on_the_page():
    text = (
        "# Fog[^a]\n\n# Salt\n\n| A[^b] | [B](https://e.org) |\n|---|---|\n"
        + "| x[^b] | y |\n" * 60
        + "\n\n[^a]: The first note.\n\n[^b]: The second note.\n"
    )
    made = render_file(short(text), ExportOptions(), unwatched)
    assert made.losses == ()
    whole = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.data)).pages)
    assert whole.count("The first note.") == 1
    assert whole.count("The second note.") == 1


def test_a_paragraph_of_a_megabyte_is_set():
    assert len(_bytes(short("So it goes, said the fog. " * 40_000))) > 1_000_000


def test_a_picture_larger_than_the_page_is_made_smaller():
    book = short("Words.\n\n![A tower](images/lamp.png)\n\nMore.\n")
    tall = replace(book, pictures={"images/lamp.png": png(300, 3000)})
    assert len(render(tall, has_title_page=False).pages) == 1


def test_a_picture_that_is_all_there_is_of_a_heading_stands_in_the_text():
    book = short("# ![A lamp](images/lamp.png)\n\nWords.\n", chapter="")
    made = render_file(
        replace(book, pictures={"images/lamp.png": png()}), ExportOptions(), unwatched
    )
    assert made.losses == ()
    tags = tags_of(made.data)
    assert ("/Figure", "A lamp") in tags
    assert "/H1" not in [tag for tag, _ in tags]


def test_progress_is_told_and_may_stop_the_work():
    told: list[tuple[int, int]] = []
    render_file(rich(), ExportOptions(), lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (6, 6)

    def stop(_done, _total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        render_file(rich(), ExportOptions(), stop)


def test_pages_can_be_shown():
    (picture,) = page_pictures(made(Preset.PAPERBACK).data, [2], 0.3)
    assert picture.startswith(b"\x89PNG")
