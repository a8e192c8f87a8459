"""Looking back at an open project, and bringing back what was."""

from __future__ import annotations

import pytest

from cocreate.base.errors import InputError
from cocreate.core.replay import walk
from cocreate.core.suggestion import Verdict
from cocreate.metrics.work import work_of
from cocreate.workspace.comparing import Fate
from cocreate.workspace.past import Past
from tests.workspace.writing import origins, pasting, type_text, typing


@pytest.fixture
def past(workspace):
    return Past(workspace)


@pytest.fixture
def story(workspace, scene, agents, review, past):
    """Typed, improved by an agent, then half of it replaced by a paste; returns the good moment."""
    type_text(workspace, scene, "The sea was calm.\n")
    review.accept(agents.offer(scene, "The sea was calm.", "The grey sea was calm."))
    past.catch_up()
    good = past.timeline.last_seq
    workspace.edit(scene, 0, 8, "Some ", pasting())
    past.catch_up()
    return good


def then(past, scene, seq):
    cursor = past.cursor()
    cursor.goto(seq)
    [stood] = past.stood(cursor, scene)
    return stood.content


def test_a_restored_scene_is_what_it_was_origins_and_all(workspace, scene, past, story):
    good = then(past, scene, story)
    past.restore_scene(scene, good)
    assert workspace.scene(scene).text.fragment() == good
    assert origins(workspace, scene)[1][:3] == ("grey ", "ai", "accepted")


def test_restoring_is_one_step_that_can_be_undone(workspace, scene, past, story):
    before = workspace.scene(scene).text.fragment()
    past.restore_scene(scene, then(past, scene, story))
    assert workspace.undo_label(scene) == "bringing a scene back"
    workspace.undo(scene)
    assert workspace.scene(scene).text.fragment() == before


def test_what_stands_like_that_need_not_be_brought_back(workspace, scene, past, story):
    now = workspace.scene(scene).text.fragment()
    with pytest.raises(InputError, match="stands like that"):
        past.restore_scene(scene, now)
    with pytest.raises(InputError, match="stand like that"):
        past.restore_passage(scene, now, 0, 4)


def test_a_passage_comes_back_alone(workspace, scene, past, story):
    type_text(workspace, scene, "The end.")
    past.restore_passage(scene, then(past, scene, story), 0, 8)
    assert workspace.scene(scene).text.text() == "The grey sea was calm.\nThe end."


def test_a_deleted_scene_takes_no_passage(workspace, scene, scenes, past, story):
    good = then(past, scene, story)
    scenes.remove(scene)
    with pytest.raises(InputError, match="not in the manuscript"):
        past.restore_passage(scene, good, 0, 4)
    assert past.titles() == {scene: "Opening"}


def test_a_deleted_scene_comes_back_as_it_was(workspace, scene, scenes, past, story):
    good = then(past, scene, story)
    last = workspace.scene(scene).text.fragment()
    for wanted in (good, good, last):
        scenes.remove(scene)
        past.restore_scene(scene, wanted)
        assert workspace.state.order == [scene]
        assert workspace.scene(scene).text.fragment() == wanted


def test_two_moments_beside_each_other(workspace, scene, scenes, past, story):
    scenes.add("New")
    cursor = past.cursor()
    cursor.goto(story)
    found = past.between(past.stood(cursor), past.stands())
    assert [(one.title, one.fate) for one in found] == [
        ("Opening", Fate.CHANGED),
        ("New", Fate.ADDED),
    ]
    assert [one.title for one in past.stands(scene)] == ["Opening"]


def test_reading_goes_on_piece_by_piece(workspace, scene, past):
    type_text(workspace, scene, "calm")
    workspace.close_burst()
    assert past.progress < 1.0
    assert not past.read(1)
    assert past.read(100)
    assert past.progress == 1.0


def test_words_are_explained(workspace, scene, past, story):
    [first, *_] = past.why(scene, 0, 5)
    assert (first.words, first.origin.source) == ("Some ", "paste-1")


def test_what_was_put_aside_is_found_and_back(workspace, scene, agents, review, past):
    type_text(workspace, scene, "The sea was calm.")
    hunk = agents.offer(scene, "calm", "still")
    review.reject(hunk)
    assert [found.id for found in past.put_aside("still")] == [hunk]
    assert past.revive(hunk).verdict is Verdict.PENDING


def test_a_restored_scene_reads_on_in_the_history(workspace, scene, past, story):
    past.restore_scene(scene, then(past, scene, story))
    past.catch_up()
    [reason] = past.why(scene, 4, 9)
    assert (reason.words, reason.cause.value, reason.hunk is not None) == ("grey ", "restore", True)


def test_typing_after_the_look_is_there_at_the_next(workspace, scene, past, story):
    workspace.edit(scene, 0, 0, "And ", typing())
    past.catch_up()
    assert then(past, scene, past.timeline.last_seq).text.startswith("And ")


def test_what_is_brought_back_is_no_new_work(workspace, scene, past, story):
    before = work_of(walk(workspace.project.ledger.entries()))
    past.restore_scene(scene, then(past, scene, story))
    after = work_of(walk(workspace.project.ledger.entries()))
    assert after.rows == before.rows
    assert after.undone_inserted > before.undone_inserted
