"""Putting a question to an agent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocreate.ui.asking_flow import AskingFlow
from cocreate.workspace.model_book import ModelBook, Service
from tests.fakes.prompts import FakePrompts


@pytest.fixture
def prompts():
    return FakePrompts()


@pytest.fixture
def flow(desk, prompts, qtbot):
    return AskingFlow(desk.runs, prompts)


@pytest.fixture
def service(desk, preferences, clock):
    """A service outside this machine that agents use by default."""
    book = ModelBook(preferences.user_files, desk.access, desk.spawner, clock, desk.refresh_access)
    book.put_service(Service("router", "openai", "https://example.org/v1", ("big",)), "sk-1")
    preferences.set(replace(preferences.settings, default_model="router/big"))


def test_an_agent_without_a_model_is_asked_at_once(flow, desk, scene_ids, qtbot):
    with qtbot.waitSignal(flow.run_started) as told:
        flow.put(lambda: desk.runs.ask("pacing-reader", scene_ids[0]))
    assert told.args[0] in desk.runs.live_ids


def test_a_missing_model_is_told(flow, desk, scene_ids, qtbot):
    with qtbot.waitSignal(flow.model_missed) as told:
        flow.put(lambda: desk.runs.ask("line-editor", scene_ids[0]))
    assert "larger model" in told.args[0]


def test_an_unknown_agent_is_told(flow, desk, scene_ids, qtbot):
    with qtbot.waitSignal(flow.trouble_met) as told:
        flow.put(lambda: desk.runs.ask("nobody", scene_ids[0]))
    assert "nobody" in told.args[0]


def test_nothing_leaves_this_machine_before_the_writer_agreed(
    flow, desk, scene_ids, service, prompts, qtbot
):
    prompts.will_answer(False)
    with qtbot.waitSignal(flow.trouble_met) as told:
        flow.put(lambda: desk.runs.ask("line-editor", scene_ids[0]))
    assert told.args == ["Nothing was sent."]
    assert desk.runs.live_ids == ()
    assert "example.org" in prompts.asked[0].detail


def test_the_writer_is_asked_once(flow, desk, scene_ids, service, prompts, qtbot):
    prompts.will_answer(True)
    for _ in range(2):
        with qtbot.waitSignal(flow.run_started):
            flow.put(lambda: desk.runs.ask("line-editor", scene_ids[0]))
    assert len(prompts.asked) == 1
    desk.runs.stop_all()
