"""One run in the thread."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor

from cocreate.core.state import RunState
from cocreate.ui.sidebar.run_card import RunCard, RunView

RUN = RunState(
    "r-1", "a", "Line editor", "line_edit", "s/m", "sc", "Shorter, please", None, "se", 0
)
LIVE = RunView(RUN, "", (0, 0), 0, 0, "", is_live=True)


@pytest.fixture
def card(qtbot):
    made = RunCard("r-1", QColor("#aa0000"))
    qtbot.addWidget(made)
    made.resize(340, 300)
    made.show()
    return made


def _ended(how: str, sentence: str = "") -> RunView:
    run = replace(RUN, how=how, sentence=sentence, ended_ms=1)
    return replace(LIVE, run=run, is_live=False)


def test_at_work_it_can_be_stopped(card, qtbot):
    card.show_run(LIVE)
    assert card._state.text() == "At work…"
    assert card._bar.isVisible()
    with qtbot.waitSignal(card.stop_chosen) as told:
        card._stop.click()
    assert told.args == ["r-1"]


def test_words_stream_in_and_steps_count(card):
    card.show_run(replace(LIVE, text="Five *pla"))
    card.show_run(replace(LIVE, text="Five *places*", steps=(3, 12), hunks=1))
    assert card._answer.toPlainText() == "Five *places*"
    assert card._state.text() == "3 of 12 · 1 suggestion"
    assert card._bar.value() == 3
    card.show_run(replace(_ended("done"), text="Five *places*"))
    assert card._answer.toPlainText() == "Five places"
    assert not card._bar.isVisible()


def test_what_failed_says_why_and_what_to_do(card, qtbot):
    card.show_run(_ended("failed", "The key is not valid. Check it in Settings."))
    assert card._trouble.text().startswith("The key")
    with qtbot.waitSignal(card.again_chosen):
        card._again.click()
    with qtbot.waitSignal(card.model_wanted):
        card._connect_model.click()


def test_what_was_stopped_keeps_what_came(card):
    view = replace(_ended("stopped"), text="Half", hunks=2, notes=1, money="$0.02")
    card.show_run(view)
    assert card._state.text() == "Stopped · 2 suggestions · 1 note · $0.02"
    assert not card._trouble.isVisible()
    assert card._answer.isVisible()


def test_an_agent_with_nothing_to_say_says_so(card):
    card.show_run(_ended("done"))
    assert card._state.text() == "Nothing to say"
    card.show_run(_ended("done", "It proposed nothing."))
    assert card._state.text() == "It proposed nothing."
