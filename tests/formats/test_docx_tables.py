from __future__ import annotations

from cocreate.formats.docx_reader import read_file
from tests.formats.docx_files import p, write_docx


def _cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def _table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def _read(tmp_path, body: str) -> tuple[str, tuple[str, ...]]:
    file = read_file(write_docx(tmp_path / "a.docx", body))
    return "".join(scene.text for scene in file.scenes), file.losses


def test_a_column_leans_as_its_first_cell_does(tmp_path):
    right = p("b", properties='<w:jc w:val="end"/>')
    text, losses = _read(tmp_path, _table(_cell(p("a")) * 2, _cell(right) + _cell(p("c"))))
    assert text == "| a | a |\n| --: | --- |\n| b | c |\n"
    assert losses == ()


def test_paragraphs_of_a_cell_are_one_line_and_short_rows_are_filled(tmp_path):
    text, _ = _read(tmp_path, _table(_cell(p("a"), p(), p("b")) + _cell(p("c")), _cell(p("d"))))
    assert text == "| a b | c |\n| --- | --- |\n| d |  |\n"


def test_joined_cells_are_told(tmp_path):
    wide = _cell(p("a"), properties='<w:gridSpan w:val="2"/>')
    text, losses = _read(tmp_path, _table(wide, _cell(p("b")) + _cell(p("c"))))
    assert text == "| a |  |\n| --- | --- |\n| b | c |\n"
    assert losses == ("1 joined cell of a table stands in the first of its places.",)


def test_a_width_that_is_no_number_is_one_column(tmp_path):
    for width in ("²", "9" * 5000, "0"):
        odd = _cell(p("a"), properties=f'<w:gridSpan w:val="{width}"/>')
        text, _ = _read(tmp_path, _table(odd + _cell(p("b"))))
        assert text == "| a | b |\n| --- | --- |\n"


def test_a_table_in_a_cell_becomes_its_words(tmp_path):
    inner = _table(_cell(p("x")) + _cell(p("y")))
    text, losses = _read(tmp_path, _table(_cell(inner, p()) + _cell(p("z"))))
    assert text == "| x y | z |\n| --- | --- |\n"
    assert losses == ("1 table inside a table became words of its cell.",)


def test_a_box_of_one_cell_is_its_paragraphs(tmp_path):
    text, losses = _read(tmp_path, _table(_cell(p("a"), p("b"))))
    assert text == "a\n\nb\n"
    assert losses == ("1 table of a single cell became plain paragraphs.",)


def test_rows_and_cells_may_be_wrapped(tmp_path):
    row = f"<w:sdt><w:sdtContent>{_cell(p('a'))}</w:sdtContent></w:sdt>{_cell(p('b'))}"
    wrapped = f"<w:sdt><w:sdtContent><w:tr>{row}</w:tr></w:sdtContent></w:sdt>"
    assert _read(tmp_path, f"<w:tbl>{wrapped}</w:tbl>")[0] == "| a | b |\n| --- | --- |\n"


def test_an_empty_table_is_nothing(tmp_path):
    assert _read(tmp_path, "<w:tbl/>" + p("a"))[0] == "a\n"
