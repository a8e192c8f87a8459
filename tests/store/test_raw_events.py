from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errors import ProjectDamagedError
from cocreate.core import chain
from cocreate.core.events import SceneChanged
from cocreate.store.project_file import ProjectFile
from cocreate.store.raw_events import raw_events
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.store.story import STORY, stamped


def test_headers_and_payloads_come_as_they_were_hashed(tmp_path: Path):
    with ProjectFile.create(tmp_path / "p.cocreate", FakeClock(), CountingIds()) as project:
        project.ledger.append(stamped(STORY))
        found = list(raw_events(project.link, project.ledger.count))
    assert [event.seq for event in found] == list(range(1, len(STORY) + 1))
    for event in found:
        assert chain.leaf(event.header) == event.leaf
        header = chain.parsed(event.header)
        assert isinstance(header, dict)
        committed = {name: chain.commit(*event.payloads[name]).hex() for name in event.payloads}
        assert header["c"] == committed


def test_a_missing_event_is_told(told: Path):
    with ProjectFile.look(told) as project, pytest.raises(ProjectDamagedError):
        list(raw_events(project.link, project.ledger.count + 1))


def test_only_as_many_come_as_are_asked_for_also_beyond_one_slice(tmp_path: Path):
    events = (*STORY[:4], *(SceneChanged("scene-1", "", str(at), 0) for at in range(1100)))
    with ProjectFile.create(tmp_path / "p.cocreate", FakeClock(), CountingIds()) as project:
        project.ledger.append(stamped(events))
        assert [event.seq for event in raw_events(project.link, 1050)] == list(range(1, 1051))
