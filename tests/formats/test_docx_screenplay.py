from __future__ import annotations

from dataclasses import replace

from cocreate.formats.document import Run
from cocreate.formats.docx_screenplay import screenplay_lines
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.paragraphs import flatten
from cocreate.formats.tracked import Anchor, Change, Para, Part, Piece


def _lines(text: str) -> list[tuple[str, str]]:
    return [
        (style, "".join(p.inline.text for p in line.pieces if isinstance(p.inline, Run)))
        for item in flatten(read_markdown(text).blocks)
        if isinstance(item, Para)
        for style, line in screenplay_lines(item)
    ]


def test_a_scene_is_told_from_what_happens_and_what_is_said():
    assert _lines(
        "# One\n\n## INT. STAIR - NIGHT\n\nShe goes *up*.\n\nADA (O.S.)\n(low)\nYou are late.\n\n"
        "EXT. SEA - DAY\n\nCUT TO:\n\nBANG\n"
    ) == [
        ("Heading1", "One"),
        ("SceneHeading", "INT. STAIR - NIGHT"),
        ("Action", "She goes up."),
        ("Character", "ADA (O.S.)"),
        ("Parenthetical", "(low)"),
        ("Dialogue", "You are late."),
        ("SceneHeading", "EXT. SEA - DAY"),
        ("Transition", "CUT TO:"),
        ("Action", "BANG"),
    ]


def test_lines_of_one_paragraph_may_be_no_speech():
    assert _lines("She waits.\nHe comes.\n") == [("Action", "She waits."), ("Action", "He comes.")]
    assert _lines("INT. ROOM\nDark.\n") == [("SceneHeading", "INT. ROOM"), ("Action", "Dark.")]
    assert _lines("ADA  \nHello.\n") == [("Character", "ADA"), ("Dialogue", "Hello.")]


def test_a_new_lines_end_is_new():
    (para,) = flatten(read_markdown("ADA\nHi.\n").blocks)
    assert isinstance(para, Para)
    new = Change(is_insertion=True, author="A")
    words: list[Part] = [Piece(piece.inline, new) for piece in para.pieces]
    parts = (Anchor(1, opens=True), *words)
    lines = [line for _, line in screenplay_lines(replace(para, parts=parts, change=new))]
    assert [line.change for line in lines] == [new, new]
    assert lines[0].parts[0] == Anchor(1, opens=True)
