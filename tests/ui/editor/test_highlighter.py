from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFont, QTextCursor, QTextDocument

from cocreate.base.settings import Settings
from cocreate.text.markup import line_styles
from cocreate.ui.editor.highlighter import Highlighter, styled
from cocreate.ui.theme import LIGHT


@pytest.fixture
def document(qapp):
    return QTextDocument()


@pytest.fixture
def highlighter(document):
    made = Highlighter(document, LIGHT, Settings())
    made.wake()
    return made


def test_the_parser_is_waited_for_only_where_it_is_needed(document, qtbot):
    asleep = Highlighter(document, LIGHT, Settings())
    load(document, asleep, "# One *two*\n*three*\n```\n*four*")
    assert [style.length for style in styles(document, asleep)] == [11, 2]
    assert styles(document, asleep, 1) == ()
    assert len(styles(document, asleep, 3)) == 1
    qtbot.waitSignal(asleep.outdated).wait()
    assert len(styles(document, asleep)) > 2
    with qtbot.assertNotEmitted(asleep.outdated):
        asleep.wake()


def load(document, highlighter, text: str) -> None:
    document.setPlainText(text)
    highlighter.load(text)


def styles(document, highlighter, number: int = 0):
    return highlighter.styles(document.findBlockByNumber(number))


def test_plain_prose_has_no_style_and_is_not_parsed(document, highlighter):
    load(document, highlighter, "The sea was calm.")
    assert styles(document, highlighter) == ()
    assert styled("The sea was calm.", 0) == ((), 0)


@pytest.mark.parametrize("sentence", ["It *was* calm. ", "it *was* calm and ", "plain prose. "])
def test_a_very_long_line_is_styled_piece_by_piece_as_if_at_once(sentence):
    line = "- " + sentence * 400
    kinds = {(line[style.start : style.end], style.kind) for style in styled(line, 0)[0]}
    short = "- " + sentence * 2
    assert {kind for _, kind in kinds} == {style.kind for style in styled(short, 0)[0]}
    assert ("*", "mark") in kinds or "*" not in sentence
    assert all(style.end <= len(line) for style in styled(line, 0)[0])


def test_what_begins_a_piece_of_a_long_line_is_no_heading():
    line = "a" * 999 + ". # no *heading* here " * 150
    assert "heading" not in {style.kind for style in styled(line, 0)[0]}


def test_a_heading_is_larger_and_its_marks_stand_back(document, highlighter):
    load(document, highlighter, "# One")
    heading, mark = styles(document, highlighter)
    assert (heading.start, heading.length) == (0, 5)
    assert heading.format.fontPointSize() > Settings().font_points
    assert (mark.start, mark.length) == (0, 2)
    assert mark.format.foreground().color() == QColor(LIGHT.dim)


def test_emphasis_is_italic_and_strong_is_bold(document, highlighter):
    load(document, highlighter, "a *b* **c**")
    found = styles(document, highlighter)
    assert any(style.format.fontItalic() and 2 <= style.start <= 3 for style in found)
    assert any(style.format.fontWeight() == QFont.Weight.Bold for style in found)


def test_positions_count_signs_of_two_units_twice(document, highlighter):
    load(document, highlighter, "😀 *b*")
    assert min(style.start for style in styles(document, highlighter)) == 3


def test_a_fence_is_carried_down_to_the_block_looked_at(document, highlighter):
    load(document, highlighter, "one\n```\n*two*\n```\n*three*")
    inside = styles(document, highlighter, 2)
    assert len(inside) == 1
    assert not inside[0].format.fontItalic()
    assert any(style.format.fontItalic() for style in styles(document, highlighter, 4))


def test_a_new_fence_makes_what_is_known_below_void(document, highlighter, qtbot):
    load(document, highlighter, "one\n*two*")
    assert any(style.format.fontItalic() for style in styles(document, highlighter, 1))
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText("```")
    with qtbot.waitSignal(highlighter.outdated):
        styles(document, highlighter, 0)
    assert not any(style.format.fontItalic() for style in styles(document, highlighter, 1))


def test_blocks_that_come_or_go_matter_only_where_fences_are(document, highlighter, qtbot):
    load(document, highlighter, "one")
    with qtbot.assertNotEmitted(highlighter.outdated):
        highlighter.blocks_changed(0)
    load(document, highlighter, "```\n*two*")
    styles(document, highlighter, 1)
    with qtbot.waitSignal(highlighter.outdated):
        highlighter.blocks_changed(0)
    assert document.firstBlock().userState() == -1


def test_a_fence_typed_on_the_page_restyles_what_follows(desk, qtbot):
    desk.open("one\n\n*two*")
    last = desk.view.document().lastBlock()

    def is_italic() -> bool:
        desk.view.grab()
        return any(style.format.fontItalic() for style in last.layout().formats())

    qtbot.waitUntil(is_italic)
    desk.view.goto(4)
    desk.type("```")

    qtbot.waitUntil(lambda: not is_italic())
    assert desk.agree()


@given(st.text("ab *_`.,é！\u00a0", max_size=24))
@settings(deadline=None)
def test_a_line_is_read_by_its_shape_as_by_its_words(line):
    assert styled(line, 0) == line_styles(line, 0)


@given(st.text("ab *_`", max_size=12), st.text(" \u00a0\t", max_size=3))
@settings(deadline=None)
def test_spaces_at_the_end_of_a_line_mark_nothing(line, spaces):
    assert styled(f"x{line}{spaces}", 0) == line_styles(f"x{line}{spaces}", 0)
