from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errors import InputError
from cocreate.store.verify import verify_project
from cocreate.workspace.opening import open_project
from cocreate.workspace.versions import Versions, is_known
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.writing import type_text


@pytest.fixture
def versions(tmp_path: Path, clock: FakeClock) -> Versions:
    return Versions(tmp_path / "backups", clock)


@pytest.fixture
def path(workspace: Workspace, scene: str, versions: Versions, clock: FakeClock) -> Path:
    """A closed project with two earlier versions."""
    type_text(workspace, scene, "First words.")
    assert workspace.save()
    assert versions.make(workspace.path)
    clock.advance(3600)
    type_text(workspace, scene, " And more.")
    assert workspace.save()
    assert versions.make(workspace.path)
    assert not versions.make(workspace.path)
    type_text(workspace, scene, " The end.")
    workspace.close()
    return workspace.path


def test_earlier_versions_are_numbered_from_the_newest(
    path: Path, versions: Versions, tmp_path: Path
):
    found = versions.of(path)
    assert [version.number for version in found] == [1, 2]
    assert found[0].at > found[1].at
    assert found[0].size > 0
    assert is_known(tmp_path / "backups", path)
    assert not is_known(tmp_path / "backups", path.with_name("other.cocreate"))


def test_one_can_be_looked_at_before_it_is_put_back(path: Path, versions: Versions):
    contents = [versions.content(version) for version in versions.of(path)]
    assert [content.text for content in contents] == ["First words. And more.", "First words."]
    assert [content.words for content in contents] == [4, 2]
    assert contents[0].scenes == 1


def test_what_was_put_back_opens_and_goes_on(
    path: Path, versions: Versions, scene: str, clock: FakeClock, ids: CountingIds
):
    aside = versions.restore(path, 2)
    again = open_project(path, clock=clock, ids=ids)
    assert again.scene(scene).text.text() == "First words."
    type_text(again, scene, " Anew.")
    assert again.close()
    assert verify_project(path).ok
    assert aside is not None
    kept = open_project(aside, clock=clock, ids=ids)
    assert kept.scene(scene).text.text() == "First words. And more. The end."
    kept.close()


def test_a_number_that_is_not_there_is_one_sentence(path: Path, versions: Versions):
    with pytest.raises(InputError, match=r"no earlier version 3 .* numbered 1 to 2"):
        versions.restore(path, 3)
    with pytest.raises(InputError, match="there is none yet"):
        versions.restore(path.with_name("other.cocreate"), 1)
