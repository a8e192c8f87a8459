from __future__ import annotations

import pytest

from cocreate.formats.document import Document, Paragraph, Run
from cocreate.formats.markdown_writer import write_markdown
from cocreate.formats.marked_text import Told, unmarked
from cocreate.formats.rtf_document import read_rtf
from cocreate.formats.rtf_text import Linked, RtfText

FONTS = (
    "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset238 Times;}{\\f2\\cpg932 Gothic;}"
    "\\f3\\fcharset204 X;}"
)
SHEET = (
    "{\\stylesheet{Normal;}{\\s1\\outlinelevel0 Heading 1;}{\\s2 heading 2;}{\\s3 Quote;}"
    "{\\s4\\outlinelevel2 Mine;}}"
)


def _read(body, linked=None):
    result = RtfText()
    data = ("{\\rtf1\\ansi" + FONTS + SHEET + body + "}").encode("latin-1")
    blocks = read_rtf(
        data, lambda data: "images/a.png" if data == b"\x01\x02" else "", linked, result
    )
    found = unmarked(write_markdown(Document(blocks, result.notes)), result.told)
    return found, result


LINKS = (
    '{\\field{\\*\\fldinst HYPERLINK "https://x.org"}{\\fldrslt a}} '
    '{\\field{\\*\\fldinst{HYPERLINK "file:x"}}{\\fldrslt b}}{\\field{\\x}}'
)
LISTED = (
    "{\\listtext 1.}\\ls1\\ilvl0 a\\par\\ilvl1 b\\par\\ilvl0 c\\par\\pard d\\par\\ls1 e\\ls0\\par"
)


LEVEL = "{\\listlevel\\levelnfc%d\\levelnfcn%d\\levelstartat%d{\\leveltext x;}}"
NUMBERED = (
    "{\\*\\listtable{\\list" + LEVEL % (0, 0, 3) + LEVEL % (23, 23, 1) + "\\listid7}"
    "{\\list" + LEVEL % (4, 4, 1) + LEVEL % (255, 255, 1) + "\\listid8}}"
    "{\\*\\listoverridetable{\\listoverride\\listid7\\ls1}"
    "{\\listoverride\\listid8{\\lfolevel}\\ls2}}"
    "\\ls1\\ilvl0 a\\par\\ilvl1 b\\par\\ilvl0 c\\par\\pard d\\par"
    "\\pard\\ls2\\ilvl0 e\\par f\\par\\ilvl1 g\\par"
)
OLD = (
    "\\pard{\\pntext 5.}{\\*\\pn\\pnlvlbody\\pndec\\pnstart5}a\\par b\\par"
    "\\pard{\\*\\pn\\pnlvlcont}c\\par\\pard{\\*\\pn\\pnlvlblt}d\\par"
)
BOXED = (
    "a{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt in box\\par}}"
    "{\\shprslt{\\*\\do{\\dptxbxtext in box\\par}}}} b\\par c{\\shp{\\*\\shpinst}}"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One\\par Two\\par", "One\n\nTwo"),
        ("a {\\b b {\\i c}} d \\strike e\\strike0  f\\plain  g", "a **b _c_** d ~~e~~ f g"),
        (
            "\\pard\\s1 A\\par\\pard\\s2 B\\par\\pard\\outlinelevel3 C\\par\\pard\\s4 D\\par\\s9 E",
            "# A\n\n## B\n\n#### C\n\n### D\n\nE",
        ),
        ("\\pard\\outlinelevel9 C", "C"),
        ("\\s3 a\\par b\\par\\pard c", "> a\n>\n> b\n\nc"),
        ("a\\line b\\page c", "a\\\nb\n\nc"),
        ("* * *\\par", "***"),
        ("\\u8220 ?\\u-10179?\\u-8704?\\u233\\'e9\\uc0\\u233 x\\uc2\\u233\\'e9\\'e9y", "“😀ééxéy"),
        ("caf\\'e9 \\f1 za\\'bf\\'f3\\f0  \\f2 \\'82\\'a0 \\f3\\'c4", "café zażó あ Д"),
        ("{\\v hidden}seen", "seen"),
        ("a{\\*\\unknown b}{\\header c}{\\footerl  }{\\colortbl;}d", "ad"),
        (
            "\\trowd\\intbl a\\cell b\\par c\\cell\\row\\intbl 1\\cell\\row\\pard d",
            "| a | b c |\n| --- | --- |\n| 1 |  |\n\nd",
        ),
        ("\\intbl a\\cell\\row\\row\\pard", "a"),
        ("\\intbl a\\cell b\\cell", "| a | b |\n| --- | --- |"),
        ("\\intbl a\\par b", "a b"),
        (
            LISTED,
            "- a\n  - b\n- c\n\nd\n\ne",
        ),
        (NUMBERED, "3. a\n   - b\n4. c\n\nd\n\n1. e\n2. f\n\ng"),
        (OLD, "5. a\n6. b\n\nc\n\n- d"),
        ("a{\\*\\footnote\\ftnalt\\chftn b}", "a[^1]\n\n[^1]: b"),
        (BOXED, "a b\n\nin box\n\nc"),
        ("\\intbl a{\\nestcell b\\nestcell}\\cell c\\cell\\row", "| a b | c |\n| --- | --- |"),
        ("a\\-b{\\xe {\\v index}}", "a\u00adb"),
        ("a{\\footnote\\chftn  note \\b x}b", "a[^1]b\n\n[^1]: note **x**"),
        (
            LINKS,
            "[a](https://x.org) b",
        ),
        (
            "{\\pict\\pngblip 01 0\r\n2}{\\pict\\jpegblip ff}{\\pict\\wmetafile8 00}",
            "![](images/a.png)",
        ),
        (
            "{\\*\\shppict{\\pict\\pngblip 0102}}{\\nonshppict{\\pict\\pngblip 0102}}",
            "![](images/a.png)",
        ),
        ("{\\object{\\*\\objdata 00}{\\result a}}", "a"),
        ("", ""),
    ],
)
def test_a_file_becomes_what_it_says(body, text):
    assert _read(body)[0].text.removesuffix("\n") == text


def test_what_is_left_out_is_counted():
    _, result = _read("{\\header h}{\\footer }{\\pict\\emfblip 00}{\\object{\\result a}}")
    assert result.left == {"margins": 1, "drawings": 1, "objects": 1}


def test_boxes_hidden_words_and_endnotes_are_counted():
    _, result = _read(BOXED + "{\\v hidden}{\\*\\footnote\\ftnalt b}")
    kinds = ("boxes", "drawings", "hidden", "endnotes")
    assert [result.left[kind] for kind in kinds] == [1, 1, 1, 1]


def test_it_knows_its_title_and_writer():
    _, result = _read("{\\info{\\title The {\\b Lamp}}{\\author Ada}{\\company x}}")
    assert (result.title, result.writer) == ("The Lamp", "Ada")


def test_tracked_changes_and_remarks_come_along():
    found, _ = _read(
        "{\\*\\revtbl{Unknown;}{Ann;}}The {\\deleted\\revauthdel1 sea}"
        "{\\revised\\revauth1 lake} was"
        "{\\*\\atnid B}{\\*\\atnauthor Ben}\\chatn{\\*\\annotation{\\*\\atnref 1}{\\chatn }Sure?} "
        "{\\revised\\revauth7 not }calm."
    )
    assert found.text == "The sea was calm.\n"
    assert [(s.start, s.end, s.new, s.author) for s in found.suggestions] == [
        (4, 7, "lake", "Ann"),
        (12, 12, "not ", ""),
    ]
    (note,) = found.notes
    assert (note.start, note.text, note.author) == (11, "Sure?", "Ben")


def test_links_to_comments_are_notes_at_their_words():
    link = '{\\field{\\*\\fldinst{HYPERLINK "scrivcmt://A-1"}}{\\fldrslt sea}}'
    found, _ = _read(f"The {link} was", Linked({"A-1": Told("Ada", 0, "Which?")}))
    (note,) = found.notes
    assert (found.text, note.start, note.end, note.text) == ("The sea was\n", 4, 7, "Which?")


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("\\ansicpg1251 \\'c4", "Д"),
        ("\\mac \\'8e", "é"),
        ("\\ansicpg99999 \\'e9", "é"),
        ("\\ansicpg65001 \\'c3\\'a9", "é"),
    ],
)
def test_the_code_page_of_the_file_counts(head, text):
    blocks = read_rtf(("{\\rtf1" + head + "}").encode(), lambda _data: "")
    assert write_markdown(Document(blocks)) == f"{text}\n"


def test_links_to_footnotes_are_footnotes_behind_their_words():
    link = '{\\field{\\*\\fldinst{HYPERLINK "scrivcmt://A-1"}}{\\fldrslt sea}}'
    found, _ = _read(f"The {link} was", Linked(notes={"A-1": (Paragraph((Run("Wet."),)),)}))
    assert found.text == "The sea[^1] was\n\n[^1]: Wet.\n"
