from __future__ import annotations

import pytest

from cocreate.workspace import echo_look
from cocreate.workspace.echo_look import EchoLook
from cocreate.workspace.echoes import Echoes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.workspace.conftest import Agents
from tests.workspace.writing import pasting, type_text

OFFER = "Beyond the pier a lamp turned slowly over water that nobody had crossed since autumn."
FILLER = " ".join(f"word{number}" for number in range(6_000))


@pytest.fixture
def written(workspace: Workspace, scene: str, agents: Agents) -> Workspace:
    """An offer was retyped, and much was pasted, while no window looked."""
    agents.offer(scene, "", OFFER)
    workspace.edit(scene, 0, 0, f"{FILLER}\n", pasting())
    for number in range(echo_look.EVENTS_A_SLICE):
        type_text(workspace, scene, f"{number} ", at=0)
        workspace.close_burst()
    type_text(workspace, scene, OFFER)
    workspace.save()
    return workspace


def pauses(workspace: Workspace, clock: FakeClock, number: int) -> None:
    for _ in range(number):
        clock.advance(3)
        workspace.tick()


def needs_no_look(workspace: Workspace) -> bool:
    look = EchoLook(workspace)
    look.begin(has_offers=True)
    return look.is_done


def test_pauses_bring_what_came_while_no_window_looked(
    written: Workspace, clock: FakeClock, scene: str
):
    echoes = Echoes(written)
    written.tick()
    assert echoes.open_matches() == []
    pauses(written, clock, 12)
    assert [echoes.words(match) for match in echoes.open_matches()] == [OFFER.removesuffix(".")]
    assert echoes.check_ledger() == []
    before = written.state.seq
    pauses(written, clock, 12)
    assert written.state.seq == before


def test_what_is_edited_meanwhile_is_looked_through_once_more(
    written: Workspace, clock: FakeClock, scene: str
):
    echoes = Echoes(written)
    pauses(written, clock, 4)
    type_text(written, scene, "So it was, and so it went on. ", at=0)
    pauses(written, clock, 14)
    (match,) = echoes.open_matches()
    assert echoes.words(match) == OFFER.removesuffix(".")


def test_the_next_window_looks_only_if_there_is_news(
    written: Workspace, clock: FakeClock, scene: str
):
    echoes = Echoes(written)
    pauses(written, clock, 14)
    echoes.finish()
    assert needs_no_look(written)
    type_text(written, scene, "More. ", at=0)
    written.save()
    assert not needs_no_look(written)
    EchoLook(written).remember()  # nothing was looked through, so nothing is kept
    assert not needs_no_look(written)


def test_without_offers_there_is_nothing_to_look_for(workspace: Workspace, scene: str):
    type_text(workspace, scene, OFFER)
    look = EchoLook(workspace)
    look.begin(has_offers=False)
    assert look.is_done


def test_a_slice_ends_when_its_time_is_up(written: Workspace):
    look = EchoLook(written, longest_s=0.0)
    assert look.step() == []
    assert look._state.seq == 1
    found: list[int] = []
    while not look.is_done:
        found += (match.words for match in look.step())
    assert found == [15]


def test_words_across_two_stretches_are_found(workspace: Workspace, scene: str, agents: Agents):
    agents.offer(scene, "", OFFER)
    filler = "x" * (echo_look.CHARACTERS_A_SLICE - 41)
    type_text(workspace, scene, f"{filler} {OFFER}")
    look = EchoLook(workspace)
    found = []
    while not look.is_done:
        found += look.step()
    assert {match.words for match in found} == {15}
