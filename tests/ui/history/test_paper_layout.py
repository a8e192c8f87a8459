"""Lines of the paper stand apart."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

from cocreate.ui.history.paper_layout import PaperLayout


def height(spacing, qtbot):
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    editor.resize(160, 200)
    document = QTextDocument(editor)
    layout = PaperLayout(document)
    document.setDocumentLayout(layout)
    editor.setDocument(document)
    editor.setPlainText("one two three four five six seven eight nine ten\nb")
    editor.show()
    layout.set_spacing(spacing)
    rect = layout.blockBoundingRect(document.firstBlock())
    assert layout.blockBoundingRect(document.firstBlock()) == rect
    assert layout.blockBoundingRect(QTextBlock()).isEmpty()
    return rect.height(), document.firstBlock().layout().lineCount()


def test_spacing_adds_room_for_every_line(qtbot):
    plain, lines = height(1.0, qtbot)
    wide, _ = height(1.5, qtbot)
    assert lines > 2
    assert 1.35 < wide / plain < 1.65
