"""From unknown word to unknown word."""

from __future__ import annotations

import pytest

from cocreate.core.origin import TYPED, plain
from cocreate.store.user_files import UserFiles
from cocreate.workspace.desk import Preferences
from cocreate.workspace.misspellings import Misspelling, search
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.spelling import Spelling

ONE = "Teh sea.\n\nA `teh` calm\n```\nteh\n```\nlate nihgt."
TWO = "The sea.\nThe whihc quay teh"


@pytest.fixture
def scenes(workspace):
    made = [NewScene("C", name, plain(text, TYPED)) for name, text in (("1", ONE), ("2", TWO))]
    return Scenes(workspace).add_all(made)


@pytest.fixture
def spelling(workspace, home):
    made = Spelling(workspace, Preferences(UserFiles(home, {})), "en_GB")
    made.follow()
    return made


@pytest.fixture
def walk(workspace, spelling, scenes):
    def go(scene: int, offset: int, *, backwards: bool = False) -> list[str]:
        """The words one comes to, all the way round."""
        seen: list[str] = []
        name = scenes[scene]
        for _ in range(6):
            found = list(search(spelling, workspace.state, name, offset, backwards=backwards))
            hit = found[-1]
            assert isinstance(hit, Misspelling)
            assert found[:-1] == [None] * (len(found) - 1)
            name, offset = hit.scene, hit.start if backwards else hit.end
            seen.append(workspace.scene(name).text.slice(hit.start, hit.end))
        return seen

    return go


def test_forwards_through_all_scenes_and_round(walk):
    assert walk(0, 0) == ["Teh", "nihgt", "whihc", "teh", "Teh", "nihgt"]
    assert walk(1, 12) == ["whihc", "teh", "Teh", "nihgt", "whihc", "teh"]
    assert walk(1, 14)[:2] == ["teh", "Teh"]


def test_backwards_likewise(walk):
    assert walk(0, 3, backwards=True) == ["Teh", "teh", "whihc", "nihgt", "Teh", "teh"]
    assert walk(1, len(TWO), backwards=True)[:3] == ["teh", "whihc", "nihgt"]


@pytest.mark.parametrize("backwards", [True, False])
def test_a_manuscript_without_one_ends_the_search(workspace, spelling, scenes, backwards):
    for word in ("teh", "nihgt", "whihc"):
        spelling.add(word)
    state = workspace.state
    assert set(search(spelling, state, scenes[0], 5, backwards=backwards)) == {None}


def test_the_only_one_is_found_from_behind_it(workspace, spelling, scenes):
    for word in ("teh", "nihgt"):
        spelling.add(word)
    for offset in (0, 20):
        *_, hit = search(spelling, workspace.state, scenes[1], offset, backwards=False)
        assert hit == Misspelling(scenes[1], 13, 18)
