"""The quiet line at the foot of the window."""

from __future__ import annotations

import pytest

from cocreate.ui.status_line import StatusLine
from tests.workspace.writing import typing


@pytest.fixture
def line(qtbot):
    made = StatusLine()
    qtbot.addWidget(made)
    made.resize(900, 24)
    made.show()
    return made


def test_without_a_project_it_is_empty(line):
    line.update_figures()
    assert not line._words.isVisible()


def test_it_counts_the_scene_and_the_whole(line, workspace, figures, scene_ids):
    line.follow(workspace, figures)
    assert line._words.text() == "21 words"
    line.show_scene(scene_ids[2])
    assert line._words.text() == "2 of 21 words"
    assert line._share.text().startswith("Yours: ")
    assert not line._money.isVisible()
    line.follow(None, None)
    assert not line._words.isVisible()


def test_it_follows_typing_some_times_a_second(line, workspace, figures, scene_ids, qtbot):
    line.follow(workspace, figures)
    workspace.edit(scene_ids[0], 0, 0, "Three more words. ", typing())
    line.refresh()
    line.refresh()
    qtbot.waitUntil(lambda: line._today.text() == "+3 today")


def test_money_is_shown_once_there_is_any(line, workspace, figures, scene_ids, agents):
    agents.charge(agents.start(scene_ids[0]), 120_000)
    line.follow(workspace, figures)
    assert line._money.text() == "$0.12 today, $0.12 in all"


def test_news_is_said_for_a_while(line, qtbot):
    line.say("Saved")
    assert line.news() == "Saved"
    line._on_quiet()
    assert line.news() == ""


def test_a_long_sentence_makes_no_window_wider(line, workspace, figures, scene_ids):
    line.follow(workspace, figures)
    before = line.minimumSizeHint().width()
    line.say("word " * 200, "trouble")
    assert line.minimumSizeHint().width() == before


def test_the_share_leads_to_insight(line, workspace, figures, scene_ids, qtbot):
    line.follow(workspace, figures)
    with qtbot.waitSignal(line.insight_wanted):
        line._share.click()


def test_news_of_a_project_go_with_it(line, workspace, figures):
    line.follow(workspace, figures)
    line.say("Saved")
    line.follow(None, None)
    assert line.news() == ""
