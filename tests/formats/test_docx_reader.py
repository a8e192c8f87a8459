"""Word files come in: as they stood before the changes that they track, and with these changes."""

from __future__ import annotations

import hashlib
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from cocreate.base.errors import InputError
from cocreate.formats.book import Book, BookScene, ImportedFile, ImportedScene, unwatched
from cocreate.formats.document import Document
from cocreate.formats.docx_reader import read_file
from cocreate.formats.docx_writer import render_file
from cocreate.formats.format_catalog import importer_for
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.markdown_writer import write_markdown
from cocreate.formats.paragraph_tree import grow
from cocreate.formats.paragraphs import flatten
from cocreate.formats.presets import ExportOptions, Preset
from cocreate.formats.suggested_text import with_suggestions
from tests.formats.docx_files import end, ins, p, r, struck, style, write_docx
from tests.formats.test_revising import scenes
from tests.formats.tracked_text import LAMP, LINE_EDITOR, WHEN_MS, lamp_book, png

DOCUMENTS = Path(__file__).parents[1] / "fixtures" / "documents"
TABLE = (
    "Above\n\n| Top left | Top right |\n| --- | --- |\n| Bottom left | Bottom right |\n\nBelow\n"
)
HEADINGS = style("H1", "heading 1") + style("H2", "heading 2")


def _read(path: Path, body: str, **more: str) -> ImportedFile:
    return read_file(write_docx(path / "a.docx", body, parts=more))


def _text(path: Path, body: str, **more: str) -> str:
    return "".join(scene.text for scene in _read(path, body, **more).scenes)


def taken(scene: ImportedScene) -> str:
    """Return the text with all suggestions."""
    parts: list[str] = []
    at = 0
    for suggestion in scene.suggestions:
        parts += (scene.text[at : suggestion.start], suggestion.new)
        at = suggestion.end
    return "".join((*parts, scene.text[at:]))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("comments", "Ouch.\n"),
        ("endnotes", "Ouch[^1].[^2]\n\n[^1]: A tachyon walks into a bar.\n\n[^2]: Fin.\n"),
        ("footnotes", "Ouch[^1].[^2]\n\n[^1]: A tachyon walks into a bar.\n\n[^2]: Fin.\n"),
        ("single-paragraph", "Walking on imported air\n"),
        ("strict-format", "Test\n"),
        (
            "tables",
            TABLE,
        ),
        ("text-box", "Datum plane\n"),
        ("utf8-bom", "This XML has a byte order mark.\n"),
        ("comment", ""),
    ],
)
def test_a_real_file_gives_its_words(name, text):
    file = read_file(DOCUMENTS / f"{name}.docx")
    assert "".join(scene.text for scene in file.scenes) == text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ExternalEntityInText", "defines its own entities"),
        ("clusterfuzz-testcase-minimized-POIXWPFFuzzer-6442791109263360", "is damaged"),
        ("truncated62886", "is damaged"),
        ("testWORD_protected_passtika", "is protected by a password"),
        ("testWORD_truncated", "is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(name, sentence):
    with pytest.raises(InputError, match=sentence):
        read_file(DOCUMENTS / f"{name}.docx")


def test_what_is_no_document_is_told(tmp_path):
    path = tmp_path / "a.docx"
    path.write_text("Plain words.", encoding="utf-8")
    with pytest.raises(InputError, match="no Word document"):
        read_file(path)
    with pytest.raises(InputError, match="is damaged"):
        read_file(write_docx(path, "</w:body><w:body>", links="<bad"))


def test_a_file_without_a_body_is_damaged(tmp_path):
    path = write_docx(tmp_path / "a.docx", "")
    data = path.read_bytes().replace(b"w:body", b"w:bady")
    path.write_bytes(data)
    with pytest.raises(InputError, match="is damaged"):
        read_file(path)


def test_comments_of_a_real_file_are_notes_under_their_authors():
    (scene,) = read_file(DOCUMENTS / "comments.docx").scenes
    assert [(note.text, note.author) for note in scene.notes] == [
        ("A tachyon walks into a bar.", "Michael Williamson"),
        ("Fin.", "Michael Williamson"),
    ]


def test_changes_of_a_real_file_lead_from_the_one_text_to_the_other():
    (scene,) = read_file(DOCUMENTS / "delins.docx").scenes
    assert {suggestion.author for suggestion in scene.suggestions} == {"pavel"}
    assert "March 2009: Apache Tika Release" in taken(scene)
    assert "March 2009: Apache Tika Release" not in scene.text


def test_changes_come_with_author_and_date(tmp_path):
    (scene,) = _read(
        tmp_path, p("One ", struck("two"), ins("2"), " three", ins(" more", author="Bob"))
    ).scenes
    assert scene.text == "One two three\n"
    first, second = scene.suggestions
    assert (first.start, first.end, first.new, first.author, first.at_ms) == (
        4, 7, "2", "Jane", WHEN_MS
    )  # fmt: skip
    assert (second.start, second.end, second.new, second.author) == (13, 13, " more", "Bob")


def test_two_people_in_one_place_are_two_suggestions(tmp_path):
    (scene,) = _read(tmp_path, p("a ", struck("old"), ins("new", author="Bob"), " b")).scenes
    assert [(s.start, s.end, s.new, s.author) for s in scene.suggestions] == [
        (2, 5, "", "Jane"),
        (5, 5, "new", "Bob"),
    ]


def test_paragraphs_are_parted_and_joined_by_changes_of_their_ends(tmp_path):
    (scene,) = _read(
        tmp_path,
        p("One.", properties=end("del")) + p(" Two.") + p("Th", properties=end("ins")) + p("ree."),
    ).scenes
    assert scene.text == "One.\n\nTwo.\n\nThree.\n"
    assert taken(scene) == "One. Two.\n\nTh\n\nree.\n"


def test_a_moved_passage_is_struck_and_put_in(tmp_path):
    moved = '<w:moveFrom w:id="1" w:author="J">' + r("x ") + "</w:moveFrom>"
    file = _read(tmp_path, p(moved, "y ", moved.replace("moveFrom", "moveTo")))
    assert file.scenes[0].text == "x y\n"
    assert taken(file.scenes[0]).strip() == "y x"
    assert file.losses == ("1 moved passage came as a deletion and an insertion.",)


def test_what_one_puts_in_and_another_strikes_is_in_no_version(tmp_path):
    file = _read(tmp_path, p("a", ins(struck("b", author="Bob"))))
    assert (file.scenes[0].text, file.scenes[0].suggestions) == ("a\n", ())
    assert file.losses[0].startswith("1 passage that one person put in")


def test_a_new_row_and_a_struck_one(tmp_path):
    def row(words: str, properties: str = "") -> str:
        cell = f"<w:tc>{p(words)}</w:tc>" * 2
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cell}</w:tr>"

    change = '<w:{} w:id="1" w:author="Jane"/>'
    table = (
        f"<w:tbl>{row('a')}{row('b', change.format('del'))}{row('c', change.format('ins'))}</w:tbl>"
    )
    (scene,) = _read(tmp_path, table).scenes
    assert scene.text == "| a | a |\n| --- | --- |\n| b | b |\n"
    assert taken(scene) == "| a | a |\n| --- | --- |\n| c | c |\n"


def test_a_new_footnote_is_part_of_the_suggestion(tmp_path):
    note = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    (scene,) = _read(
        tmp_path,
        p("a", ins(note.format(5)), "b", note.format(6)),
        footnotes=f'<w:footnote w:id="5">{p(" new")}</w:footnote>'
        f'<w:footnote w:id="6">{p(" old ", struck("x"))}</w:footnote>',
    ).scenes
    assert scene.text == "ab[^1]\n\n[^1]: old x\n"
    made = read_markdown(taken(scene))
    assert write_markdown(made) == "a[^2]b[^1]\n\n[^2]: new\n\n[^1]: old\n"


def test_a_comment_on_a_change_by_its_author_is_the_reason(tmp_path):
    edges = '<w:commentRange{} w:id="{}"/>'
    comment = '<w:comment w:id="{}" w:author="{}">{}</w:comment>'
    (scene,) = _read(
        tmp_path,
        p(
            edges.format("Start", 1), struck("a"), ins("b"), edges.format("End", 1), " ",
            edges.format("Start", 2), "word", edges.format("End", 2),
            ins(edges.format("Start", 3), r("x"), edges.format("End", 3)),
        ),
        comments=comment.format(1, "Jane", p("Better.")) + comment.format(2, "Jane", p("Hm.", "m"))
        + comment.format(3, "Bob", p("No.")) + comment.format(4, "Bob", p("Nowhere.")),
    ).scenes  # fmt: skip
    assert [suggestion.reason for suggestion in scene.suggestions] == ["Better.", ""]
    assert [(note.start, note.end, note.text) for note in scene.notes] == [
        (2, 6, "Hm.m"),
        (6, 6, "No."),
    ]


def test_a_comment_about_nothing_is_told(tmp_path):
    file = _read(tmp_path, p("a"), comments=f'<w:comment w:id="4">{p("x")}</w:comment>')
    assert file.losses == ("1 comment that is about nothing in the text was left out.",)


def test_chapters_and_scenes_are_cut_at_their_headings(tmp_path):
    heading = '<w:pStyle w:val="{}"/>'
    file = _read(
        tmp_path,
        p("Front.") + p("One", properties=heading.format("H1")) + p("a")
        + p("Two", properties=heading.format("H2")) + p(ins("b"))
        + p(ins("New"), properties=heading.format("H2") + end("ins")),
        styles=HEADINGS,
    )  # fmt: skip
    assert [(scene.chapter, scene.title, scene.text) for scene in file.scenes] == [
        ("", "a", "Front.\n\n"),
        ("One", "One", "# One\n\na\n\n"),
        ("One", "Two", "## Two\n"),
    ]
    assert taken(file.scenes[2]) == "## Two\n\nb\n\n## New\n"


def test_a_scene_break_is_known_by_its_style_its_sign_or_its_rule(tmp_path):
    centre = '<w:jc w:val="center"/>'
    rule = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'
    named = '<w:pStyle w:val="B"/>'
    text = _text(
        tmp_path,
        p("a") + p("#") + p("b") + p("~ ~", properties=centre) + p("c") + p(properties=rule)
        + p("d") + p("* * *", properties=named) + p("e", properties=named) + p("~") + p("f"),
        styles=style("B", "Scene Break"),
    )  # fmt: skip
    assert text == "a\n\n***\n\nb\n\n***\n\nc\n\n***\n\nd\n\n***\n\ne\n\n\\~\n\nf\n"


def test_pictures_come_along_and_what_cannot_is_told(tmp_path):
    def drawing(link: str) -> str:
        return (
            f'<w:r><w:drawing><wp:docPr descr="A sea"/><a:blip r:embed="{link}"/></w:drawing></w:r>'
        )

    path = write_docx(
        tmp_path / "a.docx",
        p(drawing("rA"), drawing("rB"), drawing("rC"), "<w:r><w:drawing/></w:r>"),
        links='<Relationship Id="rA" Type="x/image" Target="media/sea.png"/>'
        '<Relationship Id="rB" Type="x/image" Target="https://a/b.png" TargetMode="External"/>'
        '<Relationship Id="rC" Type="x/image" Target="media/bad.png"/>',
        files={"word/media/sea.png": png(2, 2), "word/media/bad.png": b"no"},
    )
    file = read_file(path)
    assert file.scenes[0].text == "![A sea](images/sea.png)\n"
    assert list(file.pictures) == ["images/sea.png"]
    assert file.losses == (
        "2 pictures could not be taken: they lie outside the file or are of an unknown kind.",
        "1 drawing or diagram was left out.",
    )


def test_macros_protection_heads_and_columns_are_told(tmp_path):
    path = write_docx(
        tmp_path / "a.docx",
        p("a", properties='<w:pPrChange/><w:sectPr><w:cols w:num="2"/></w:sectPr>')
        + '<w:altChunk/><w:sectPr/>',
        links='<Relationship Id="h" Type="x/header" Target="h.xml"/>'
        '<Relationship Id="f" Type="x/footer" Target="f.xml"/>',
        files={"word/vbaProject.bin": b"x"},
        parts={"settings": "<w:documentProtection/>"},
    )  # fmt: skip
    assert read_file(path).losses == (
        "The file's macros were not read.",
        "The file's protection against changes was not kept.",
        "1 tracked change of formatting was not kept.",
        "1 page header was not kept.",
        "1 page footer was not kept.",
        "1 section in columns became plain text.",
        "1 document within the document was not read.",
    )


def test_contents_are_left_out_and_wrapped_paragraphs_are_not(tmp_path):
    toc = '<w:pStyle w:val="T"/>'
    file = _read(
        tmp_path,
        p("One....7", properties=toc)
        + f"<w:sdt><w:sdtContent>{p('a')}</w:sdtContent></w:sdt>"
        + f"<mc:AlternateContent><mc:Choice>{p('b')}</mc:Choice><mc:Fallback>{p('x')}"
        "</mc:Fallback></mc:AlternateContent>",
        styles=style("T", "toc 1"),
    )
    assert file.scenes[0].text == "a\n\nb\n"
    assert file.losses[0].startswith("1 line of a table of contents")


def test_the_last_code_and_bold_headings_are_plain(tmp_path):
    bold = "<w:b/>"
    text = _text(
        tmp_path,
        p(r("One", bold), properties='<w:pStyle w:val="H1"/>')
        + p(r("x = 1", bold), properties='<w:pStyle w:val="C"/>')
        + p("  y", properties='<w:pStyle w:val="C"/>'),
        styles=HEADINGS + style("C", "Source Code"),
    )
    assert text == "# One\n\n```\n**x = 1**\n  y\n```\n".replace("**", "")


def test_what_is_said_in_a_screenplay_is_one_paragraph_with_its_name():
    text = "## INT. STAIR\n\nADA\n(low)\nYou are late.\n\nShe goes.\n"
    data = render_file(
        Book("T", "W", (BookScene("", "s", text),)), ExportOptions(Preset.SCREENPLAY), unwatched
    ).data
    assert "ADA\n(low)\nYou are late.\n\nShe goes." in _read_back(data).scenes[-1].text


def test_a_lone_spoken_line_is_a_paragraph(tmp_path):
    said = '<w:pStyle w:val="D"/>'
    text = _text(tmp_path, p("Hi.", properties=said), styles=style("D", "Dialogue"))
    assert text == "Hi.\n"


def _read_back(data: bytes, **more: bool) -> ImportedFile:
    # Hypothesis and `tmp_path` do not go together.
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "back.docx")
        made.write_bytes(data)
        return read_file(made, **more)


def _canonical(text: str) -> Document:
    document = read_markdown(text)
    return Document(
        grow(flatten(document.blocks)),
        {label: grow(flatten(blocks)) for label, blocks in document.notes.items()},
    )


def test_our_own_file_comes_back_as_it_left():
    for preset in (Preset.MODERN, Preset.CLASSIC, Preset.PAPERBACK, Preset.WEB):
        options = ExportOptions(preset, WHEN_MS, mark="book:1")
        file = _read_back(render_file(lamp_book(), options, unwatched).data)
        assert file.export_mark == "book:1"
        assert (file.title, file.writer, file.changed_by) == (
            "The Lamp at the Stair", "Ada Quill", "Ada Quill"
        )  # fmt: skip
        assert [scene.marker for scene in file.scenes] == [
            "scene_0a", "scene_0b", "scene_0c", "scene_0d"
        ]  # fmt: skip
        sha = hashlib.sha256(png(30, 20)).hexdigest()[:16]
        expected = write_markdown(_canonical(LAMP)).replace("images/blue", f"images/{sha}")
        assert file.scenes[0].text == expected
        assert file.scenes[2].text == "It was open.\n"
        assert [scene.chapter for scene in file.scenes] == [
            "The Lamp", "The Lamp", "The Door", "The Door"
        ]  # fmt: skip
        assert file.losses == ()


def test_what_stands_in_lists_comes_back_where_it_stood():
    text = (
        "- a\n\n  b\n\n  1. c\n\n     d\n\n     > e\n  2. f\n\n  g\n\n  > h\n- i\n\n"
        "> 1. j\n\nl `m\nn`\n"
    )
    book = Book("T", "W", (BookScene("", "s", text, id="scene-1"),))
    (scene,) = _read_back(render_file(book, ExportOptions(mark="m"), unwatched).data).scenes
    assert scene.text == write_markdown(_canonical(text))


def test_a_paragraph_of_a_list_without_a_list_is_a_paragraph(tmp_path):
    more = '<w:pStyle w:val="L"/>'
    text = _text(
        tmp_path,
        p("a", properties=more) + p("b", properties=more.replace('"L"', '"C"')) + "<w:tbl/>",
        styles=style("L", "List Paragraph") + style("C", "List Continue 2"),
    )
    assert text == "a\n\nb\n"


def test_a_note_without_words_and_a_picture_that_is_gone(tmp_path):
    drawing = '<w:r><w:drawing><a:blip r:embed="rA"/></w:drawing></w:r>'
    path = write_docx(
        tmp_path / "a.docx",
        p("a", '<w:r><w:footnoteReference w:id="1"/></w:r>', drawing),
        links='<Relationship Id="rA" Type="x/image" Target="media/gone.png"/>',
        parts={"footnotes": f'<w:footnote w:id="1">{p()}</w:footnote>'},
    )
    file = read_file(path)
    assert file.scenes[0].text == "a[^1]\n\n[^1]:\n"
    assert len(file.losses) == 1


def test_suggestions_and_notes_come_back_as_they_left():
    options = ExportOptions(None, WHEN_MS, mark="book:1", for_review=True)
    book = lamp_book(is_reviewed=True)
    scene = _read_back(render_file(book, options, unwatched).data).scenes[0]
    old = [
        (book.scenes[0].text[s.start : s.end].strip(), s.new.strip(), s.author, s.reason)
        for s in book.scenes[0].suggestions
    ]
    new = [(scene.text[s.start : s.end], s.new, s.author, s.reason) for s in scene.suggestions]
    assert new[:3] == old[:3]
    assert ("4 s", "5 s", LINE_EDITOR, "Dearer.") in new
    assert ("his* own", "her* own", LINE_EDITOR, "") in new
    assert ("oil", "paraffin", LINE_EDITOR, "") in new
    assert [(scene.text[n.start : n.end], n.text, n.author) for n in scene.notes] == [
        ("nobody", "Really?\nAsk.", "A Reader")
    ]


@given(scenes())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_review_comes_back_with_both_its_texts(scene):
    # Half a block of code, or half a break, that is joined with a sentence is read as one of both.
    near = "".join(scene.text[max(0, s.start - 9) : s.end + 9] + s.new for s in scene.suggestions)
    assume("`" not in near)
    assume("***" not in near)
    assume(not re.search(r"^\s*#+\s*$", f"{scene.text}\n{near}", re.MULTILINE))  # a break too
    named = BookScene("", "s", scene.text, (), scene.suggestions, scene.notes, "scene-1")
    options = ExportOptions(Preset.WEB, WHEN_MS, for_review=True, has_title_page=False)
    plain = ExportOptions(Preset.WEB, WHEN_MS, has_title_page=False)
    after = BookScene("", "s", with_suggestions(scene), id="scene-1")
    before = BookScene("", "s", scene.text, id="scene-1")

    def back(one: BookScene, how: ExportOptions) -> ImportedFile:
        return _read_back(render_file(Book("T", "W", (one,)), how, unwatched).data)

    reviewed = back(named, options)
    assert _shown("".join(s.text for s in reviewed.scenes)) == _shown(
        "".join(s.text for s in back(before, plain).scenes)
    )
    if len(reviewed.scenes) == 1:  # what reaches over the end of a scene is cut there
        assert _shown(taken(reviewed.scenes[0])) == _shown(
            "".join(s.text for s in back(after, plain).scenes)
        )


def _shown(text: str) -> tuple[list[str], list[str]]:
    """Return the words, and those of footnotes, without their numbers and what they stand in.

    A quote in a list in a quote is more than a paragraph's style can say.
    """
    lines = re.sub(r"\[\^\d+\]", "[^]", text).split("\n")
    notes = [line for line in lines if line.startswith(("[^]:", "    "))]
    body = [line for line in lines if line not in notes]
    return _words(body), sorted(_words(notes))


def _words(lines: list[str]) -> list[str]:
    return [word for word in " ".join(lines).split() if not re.fullmatch(r"[->*]|\d+[.)]", word)]


def test_the_catalog_reads_docx():
    path = DOCUMENTS / "single-paragraph.docx"
    assert importer_for(path)(path).scenes[0].text == "Walking on imported air\n"
