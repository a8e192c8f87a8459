from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path

import pytest

from cocreate.base.errors import ExportError
from cocreate.formats.atomic_file import why_unwritable, write_file, write_files

BOOK = Path("folder") / "book.md"


def test_a_file_is_written_whole_and_nothing_stays_beside_it(tmp_path):
    write_file(tmp_path / "a.md", b"text")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"text")]


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_project_is_never_replaced_by_what_was_made_of_it(tmp_path):
    project = tmp_path / "book.cocreate"
    project.write_bytes(b"SQLite format 3\x00 all the words")
    link = tmp_path / "link.md"
    link.symlink_to(project)
    for target in (project, link):
        with pytest.raises(ExportError, match="is a Cocreate project"):
            write_files({tmp_path / "a.md": b"text", target: b"report"})
    assert project.read_bytes().endswith(b"all the words")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.cocreate", "link.md"]


def test_a_link_goes_on_pointing_to_its_file(tmp_path):
    (tmp_path / "real.md").write_bytes(b"old")
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "real.md")
    write_file(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_links_in_a_ring_are_told(tmp_path):
    (tmp_path / "ring").symlink_to("ring")
    with pytest.raises(ExportError, match="could not be written"):
        write_file(tmp_path / "ring" / "a.md", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["ring"]


def test_when_one_of_several_fails_none_is_written(tmp_path):
    (tmp_path / "a.md").write_bytes(b"old")
    with pytest.raises(ExportError, match="There is no folder"):
        write_files({tmp_path / "a.md": b"new", tmp_path / "none" / "b.md": b"x"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"old"


def shown(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize("failing", ["a.md", "b.md", "c.md"])
def test_when_one_cannot_take_its_place_those_before_it_give_theirs_back(
    tmp_path, monkeypatch, failing, has_links
):
    (tmp_path / "a.md").write_bytes(b"old a")
    (tmp_path / "c.md").write_bytes(b"old c")
    before = shown(tmp_path)
    replace = Path.replace

    def stubborn(self: Path, target: Path) -> Path:
        if target.name == failing and self.suffix == ".part":
            raise PermissionError(errno.EACCES, "open elsewhere")
        return replace(self, target)

    def no_link(self: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, f"no links for {self}")

    monkeypatch.setattr(Path, "replace", stubborn)
    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", no_link)
    files = {tmp_path / name: b"new" for name in ("a.md", "b.md", "c.md")}
    with pytest.raises(ExportError, match=f"not permitted to write .*{failing}"):
        write_files(files)
    assert shown(tmp_path) == before
    monkeypatch.setattr(Path, "replace", replace)
    write_files(files)
    assert shown(tmp_path) == dict.fromkeys(("a.md", "b.md", "c.md"), b"new")


def test_without_room_to_keep_the_old_files_nothing_is_replaced(tmp_path, monkeypatch):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"old")

    def no_link(self: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, f"no links for {self}")

    def half(_source: Path, target: Path) -> None:
        target.write_bytes(b"o")
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "hardlink_to", no_link)
    monkeypatch.setattr(shutil, "copy2", half)
    with pytest.raises(ExportError, match="The disk is full"):
        write_files({tmp_path / "a.md": b"new", tmp_path / "b.md": b"new"})
    assert shown(tmp_path) == {"a.md": b"old", "b.md": b"old"}


def test_folders_below_the_home_are_made_and_go_again_when_something_fails(tmp_path):
    picture = tmp_path / "images" / "deep" / "a.png"
    write_files({tmp_path / "a.md": b"text", picture: b"x"}, tmp_path)
    assert picture.read_bytes() == b"x"
    other = tmp_path / "other"
    other.mkdir()
    failing = {other / "images" / "a.png": b"x", other / "b.md": b"y", tmp_path: b"z"}
    with pytest.raises(ExportError, match="is a folder"):
        write_files(failing, other)
    assert list(other.iterdir()) == []
    with pytest.raises(ExportError, match="There is no folder"):
        write_files({tmp_path / "elsewhere" / "b.md": b"y"}, other)
    with pytest.raises(ExportError, match="There is no folder"):
        write_files({tmp_path / "none" / "b.md": b"y"}, tmp_path / "none")


def test_a_folder_is_told(tmp_path):
    with pytest.raises(ExportError, match="is a folder"):
        write_file(tmp_path, b"x")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "You are not permitted to write folder"),
        (errno.ENOSPC, "The disk is full: book.md was not written, nothing was changed"),
        (errno.EROFS, "folder can only be read"),
        (errno.ENAMETOOLONG, "too long for this disk"),
        (errno.EIO, r"could not be written \(input/output error\)"),
    ],
)
def test_each_trouble_has_its_sentence(number, words):
    assert re.search(words, why_unwritable(BOOK, OSError(number, os.strerror(number))))


def test_an_impossible_name_is_told(tmp_path):
    with pytest.raises(ExportError, match="cannot be the name of a file"):
        write_file(tmp_path / "a\0b.md", b"x")


def test_a_name_too_long_is_told_before_anything_is_changed(tmp_path):
    with pytest.raises(ExportError, match="too long for this disk"):
        write_file(tmp_path / ("n" * 300 + ".md"), b"x")
    assert list(tmp_path.iterdir()) == []
