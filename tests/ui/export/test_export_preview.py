from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.formats.book import Book, BookScene
from cocreate.formats.pdf import render_file
from cocreate.formats.presets import PLAIN_OPTIONS
from cocreate.ui.export.export_preview import ExportPreview


@pytest.fixture(scope="module")
def pdf() -> bytes:
    scenes = (BookScene("One", "One", "# One\n\nWords.\n"),)
    return render_file(Book("T", "A", scenes), PLAIN_OPTIONS, lambda _done, _total: None).data


@pytest.fixture
def preview(qtbot):
    made = ExportPreview()
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    yield made
    made.close_pages()


def test_pages_are_turned_by_keys_and_stop_at_both_ends(preview, pdf, qtbot):
    preview.show_pdf(pdf)
    assert preview.title.text().startswith("Page 1 of ")
    assert not preview.sheet.pixmap().isNull()
    assert not preview.back.isEnabled()
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 1
    qtbot.keyClick(preview, Qt.Key.Key_PageUp)
    qtbot.keyClick(preview, Qt.Key.Key_PageUp)
    assert preview.page == 0
    preview.turn(1000)
    assert not preview.further.isEnabled()
    preview.back.click()
    preview.further.click()
    preview.show_pdf(pdf)
    assert preview.page > 0


def test_the_page_follows_the_room_there_is(preview, pdf):
    preview.show_pdf(pdf)
    before = preview.sheet.pixmap().height()
    preview.resize(700, 900)
    assert preview.sheet.pixmap().height() > before


def test_words_and_troubles_have_no_pages(preview, pdf, qtbot):
    preview.show_pdf(pdf)
    preview.show_text("Read", "# Words\n")
    assert "Words" in preview.text.toPlainText()
    assert not preview.further.isVisible()
    preview.turn(1)
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    preview.show_pdf(b"no pdf")
    assert "not a PDF" in preview.text.toPlainText()


def test_progress_is_shown_while_something_is_made(preview):
    assert not preview.bar.isVisible()
    preview.show_progress(0.0)
    assert preview.bar.isVisible()
    assert preview.bar.maximum() == 0
    preview.show_progress(0.5)
    assert preview.bar.value() == 50
    preview.show_progress(None)
    assert not preview.bar.isVisible()
