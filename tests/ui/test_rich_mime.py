from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QMimeData

from cocreate.ui.rich_mime import HTML, RichMime, settle_clipboard

LEAVE = """
import os, sys
from PySide6.QtWidgets import QApplication
from cocreate.ui.rich_mime import RichMime
app = QApplication([])
app.clipboard().setMimeData(RichMime("a *b*", "a *b*"))
assert ("markdown" in sys.modules) is False
"""


def test_html_is_offered_and_made_when_it_is_asked_for(qapp):
    data = RichMime("The sea", "The *sea*")
    data.setData("application/x-own", b"1")
    assert set(data.formats()) == {"text/plain", HTML, "application/x-own"}
    assert data.hasHtml()
    assert data.hasText()
    assert data.text() == "The sea"
    assert data.html() == '<meta charset="utf-8"><span>The <em>sea</em></span>'
    assert bytes(data.data(HTML).data()).decode() == data.html()
    assert bytes(data.data("application/x-own").data()) == b"1"


@pytest.mark.parametrize("markdown", ["", "The sea", "*a" * 100_000])
def test_where_there_is_nothing_to_show_or_too_much_there_is_no_html(qapp, markdown):
    data = RichMime("The sea", markdown)
    assert data.formats() == ["text/plain"]
    assert not data.hasHtml()
    assert not data.html()


def test_what_is_on_the_clipboard_outlives_us(qapp):
    data = RichMime("a *b*", "a *b*")
    data.setData("application/x-own", b"1")
    qapp.clipboard().setMimeData(data)
    settle_clipboard()
    left = qapp.clipboard().mimeData()
    assert not isinstance(left, RichMime)
    assert left.text() == "a *b*"
    assert "<em>b</em>" in left.html()
    assert bytes(left.data("application/x-own").data()) == b"1"
    settle_clipboard()
    assert qapp.clipboard().mimeData() is left or left.text() == "a *b*"


def test_what_others_put_there_stays(qapp):
    foreign = QMimeData()
    foreign.setText("theirs")
    qapp.clipboard().setMimeData(foreign)
    settle_clipboard()
    assert qapp.clipboard().text() == "theirs"
    qapp.clipboard().setText("")


def test_a_program_that_ends_with_something_copied_ends_well():
    done = subprocess.run(
        [sys.executable, "-c", LEAVE], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_program_there_is_nothing_to_settle():
    done = subprocess.run(
        [sys.executable, "-c", "import cocreate.ui.rich_mime"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
