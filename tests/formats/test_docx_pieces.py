from __future__ import annotations

import pytest
from lxml import etree

from cocreate.formats.document import LineBreak, NoteRef, Picture, Run, Style
from cocreate.formats.docx_looks import Looks
from cocreate.formats.docx_opened import Link
from cocreate.formats.docx_pieces import (
    PieceReader,
    Shared,
    change_of,
    end_change,
    moment_of,
    text_of,
)
from cocreate.formats.tracked import Anchor, Change, Part, Piece
from tests.formats.docx_files import _SPACES, end, ins, p, r, struck

CHAR = '<w:fldChar w:fldCharType="{}"/>'
FIELD = "<w:r>" + CHAR + "</w:r>"
LINKS = {"rL": Link("hyperlink", "https://x", is_outside=True),
         "rP": Link("image", "word/media/sea.png", is_outside=False)}  # fmt: skip


@pytest.fixture
def shared() -> Shared:
    return Shared(Looks(None, None), lambda target: f"images/{target.rpartition('/')[2]}")


def _read(shared: Shared, *runs: str) -> tuple[Part, ...]:
    root = etree.fromstring(f"<x {_SPACES}>{p(*runs)}</x>")
    return PieceReader(shared, LINKS).read(root[0])


def _text(shared: Shared, *runs: str) -> str:
    return "".join(
        part.inline.text
        for part in _read(shared, *runs)
        if isinstance(part, Piece) and isinstance(part.inline, Run)
    )


BOX = f"<w:txbxContent>{p('x')}</w:txbxContent>"


def _run(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


def test_signs_that_are_elements_are_signs(shared):
    signs = "<w:tab/><w:noBreakHyphen/><w:softHyphen/><w:ptab/>"
    assert _text(shared, _run(signs)) == "\t\u2011\u00ad\t"


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", "F061", "α"),
        ("Wingdings", "F0E0", "→"),
        ("Any", "2014", "—"),
        ("Any", "F0001", "\ufffd"),
        ("Any", "zz", ""),
        ("Any", "-5", ""),
        ("Any", "1_0", ""),
        ("Any", "D800", "\ufffd"),
        ("Any", "FFFFFFFFF", ""),
    ],
)
def test_signs_of_symbol_fonts_are_what_they_look_like(shared, font, code, sign):
    assert _text(shared, _run(f'<w:sym w:font="{font}" w:char="{code}"/>')) == sign


def test_line_ends_are_kept_and_page_ends_counted(shared):
    parts = _read(shared, _run('<w:br/><w:cr/><w:br w:type="page"/><w:br w:type="column"/>'))
    assert parts == (Piece(LineBreak()), Piece(LineBreak()))
    assert shared.lost["page"] == 2


def test_runs_of_one_look_are_one(shared):
    assert _read(shared, "a", "b", r("c", "<w:i/>"), r("d", "<w:i/>")) == (
        Piece(Run("ab")),
        Piece(Run("cd", style=Style.EMPHASIS)),
    )


def test_whatever_words_are_wrapped_in_they_are_read(shared):
    both = (
        f"<mc:AlternateContent><mc:Choice>{r('c')}</mc:Choice><mc:Fallback>{r('x')}"
        "</mc:Fallback></mc:AlternateContent>"
    )
    wrapped = [
        f"<w:smartTag>{r('a')}</w:smartTag>",
        f"<w:sdt><w:sdtContent>{r('b')}</w:sdtContent></w:sdt>",
        both,
        f"<mc:AlternateContent><mc:Fallback>{r('d')}</mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent/>",
        _run("<mc:AlternateContent><mc:Choice><w:t>e</w:t></mc:Choice></mc:AlternateContent>"),
        f"<w:ruby><w:rubyBase>{r('x')}</w:rubyBase></w:ruby>",
        _run(f"<w:ruby><w:rubyBase>{r('f')}</w:rubyBase></w:ruby><w:ruby/>"),
        "<m:oMath><m:r><m:t>g</m:t></m:r></m:oMath>",
        "<w:proofErr/>",
    ]
    assert _text(shared, *wrapped) == "abcdefg"
    assert shared.lost["formula"] == 1


def test_links_lead_where_they_did(shared):
    link = f'<w:hyperlink r:id="rL">{r("a")}</w:hyperlink>'
    inner = f'<w:hyperlink w:anchor="here">{r("b")}</w:hyperlink>'
    assert _read(shared, link, inner) == (Piece(Run("a", href="https://x")), Piece(Run("b")))


def test_fields_show_their_result(shared):
    def field(instruction: str, result: str) -> str:
        words = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        return (
            FIELD.format("begin")
            + words
            + FIELD.format("separate")
            + r(result)
            + FIELD.format("end")
        )

    assert _read(shared, field(' HYPERLINK "https://y" ', "a"), field(" PAGE ", "7")) == (
        Piece(Run("a", href="https://y")),
        Piece(Run("7")),
    )
    assert _text(shared, FIELD.format("begin"), "x", FIELD.format("end"), "b") == "b"
    assert _text(shared, FIELD.format("end"), FIELD.format("separate"), "c") == "c"
    assert (
        _text(shared, _run("<w:instrText>x</w:instrText>"), f"<w:fldSimple>{r('d')}</w:fldSimple>")
        == "d"
    )
    assert _read(shared, field(" HYPERLINK https://z ", "a"))[0] == Piece(
        Run("a", href="https://z")
    )


def test_changes_are_their_authors(shared):
    new = Change(is_insertion=True, author="Jane", at_ms=1_700_000_000_000)
    assert _read(shared, ins("a"), struck("b"), ins(ins("c", author="Bob"))) == (
        Piece(Run("a"), new),
        Piece(Run("b"), Change(is_insertion=False, author="Jane", at_ms=new.at_ms)),
        Piece(Run("c"), new),
    )


def test_what_is_in_no_version_is_counted(shared):
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    assert _read(shared, ins(struck("x", note))) == ()
    assert (shared.lost["void"], shared.notes) == (1, {})


def test_notes_are_numbered_as_their_signs_come(shared):
    signs = '<w:footnoteReference w:id="4"/><w:endnoteReference w:id="2"/>'
    assert _read(shared, _run(signs)) == (Piece(NoteRef("1")), Piece(NoteRef("2")))
    assert shared.notes == {("footnote", "4"): 1, ("endnote", "2"): 2}


def test_a_note_with_two_signs_is_one_note(shared):
    signs = '<w:footnoteReference w:id="4"/><w:endnoteReference w:id="4"/>' * 2
    parts = _read(shared, _run(signs))
    assert parts == tuple(Piece(NoteRef(number)) for number in ("1", "2", "1", "2"))


def test_remarks_are_anchored(shared):
    shared.remarks |= {"5": 0, "6": 1}
    edge = '<w:commentRange{} w:id="{}"/>'
    sign = '<w:r><w:commentReference w:id="{}"/></w:r>'
    parts = _read(
        shared, edge.format("Start", 5), "a", edge.format("End", 5), sign.format(5),
        sign.format(6), edge.format("Start", 9), sign.format(9),
    )  # fmt: skip
    assert parts == (
        Anchor(0, opens=True), Piece(Run("a")), Anchor(0, opens=False),
        Anchor(1, opens=True), Anchor(1, opens=False),
    )  # fmt: skip


def test_pictures_have_their_words(shared):
    drawing = '<w:drawing><wp:docPr {}/><a:blip r:embed="rP"/></w:drawing>'
    old = '<w:pict><v:imagedata r:id="rP"/></w:pict>'
    assert _read(
        shared, _run(drawing.format('descr="A  sea" title="T"')), _run(drawing.format('title="T"')),
        _run(old), _run('<w:drawing><a:blip r:embed="rX"/></w:drawing>'), _run("<w:object/>"),
    ) == (
        Piece(Picture("images/sea.png", "A sea", "T")),
        Piece(Picture("images/sea.png", "T")),
        Piece(Picture("images/sea.png")),
    )  # fmt: skip
    assert (shared.lost["picture"], shared.lost["object"]) == (1, 1)


def test_boxes_wait_for_the_end_of_their_paragraph(shared):
    box = f"<w:txbxContent>{p('x')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert _read(shared, _run(both)) == ()
    assert len(shared.boxes) == 1


def test_what_stands_in_a_box_is_not_read_with_the_drawing_that_holds_it(shared):
    inner = '<w:drawing><a:blip r:embed="rP"/></w:drawing>'
    box = f"<w:txbxContent>{p(_run(inner), _run(f'<w:pict>{BOX}</w:pict>'))}</w:txbxContent>"
    assert _read(shared, _run(f"<w:drawing>{box}</w:drawing>")) == ()
    assert len(shared.boxes) == 1
    assert shared.lost["picture"] == 0


def test_what_is_not_kept_of_the_look_is_counted(shared):
    look = (
        '<w:color w:val="FF0000"/><w:sz w:val="40"/><w:caps/><w:vertAlign w:val="superscript"/>'
        "<w:rPrChange/>"
    )
    _read(shared, r("a", look), r("b", '<w:color w:val="auto"/><w:caps w:val="0"/>'))
    assert shared.lost == {"colour": 1, "font": 1, "capitals": 1, "raised": 1, "formatting": 1}


def test_hidden_words_are_counted(shared):
    assert _read(shared, r("a", "<w:vanish/>"), _run("<w:rPr><w:vanish/></w:rPr>")) == ()
    assert shared.lost["hidden"] == 1


def test_the_end_of_a_paragraph_may_have_changed():
    def properties(inner: str) -> Change | None:
        return end_change(etree.fromstring(f"<x {_SPACES}>{inner}</x>"))

    changed = properties(end("del"))
    assert changed is not None
    assert (changed.is_insertion, changed.author) == (False, "Jane")
    assert properties("<w:rPr/>") is None
    assert end_change(None) is None


def test_moments_are_universal_unless_they_say_otherwise():
    assert moment_of("1970-01-01T00:00:01Z") == 1000
    assert moment_of("1970-01-01T01:00:01+01:00") == 1000
    assert moment_of("1970-01-01T00:00:01") == 1000
    assert moment_of("1960-01-01T00:00:01") == 0
    assert moment_of("yesterday") == 0


def test_a_moved_passage_is_put_in_where_it_went():
    element = etree.fromstring(f'<x {_SPACES}><w:moveTo w:author=" J "/></x>')[0]
    assert change_of(element) == Change(is_insertion=True, author="J")


def test_a_remark_has_its_lines():
    assert text_of(etree.fromstring(f"<x {_SPACES}>{p('a')}{p('b', 'c')}</x>")) == "a\nbc"
