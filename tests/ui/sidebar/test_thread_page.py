"""The threads of a real project."""

from __future__ import annotations

import pytest

from cocreate.ui.sidebar.thread_page import NoRuns, ThreadPage
from cocreate.ui.theme import DARK, LIGHT
from cocreate.workspace.change import Change, ChangeKind


class Feed:
    """Runs under way, as a test wants them."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.stopped: list[str] = []

    @property
    def live_ids(self) -> tuple[str, ...]:
        return tuple(self.texts)

    def live_text(self, run_id: str) -> str:
        return self.texts[run_id]

    def progress(self, run_id: str) -> tuple[int, int]:
        return (1, 4)

    def stop(self, run_id: str) -> None:
        self.stopped.append(run_id)


@pytest.fixture
def page(workspace, scene_ids, qtbot):
    made = ThreadPage(workspace, LIGHT)
    qtbot.addWidget(made)
    workspace.changes.listen(made.refresh)
    made.resize(360, 600)
    made.show()
    return made


def test_without_a_run_it_says_what_to_do(page):
    assert page._empty.isVisible()


def test_several_runs_stream_at_once(page, agents, scene_ids, workspace, qtbot):
    feed = Feed()
    page.follow(feed)
    one, two = agents.start(scene_ids[0]), agents.start(scene_ids[0])
    feed.texts.update({one: "Hel", two: "Wor"})
    qtbot.waitUntil(lambda: set(page._cards) == {one, two})
    feed.texts[one] = "Hello"
    with qtbot.waitSignal(page.live_counted) as told:
        workspace.changes.tell(Change(ChangeKind.RUNS, scene_ids[0], run=one))
    assert told.args == [2]
    qtbot.waitUntil(lambda: page._cards[one]._answer.toPlainText() == "Hello")
    page._cards[two]._stop.click()
    assert feed.stopped == [two]


def test_what_came_while_it_was_hidden_is_caught_up_with(page, agents, scene_ids, qtbot):
    page.hide()
    with qtbot.waitSignal(page.live_counted):
        run = agents.start(scene_ids[0])
    assert page._cards == {}
    page.show()
    qtbot.waitUntil(lambda: set(page._cards) == {run})


def test_what_came_of_a_run_is_counted_with_its_cost(page, agents, scene_ids, workspace, qtbot):
    agents.offer(scene_ids[0], "calm", "still")
    agents.charge("run-1", 20_000)
    agents.stop("run-1")
    qtbot.waitUntil(lambda: "run-1" in page._cards)
    qtbot.waitUntil(lambda: "$0.02" in page._cards["run-1"]._state.text())
    assert page._cards["run-1"]._state.text() == "1 suggestion · $0.02"


@pytest.mark.parametrize(
    ("micros", "words"), [(None, "price unknown"), (0, "free, on this machine")]
)
def test_no_cost_is_told_from_an_unknown_one(page, agents, scene_ids, micros, words, qtbot):
    run = agents.start(scene_ids[0])
    agents.charge(run, micros)
    agents.stop(run)
    qtbot.waitUntil(lambda: run in page._cards and words in page._cards[run]._state.text())


def test_older_runs_are_shown_when_asked_for(page, agents, scene_ids, qtbot):
    for _ in range(23):
        agents.stop(agents.start(scene_ids[0]))
    qtbot.waitUntil(lambda: len(page._cards) == 20)
    assert page._older.isVisible()
    page._older.click()
    assert len(page._cards) == 23
    assert not page._older.isVisible()
    page.set_theme(DARK)


def test_all_cards_follow_a_change_of_no_run(page, agents, scene_ids, workspace, qtbot):
    agents.stop(agents.start(scene_ids[0]))
    qtbot.waitUntil(lambda: bool(page._cards))
    with qtbot.waitSignal(page.live_counted):
        workspace.changes.tell(Change(ChangeKind.RUNS))


def test_before_anybody_was_asked_nothing_is_at_work():
    nobody = NoRuns()
    nobody.stop("r")
    assert (nobody.live_ids, nobody.live_text("r"), nobody.progress("r")) == ((), "", (0, 0))
