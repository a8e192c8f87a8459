"""What came in, as the writer is told."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from cocreate.ui.arrival_dialog import ArrivalDialog, headline, is_worth_telling, summary
from cocreate.workspace.arrivals import Arrived

FULL = Arrived(
    ("s-1", "s-2"),
    34_000,
    {"Ann <b>Lee</b>": 12, "Ben": 1},
    {"Ben": 2, "Cleo": 1},
    3,
    (
        ("novel.docx", "2 text boxes were put behind the paragraph they stood beside."),
        ("", "a.png…"),
    ),
)


@pytest.mark.parametrize(
    ("arrived", "is_told"),
    [
        (Arrived(("s-1",), 5), False),
        (Arrived(("s-1",), 5, pictures=1), True),
        (Arrived(("s-1",), 5, notes={"Ann": 1}), True),
        (FULL, True),
    ],
)
def test_only_what_is_more_than_scenes_is_told(arrived, is_told):
    assert is_worth_telling(arrived) is is_told


def test_it_says_what_came_and_by_whom_and_what_was_not_kept(qtbot):
    dialog = ArrivalDialog(FULL)
    qtbot.addWidget(dialog)
    dialog.show()
    text = dialog.text.toPlainText()
    assert headline(FULL) == "2 scenes came in, 34,000 words."
    assert "Ann <b>Lee</b>: 12 suggestions" in text
    assert "Ben: 1 suggestion, 2 margin notes" in text
    assert "Cleo: 1 margin note" in text
    assert "3 pictures are kept in the project." in text
    assert "novel.docx: 2 text boxes were put behind" in text
    assert "a.png…" in text
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == text
    assert "<p>" in QGuiApplication.clipboard().mimeData().html()
    dialog.close_button.click()
    assert dialog.isHidden()


def test_nothing_lost_is_said_too():
    assert "Nothing was lost." in summary(Arrived(("s-1",), 5, pictures=1))
    assert headline(Arrived(("s-1",), 1)) == "1 scene came in, 1 word."
    assert "unknown" not in summary(Arrived(returned=("a.docx",)))


def test_an_export_that_came_back_is_said():
    back = Arrived(suggestions={"Ann": 2}, returned=("novel.docx",))
    assert headline(back) == "novel.docx came back: only what was changed in it came in."
    assert is_worth_telling(back)
