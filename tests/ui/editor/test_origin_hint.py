from __future__ import annotations

from datetime import timedelta

import pytest

from cocreate.core.events import Cause, PassageBrought
from cocreate.core.origin import Contributor, mended_by
from cocreate.ui.editor.origin_hint import origin_hint
from cocreate.workspace.change import Write


@pytest.fixture
def hint(desk, clock):
    def ask(offset: int, days: int = 0) -> str:
        now = clock.now() + timedelta(days=days)
        return origin_hint(desk.workspace.state, desk.scene, offset, now)

    return ask


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("h", "You: typed here"),
        ("d", "You: declared as your own"),
        ("a", "AI: accepted from a suggestion"),
        ("x", "AI: declared so by you"),
        ("t", "Checker: a fix you accepted"),
        ("p", "Unknown: pasted from outside Cocreate"),
        ("c", "Unknown: another person's change, accepted"),
        ("i", "Unknown: there before tracking began"),
        ("o", "Unknown: changed unseen by Cocreate"),
    ],
)
def test_every_origin_has_its_words(desk, hint, mark, words):
    desk.open(f"[{mark}:sea]")
    assert hint(1) == words


def test_an_empty_scene_has_nothing_to_say(desk, hint):
    desk.open("")
    assert hint(0) == ""


def test_the_end_of_the_text_speaks_for_its_last_character(desk, hint):
    desk.open("the [p:sea]")
    assert hint(99) == "Unknown: pasted from outside Cocreate"
    assert hint(-1) == "You: typed here"


def test_accepted_words_name_agent_model_time_and_what_became_of_them(desk, hint, clock):
    scene = desk.open("The sea was calm.")
    desk.review.accept(desk.agents.offer(scene, "The sea", "The grey sea"))
    at = f"{clock.now().astimezone():%H:%M}"
    assert hint(5) == f"AI: Line-Editor, model, accepted {at}, kept as offered"
    assert f"accepted {clock.now().astimezone():%Y-%m-%d} {at}" in hint(5, days=2)
    desk.edit(6, 6, "x")
    assert hint(5).endswith("changed since")


def test_words_changed_before_acceptance_say_so(desk, hint):
    scene = desk.open("The sea was calm.")
    hunk = desk.agents.offer(scene, "The sea", "The grey cold sea")
    desk.review.accept_edited(hunk, "The grey sea")
    assert hint(5).endswith("changed before it was accepted")


def test_a_checkers_fix_names_no_model(desk, hint):
    scene = desk.open("The the sea.")
    hunk = desk.agents.offer(
        scene, "The the", "Thee", agent="copy-editor", contributor=Contributor.TOOL
    )
    desk.review.accept(hunk)
    assert hint(2).startswith("Checker: Copy-Editor, accepted ")


def test_words_of_another_project_name_who_offered_them_there(desk, hint):
    scene = desk.open("[a#s-1@far:sea]")
    sources = (("s-1@far", "ai", "line-editor", "test/model", "Essay"),)
    desk.workspace.record(PassageBrought(scene, "clip-1", "far", "Essay", "", 3, sources))
    assert hint(1) == "AI: line-editor, in the project “Essay”"


def test_a_spelling_names_its_dictionary(desk, hint):
    scene = desk.open("Teh sea.")
    how = Write(Cause.ACCEPT, mended_by("Hunspell en_GB"))
    desk.workspace.edit(scene, 0, 3, "The", how)
    assert hint(1) == "Checker: Hunspell en_GB, a fix you accepted"
