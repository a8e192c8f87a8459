"""An agent is asked while the writer types on: hunks move, go stale or come loose."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cocreate.base.errors import BudgetError, ProviderError
from cocreate.core.events import CallMade
from cocreate.core.origin import TYPED, plain
from cocreate.core.replay import replay
from cocreate.core.suggestion import Hunk, Verdict
from cocreate.core.usage import Money, Usage
from cocreate.providers.provider import Finished, ReasoningDelta, UsageDelta
from cocreate.workspace.asking import NeedsConsentError, NeedsModelError
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.desk import Desk
from cocreate.workspace.scenes import NewScene
from cocreate.workspace.workspace import Workspace
from tests.fakes.scripted_desk import FAR, NEAR, scripted_desk
from tests.fakes.scripted_provider import Item, ScriptedProvider
from tests.fakes.spawner import InlineSpawner
from tests.workspace.writing import type_text, typing

TEXT = "# Calm\n\nThe sea was calm.\nThe wind was not.\nThe sea was calm.\n"


def hunk(old: str, new: str, line: int | None = None) -> str:
    return json.dumps({"old": old, "new": new, "reason": "Because.", "line": line})


def answer(*hunks: str) -> tuple[str, ...]:
    """Return an answer in one piece for each hunk."""
    pieces = ['{"hunks": [']
    pieces += [f"{', ' if at else ''}{each}" for at, each in enumerate(hunks)]
    return (*pieces, "]}")


class Table:
    """The desk, its scripted model, and the hand on the clockwork."""

    def __init__(self, workspace: Workspace, home: Path) -> None:
        self.workspace = workspace
        self.model = ScriptedProvider()
        self.desk: Desk = scripted_desk(workspace, home, self.model)
        self.scene = self.desk.scenes.add_all([NewScene("", "Calm", plain(TEXT, TYPED))])[0]
        self.told: list[Change] = []
        self.notices: list[str] = []
        workspace.changes.listen(self.told.append)
        workspace.notices.listen(self.notices.append)

    @property
    def spawner(self) -> InlineSpawner:
        assert isinstance(self.desk.spawner, InlineSpawner)
        return self.desk.spawner

    @property
    def text(self) -> str:
        return self.workspace.scene(self.scene).text.text()

    def ask(
        self, *items: Item, agent: str = "line-editor", ref: str = NEAR, words: str = ""
    ) -> str:
        self.model.queue(items)
        return self.desk.runs.ask(agent, self.scene, ref=ref, words=words)

    def finish(self) -> None:
        self.spawner.finish()

    def hunks(self) -> list[Hunk]:
        return self.desk.review.all_hunks()

    def step_until(self, ready: Callable[[], bool]) -> None:
        while not ready():
            assert self.spawner.step()

    def settings(self, **changes: object) -> None:
        preferences = self.desk.preferences
        preferences.set(dataclasses.replace(preferences.settings, **changes))  # type: ignore[arg-type]  # fields by name

    def calls(self) -> list[CallMade]:
        entries = self.workspace.project.ledger.entries()
        return [entry.event for entry in entries if isinstance(entry.event, CallMade)]

    def ended(self, run: str) -> tuple[str, str]:
        state = self.workspace.state.runs[run]
        return state.how, state.sentence


@pytest.fixture
def table(workspace: Workspace, home: Path) -> Iterator[Table]:
    laid = Table(workspace, home)
    yield laid
    laid.spawner.close()


# -- while the writer types ------------------------------------------------------------------------


def test_hunks_follow_what_was_typed_since_the_agent_was_asked(table: Table):
    run = table.ask(*answer(hunk("wind", "gale", 4), hunk("The sea was", "The sea lay", 5)))
    type_text(table.workspace, table.scene, "Now. ", at=8)
    table.step_until(lambda: len(table.hunks()) == 1)
    type_text(table.workspace, table.scene, "Then. ", at=8)
    table.finish()
    assert table.ended(run) == ("done", "")
    one, two = table.hunks()
    assert table.text[one.start : one.end] == one.old == "wind"
    assert table.text[two.start : two.end] == two.old == "The sea was"
    assert two.start > table.text.index("wind")
    table.desk.review.accept_many([one.id, two.id])
    assert table.text.endswith("The gale was not.\nThe sea lay calm.\n")


def test_a_hunk_whose_words_were_changed_meanwhile_comes_stale(table: Table):
    table.ask(*answer(hunk("wind", "gale", 4), hunk("calm.\nThe", "flat.\nThe", 3)))
    at = table.text.index("wind")
    table.workspace.edit(table.scene, at, at + 1, "W", typing())
    table.finish()
    calm, wind = table.hunks()
    assert (wind.verdict, calm.verdict) == (Verdict.STALE, Verdict.PENDING)
    assert wind.old == "wind"
    table.model.queue(answer(hunk("Wind", "Gale", 4)))
    table.settings(default_model=NEAR)
    table.desk.runs.ask_again(wind)
    table.finish()
    assert [h.old for h in table.hunks() if h.verdict is Verdict.PENDING] == [calm.old, "Wind"]


def test_a_hunk_whose_scene_was_emptied_meanwhile_is_stale_not_misplaced(table: Table):
    table.ask(*answer(hunk("wind", "gale", 4), hunk("", "New line.", 3)))
    table.workspace.edit(table.scene, 0, len(table.text), "", typing())
    table.finish()
    assert {h.verdict for h in table.hunks()} <= {Verdict.STALE, Verdict.PENDING}
    assert all(0 <= h.start <= h.end <= 0 for h in table.hunks() if h.verdict is Verdict.PENDING)
    assert next(h for h in table.hunks() if h.old == "wind").verdict is Verdict.STALE


def test_quotes_that_stand_nowhere_or_twice_are_loose_and_can_be_placed(table: Table):
    table.ask(*answer(hunk("The storm", "A storm", 3), hunk("The sea", "A sea")))
    table.finish()
    assert {h.verdict for h in table.hunks()} == {Verdict.LOOSE}
    sea = next(h for h in table.hunks() if h.old == "The sea")
    table.desk.review.place(sea.id, 8, 15)
    assert table.desk.review.hunk(sea.id).verdict is Verdict.PENDING


def test_items_held_back_while_the_writer_types_are_moved_too(table: Table):
    late = table.spawner
    late.is_behind = True
    table.ask(*answer(hunk("wind", "gale", 4), hunk("sea was calm.\nThe wind", "x", 3)))
    late.step()
    late.step()
    assert table.hunks() == []
    at = table.text.index("wind")
    type_text(table.workspace, table.scene, "Now. ", at=8)
    table.workspace.edit(table.scene, 8 + 5 + 4, 8 + 5 + 7, "", typing())
    late.is_behind = False
    late.finish()
    by_old = {h.old: h for h in table.hunks()}
    wind = by_old["wind"]
    assert wind.start == at + 5 - 3
    assert table.text[wind.start : wind.end] == "wind"
    assert by_old["sea was calm.\nThe wind"].verdict is Verdict.STALE


def test_several_agents_work_at_once_each_with_its_own(table: Table):
    one = table.ask(*answer(hunk("wind", "gale", 4)))
    two = table.ask("Try ", "a storm.", agent="brainstormer", words="What now?")
    three = table.ask(*answer(hunk("The sea was calm.", "Flat sea.", 3)))
    assert list(table.desk.runs.live_ids) == [one, two, three]
    table.spawner.step()
    type_text(table.workspace, table.scene, "Now. ", at=8)
    assert table.desk.runs.live_text(two) == "Try "
    table.finish()
    assert list(table.desk.runs.live_ids) == []
    assert table.desk.runs.live_text(two) == "Try a storm."
    assert [h.run for h in table.hunks()] == [three, one]
    for h in table.hunks():
        assert table.text[h.start : h.end] == h.old
    assert table.workspace.state.runs[two].ask == "What now?"
    assert {change.kind for change in table.told} >= {
        ChangeKind.RUNS,
        ChangeKind.HUNKS,
        ChangeKind.FIGURES,
        ChangeKind.TEXT,
    }


def test_stopping_keeps_what_arrived_and_counts_what_it_cost(table: Table):
    run = table.ask(*answer(hunk("wind", "gale", 4), hunk("sea", "x", 3)))
    table.step_until(lambda: len(table.hunks()) == 1)
    table.desk.runs.stop(run)
    table.finish()
    assert table.ended(run) == ("stopped", "Stopped. What had arrived stays.")
    assert [h.old for h in table.hunks()] == ["wind"]
    (call,) = table.calls()
    assert call.usage.is_estimated
    assert call.usage.input_tokens > 100
    assert call.cost is not None
    table.desk.runs.stop(run)
    assert len(table.calls()) == 1


def test_closing_the_desk_stops_everything_and_keeps_what_arrived(table: Table):
    run = table.ask("Once ", "upon", agent="brainstormer")
    table.spawner.step()
    assert table.desk.close()
    assert table.workspace.state.runs[run].answer == "Once "
    assert table.workspace.state.runs[run].how == "stopped"


def test_the_ledger_gives_the_same_state_as_the_window_saw(table: Table):
    run = table.ask(*answer(hunk("wind", "gale", 4), hunk("sea", "x", 3), hunk("nowhere", "y")))
    type_text(table.workspace, table.scene, "Now. ", at=8)
    table.finish()
    table.desk.review.accept(table.hunks()[-1].id)
    table.workspace.save()
    state = replay(table.workspace.project.ledger.entries())
    now = table.workspace.state
    assert dict(state.scenes[table.scene].hunks) == dict(now.scenes[table.scene].hunks)
    assert state.runs[run] == now.runs[run]
    assert state.calls == now.calls


# -- money -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("usage", "micros"),
    [
        (Usage(100, 10), 140),
        (Usage(0, 0), 0),
        (Usage(1_000_001, 1), 1_000_005),
        (Usage(100, 10, cached_tokens=50, reasoning_tokens=5), 140),
    ],
)
def test_a_call_costs_what_it_used(table: Table, usage: Usage, micros: int):
    table.ask(*answer(hunk("wind", "gale", 4)), usage)
    table.finish()
    (call,) = table.calls()
    assert call.usage == usage
    assert call.cost == Money(micros, "USD")
    assert (call.price_as_of, call.price_source) == ("2026-11-01", "your price table")
    assert table.desk.figures.numbers().money_project == (Money(micros, "USD"),)


def test_at_80_per_cent_there_is_one_notice_and_at_100_no_further_call(table: Table):
    table.settings(budget_project_micros=100_000)
    table.ask(*answer(hunk("wind", "gale", 4)), Usage(80_000, 10))
    table.finish()
    assert [notice for notice in table.notices if notice.startswith("80 %")] == [
        "80 % of the budget of this project is spent."
    ]
    table.ask(*answer(hunk("wind", "storm", 4)), Usage(20_000, 10))
    table.finish()
    assert sum(notice.startswith("80 %") for notice in table.notices) == 1
    assert any("is spent;" in notice for notice in table.notices)
    with pytest.raises(BudgetError, match="this project"):
        table.ask("x", agent="brainstormer")
    assert len(table.model.requests) == 2


def test_a_stream_that_crosses_the_budget_is_stopped_and_what_arrived_stays(table: Table):
    table.settings(budget_session_micros=8_000)
    words = "word " * 40
    run = table.ask(*[words] * 2000, agent="brainstormer")
    table.finish()
    how, sentence = table.ended(run)
    assert how == "budget"
    assert "budget" in sentence
    assert table.model.stopped == 1
    assert 0 < len(table.desk.runs.live_text(run)) < len(words) * 1000
    (call,) = table.calls()
    assert call.usage.is_estimated
    assert call.cost is not None
    assert 8_000 <= call.cost.micros < 8_500


def test_the_budget_of_a_sitting_begins_anew_with_the_next(table: Table):
    table.settings(budget_session_micros=100)
    table.ask("x", Usage(100, 10), agent="brainstormer")
    table.finish()
    with pytest.raises(BudgetError, match="this sitting"):
        table.ask("x", agent="brainstormer")
    table.workspace.recorder.end_sitting()
    table.ask("x", Usage(1, 1), agent="brainstormer")
    table.finish()


# -- consent ---------------------------------------------------------------------------------------


def test_before_anything_goes_elsewhere_the_writer_is_told_and_agrees_once(table: Table):
    with pytest.raises(NeedsConsentError) as needed:
        table.ask("x", agent="brainstormer", ref=FAR)
    request = needed.value.request
    assert (request.provider, request.host, request.model) == ("far", "far.invalid", "test-model")
    assert request.characters > len(TEXT)
    assert request.estimate.cost is not None
    assert request.estimate.cost.micros > 0
    assert table.model.requests == []
    table.desk.runs.give_consent(request)
    table.desk.runs.ask("brainstormer", table.scene, ref=FAR)
    table.ask("y", agent="first-reader", ref=FAR)
    table.finish()
    assert len(table.model.requests) == 2


def test_a_model_that_is_not_there_is_said_before_anything_is_sent(table: Table):
    with pytest.raises(NeedsModelError, match="not ready"):
        table.ask(ref="nobody/none")
    with pytest.raises(NeedsModelError, match="larger model"):
        table.ask(ref="built-in/smollm2-135m-instruct")


# -- answers of all kinds --------------------------------------------------------------------------


def test_a_refusal_is_one_sentence_in_the_thread(table: Table):
    sentence = "near is asked too often; try again in 7 seconds."
    run = table.ask(ProviderError(sentence, retry_after_s=7))
    table.finish()
    assert table.ended(run) == ("failed", sentence)
    assert table.calls() == []


def test_trouble_after_a_hunk_keeps_the_hunk(table: Table):
    run = table.ask(*answer(hunk("wind", "gale", 4))[:2], ProviderError("The line was cut."))
    table.finish()
    assert table.ended(run) == ("failed", "The line was cut.")
    assert [h.old for h in table.hunks()] == ["wind"]
    (call,) = table.calls()
    assert call.usage.is_estimated


def test_prose_in_the_place_of_proposals_is_a_plain_answer(table: Table):
    run = table.ask("I would ", "not touch it.")
    table.finish()
    assert table.desk.runs.live_text(run) == "I would not touch it."
    how, sentence = table.ended(run)
    assert how == "done"
    assert "proposed nothing" in sentence


def test_nothing_at_all_is_said(table: Table):
    run = table.ask()
    table.finish()
    how, sentence = table.ended(run)
    assert (how, sentence != "") == ("done", True)


def test_an_answer_without_end_is_stopped(table: Table):
    run = table.ask(*['{"hunks": ['], *["x " * 500] * 3000)
    table.finish()
    how, sentence = table.ended(run)
    assert how == "failed"
    assert "stopped" in sentence
    assert table.model.stopped == 1


def test_thinking_without_end_is_stopped(table: Table):
    run = table.ask(*[ReasoningDelta("hm " * 500)] * 3000)
    table.finish()
    assert table.ended(run)[0] == "failed"
    assert table.model.stopped == 1


def test_a_cut_answer_says_so(table: Table):
    run = table.ask(*answer(hunk("wind", "gale", 4))[:2], Finished("length"))
    table.finish()
    how, sentence = table.ended(run)
    assert how == "done"
    assert "tokens" in sentence
    assert [h.old for h in table.hunks()] == ["wind"]


@pytest.mark.parametrize("line", [0, -1, 99, 10**15, True, "4", 4.0, 4.5, "four", None, [], {}])
def test_wrong_line_numbers_never_move_a_unique_quote(table: Table, line: object):
    item = json.dumps({"old": "wind", "new": "gale", "line": line})
    table.ask(*answer(item))
    table.finish()
    (found,) = table.hunks()
    assert table.text[found.start : found.end] == "wind"
    assert found.verdict is Verdict.PENDING


def test_markup_and_escapes_reach_the_text_as_plain_words_only(table: Table):
    table.ask(*answer(hunk("wind", "\x1b[31m<b>gale</b>\x00\r\n\ud800", 4)))
    table.finish()
    (found,) = table.hunks()
    table.desk.review.accept(found.id)
    text = table.text
    assert "<b>gale</b>" in text
    assert not any(sign in text for sign in "\x1b\x00\r\ud800")
    table.workspace.save()


def test_a_usage_below_nothing_costs_nothing(table: Table):
    table.ask(*answer(hunk("wind", "gale", 4)), UsageDelta(Usage(0, 0)))
    table.finish()
    (call,) = table.calls()
    assert call.cost == Money(0, "USD")


def test_ten_thousand_hunks_are_taken_in_without_losing_one(table: Table):
    lines = [f"Line number {number} is here." for number in range(10_001)]
    table.workspace.edit(table.scene, 0, len(table.text), "\n".join(lines), typing())
    hunks = [hunk(f"number {n} is", f"n. {n} is", n + 1) for n in range(10_001)]
    run = table.ask('{"hunks": [' + ",".join(hunks) + "]}")
    while table.spawner.step():
        table.spawner.is_behind = True
    table.spawner.is_behind = False
    assert len(table.hunks()) == 10_000
    assert "10,000" in table.ended(run)[1]


def test_a_run_in_a_scene_that_is_deleted_meanwhile_ends_well(table: Table):
    run = table.ask(*answer(hunk("wind", "gale", 4)))
    table.desk.scenes.remove(table.scene)
    table.finish()
    assert table.ended(run)[0] == "done"
    assert table.hunks() == []
    table.desk.scenes.undo()
    assert [h.old for h in table.hunks()] == ["wind"]
