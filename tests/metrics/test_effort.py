"""Active time by the rule of the gaps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.declared_time import TimeDeclared
from cocreate.core.events import (
    CallMade,
    Cause,
    ConsentGiven,
    Edited,
    Entry,
    Exported,
    HunkDecided,
    MatchDecided,
    MatchFound,
    OriginsDeclared,
    ProjectNamed,
    RunStarted,
    SceneRemoved,
    SessionBegan,
    SessionEnded,
)
from cocreate.core.origin import EMPTY
from cocreate.core.pictures import PictureAdded
from cocreate.core.state import RunState
from cocreate.core.suggestion import HunkOpened, MatchVerdict, Verdict
from cocreate.core.usage import Usage
from cocreate.metrics.effort import (
    Action,
    ActionKind,
    Effort,
    actions_of,
    active,
    add,
    agents_s,
    kind_of,
    times_of,
)

WRITING, REVIEWING = ActionKind.WRITING, ActionKind.REVIEWING
TYPED_BURST = Edited("s", Cause.TYPING, (), duration_ms=1_500)
ENDED = SessionEnded(120, 10.0, 4.0, 3.0, 2.0, 1.0)


def entry(at_ms, event, session="one"):
    return Entry(1, at_ms, session, event)


def test_gaps_up_to_the_idle_limit_count_for_the_action_that_ends_them():
    actions = [
        Action(0, WRITING),
        Action(5_000, WRITING),
        Action(125_000, REVIEWING),
        Action(245_001, WRITING),
        Action(246_001, ActionKind.PROMPTING),
        Action(247_001, ActionKind.READING),
    ]
    assert active(actions, 120) == Effort(127.0, 5.0, 120.0, 1.0, 1.0)


def test_a_clock_that_goes_back_adds_nothing():
    actions = [Action(9_000, WRITING), Action(5_000, WRITING), Action(6_000, WRITING)]
    assert active(actions).active_s == 1.0


@given(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(ActionKind)), max_size=12))
@settings(deadline=None)
def test_the_parts_sum_to_the_whole(moments):
    effort = active(Action(at_ms, kind) for at_ms, kind in moments)
    parts = effort.writing_s + effort.reviewing_s + effort.prompting_s + effort.reading_s
    assert effort.active_s == pytest.approx(parts)


def test_a_burst_is_an_action_at_its_start_and_at_its_end():
    assert list(actions_of([entry(1_000, TYPED_BURST), entry(9_000, ENDED)])) == [
        Action(1_000, WRITING),
        Action(2_500, WRITING),
    ]


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (TYPED_BURST, WRITING),
        (Edited("s", Cause.ACCEPT, ()), REVIEWING),
        (Edited("s", Cause.OUTSIDE, ()), None),
        (SceneRemoved("s"), WRITING),
        (PictureAdded("images/a.png", "image/png", "", 9, "a.png"), WRITING),
        (OriginsDeclared("s", 0, EMPTY, ""), WRITING),
        (MatchDecided("m", "s", MatchVerdict.DISPUTED), REVIEWING),
        (MatchFound("m", "s", "h", 0, 9, 8), None),
        (HunkOpened("h", "s"), REVIEWING),
        (HunkDecided("h", "s", Verdict.REJECTED, 0, 0), REVIEWING),
        (RunStarted("r", "a", "A", "", "m", "s", ""), ActionKind.PROMPTING),
        (RunStarted("party-1", "a", "A", "", "", "s", ""), WRITING),
        (ConsentGiven("p", "h"), ActionKind.PROMPTING),
        (SessionBegan("window"), ActionKind.READING),
        (Exported("md", "none", "f", "", ""), ActionKind.READING),
        (TimeDeclared("t", "2026-11-01", 3600, "walking"), ActionKind.READING),
        (CallMade("r", "p", "m", Usage(), 5, None, "", ""), None),
        (ENDED, None),
    ],
)
def test_an_event_says_what_the_writer_was_doing(event, kind):
    assert kind_of(event) is kind


def test_a_sitting_that_ended_is_taken_at_its_word_and_others_are_worked_out():
    entries = [
        entry(0, SessionBegan("window")),
        entry(1_000, TYPED_BURST),
        entry(50_000, SessionBegan("window"), "two"),
        entry(52_000, ENDED),
        entry(60_000, TYPED_BURST, "two"),
    ]
    assert times_of(entries).effort() == add([Effort(10.0, 4.0, 3.0, 2.0, 1.0), Effort(11.5, 11.5)])


def test_a_named_project_is_writing():
    assert kind_of(ProjectNamed("a", "b")) is WRITING


def test_agents_working_at_once_count_each():
    runs = [
        RunState("1", "a", "A", "", "m", "s", "", None, "one", 1_000, 3_000),
        RunState("2", "a", "A", "", "m", "s", "", None, "one", 1_000, 2_500),
        RunState("3", "a", "A", "", "m", "s", "", None, "one", 1_000),
    ]
    assert agents_s(runs) == 3.5


def test_what_is_not_active_between_the_first_and_the_last_action_is_away():
    entries = [
        entry(0, SessionBegan("window")),
        entry(60_000, SceneRemoved("s")),
        entry(960_000, SceneRemoved("s")),
        entry(2_000_000, SessionBegan("window"), "two"),
        entry(2_030_000, SessionEnded(120, 10.0, 10.0, 0.0, 0.0, 0.0), "two"),
    ]
    assert times_of(entries).away_s() == 900.0 + 20.0
    assert times_of([]).away_s() == 0.0


def test_a_clock_that_is_put_back_makes_nobody_away():
    moments = (9_000_000_000, 0, 10_000, 500_000, 400_000)
    entries = [entry(moment, SceneRemoved("s")) for moment in moments]
    assert times_of(entries).away_s() == 490.0
    ended = SessionEnded(120, 10.0, 10.0, 0.0, 0.0, 0.0)
    assert times_of([*entries, entry(400_000, ended)]).away_s() == 490.0
