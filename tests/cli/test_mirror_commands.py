from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import MANUSCRIPT, Shell


@pytest.fixture
def folder(shell: Shell, book: Path) -> Path:
    """The book, mirrored."""
    folder = shell.folder / "mirror"
    assert "Mirrored to" in shell.ok("mirror", book, folder).out
    return folder


def change(path: Path, old: str, new: str) -> None:
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


def test_a_project_is_mirrored_and_nothing_changes_by_itself(
    shell: Shell, book: Path, folder: Path
):
    names = sorted(path.name for path in folder.glob("*.md"))
    assert names == ["001 story.md", "002 One.md", "003 Dawn.md", "004 Dusk.md", "005 Two.md"]
    assert "nothing was changed there" in shell.ok("mirror", book).out
    assert shell.ok("text", book).out == MANUSCRIPT
    shell.ok("verify", book)


def test_a_change_elsewhere_is_shown_and_taken_in(shell: Shell, book: Path, folder: Path):
    change(folder / "004 Dusk.md", "was not", "was strong")
    shown = shell.ok("mirror", book).out
    assert "004 Dusk.md was changed:" in shown
    assert "was [-not-]{+strong+}" in shown
    assert shell.ok("text", book).out == MANUSCRIPT
    (row,) = shell.ok("mirror", book, "--json").document["changed"]
    assert (row["scene"], row["hunks"]) == (
        "Dusk",
        [{"line": 3, "end": 4, "new": "The wind was strong.\n"}],
    )
    assert shell.ok("mirror", book, "--take-in").out == "Took in 004 Dusk.md.\n"
    spans = shell.ok("spans", book, "--scene", "Dusk", "--json").document
    assert [(span["method"], span["end"] - span["start"]) for span in spans] == [
        ("imported", 22),
        ("unobserved", 6),
        ("imported", 3),
    ]
    assert shell.ok("mirror", book, "--json").document["changed"] == []
    shell.ok("verify", book)


def test_a_new_file_is_a_new_scene(shell: Shell, book: Path, folder: Path):
    (folder / "Coda.md").write_text("Later.\n")
    assert "Coda.md is new:" in shell.ok("mirror", book).out
    document = shell.ok("mirror", book, "--take-in", "--json").document
    assert [row["file"] for row in document["taken"]] == ["Coda.md"]
    assert shell.ok("text", book, "--scene", "Coda").out == "Later.\n"


def test_a_conflict_is_left_until_it_is_decided(shell: Shell, book: Path, folder: Path):
    path = folder / "004 Dusk.md"
    # The project goes on while the mirror does not look.
    shell.ok("mirror", book, "--stop")
    changed = ("--scene", "Dusk", "--quote", "not", "--by", "human", "--why", "Mine.")
    shell.ok("declare", book, *changed)
    change(path, "not", "strong")
    index = folder / ".cocreate-mirror.json"
    index.write_text(index.read_text().replace('"004 Dusk.md",\n   "', '"004 Dusk.md",\n   "00'))
    shell.ok("mirror", book, folder)
    assert "in conflict" in shell.ok("mirror", book).out
    assert "--prefer" in shell("mirror", book, "--take-in").sentence
    assert shell.ok("text", book).out == MANUSCRIPT
    assert "strong" in path.read_text("utf-8")
    shell.ok("mirror", book, "--take-in", "--prefer", "theirs")
    assert "The wind was strong." in shell.ok("text", book).out


def test_ours_can_be_preferred(shell: Shell, book: Path, folder: Path):
    path = folder / "004 Dusk.md"
    change(path, "not", "strong")
    index = folder / ".cocreate-mirror.json"
    index.write_text(index.read_text().replace('"004 Dusk.md",\n   "', '"004 Dusk.md",\n   "00'))
    shell.ok("mirror", book, "--take-in", "--prefer", "ours")
    assert shell.ok("text", book).out == MANUSCRIPT
    assert "was not" in path.read_text("utf-8")


def test_a_project_that_is_not_mirrored_says_so(shell: Shell, book: Path):
    assert "not mirrored" in shell("mirror", book).sentence
    assert "not mirrored" in shell("mirror", book, "--take-in").sentence
    assert shell("mirror", book, shell.folder / "m", "--take-in").code == 2
    assert not (shell.folder / "m").exists()
    (shell.folder / "full").mkdir()
    (shell.folder / "full" / "a.txt").write_text("mine")
    assert "empty folder" in shell("mirror", book, shell.folder / "full").sentence


def test_mirroring_can_be_stopped(shell: Shell, book: Path, folder: Path):
    assert "files stay" in shell.ok("mirror", book, "--stop").out
    assert (folder / "003 Dawn.md").exists()
    assert "not mirrored" in shell("mirror", book).sentence
