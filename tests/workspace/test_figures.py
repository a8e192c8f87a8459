from __future__ import annotations

from cocreate.agents.budget import Budget, BudgetState
from cocreate.core.events import CallMade
from cocreate.core.origin import UNKNOWN_IMPORTED, plain
from cocreate.core.usage import Money, Usage
from cocreate.workspace.figures import Figures
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.workspace.writing import type_text


def call(micros: int | None, currency: str = "USD") -> CallMade:
    cost = None if micros is None else Money(micros, currency)
    return CallMade("run-1", "near", "m", Usage(10, 10), 5, cost, "", "")


def test_words_and_shares_follow_the_typing(workspace: Workspace, scene: str):
    figures = Figures(workspace)
    assert figures.words() == 0
    type_text(workspace, scene, "The sea was calm.")
    assert figures.words(scene) == figures.words() == 4
    share = figures.scene_share(scene)
    assert (share.human, share.ai, share.coverage) == ((1.0, 1.0), (0.0, 0.0), 1.0)
    Scenes(workspace).add_all([NewScene("", "Old", plain("Nobody knows who", UNKNOWN_IMPORTED))])
    low, high = figures.project_share().human
    assert low == 0.5
    assert high == 1.0


def test_a_scene_is_counted_again_only_when_it_changed(workspace: Workspace, scene: str):
    figures = Figures(workspace)
    type_text(workspace, scene, "The sea.")
    first = figures.scene_count(scene)
    assert figures.scene_count(scene) is first
    type_text(workspace, scene, " Calm.")
    assert figures.scene_count(scene) is not first


def test_money_of_today_and_of_ever(workspace: Workspace, scene: str, clock: FakeClock):
    figures = Figures(workspace)
    workspace.record(call(100), call(7, "EUR"), call(None))
    clock.advance(86_400)
    type_text(workspace, scene, "Next day.")
    workspace.record(call(20))
    numbers = figures.numbers()
    assert numbers.money_today == (Money(20, "USD"),)
    assert numbers.money_project == (Money(7, "EUR"), Money(120, "USD"))
    assert numbers.unpriced_calls == 1


def test_words_of_today_leave_out_other_days_and_what_came_from_files(
    workspace: Workspace, scene: str, clock: FakeClock
):
    figures = Figures(workspace)
    type_text(workspace, scene, "Five words on the first")
    clock.advance(86_400)
    type_text(workspace, scene, " day")
    Scenes(workspace).add_all([NewScene("", "Old", plain("Many old words", UNKNOWN_IMPORTED))])
    clock.advance(5)
    type_text(workspace, scene, " and more")
    numbers = figures.numbers()
    assert numbers.words_today == 3
    assert numbers.words == 11
    assert numbers.active_s == 5


def test_a_budget_counts_its_currency_and_its_sitting(
    workspace: Workspace, scene: str, clock: FakeClock
):
    figures = Figures(workspace)
    type_text(workspace, scene, "a")
    workspace.record(call(79), call(500, "EUR"))
    budget = Budget(100, "USD")
    assert figures.budget_state(budget) is BudgetState.OK
    workspace.record(call(1))
    assert figures.budget_state(budget) is BudgetState.NEAR
    workspace.record(call(20))
    assert figures.budget_state(budget) is BudgetState.SPENT
    clock.advance(1801)
    type_text(workspace, scene, "b")
    assert figures.budget_state(budget, workspace.sitting.id) is BudgetState.OK
    assert figures.budget_state(Budget()) is BudgetState.OK


def test_counting_can_be_put_off_and_gone_on_with(workspace: Workspace, scene: str):
    figures = Figures(workspace)
    type_text(workspace, scene, "The sea.")
    second = Scenes(workspace).add("Two")
    asked = iter([False, True])
    assert not figures.count_until(lambda: next(asked))
    assert figures.words_so_far(scene) == 2
    assert figures.words_so_far(second) is None
    assert figures.count_until(lambda: False)
    assert figures.words_so_far(second) == 0
    type_text(workspace, scene, " Calm.")
    assert figures.words_so_far(scene) == 2
