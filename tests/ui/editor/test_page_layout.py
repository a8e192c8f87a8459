from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit

from cocreate.ui.editor import page_layout
from cocreate.ui.editor.page_layout import PageLayout, unstyled

TYPED = ("", "x", "\n", "a longer piece of words that makes a line wrap ", "one\ntwo\n")
LONG = "The sea was calm and grey. " * 12


class Page(QPlainTextEdit):
    """A bare page that keeps its layout."""

    def __init__(self) -> None:
        super().__init__()
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        self.page_layout = PageLayout(document)
        document.setDocumentLayout(self.page_layout)
        document.setPlainText(f"{LONG}\n{LONG}")
        self.setDocument(document)
        self.resize(400, 800)


@pytest.fixture
def page(qtbot):
    made = Page()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def document(page):
    return page.document()


@pytest.fixture
def layout(page):
    return page.page_layout


def tops(document, number: int = 0) -> list[float]:
    lines = document.findBlockByNumber(number).layout()
    return [lines.lineAt(at).y() for at in range(lines.lineCount())]


def heights(document, layout) -> list[float]:
    return [layout.blockBoundingRect(document.findBlockByNumber(at)).height() for at in range(2)]


def test_lines_are_set_apart_evenly(document, layout):
    plain = heights(document, layout)[0]
    layout.set_spacing(1.5)
    layout.relayout()
    spaced = heights(document, layout)[0]
    assert spaced == pytest.approx(plain * 1.5, rel=0.05)
    steps = {round(b - a, 3) for a, b in zip(tops(document), tops(document)[1:], strict=False)}
    assert len(steps) == 1
    assert layout.gap > 0


def test_typing_keeps_the_lines_apart(document, layout):
    layout.set_spacing(1.5)
    layout.relayout()
    before = heights(document, layout)
    cursor = QTextCursor(document)
    cursor.insertText("x")
    assert heights(document, layout)[0] >= before[0]
    assert tops(document)[0] > 0


def test_room_opens_under_a_line_and_closes_again(document, layout):
    layout.set_spacing(1.5)
    layout.relayout()
    plain = heights(document, layout)
    first = document.firstBlock()
    layout.set_room(5, 100)
    assert layout.room_position == 5
    assert heights(document, layout)[0] == pytest.approx(plain[0] + 103 + layout.gap / 2, abs=1)
    room = layout.room_rect(first)
    assert room is not None
    assert room.height() == pytest.approx(100)
    assert room.bottom() < tops(document)[1]
    assert layout.room_rect(document.lastBlock()) is None
    layout.set_room(None)
    assert heights(document, layout) == plain
    assert layout.room_rect(first) is None
    assert layout.room_position is None


def test_room_under_the_last_line_is_part_of_its_block(document, layout):
    plain = heights(document, layout)
    layout.set_room(len(LONG), 100)
    assert heights(document, layout)[0] > plain[0] + 99
    assert heights(document, layout)[1] == pytest.approx(plain[1], abs=1)


def test_room_moves_along_with_its_words(document, layout):
    layout.set_room(len(LONG) + 5, 100)
    cursor = QTextCursor(document)
    cursor.insertText("new\n")
    assert layout.room_position == len(LONG) + 9
    assert layout.room_rect(document.findBlockByNumber(2)) is not None
    assert layout.room_rect(document.findBlockByNumber(1)) is None


def italic(block):
    style = QTextLayout.FormatRange()
    style.start, style.length = 0, 3
    style.format = QTextCharFormat()
    style.format.setFontItalic(True)
    return [style] if block.text().startswith("*") else []


def test_styles_come_as_a_block_is_looked_at_and_are_told_nobody(document, layout):
    told: list[tuple[int, ...]] = []
    document.setPlainText("*one\ntwo")
    document.contentsChange.connect(lambda *change: told.append(change))
    layout.set_styler(italic)
    layout.relayout()
    layout.blockBoundingRect(document.firstBlock())
    layout.blockBoundingRect(document.lastBlock())
    assert len(document.firstBlock().layout().formats()) == 1
    assert not document.lastBlock().layout().formats()
    layout.settle()
    layout.settle()
    QTextCursor(document).insertText("x")
    assert told == [(0, 0, 1)]
    assert not document.firstBlock().layout().formats()


def test_shapes_of_letters_are_worked_out_once(document, layout):
    layout.blockBoundingRect(document.firstBlock())
    assert document.firstBlock().layout().cacheEnabled()
    QTextCursor(document.lastBlock()).insertText("x")
    assert document.lastBlock().layout().cacheEnabled()


def test_it_says_when_blocks_come_or_go(document, layout, qtbot):
    with qtbot.waitSignal(layout.blocks_changed):
        QTextCursor(document).insertText("\n")
    with qtbot.assertNotEmitted(layout.blocks_changed):
        QTextCursor(document).insertText("x")


def test_nothing_is_styled_by_default(document):
    assert unstyled(document.firstBlock()) == ()


def test_an_unknown_block_takes_no_room(document, layout):
    assert layout.blockBoundingRect(document.findBlockByNumber(7)) == QRectF()


def test_a_paragraph_that_runs_from_the_right_stands_at_the_right(document, layout):
    document.setPlainText("The sea\nשלום עולם")
    sides = []
    for number in range(2):
        block = document.findBlockByNumber(number)
        layout.blockBoundingRect(block)
        line = block.layout().lineAt(0)
        sides.append(line.naturalTextRect().center().x() - line.rect().center().x())
    assert sides[0] < 0 < sides[1]


def test_what_is_kept_of_rectangles_stays_small_and_right(document, layout, monkeypatch):
    before = heights(document, layout)
    monkeypatch.setattr(page_layout, "_MOST_RECTS", 1)
    assert heights(document, layout) == before
    layout.forget_rects()
    assert heights(document, layout) == before
    assert len(layout._rects) == 1


def test_another_width_gives_other_rectangles(page, document, layout):
    page.show()
    before = heights(document, layout)
    page.resize(800, 800)
    assert heights(document, layout)[0] < before[0]


@given(st.lists(st.tuples(st.integers(0, 700), st.integers(0, 40), st.sampled_from(TYPED))))
@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_rectangles_that_are_kept_are_those_one_would_measure(document, layout, edits):
    layout.set_spacing(1.35)
    layout.relayout()
    for start, size, put_in in edits:
        cursor = QTextCursor(document)
        last = document.characterCount() - 1
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(start + size, last), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(put_in)
        blocks = [document.findBlockByNumber(at) for at in range(document.blockCount())]
        kept = [layout.blockBoundingRect(block) for block in blocks]
        layout.forget_rects()
        assert [layout.blockBoundingRect(block) for block in blocks] == kept
        assert all(block.layout().lineAt(0).y() > 0 for block in blocks)


def test_another_text_in_one_paragraph_has_its_lines_apart(document, layout):
    layout.set_spacing(1.5)
    for words in (LONG, LONG * 2, "short", LONG):
        document.setPlainText(words)
        layout.blockBoundingRect(document.begin())
        assert tops(document)[0] > 0
