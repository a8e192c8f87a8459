from __future__ import annotations

import pytest

from cocreate.ui.disclosures.record_reader import RecordReader
from cocreate.workspace.disclosing import Disclosing

LONG_MS = 60_000


@pytest.fixture
def reader(workspace, scene_ids):
    return RecordReader(Disclosing(workspace, ()))


def test_the_record_is_read_once(reader, qtbot):
    with qtbot.waitSignal(reader.done, timeout=LONG_MS):
        reader.begin()
    found = reader.measures
    assert found["characters"].value > 0
    again = RecordReader(reader._disclosing)
    assert again.measures is found
    with qtbot.waitSignal(again.done):
        again.begin()
    assert again._measuring is None


def test_what_goes_wrong_is_told(reader, qtbot):
    reader.begin()
    reader._measuring._errand._process.kill()
    with qtbot.waitSignal(reader.failed, timeout=LONG_MS) as told:
        pass
    assert told.args == ["The record could not be read; try it once more."]
    reader._on_look()
    reader.stop()


def test_a_record_that_cannot_be_saved_is_told(reader, qtbot, monkeypatch, workspace):
    monkeypatch.setattr(workspace, "save", lambda: False)
    with qtbot.waitSignal(reader.failed) as told:
        reader.begin()
    assert told.args == ["The project could not be saved, so its record was not read."]


def test_what_is_put_away_stops(reader):
    reader.begin()
    folder = reader._measuring._errand.folder
    reader.stop()
    assert not folder.exists()
