from __future__ import annotations

import io
import re
import sys

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocreate.base.errors import ExportError
from cocreate.base.resources import resource_path
from cocreate.formats import typst_engine
from cocreate.formats.typst_engine import Sheet, Tree, has_engine, is_drawable, mapped, set_pdf
from tests.formats.pdf_samples import HOSTILE, png

# Nothing of this may mean anything to the engine.
PIECES = (
    *("#", "$", "\\", "*", "_", "`", "```", "<a>", "@a", "=", "- ", "+ ", "/ ", "~", "--", "---"),
    *(
        "...",
        "//",
        "/*",
        "*/",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        '"',
        "'",
        "\\u{41}",
        "#import",
        "#eval",
    ),
    *(
        "#set page(width: 1pt)",
        "#panic()",
        "sys.inputs",
        "http://x.y",
        "%",
        "&",
        "^",
        "|",
        "{{",
        "}}",
    ),
    *("a", "Word", " ", "é", "0", "“", "—", "\n"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def report_sheet(*words: str) -> Sheet:
    """Return a sheet that sets words in paragraphs."""
    nodes = [{"tag": "p", "kinds": [], "inside": [text]} for text in words]
    return Sheet(
        "report-sheet", {"title": "T", "writer": "W", "paper": [595.0, 842.0], "report": nodes}
    )


def text_of(pdf: bytes) -> str:
    """Return what another reader finds in a PDF, without any white space."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=1, max_size=6))
def test_words_are_never_a_program(words):
    made = set_pdf(report_sheet(*words), 0)
    assert made.losses == ()
    expected = re.sub(r"\s", "", "".join(words))
    assert text_of(made.data) == expected + "1/1"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_any_text_at_all_gives_a_whole_file(text):
    made = set_pdf(report_sheet(text, *HOSTILE), 0)
    assert len(pypdf.PdfReader(io.BytesIO(made.data)).pages) == 1


def test_the_same_sheet_gives_the_same_bytes_and_the_stamp_is_the_one_handed_in():
    first, again = (set_pdf(report_sheet("Words"), 1_700_000_000_000) for _ in range(2))
    assert first.data == again.data
    stamp = pypdf.PdfReader(io.BytesIO(first.data)).metadata
    assert stamp is not None
    assert str(stamp["/CreationDate"]) == "D:20231114221320Z"
    assert set_pdf(report_sheet("Words"), 0).data != first.data


def test_every_file_claims_the_two_standards():
    data = set_pdf(report_sheet("Words"), 0).data
    about = pypdf.PdfReader(io.BytesIO(data)).root_object["/Metadata"].get_data()  # type: ignore[attr-defined]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in about
    assert b"<pdfaid:part>3</pdfaid:part>" in about
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in about


def test_no_sign_is_lost_in_silence():
    made = set_pdf(report_sheet("a\U0010fffdb \ue000\ue000 c", "\u0378"), 0)
    (sentence,) = made.losses
    assert sentence.startswith("4 signs were replaced by \ufffd")
    assert "U+E000" in sentence
    assert "U+10FFFD" in sentence
    assert text_of(made.data).count("\ufffd") == 4
    (one,) = set_pdf(report_sheet("\ue001"), 0).losses
    assert one.startswith("1 sign was replaced")


def test_many_lost_signs_are_not_all_listed():
    (sentence,) = set_pdf(report_sheet("".join(map(chr, range(0xE000, 0xE014)))), 0).losses
    assert sentence.startswith("20 signs")
    assert sentence.endswith("and others.")
    assert sentence.count("U+") == 8


def test_signs_that_fonts_seldom_have_are_set_as_others_that_look_the_same():
    made = set_pdf(report_sheet("gone⸺away⸻far"), 0)
    assert made.losses == ()
    assert "gone——away———far" in text_of(made.data)


def test_a_cluster_that_no_font_draws_is_found_while_setting():
    setting = typst_engine._Setting(report_sheet("x q\u0325\u0330y"), 0)
    setting.take_out(["q\u0325\u0330"])
    assert setting.losses() == ()
    setting.take_out(["q\u0325\u0330"])
    (sentence,) = setting.losses()
    assert sentence.endswith("no font on this computer has them: U+0071+U+0325+U+0330.")
    assert setting.compile() == []
    assert "x\ufffdy" in text_of(setting.made)


def test_what_was_not_found_before_is_found_while_setting(monkeypatch):
    monkeypatch.setattr(typst_engine, "_missing", lambda *_, **__: ())
    made = set_pdf(report_sheet("a\u0378b"), 0)
    assert made.losses[0].startswith("1 sign was replaced by \ufffd")
    assert "a\ufffdb" in text_of(made.data)


def test_scripts_that_the_own_fonts_have_need_no_fonts_of_this_computer():
    setting = typst_engine._Setting(
        report_sheet("Ωμέγα Жизнь שלום عربي हिन्दी Việt ‘’“”–—…€№ ½ ☞ ⁂ ❦ � “"), 0
    )
    setting.look_for_signs()
    assert not setting._uses_system
    assert setting.losses() == ()


def test_all_fonts_have_the_signs_that_are_taken_for_granted():
    assert typst_engine._missing(typst_engine._SURE - {"\n", "\t"}) == ()


def test_the_fonts_have_their_licence_beside_them():
    assert "SIL OPEN FONT LICENSE" in resource_path("fonts", "LICENSE.md").read_text("utf-8")


def test_what_the_engine_refuses_for_another_reason_is_one_sentence():
    with pytest.raises(ExportError, match=r"^The PDF engine refused this text: [^\n]+\.$"):
        set_pdf(Sheet("report-sheet", {"title": 3}), 0)


def test_a_file_that_cannot_keep_to_the_standards_is_made_all_the_same():
    heading: Tree = {"tag": "p", "kinds": ["cr-kicker"], "inside": []}
    data: Tree = {"title": "T", "writer": "", "paper": [595, 842], "report": [heading]}
    made = set_pdf(Sheet("report-sheet", data), 0)
    assert made.losses == (
        "The file does not keep to the rules for accessible PDFs: heading title is empty.",
    )
    assert len(pypdf.PdfReader(io.BytesIO(made.data)).pages) == 1


def test_without_the_engine_there_is_a_sentence(monkeypatch):
    assert has_engine()
    monkeypatch.setitem(sys.modules, "typst", None)
    assert not has_engine()
    with pytest.raises(ExportError, match="no PDF engine"):
        set_pdf(report_sheet("x"), 0)


def test_a_picture_is_drawable_when_its_bytes_are_whole():
    assert is_drawable(png(), "p.png")
    assert not is_drawable(png()[:40], "p.png")


def test_data_is_changed_text_by_text_and_keeps_its_names():
    tree: Tree = {"a": ["x", 1, None, True, {"b": "y"}]}
    assert mapped(tree, str.upper) == {"a": ["X", 1, None, True, {"b": "Y"}]}


@pytest.mark.parametrize(
    ("written", "text"), [(r"\u{e000}", "\ue000"), (r"\"\\", '"\\'), (r"\n\t\r\0a", "\n\t\r\0a")]
)
def test_the_engine_quotes_text_as_rust_does(written, text):
    error = Exception()
    error.diagnostic = f'error: the text `"{written}"` could not be displayed with `"F"`'  # type: ignore[attr-defined]
    assert typst_engine._refused(error) == [text]
