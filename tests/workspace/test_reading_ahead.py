"""The history is read while the writer rests, and only then."""

from __future__ import annotations

import pytest

from cocreate.base.errors import ProjectDamagedError
from cocreate.core.events import Event, ProjectNamed
from cocreate.workspace.chapters import CHAPTER_EVENTS
from cocreate.workspace.moments import Moments
from cocreate.workspace.reading_ahead import _CHAPTER, QUIET_S, ReadingAhead
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.workspace.writing import type_text


@pytest.fixture(autouse=True)
def secret(workspace: Workspace) -> None:
    workspace.project.keyframes.secret = b"ours"


@pytest.fixture
def written(workspace: Workspace, scene: str) -> Workspace:
    """A project with some chapters that no keyframe covers."""
    events: list[Event] = [ProjectNamed("Book", "Writer")] * (3 * CHAPTER_EVENTS)
    workspace.record(*events)
    type_text(workspace, scene, "The sea was calm.")
    workspace.close_burst()
    return workspace


def rest(workspace: Workspace, clock: FakeClock, ticks: int) -> None:
    for _ in range(ticks):
        clock.advance(0.5)
        workspace.tick()


def test_a_rest_is_used_to_read_and_what_was_read_is_kept(written: Workspace, clock: FakeClock):
    ahead = ReadingAhead(written)
    rest(written, clock, int(QUIET_S * 2))
    assert written.project.keyframes.last() == 0
    rest(written, clock, 20)
    assert written.project.keyframes.last() == 3 * CHAPTER_EVENTS
    assert not ahead.is_reading
    rest(written, clock, 40)
    assert not ahead.is_reading


def test_no_slice_is_read_while_there_are_changes(
    written: Workspace, scene: str, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
):
    read: list[int] = []
    plain_read = Moments.read

    def counted(self: Moments, most: int) -> bool:
        read.append(most)
        return plain_read(self, most)

    monkeypatch.setattr(Moments, "read", counted)
    ahead = ReadingAhead(written)
    rest(written, clock, int(QUIET_S * 2) + 4)
    assert ahead.is_reading
    count = len(read)
    assert count
    for sign in "on and on":
        type_text(written, scene, sign)
        rest(written, clock, 2)
    assert len(read) == count
    rest(written, clock, int(QUIET_S * 2) + 20)
    assert not ahead.is_reading


def test_it_begins_where_a_whole_chapter_is_missing(workspace: Workspace, clock: FakeClock):
    assert _CHAPTER == CHAPTER_EVENTS
    events: list[Event] = [ProjectNamed("Book", "Writer")] * (CHAPTER_EVENTS - 4)
    workspace.record(*events)
    assert workspace.project.ledger.count < CHAPTER_EVENTS
    ReadingAhead(workspace)
    rest(workspace, clock, 60)
    workspace.record(*events[:4])
    assert workspace.project.keyframes.last() == 0
    rest(workspace, clock, 60)
    assert workspace.project.keyframes.last() == CHAPTER_EVENTS


def test_it_goes_on_from_what_was_kept(written: Workspace, clock: FakeClock):
    Moments(written.project.ledger, written.project.keyframes).read_all()
    events: list[Event] = [ProjectNamed("Book", "Writer")] * CHAPTER_EVENTS
    written.record(*events)
    ReadingAhead(written)
    rest(written, clock, 60)
    assert written.project.keyframes.last() == 4 * CHAPTER_EVENTS


def test_a_ledger_that_cannot_be_read_is_left_alone(
    written: Workspace, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
):
    def refuse(self: Moments, most: int) -> bool:
        raise ProjectDamagedError("Broken.")

    monkeypatch.setattr(Moments, "read", refuse)
    ahead = ReadingAhead(written)
    rest(written, clock, 60)
    assert not ahead.is_reading
    assert written.project.keyframes.last() == 0
