"""Reading in slices."""

from __future__ import annotations

from PySide6.QtCore import QObject

from cocreate.ui.history.reader import Reader
from tests.workspace.writing import type_text


def test_it_reads_all_and_stops(past, workspace, scene_ids, qtbot, qapp):
    for word in range(300):
        type_text(workspace, scene_ids[0], f"{word} ")
        workspace.close_burst()
    owner = QObject()
    reader = Reader(owner)
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
