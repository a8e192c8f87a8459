"""Share, effort and cost of a real project."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from cocreate.base.settings import Settings
from cocreate.core.origin import UNKNOWN_IMPORTED, Contributor, plain
from cocreate.ui.insight.insight_panel import InsightPanel, counts_of
from cocreate.ui.theme import DARK, LIGHT
from cocreate.workspace.away_time import AwayTime
from cocreate.workspace.scenes import NewScene
from tests.workspace.writing import typing


class Holder:
    """Settings that a test changes."""

    def __init__(self) -> None:
        self.settings = Settings()

    def get(self) -> Settings:
        return self.settings


@pytest.fixture
def holder():
    return Holder()


@pytest.fixture
def panel(workspace, figures, sessions, holder, qtbot):
    made = InsightPanel(figures, sessions, holder.get, LIGHT)
    qtbot.addWidget(made)
    workspace.changes.listen(made.refresh)
    made.resize(380, 640)
    made.show()
    made.update_numbers()
    return made


def test_with_nothing_written_it_says_so(panel):
    assert panel._human.text() == "Nothing written yet"


def test_the_share_is_a_range_with_its_reason(panel, scene_ids, figures):
    panel.show_scene(scene_ids[0])
    assert "–100 % yours" in panel._human.text()
    assert "was not seen" in panel._seen.text()
    assert panel._part.accessibleName() == "You 100 %"
    assert counts_of(figures.scene_share(scene_ids[0])) == {Contributor.HUMAN: 59}


def test_all_typed_is_all_seen(panel, scenes, workspace):
    scene = scenes.add("Only")
    workspace.edit(scene, 0, 0, "Every word.", typing())
    panel.update_numbers()
    assert panel._human.text() == "100 % yours"
    assert panel._seen.text() == "Everything here was seen as it came."


def test_too_little_seen_gives_no_headline(panel, scenes, scene_ids):
    scenes.add_all([NewScene("", "Old", plain("word " * 400, UNKNOWN_IMPORTED))])
    panel.update_numbers()
    assert panel._human.text() == "Too little was seen to say"


def test_it_follows_typing_while_it_is_seen(panel, scene_ids, workspace, qtbot):
    panel.update_numbers()
    before = panel._today.text()
    workspace.edit(scene_ids[0], 0, 0, "Three more words. ", typing())
    qtbot.waitUntil(lambda: panel._today.text() != before)


def test_money_and_budgets_are_told(panel, agents, scene_ids, holder):
    run = agents.start(scene_ids[0])
    agents.charge(run, 250_000)
    agents.charge(run, None)
    holder.settings = replace(
        holder.settings, budget_session_micros=1_000_000, budget_project_micros=20_000_000
    )
    panel.update_numbers()
    assert panel._cost.text() == "$0.25 today, $0.25 in this project"
    assert panel._budget.text() == (
        "1 call has no known price. Budget of this sitting: $1.00. Budget of this project: $20.00."
    )


def test_a_sitting_shows_its_events(panel, scene_ids, qtbot):
    panel.update_numbers()
    panel.focus_first()
    qtbot.keyClick(panel._sittings._list, Qt.Key.Key_Return)
    assert panel._stack.currentWidget() is panel._events
    assert panel._events._list.count() > 3
    panel.focus_first()
    panel._events.left.emit()
    assert panel._stack.currentWidget() is panel._sittings


def test_the_way_back_is_told(panel, qtbot):
    with qtbot.waitSignal(panel.left):
        panel._on_back()
    panel.set_theme(DARK)


def test_time_entered_by_hand_stands_apart_from_sittings(panel, workspace):
    assert panel._declared.isHidden()
    away = AwayTime(workspace)
    away.enter(away.today(), 5_400, "Walking")
    panel.update_numbers()
    assert panel._declared.text().startswith("1 h 30 min away from the desk, entered by you")
    assert not panel._declared.isHidden()
