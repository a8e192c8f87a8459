"""The page that meets the writer."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from cocreate.ui.welcome import WelcomePage


@pytest.fixture
def page(qtbot):
    made = WelcomePage()
    qtbot.addWidget(made)
    made.show()
    return made


def test_recent_projects_that_are_still_there_are_offered(page, qtbot, tmp_path):
    there = tmp_path / "Book.cocreate"
    there.write_text("")
    page.show_recent([str(there), str(tmp_path / "gone.cocreate")])
    entries = [b for b in page.findChildren(QPushButton) if b.property("project")]
    assert [entry.property("project") for entry in entries] == [str(there)]
    with qtbot.waitSignal(page.recent_chosen) as told:
        entries[0].click()
    assert told.args == [str(there)]


@pytest.mark.parametrize(
    ("title", "signal"),
    [("New", "new_chosen"), ("Open", "open_chosen"), ("Try", "sample_chosen")],
)
def test_each_way_to_begin_tells_the_window(page, qtbot, title, signal):
    found = next(b for b in page.findChildren(QPushButton) if b.text().startswith(title))
    with qtbot.waitSignal(getattr(page, signal)):
        found.click()


def test_the_first_way_has_the_keys(page, qtbot):
    qtbot.addWidget(page)
    assert page.focusProxy() is page.first
