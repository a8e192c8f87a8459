from __future__ import annotations

import pytest

from cocreate.core.events import MatchDecided, MatchFound
from cocreate.core.suggestion import MatchVerdict
from cocreate.ui.editor.match_marks import MatchMarks
from cocreate.workspace.change import Change, ChangeKind


@pytest.fixture
def matched(desk):
    scene = desk.open("The sea was calm.\nNobody spoke.")
    desk.workspace.record(MatchFound("m-1", scene, "s-1", 4, 16, 8))
    return scene


def test_marks_stand_where_their_words_stand(desk, matched):
    marks = MatchMarks()
    marks.load(desk.workspace.scene(matched))
    assert [match.id for match in marks.between(0, 17)] == ["m-1"]
    assert marks.between(18, 30) == []
    desk.edit(0, 0, "So: ")
    assert [match.id for match in marks.between(20, 20)] == ["m-1"]
    assert marks


def test_without_a_scene_there_are_none():
    marks = MatchMarks()
    marks.load(None)
    assert not marks


def test_a_mark_shows_on_the_page_until_it_is_answered(desk, matched):
    with_mark = desk.view.grab().toImage()
    desk.workspace.record(MatchDecided("m-1", matched, MatchVerdict.DISPUTED))
    desk.workspace.changes.tell(Change(ChangeKind.MATCHES, matched))
    assert desk.view.grab().toImage() != with_mark
