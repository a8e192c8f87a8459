"""Reading in slices."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cocreate.ui.history.reader import Reader
from tests.workspace.writing import type_text


def test_it_reads_all_and_stops(past, workspace, scene_ids, qtbot, qapp):
    for word in range(300):
        type_text(workspace, scene_ids[0], f"{word} ")
        workspace.close_burst()
    owner = QObject()
    seen = QWidget()
    qtbot.addWidget(seen)
    seen.show()
    reader = Reader(owner, seen)
    told: list[bool] = []
    reader.read_on.connect(told.append)
    reader._on_timeout()
    assert told == []
    reader.begin(past)
    assert reader.is_reading
    qtbot.waitUntil(lambda: not reader.is_reading)
    assert told[-1] is True
    assert told[0] is False
    reader.stop()


def test_it_stops_when_the_project_is_put_away(past, workspace, scene_ids, qtbot):
    seen = QWidget()
    qtbot.addWidget(seen)
    reader = Reader(QObject(seen), seen)
    type_text(workspace, scene_ids[0], "calm")
    workspace.close_burst()
    seen.hide()
    reader.begin(past)
    assert not reader.is_reading
    assert past.progress < 1
