"""What a project has besides its panels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocreate.ui.actions import ACTIONS
from cocreate.ui.export.proof_dialog import ProofDialog
from cocreate.ui.later_parts import NAMES, SPELLING, LaterParts
from cocreate.ui.theme import LIGHT
from cocreate.workspace.change import Change, ChangeKind


@pytest.fixture
def later(bench, desk):
    return LaterParts(desk, bench.prompts, bench.view, bench.wiring, LIGHT)


def test_every_name_is_an_action(later):
    assert set(NAMES) <= {spec.name for spec in ACTIONS}


def test_a_part_is_made_once_and_only_when_it_is_wanted(later):
    assert later._parts == {}
    later.do("mirror")
    first = dict(later._parts)
    later.do("mirror")
    assert later._parts == first
    later.do("no such command")
    assert later._parts == first


def test_changes_that_nobody_has_to_answer_are_not_told(later):
    told: list[str] = []
    later.told.connect(told.append)
    later.trouble_met.connect(told.append)
    later.refresh(Change(ChangeKind.MATCHES))
    later.refresh(Change(ChangeKind.MIRROR))
    assert told == []


def test_an_event_behind_a_disclosure_is_shown_in_the_history(later, bench, scene_ids):
    later._on_event_chosen(2, scene_ids[1])
    assert bench.wiring.scene == scene_ids[1]
    assert bench.view.instead is not None


def test_the_dictionary_is_taken_to_hand_when_it_is_quiet(later, bench, qtbot, preferences):
    preferences.set(replace(preferences.settings, spelling="en_GB"))
    assert not later._quiet.isActive()
    later.begin()
    assert later._parts == {}
    later._quiet.setInterval(1)
    bench.view.editor.text_changed.emit()
    qtbot.waitUntil(lambda: bool(bench.view.editor.spelling))
    assert list(later._parts) == [SPELLING]
    bench.view.editor.text_changed.emit()
    assert not later._quiet.isActive()


def test_a_project_that_goes_begins_nothing(later):
    later.begin()
    later.end()
    assert not later._quiet.isActive()


def test_a_project_that_went_meanwhile_is_not_asked(later, desk):
    later.begin()
    desk.workspace.close()
    later._begin_spelling()
    assert later._parts == {}


def test_a_proof_bundle_is_offered(later, bench, qtbot, preferences):
    later.do("proof")
    (dialog,) = bench.view.findChildren(ProofDialog)
    assert dialog.isVisible()
    dialog.authority_chosen.emit("https://stamps.example")
    assert preferences.user_files.load_settings()[0].time_authority == "https://stamps.example"
    told: list[str] = []
    later.told.connect(told.append)
    dialog.write()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert told[0].startswith("Written: ")
