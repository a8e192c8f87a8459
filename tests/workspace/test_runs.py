from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreate.base.errors import InputError, NotFoundError, ProjectHeldError
from cocreate.core.events import ConsentGiven, RunStarted
from cocreate.core.origin import TYPED, plain
from cocreate.workspace.change import ChangeKind
from cocreate.workspace.desk import Desk
from cocreate.workspace.opening import open_project
from cocreate.workspace.scenes import NewScene
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.fakes.scripted_desk import FAR, NEAR, scripted_desk
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.spawner import InlineSpawner
from tests.workspace.writing import type_text

WORDS = "The sea was calm.\nThe wind was not.\n"
NOTES = '{"hunks": [], "notes": [{"quote": "wind", "note": "Which?", "line": 2}]}'


@pytest.fixture
def model() -> ScriptedProvider:
    return ScriptedProvider()


@pytest.fixture
def desk(workspace: Workspace, home: Path, model: ScriptedProvider) -> Iterator[Desk]:
    laid = scripted_desk(workspace, home, model)
    laid.scenes.add_all([NewScene("", "A", plain(WORDS, TYPED))])
    yield laid
    laid.spawner.close()


def finish(desk: Desk) -> None:
    assert isinstance(desk.spawner, InlineSpawner)
    desk.spawner.finish()


def scene(desk: Desk) -> str:
    return desk.workspace.state.order[0]


def test_a_question_closes_the_burst_and_is_written_down(desk: Desk, model: ScriptedProvider):
    type_text(desk.workspace, scene(desk), "Just typed.")
    model.queue("Fine.")
    run = desk.runs.ask("brainstormer", scene(desk), words="Well?", ref=NEAR, lines=(0, 1))
    entries = list(desk.workspace.project.ledger.entries())
    assert type(entries[-2].event).__name__ == "Edited"
    started = entries[-1].event
    assert isinstance(started, RunStarted)
    assert (started.run, started.ask, started.lines) == (run, "Well?", (0, 1))
    assert (started.model, started.purpose) == (NEAR, "brainstorm")
    finish(desk)
    assert "Well?" in model.requests[0].messages[-1].content


def test_an_agent_without_a_model_is_recorded_by_its_engine(desk: Desk):
    run = desk.runs.ask("echo-finder", scene(desk))
    finish(desk)
    assert desk.workspace.state.runs[run].model == "echo"
    assert desk.workspace.state.runs[run].how == "done"


def test_notes_stand_where_their_words_do(desk: Desk, model: ScriptedProvider):
    model.queue(NOTES)
    desk.runs.ask("developmental-editor", scene(desk), ref=NEAR)
    type_text(desk.workspace, scene(desk), "Now. ", at=0)
    finish(desk)
    (note,) = desk.review.notes(scene(desk))
    text = desk.workspace.scene(scene(desk)).text
    assert text.slice(note.start, note.end) == "wind"


def test_progress_is_known_while_it_lasts(desk: Desk):
    run = desk.runs.ask("copy-editor", scene(desk), ref=NEAR)
    assert desk.runs.progress(run) == (0, 0)
    assert desk.runs.live_ids == (run,)
    desk.runs.stop_all()
    assert desk.runs.progress(run) == (0, 0)


def test_a_run_that_never_was_has_no_text(desk: Desk):
    with pytest.raises(NotFoundError):
        desk.runs.live_text("run-0")
    desk.runs.stop("run-0")


def test_a_loose_suggestion_is_asked_again_about_the_whole_scene(
    desk: Desk, model: ScriptedProvider
):
    model.queue('{"hunks": [{"old": "nowhere", "new": "x", "reason": "", "line": 1}]}', "Hm.")
    desk.runs.ask("line-editor", scene(desk), words="Tighter", ref=NEAR)
    finish(desk)
    (loose,) = desk.review.loose_hunks()
    preferences = desk.preferences
    preferences.set(preferences.settings.__class__(default_model=NEAR))
    again = desk.runs.ask_again(loose)
    finish(desk)
    assert desk.workspace.state.runs[again].lines is None
    assert desk.workspace.state.runs[again].ask == "Tighter"


def test_consent_is_written_into_the_project(desk: Desk):
    desk.workspace.record(ConsentGiven("far at far.invalid", "far.invalid"))
    assert "far at far.invalid" in desk.workspace.state.consents
    assert desk.asking.settle("brainstormer", scene(desk), ref=FAR).ref == FAR


def test_something_that_is_no_news_is_a_bug(desk: Desk, model: ScriptedProvider):
    model.queue("x")
    desk.runs.ask("brainstormer", scene(desk), ref=NEAR)
    assert isinstance(desk.spawner, InlineSpawner)
    with pytest.raises(TypeError):
        desk.spawner.runs[0].take("news")


def test_what_comes_after_the_end_is_passed_over(desk: Desk, model: ScriptedProvider):
    model.queue("x")
    run = desk.runs.ask("brainstormer", scene(desk), ref=NEAR)
    desk.runs.stop(run)
    assert isinstance(desk.spawner, InlineSpawner)
    count = desk.workspace.project.ledger.count
    desk.spawner.runs[0].take("anything")
    assert desk.workspace.project.ledger.count == count


def test_views_are_told_of_the_end_after_it_is_written(desk: Desk, model: ScriptedProvider):
    seen: list[tuple[str, str]] = []
    model.queue(("All ", "of it."))

    def look(change_run: str | None) -> None:
        if change_run is not None:
            state = desk.workspace.state.runs[change_run]
            seen.append((state.how, desk.runs.live_text(change_run)))

    desk.workspace.changes.listen(
        lambda change: look(change.run) if change.kind is ChangeKind.RUNS else None
    )
    desk.runs.ask("brainstormer", scene(desk), ref=NEAR)
    finish(desk)
    assert seen[-1] == ("done", "All of it.")
    assert seen[0] == ("", "")


def test_a_project_that_another_holds_asks_nobody(
    desk: Desk, home: Path, clock: FakeClock, ids: CountingIds
):
    desk.workspace.save()
    second = open_project(desk.workspace.path, clock=clock, ids=ids)
    other = scripted_desk(second, home, ScriptedProvider())
    with pytest.raises(ProjectHeldError):
        other.runs.ask("echo-finder", scene(desk))
    other.close()


def test_a_scene_that_is_not_there_is_one_sentence(desk: Desk):
    with pytest.raises(InputError):
        desk.runs.ask("echo-finder", "scene-99")
