"""The page that meets the writer."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from cocreate.ui.welcome import WelcomePage


@pytest.fixture
def page(qtbot):
    made = WelcomePage(lambda path: path.stem == "lost")
    qtbot.addWidget(made)
    made.show()
    return made


def test_recent_projects_that_are_still_there_are_offered(page, qtbot, tmp_path):
    there = tmp_path / "Book.cocreate"
    there.write_text("")
    page.show_recent([str(there), str(tmp_path / "gone.cocreate")])
    entries = [b for b in page.findChildren(QPushButton) if b.property("project")]
    assert [entry.property("project") for entry in entries] == [str(there)] * 2
    with qtbot.waitSignal(page.recent_chosen) as told:
        entries[0].click()
    assert told.args == [str(there)]
    assert entries[1].text() == "Earlier versions"
    with qtbot.waitSignal(page.versions_wanted) as told:
        entries[1].click()
    assert told.args == [str(there)]


def test_a_lost_project_with_earlier_versions_is_offered_too(page, qtbot, tmp_path):
    lost = tmp_path / "lost.cocreate"
    page.show_recent([str(lost)])
    entries = [b for b in page.findChildren(QPushButton) if b.property("project")]
    assert "(lost)" in entries[0].text()
    for entry in entries:
        with qtbot.waitSignal(page.versions_wanted) as told:
            entry.click()
        assert told.args == [str(lost)]


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


def test_return_opens_what_was_worked_on_last(page, qtbot, tmp_path):
    first, second = (tmp_path / f"{name}.cocreate" for name in ("Book", "Other"))
    for path in (first, second):
        path.write_text("")
    page.show_recent([str(first), str(second)])
    assert page.focusProxy().property("project") == str(first)
    page.show_recent([])
    assert page.focusProxy() is page.first
