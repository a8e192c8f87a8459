from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest

from cocreate.agents.budget import Estimate
from cocreate.base.errors import BudgetError, NotFoundError
from cocreate.core.events import CallMade, ConsentGiven, NoteDismissed, NoteOffered
from cocreate.core.origin import TYPED, plain
from cocreate.core.usage import Money, Price, Usage
from cocreate.workspace.asking import NeedsConsentError, NeedsModelError
from cocreate.workspace.desk import Desk
from cocreate.workspace.scenes import NewScene
from cocreate.workspace.workspace import Workspace
from tests.fakes.scripted_desk import FAR, NEAR, scripted_desk
from tests.fakes.scripted_provider import ScriptedProvider

WORDS = "One.\nTwo.\nThree."


@pytest.fixture
def desk(workspace: Workspace, home: Path) -> Desk:
    laid = scripted_desk(workspace, home, ScriptedProvider())
    laid.scenes.add_all(
        [NewScene("", "A", plain(WORDS, TYPED)), NewScene("", "B", plain("Other.\n", TYPED))]
    )
    return laid


def scene(desk: Desk) -> str:
    return desk.workspace.state.order[0]


def choose(desk: Desk, **changes: object) -> None:
    preferences = desk.preferences
    preferences.set(dataclasses.replace(preferences.settings, **changes))  # type: ignore[arg-type]  # fields by name


def spend(desk: Desk, micros: int) -> None:
    cost = Money(micros, "USD")
    desk.workspace.record(CallMade("run-1", "near", "m", Usage(1, 1), 5, cost, "", ""))


def test_a_brief_holds_the_scene_as_it_is_now(desk: Desk):
    question = desk.asking.settle("line-editor", scene(desk), words="Shorter?", ref=NEAR)
    brief = question.brief
    assert (brief.title, brief.text, brief.ask, brief.lines) == ("A", WORDS, "Shorter?", None)
    assert (brief.manuscript, brief.notes, brief.selection_text) == ((), (), "")


@pytest.mark.parametrize(
    ("lines", "chosen"),
    [((0, 1), "One.\n"), ((1, 3), "Two.\nThree."), ((2, 9), "Three."), ((7, 9), "Three.")],
)
def test_lines_are_whole_lines(desk: Desk, lines: tuple[int, int], chosen: str):
    question = desk.asking.settle("line-editor", scene(desk), lines=lines, ref=NEAR)
    assert question.brief.selection_text == chosen


def test_who_may_read_the_manuscript_and_notes_gets_them(desk: Desk):
    a = scene(desk)
    desk.workspace.record(
        NoteOffered("n-1", "run-1", a, "x", 0, 4, "One.", "Why one?", 1),
        NoteOffered("n-2", "run-1", a, "x", 0, 4, "One.", "Gone.", 1),
        NoteDismissed("n-2", a, is_dismissed=True),
    )
    brief = desk.asking.settle("developmental-editor", a, ref=NEAR).brief
    assert [title for title, _ in brief.manuscript] == ["A", "B"]
    assert brief.notes == ("Why one?",)


def test_readers_that_ask_no_model_need_none(desk: Desk):
    assert desk.asking.settle("echo-finder", scene(desk), ref=FAR).ref == ""


def test_the_checker_takes_a_model_on_this_machine_if_one_is_at_hand(desk: Desk):
    choose(desk, default_model=NEAR)
    assert desk.asking.settle("copy-editor", scene(desk)).ref == NEAR
    choose(desk, default_model=FAR)
    assert desk.asking.settle("copy-editor", scene(desk)).ref == ""
    choose(desk, default_model="none/none")
    assert desk.asking.settle("copy-editor", scene(desk)).ref == ""


def test_a_model_named_for_the_checker_is_not_passed_over(desk: Desk):
    with pytest.raises(NeedsConsentError):
        desk.asking.settle("copy-editor", scene(desk), ref=FAR)
    with pytest.raises(NeedsModelError, match="not ready"):
        desk.asking.settle("copy-editor", scene(desk), ref="none/none")


def test_an_unknown_agent_is_named(desk: Desk):
    with pytest.raises(NotFoundError, match="line-editor"):
        desk.asking.settle("nobody", scene(desk))


def test_consent_says_what_is_sent(desk: Desk):
    def what(agent: str, lines: tuple[int, int] | None = None) -> str:
        with pytest.raises(NeedsConsentError) as needed:
            desk.asking.settle(agent, scene(desk), lines=lines, ref=FAR)
        assert needed.value.request.what in needed.value.sentence
        return needed.value.request.what

    assert what("line-editor") == "the scene you ask about"
    assert what("developmental-editor") == "the scene you ask about and the rest of the manuscript"
    assert what("line-editor", (0, 1)) == "the scene you ask about"


def test_who_may_read_the_chosen_lines_only_is_said_to(desk: Desk, home: Path):
    folder = home / "agents"
    folder.mkdir()
    (folder / "narrow.md").write_text(
        "---\ntitle: Narrow\nrole: Reads little.\npurpose: line_edit\nmodel: default\n"
        "reads: [selection]\nneeds: any model\nanswers: text\n---\nRead.\n",
        encoding="utf-8",
    )
    desk.reload_roster()
    with pytest.raises(NeedsConsentError) as needed:
        desk.asking.settle("narrow", scene(desk), lines=(0, 1), ref=FAR)
    assert needed.value.request.what == "the lines you ask about"


def test_consent_is_asked_once_a_service_and_project(desk: Desk):
    with pytest.raises(NeedsConsentError) as needed:
        desk.asking.settle("line-editor", scene(desk), ref=FAR)
    request = needed.value.request
    assert isinstance(request.estimate, Estimate)
    desk.workspace.record(ConsentGiven(request.key, request.host))
    assert desk.asking.settle("brainstormer", scene(desk), ref=FAR).ref == FAR


def test_a_spent_budget_stops_what_costs_and_nothing_else(desk: Desk):
    choose(desk, budget_project_micros=100)
    spend(desk, 100)
    with pytest.raises(BudgetError, match="this project"):
        desk.asking.settle("line-editor", scene(desk), ref=NEAR)
    assert desk.asking.settle("echo-finder", scene(desk)).ref == ""


@pytest.mark.parametrize("price", [None, Price(Decimal(0), Decimal(0), "USD", "2026-11-01")])
def test_a_model_on_this_machine_that_costs_nothing_goes_on(
    workspace: Workspace, home: Path, price: Price | None
):
    desk = scripted_desk(workspace, home, ScriptedProvider(), price=price)
    desk.scenes.add("A")
    choose(desk, budget_session_micros=100, budget_project_micros=100)
    spend(desk, 500)
    assert desk.asking.settle("line-editor", scene(desk), ref=NEAR).ref == NEAR
    if price is None:
        with pytest.raises(BudgetError, match="this sitting"):
            desk.asking.settle("line-editor", scene(desk), ref=FAR)


def test_whether_the_embedded_model_is_there_is_an_answer(desk: Desk):
    assert desk.asking.has_embedded_model() in (True, False)
