from __future__ import annotations

from dataclasses import FrozenInstanceError, is_dataclass
from typing import get_args

import pytest

from cocreate.core.events import Cause, Edited, Entry, Event, HunkDecided, RunStarted, SceneAdded
from cocreate.core.origin import EMPTY
from cocreate.core.suggestion import Verdict


def test_every_kind_of_happening_is_a_frozen_value():
    kinds = get_args(Event)
    assert len(kinds) == 27
    assert all(is_dataclass(kind) for kind in kinds)
    with pytest.raises(FrozenInstanceError):
        SceneAdded("s", "", "S", 0, EMPTY).scene = "t"  # type: ignore[misc]  # must fail


def test_an_edit_is_of_no_length_and_no_source_unless_told():
    event = Edited("s", Cause.TYPING, ())
    assert (event.duration_ms, event.source) == (0, None)


def test_a_run_is_about_the_whole_scene_unless_told():
    assert RunStarted("r", "a", "A", "p", "m", "s", "ask").lines is None


def test_a_decision_is_whole_and_as_offered_unless_told():
    event = HunkDecided("h", "s", Verdict.ACCEPTED, 0, 3)
    assert (event.final, event.why, event.is_partial) == (None, "", False)


def test_an_entry_is_an_event_with_its_place():
    event = Edited("s", Cause.UNDO, ())
    assert Entry(1, 2, "x", event) == Entry(1, 2, "x", Edited("s", Cause.UNDO, ()))
