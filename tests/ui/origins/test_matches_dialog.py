from __future__ import annotations

import pytest

from cocreate.core.suggestion import MatchVerdict
from cocreate.ui.origins.matches_dialog import MatchesDialog
from cocreate.ui.theme import LIGHT
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.echoes import Echoes
from tests.fakes.prompts import FakePrompts
from tests.workspace.writing import type_text

OFFER = "Beyond the pier a lamp turned slowly over water that nobody had crossed since autumn."
OTHER = "She counted the boats twice and found that one of them had never come home."


@pytest.fixture
def prompts():
    return FakePrompts()


@pytest.fixture
def echoes(workspace, agents, scene_ids):
    made = Echoes(workspace)
    for old, new in (("The sea was calm.", OFFER), ("The light was coming up grey.", OTHER)):
        agents.offer(scene_ids[0], old, new)
    workspace.changes.tell(Change(ChangeKind.HUNKS, scene_ids[0]))
    type_text(
        workspace, scene_ids[1], f"{OFFER}\nIt rained all night and the roof let it in.\n{OTHER}"
    )
    made.check()
    return made


@pytest.fixture
def dialog(echoes, prompts, qtbot):
    made = MatchesDialog(echoes, prompts, LIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_is_shown_beside_what_was_offered(dialog, echoes):
    assert dialog._list.count() == 2
    assert dialog._sides.words() == (OFFER.removesuffix("."), OFFER)


def test_confirming_goes_on_to_the_next(dialog, echoes):
    first, second = echoes.open_matches()
    dialog._yes.click()
    assert echoes.match(first.id).verdict is MatchVerdict.CONFIRMED
    assert dialog.current.id == second.id


def test_disputing_asks_for_a_reason_that_may_stay_empty(dialog, echoes, prompts):
    first, second = echoes.open_matches()
    prompts.will_answer(None, "My notebook.", "")
    dialog._no.click()
    assert echoes.match(first.id).is_open
    dialog._no.click()
    assert echoes.match(first.id).why == "My notebook."
    dialog._no.click()
    assert echoes.match(second.id).verdict is MatchVerdict.DISPUTED
    assert dialog.current is None
    assert "Nothing" in dialog._lead.text()
    assert not dialog._yes.isEnabled()
    dialog.confirm()
    dialog.dispute()
    dialog._go.clicked.emit()
    assert dialog.isVisible()


def test_an_answer_that_comes_too_late_is_said_so(dialog, echoes):
    echoes.dispute(dialog.current.id)
    dialog.confirm()
    assert "disputed already" in dialog._trouble.text()


def test_going_to_the_words_closes_the_dialog(dialog, qtbot):
    match = dialog.current
    with qtbot.waitSignal(dialog.place_chosen) as place:
        dialog._go.click()
    assert place.args == [match.scene, match.start, match.end]
    assert not dialog.isVisible()


def test_without_matches_there_is_a_sentence_and_nothing_else(workspace, scene_ids, prompts, qtbot):
    dialog = MatchesDialog(Echoes(workspace), prompts, LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog._lead.isVisible()
    assert not dialog._list.isVisible()
    assert not dialog._sides.isVisible()
