from __future__ import annotations

from cocreate.base.clock import to_ms
from cocreate.core.events import SessionBegan, SessionEnded
from cocreate.metrics.effort import ActionKind
from cocreate.workspace.sitting import Sitting
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds


def begun(clock: FakeClock) -> Sitting:
    sitting = Sitting(clock, CountingIds(), how="window", idle_limit_s=120)
    sitting.begin(to_ms(clock.now()))
    return sitting


def test_it_begins_with_an_id_and_says_how(clock: FakeClock):
    sitting = Sitting(clock, CountingIds(), how="command", idle_limit_s=120)
    before = sitting.id
    session, event = sitting.begin(to_ms(clock.now()))
    assert (before, sitting.id) == (None, session)
    assert event == SessionBegan("command")


def test_gaps_up_to_the_idle_limit_count_for_the_later_action(clock: FakeClock):
    sitting = begun(clock)
    clock.advance(10)
    sitting.act(ActionKind.WRITING)
    clock.advance(120)
    sitting.act(ActionKind.REVIEWING)
    clock.advance(121)
    sitting.act(ActionKind.PROMPTING)
    ended = sitting.end()
    assert isinstance(ended, SessionEnded)
    assert (ended.writing_s, ended.reviewing_s, ended.prompting_s) == (10, 120, 0)
    assert ended.active_s == 130


def test_a_clock_that_goes_back_adds_nothing(clock: FakeClock):
    sitting = begun(clock)
    sitting.act(ActionKind.WRITING, at_ms=to_ms(clock.now()) - 5000)
    assert sitting.active_s() == 0


def test_words_that_come_and_go_are_counted_apart(clock: FakeClock):
    sitting = begun(clock)
    for growth in (3, -1, 2, 0):
        sitting.count_words(growth)
    assert (sitting.words_added, sitting.words_removed) == (5, 1)


def test_it_lapses_after_half_an_hour_without_an_action(clock: FakeClock):
    sitting = Sitting(clock, CountingIds(), how="window", idle_limit_s=120)
    assert not sitting.has_lapsed()
    sitting.begin(to_ms(clock.now()))
    clock.advance(1800)
    assert not sitting.has_lapsed()
    clock.advance(1)
    assert sitting.has_lapsed()


def test_after_its_end_the_next_one_begins_at_nought(clock: FakeClock):
    sitting = begun(clock)
    clock.advance(5)
    sitting.act(ActionKind.WRITING)
    sitting.count_words(4)
    sitting.end()
    assert sitting.id is None
    assert (sitting.words_added, sitting.words_removed) == (0, 0)
    sitting.begin(to_ms(clock.now()))
    assert sitting.active_s() == 0
