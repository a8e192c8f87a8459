from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from cocreate.core.declared_time import TimeDeclared
from cocreate.core.event_layout import kind_name
from cocreate.core.event_types import MOST, require_types
from cocreate.core.events import (
    CallMade,
    Cause,
    Edited,
    Event,
    NoteDismissed,
    PassageBrought,
    RunStarted,
    SceneAdded,
    SessionEnded,
)
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten, Tallies
from cocreate.core.origin import EMPTY
from cocreate.core.usage import Money, Usage
from tests.core.events_of import events

RUN = RunStarted("run-1", "editor", "Editor", "line_edit", "m", "scene-1", "?", (0, 3))
CALL = CallMade("run-1", "acme", "m", Usage(1, 2, 0, 0), 20, Money(3, "USD"), "", "")
ENDED = SessionEnded(120, 1.5, 1.5, 0.0, 0, 0.0)
BROUGHT = PassageBrought("scene-1", "c", "p", "T", "h", 3)
FORGOTTEN = PassageForgotten("scene-1", 3, "", ((2, "text"),), (("\ufffd", ("x", (1,))),))


def require(event: Event) -> None:
    require_types(kind_name(type(event)), event)


@settings(deadline=None, max_examples=200)
@given(events)
def test_whatever_the_program_writes_is_of_its_types(event: Event):
    require(event)


@pytest.mark.parametrize(
    ("sound", "field", "forged"),
    [
        (RUN, "ask", 7),
        (RUN, "ask", None),
        (RUN, "scene", ["scene-1"]),
        (RUN, "lines", (0, 1, 2)),
        (RUN, "lines", (0, "1")),
        (RUN, "lines", [0, 1]),
        (CALL, "duration_ms", True),
        (CALL, "duration_ms", 1.0),
        (CALL, "duration_ms", MOST + 1),
        (CALL, "duration_ms", -MOST - 1),
        (CALL, "cost", 345),
        (CALL, "cost", ("345", "USD")),
        (CALL, "usage", [1, 2, 3, 4]),
        (ENDED, "active_s", float("nan")),
        (ENDED, "active_s", float("inf")),
        (ENDED, "active_s", "9"),
        (NoteDismissed("n-1", "scene-1", True), "is_dismissed", 1),
        (TimeDeclared("t-1", "2026-11-01", 1800, "Thinking."), "seconds", 1800.0),
        (SceneAdded("scene-1", "", "One", 0, EMPTY), "position", "0"),
        (Edited("scene-1", Cause.TYPING, ()), "cause", "typing"),
        (BROUGHT, "sources", (("s", "ai", "a", "m", 5),)),
        (CheckpointMade("", Tallies()), "tallies", {}),
        (CheckpointMade("", Tallies((("human", 1),), 1)), "tallies", Tallies),
        (FORGOTTEN, "erased", ((2,),)),
        (FORGOTTEN, "kept", None),
    ],
    ids=repr,
)
def test_a_field_of_another_type_or_out_of_all_reason_is_refused(
    sound: Event, field: str, forged: object
):
    require(sound)
    fields: dict[str, Any] = {field: forged}
    with pytest.raises(TypeError, match=f"not what {field} should be"):
        require(replace(sound, **fields))


def test_values_within_values_are_looked_at_too():
    counts: Any = (("human", "1"),)
    with pytest.raises(TypeError, match="tallies"):
        require(CheckpointMade("", Tallies(counts)))


def test_words_that_were_left_of_others_may_be_anything():
    require(FORGOTTEN)
    require(ENDED)
    require(replace(RUN, lines=None))
