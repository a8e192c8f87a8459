from __future__ import annotations

from pathlib import Path

from cocreate.formats.mirror_files import Base, Index, render, sha256_of, write_mirror
from cocreate.workspace.mirror_folder import MirrorFolder
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text

WORDS = "The sea was calm."


def mirrored(workspace: Workspace, scene: str, folder: Path, project: str = "") -> MirrorFolder:
    """Write the scene's file by hand and read the folder."""
    workspace.close_burst()
    base = Base("a.md", sha256_of(WORDS), workspace.state.seq)
    index = Index(project or workspace.project.identity, {scene: base})
    write_mirror(folder, {"a.md": render(scene, "Opening", "", WORDS)}, index)
    return MirrorFolder(workspace, folder)


def test_a_folder_that_nobody_changed_has_no_changes(
    workspace: Workspace, scene: str, tmp_path: Path
):
    type_text(workspace, scene, WORDS)
    folder = mirrored(workspace, scene, tmp_path)
    assert folder.files() == [tmp_path / "a.md"]
    assert folder.change_of(tmp_path / "a.md") is None
    type_text(workspace, scene, " More.")
    assert folder.change_of(tmp_path / "a.md") is None


def test_what_the_ledger_knows_of_a_files_beginnings_makes_changes_meet(
    workspace: Workspace, scene: str, tmp_path: Path
):
    type_text(workspace, scene, WORDS)
    folder = mirrored(workspace, scene, tmp_path)
    type_text(workspace, scene, " More.")
    theirs = WORDS.replace("sea", "bay")
    (tmp_path / "a.md").write_bytes(render(scene, "Opening", "", theirs))
    change = folder.change_of(tmp_path / "a.md")
    assert change is not None
    assert [edit.new for edit in change.merged.edits] == ["bay"]
    assert change.conflicts == ()
    folder.agree(scene, "a.md", theirs)
    assert folder.change_of(tmp_path / "a.md") is None


def test_changes_made_alike_on_both_sides_are_none(
    workspace: Workspace, scene: str, tmp_path: Path
):
    type_text(workspace, scene, WORDS)
    folder = mirrored(workspace, scene, tmp_path)
    type_text(workspace, scene, " More.")
    (tmp_path / "a.md").write_bytes(render(scene, "Opening", "", f"{WORDS} More."))
    assert folder.change_of(tmp_path / "a.md") is None


def test_another_projects_index_is_not_taken(workspace: Workspace, scene: str, tmp_path: Path):
    folder = mirrored(workspace, scene, tmp_path, project="another")
    change = folder.change_of(tmp_path / "a.md")
    assert change is not None
    assert change.is_new


def test_without_a_folder_there_are_no_files(workspace: Workspace):
    assert MirrorFolder(workspace, None).files() == []
