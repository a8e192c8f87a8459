from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errors import ExportError, InputError
from cocreate.core.origin import EMPTY
from cocreate.formats.mirror_files import (
    Base,
    Index,
    load_index,
    render,
    sha256_of,
    write_mirror,
)
from cocreate.store.verify import verify_project
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.mirror import Mirror
from cocreate.workspace.mirror_folder import OutsideChange
from cocreate.workspace.mirror_places import Prefer
from cocreate.workspace.opening import open_project
from cocreate.workspace.reporting import report_of
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.conftest import Agents
from tests.workspace.writing import origins, type_text, typing

WORDS = "The sea was calm.\nThe wind was not.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mirror"


@pytest.fixture
def mirror(workspace: Workspace) -> Mirror:
    return Mirror(workspace)


@pytest.fixture
def sea(workspace: Workspace, scene: str, mirror: Mirror, folder: Path) -> Path:
    """A mirrored scene with two lines of the writer's; returns its file."""
    type_text(workspace, scene, WORDS)
    mirror.start(folder)
    return folder / "001 Opening.md"


def change(path: Path, old: str, new: str) -> None:
    """Change a file as another program does."""
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


def text_of(workspace: Workspace, scene: str) -> str:
    return workspace.scene(scene).text.text()


def test_a_folder_whose_name_is_no_text_is_refused(mirror: Mirror, tmp_path: Path):
    with pytest.raises(InputError, match="not written in UTF-8"):
        mirror.start(tmp_path / "f\udcff")
    assert mirror.folder is None
    assert [path.suffix for path in tmp_path.iterdir() if path.is_dir()] == []


def later(workspace: Workspace, clock: FakeClock) -> None:
    clock.advance(4)
    workspace.tick()


def test_a_project_is_mirrored_to_one_file_a_scene(workspace: Workspace, scene: str, sea: Path):
    content = sea.read_text("utf-8")
    assert content.startswith(f"---\nscene: {scene}\ntitle: Opening\nchapter: One\nbase: sha256:")
    assert content.endswith(f"\n---\n{WORDS}")


def test_words_changed_elsewhere_are_unobserved_and_all_others_keep_their_origins(
    workspace: Workspace, scene: str, agents: Agents, review: Review, mirror: Mirror, folder: Path
):
    """Worked case 11 of the rules of attribution."""
    type_text(workspace, scene, WORDS)
    hunk = agents.offer(scene, "The sea was calm.", "The grey sea was calm.")
    review.accept(hunk)
    mirror.start(folder)
    change(folder / "001 Opening.md", "wind was not", "cold wind was not")
    (found,) = mirror.look()
    assert [piece.text for piece in found.pieces if piece.kind == "in"] == ["cold "]
    assert found.hunks[0].new_lines == ("The cold wind was not.\n",)
    assert mirror.take_in(found) == 0
    assert origins(workspace, scene) == [
        ("The ", "human", "typed", None),
        ("grey ", "ai", "accepted", hunk),
        ("sea was calm.\nThe ", "human", "typed", None),
        ("cold ", "unknown", "unobserved", "outside-1"),
        ("wind was not.\n", "human", "typed", None),
    ]
    assert mirror.look() == ()
    share = report_of(workspace).surviving
    assert share.human.low < share.human.high
    workspace.undo(scene)
    assert "cold" not in text_of(workspace, scene)


def test_changes_are_noticed_while_the_project_is_open(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path, clock: FakeClock, told
):
    later(workspace, clock)
    assert not [each for each in told if each.kind is ChangeKind.MIRROR]
    change(sea, "calm", "wild")
    later(workspace, clock)
    assert [each for each in told if each.kind is ChangeKind.MIRROR]
    assert [each.scene for each in mirror.found] == [scene]
    assert text_of(workspace, scene) == WORDS
    change(sea, "wild", "calm")
    later(workspace, clock)
    assert mirror.found == ()


def test_changes_are_noticed_at_the_next_start(
    workspace: Workspace, scene: str, sea: Path, clock: FakeClock
):
    workspace.close()
    change(sea, "calm", "wild")
    again = open_project(workspace.path, clock=clock, ids=CountingIds())
    mirror = Mirror(again)
    assert mirror.folder == sea.parent
    later(again, clock)
    assert [each.theirs for each in mirror.found] == [WORDS.replace("calm", "wild")]
    again.close()


def test_typing_meanwhile_and_changes_elsewhere_come_together(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path
):
    change(sea, "not", "strong")
    type_text(workspace, scene, "Far out ", at=0)
    (found,) = mirror.look()
    assert found.conflicts == ()
    mirror.take_in(found)
    assert text_of(workspace, scene) == "Far out The sea was calm.\nThe wind was strong.\n"
    assert sea.read_text("utf-8").endswith("Far out The sea was calm.\nThe wind was strong.\n")


def test_a_conflict_is_shown_side_by_side_and_nothing_is_overwritten(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path, clock: FakeClock
):
    change(sea, "calm", "wild")
    workspace.edit(scene, 12, 16, "still", typing())
    later(workspace, clock)
    (found,) = mirror.found
    (conflict,) = found.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == ("calm", "still", "wild")
    assert mirror.take_in(found) == 1
    later(workspace, clock)
    assert "still" in text_of(workspace, scene)
    assert "wild" in sea.read_text("utf-8")


@pytest.mark.parametrize(("prefer", "word"), [(Prefer.OURS, "still"), (Prefer.THEIRS, "wild")])
def test_the_writer_decides_a_conflict(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path, prefer: Prefer, word: str
):
    change(sea, "calm", "wild")
    change(sea, "not", "strong")
    workspace.edit(scene, 12, 16, "still", typing())
    (found,) = mirror.look()
    assert mirror.take_in(found) == 1
    assert "strong" in text_of(workspace, scene)
    (left,) = mirror.found
    assert len(left.conflicts) == 1
    assert mirror.take_in(left, prefer) == 0
    wanted = f"The sea was {word}.\nThe wind was strong.\n"
    assert text_of(workspace, scene) == wanted
    assert sea.read_text("utf-8").endswith(f"---\n{wanted}")
    assert mirror.look() == ()


def test_places_are_decided_one_by_one_and_those_settled_are_not_asked_again(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path
):
    for old, new in (("sea", "ocean"), ("calm", "wild"), ("not", "strong")):
        change(sea, old, new)
    workspace.edit(scene, 12, 16, "still", typing())
    workspace.edit(scene, 32, 35, "low", typing())
    (found,) = mirror.look()
    assert [each.ours for each in found.conflicts] == ["still", "low"]
    assert mirror.take_in(found, (Prefer.OURS, Prefer.NEITHER)) == 1
    assert text_of(workspace, scene) == "The ocean was still.\nThe wind was low.\n"
    (left,) = mirror.found
    assert [each.ours for each in left.conflicts] == ["low"]
    assert "wild" in sea.read_text("utf-8")
    assert mirror.take_in(left, (Prefer.BOTH,)) == 0
    wanted = "The ocean was still.\nThe wind was low strong.\n"
    assert text_of(workspace, scene) == wanted
    assert sea.read_text("utf-8").endswith(f"---\n{wanted}")
    assert [part for part in origins(workspace, scene) if part[1] == "unknown"] == [
        ("ocean", "unknown", "unobserved", "outside-1"),
        (" strong", "unknown", "unobserved", "outside-2"),
    ]


def test_answers_to_places_that_are_different_by_now_change_nothing(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path
):
    change(sea, "calm", "wild")
    workspace.edit(scene, 12, 16, "still", typing())
    (found,) = mirror.look()
    type_text(workspace, scene, "Far out ", at=0)
    before = text_of(workspace, scene)
    with pytest.raises(InputError, match="look once more"):
        mirror.take_in(found, (Prefer.THEIRS,))
    assert text_of(workspace, scene) == before


def test_a_conflict_is_found_after_a_restart_from_the_ledger(
    workspace: Workspace, scene: str, sea: Path, clock: FakeClock
):
    workspace.edit(scene, 12, 16, "still", typing())
    workspace.close()
    change(sea, "not", "strong")
    again = open_project(workspace.path, clock=clock, ids=CountingIds())
    mirror = Mirror(again)
    (found,) = mirror.look()
    assert found.conflicts == ()
    mirror.take_in(found)
    assert text_of(again, scene) == "The sea was still.\nThe wind was strong.\n"
    path = again.path
    again.close()
    assert verify_project(path).ok


def test_where_the_base_cannot_be_told_every_difference_has_to_be_decided(
    workspace: Workspace, scene: str, sea: Path, clock: FakeClock
):
    index = sea.parent / ".cocreate-mirror.json"
    index.write_text(
        index.read_text().replace('"001 Opening.md",\n   "', '"001 Opening.md",\n   "00')
    )
    change(sea, "calm", "wild")
    mirror = Mirror(workspace)
    (found,) = mirror.look()
    assert [each.theirs for each in found.conflicts] == ["wild"]


def test_files_follow_the_writer_after_a_pause(
    workspace: Workspace, scene: str, sea: Path, clock: FakeClock
):
    type_text(workspace, scene, "More.")
    workspace.tick()
    assert sea.read_text("utf-8").endswith(WORDS)
    later(workspace, clock)
    assert sea.read_text("utf-8").endswith(f"{WORDS}More.")


def test_new_renamed_and_missing_files_are_written(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path, scenes: Scenes, clock: FakeClock
):
    scenes.add_all([NewScene("One", "Dusk")])
    scenes.rename(scene, "Dawn")
    later(workspace, clock)
    assert (sea.parent / "002 Dusk.md").exists()
    assert "title: Dawn\n" in sea.read_text("utf-8")
    sea.unlink()
    type_text(workspace, scene, "More.")
    later(workspace, clock)
    assert sea.exists()


def test_a_line_end_that_an_editor_adds_is_no_change(
    workspace: Workspace, scene: str, mirror: Mirror, folder: Path
):
    type_text(workspace, scene, "No end")
    mirror.start(folder)
    path = folder / "001 Opening.md"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert mirror.look() == ()


def test_a_file_that_lost_its_front_matter_or_its_name_is_still_known(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path
):
    sea.write_text(WORDS.replace("calm", "wild"), "utf-8")
    (found,) = mirror.look()
    assert (found.scene, found.is_new) == (scene, False)
    mirror.take_in(found)
    renamed = sea.rename(sea.parent / "The opening.md")
    change(renamed, "wild", "calm")
    (found,) = mirror.look()
    assert found.scene == scene
    mirror.take_in(found)
    assert text_of(workspace, scene) == WORDS
    assert not sea.exists()


def test_a_new_file_becomes_a_scene_of_unobserved_origin(
    workspace: Workspace, mirror: Mirror, sea: Path
):
    (sea.parent / "Epilogue.md").write_text("Years later.\n", "utf-8")
    (found,) = mirror.look()
    assert (found.is_new, found.title) == (True, "Epilogue")
    assert mirror.take_in(found) == 0
    added = workspace.find_scene("Epilogue")
    assert [(how, words) for words, _, how, _ in origins(workspace, added.id)] == [
        ("unobserved", "Years later.\n")
    ]
    assert mirror.look() == ()
    assert (sea.parent / "Epilogue.md").read_text("utf-8").startswith("---\nscene: ")


def test_a_copy_of_a_file_is_a_new_one(mirror: Mirror, sea: Path):
    (sea.parent / "copy.md").write_bytes(sea.read_bytes())
    (found,) = mirror.look()
    assert (found.is_new, found.theirs) == (True, WORDS)


def test_a_change_that_is_gone_when_it_is_taken_in_changes_nothing(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path
):
    change(sea, "calm", "wild")
    (found,) = mirror.look()
    change(sea, "wild", "calm")
    assert mirror.take_in(found) == 0
    assert text_of(workspace, scene) == WORDS
    assert mirror.found == ()


def test_a_deleted_scene_leaves_its_file_alone(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path, scenes: Scenes
):
    scenes.remove(scene)
    change(sea, "calm", "wild")
    assert mirror.look() == ()


def test_a_mirror_can_be_given_up_and_begun_again(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path, clock: FakeClock
):
    mirror.stop()
    assert mirror.folder is None
    change(sea, "calm", "wild")
    later(workspace, clock)
    assert list(mirror.found) == []
    with pytest.raises(InputError, match="not mirrored"):
        mirror.write()
    mirror.start(sea.parent)
    assert len(mirror.found) == 1
    assert "wild" in sea.read_text("utf-8")


def test_only_an_empty_folder_or_ones_own_mirror_is_taken(
    workspace: Workspace, mirror: Mirror, sea: Path, tmp_path: Path
):
    full = tmp_path / "full"
    full.mkdir()
    (full / "notes.md").write_text("Mine.")
    with pytest.raises(InputError, match="has files in it"):
        mirror.start(full)
    index = sea.parent / ".cocreate-mirror.json"
    (full / index.name).write_text(index.read_text().replace(workspace.project.identity, "other"))
    with pytest.raises(InputError, match="another project"):
        mirror.start(full)


def test_a_folder_that_cannot_be_written_is_told_once(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path, clock: FakeClock
):
    troubles: list[str] = []
    workspace.troubles.listen(troubles.append)
    sea.unlink()
    (sea.parent / ".cocreate-mirror.json").unlink()
    sea.parent.rmdir()
    type_text(workspace, scene, "More.")
    later(workspace, clock)
    later(workspace, clock)
    (sentence,) = troubles
    assert "no folder" in sentence
    with pytest.raises(ExportError):
        mirror.write()
    workspace.edit(scene, 0, 1, EMPTY, typing())
    assert text_of(workspace, scene).startswith("he sea")


def test_a_change_tells_the_views_once(mirror: Mirror, sea: Path, told: list[Change]):
    change(sea, "calm", "wild")
    mirror.look()
    mirror.look()
    assert [each.kind for each in told if each.kind is ChangeKind.MIRROR] == [ChangeKind.MIRROR]


def test_files_are_written_before_the_project_is_closed(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path
):
    type_text(workspace, scene, "More.")
    mirror.finish()
    assert sea.read_text("utf-8").endswith("More.")
    for path in sea.parent.iterdir():
        path.unlink()
    sea.parent.rmdir()
    troubles: list[str] = []
    workspace.troubles.listen(troubles.append)
    mirror.finish()
    assert len(troubles) == 1
    mirror.stop()
    mirror.finish()
    assert len(troubles) == 1


def test_scenes_that_an_earlier_version_does_not_have_come_in_as_new_ones(
    workspace: Workspace, mirror: Mirror, sea: Path, folder: Path
):
    index = load_index(folder)
    assert index is not None
    lost = folder / "002 Later.md"
    later = {**index.scenes, "scene-later": Base(lost.name, sha256_of("Rain.\n"), 99)}
    text = render("scene-later", "Later", "One", "Rain.\n")
    write_mirror(folder, {lost.name: text}, Index(index.project, later))
    again = Mirror(workspace)
    (found,) = again.look()
    assert (found.is_new, found.theirs) == (True, "Rain.\n")
    again.take_in(found)
    assert [text_of(workspace, scene) for scene in workspace.state.order] == [WORDS, "Rain.\n"]
    assert again.found == ()


def test_what_is_changed_while_a_file_is_taken_in_is_another_change(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path, monkeypatch: pytest.MonkeyPatch
):
    change(sea, "calm", "grey")
    (found,) = mirror.look()
    look = mirror._folder.change_of

    def look_and_change(path: Path) -> OutsideChange | None:
        seen = look(path)
        if "The wind" in sea.read_text("utf-8"):
            change(sea, "The wind", "A gale")
        return seen

    monkeypatch.setattr(mirror._folder, "change_of", look_and_change)
    mirror.take_in(found)
    assert "A gale was not." in sea.read_text("utf-8")
    (left,) = mirror.found
    assert "A gale" in left.theirs
    assert text_of(workspace, scene) == "The sea was grey.\nThe wind was not.\n"


def test_a_file_that_cannot_be_read_when_it_is_due_is_told(
    workspace: Workspace, scene: str, mirror: Mirror, sea: Path, monkeypatch: pytest.MonkeyPatch
):
    type_text(workspace, scene, "More.")

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="not permitted to read"):
        mirror.write()
