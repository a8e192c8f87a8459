"""Why words stand where they stand."""

from __future__ import annotations

import pytest

from cocreate.core.events import Cause, OriginsDeclared
from cocreate.core.origin import Contributor, Method, origin, plain
from cocreate.workspace.past import Past
from cocreate.workspace.scenes import NewScene
from tests.workspace.writing import pasting, type_text, typing


@pytest.fixture
def ask(workspace):
    past = Past(workspace)
    return past.why


def test_typed_words_say_when(workspace, scene, ask, clock):
    type_text(workspace, scene, "The sea.")
    [reason] = ask(scene, 0, 8)
    assert (reason.words, reason.cause) == ("The sea.", Cause.TYPING)
    assert reason.at_ms > 0
    assert reason.hunk is None
    assert not reason.is_changed


def test_an_accepted_suggestion_says_who_asked_what(workspace, scene, ask, agents, review):
    type_text(workspace, scene, "The sea was calm.")
    hunk = agents.offer(scene, "The sea was calm.", "The grey sea was calm.")
    review.accept(hunk)
    typed, offered, _ = ask(scene, 0, 22)
    assert typed.hunk is None
    assert (offered.words, offered.hunk.id, offered.run.ask) == ("grey ", hunk, "Please")
    assert not offered.is_changed
    assert offered.cause is Cause.ACCEPT


def test_what_was_changed_since_is_told(workspace, scene, ask, agents, review):
    type_text(workspace, scene, "It was.")
    review.accept(agents.offer(scene, "It was.", "The cold grey sea lay still."))
    workspace.edit(scene, 4, 8, "dark", typing())
    reasons = ask(scene, 0, 25)
    changed = next(reason for reason in reasons if reason.hunk is not None)
    assert changed.is_changed
    assert {(piece.kind, piece.text) for piece in changed.since} >= {
        ("out", "cold"),
        ("in", "dark"),
    }


def test_what_else_was_offered_is_told(workspace, scene, ask, agents, review):
    type_text(workspace, scene, "The sea was calm.")
    other = agents.offer(scene, "sea", "ocean", agent="other")
    review.reject(other)
    taken = agents.offer(scene, "The sea was calm.", "The grey sea was calm.")
    review.accept(taken)
    offers = {offer.hunk.id for reason in ask(scene, 0, 22) for offer in reason.offers}
    assert other in offers


def test_pasted_and_imported_and_declared_words(workspace, scenes, scene, ask):
    workspace.edit(scene, 0, 0, "From elsewhere.", pasting())
    [pasted] = ask(scene, 0, 4)
    assert pasted.cause is Cause.PASTE
    mine = origin(Contributor.HUMAN, Method.DECLARED, "paste-1")
    workspace.record(OriginsDeclared(scene, 0, plain("From elsewhere.", mine), "My own draft."))
    [declared] = ask(scene, 0, 4)
    assert (declared.explanation, declared.cause) == ("My own draft.", None)
    by = origin(Contributor.UNKNOWN, Method.IMPORTED)
    other = scenes.add_all([NewScene("", "In", plain("Old text.", by), "old.md")])[0]
    assert ask(other, 0, 3)[0].cause is Cause.IMPORT
    bare = scenes.add_all([NewScene("", "Bare", plain("Old text.", by))])[0]
    assert ask(bare, 0, 3)[0].cause is None


def test_an_empty_range_has_no_reason(workspace, scene, ask):
    assert ask(scene, 0, 0) == ()


def test_a_patchwork_is_told_up_to_a_limit(workspace, scene, ask):
    for at in range(60):
        how = typing() if at % 2 else pasting(f"paste-{at}")
        workspace.edit(scene, at, at, "a", how)
    assert len(ask(scene, 0, 60)) == 24


def test_a_suggestion_whose_words_are_gone_is_told_with_what_it_offered(
    workspace, scene, ask, agents, review
):
    type_text(workspace, scene, "It was calm.")
    hunk = agents.offer(scene, "calm", "still")
    review.accept(hunk)
    moved = workspace.scene(scene).text.fragment(7, 12)
    workspace.edit(scene, 7, 12, "", typing())
    workspace.edit(scene, 0, 0, moved, typing())
    [reason] = ask(scene, 0, 5)
    assert reason.hunk.id == hunk
    assert reason.is_changed


def test_words_of_two_days_say_both(workspace, scene, ask, clock):
    type_text(workspace, scene, "The sea")
    clock.advance(86_400)
    type_text(workspace, scene, " was calm.")
    [reason] = ask(scene, 0, 17)
    assert reason.at_ms - reason.began_ms >= 86_400_000
