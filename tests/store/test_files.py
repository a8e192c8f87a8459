from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cocreate.base.errors import InputError
from cocreate.store.files import read_or_none, write_whole


def test_a_file_is_written_and_read_back(tmp_path: Path):
    path = tmp_path / "deep" / "settings.json"
    write_whole(path, "grüße\n")
    assert read_or_none(path) == "grüße\n"


def test_writing_again_replaces_the_whole_and_leaves_no_draft(tmp_path: Path):
    path = tmp_path / "a.txt"
    write_whole(path, "a long first version")
    write_whole(path, "short")
    assert read_or_none(path) == "short"
    assert [child.name for child in tmp_path.iterdir()] == ["a.txt"]


def test_a_private_file_is_for_this_user_only(tmp_path: Path):
    path = tmp_path / "keys.json"
    write_whole(path, "{}", private=True)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_draft_left_by_a_killed_program_does_not_disturb(tmp_path: Path):
    path = tmp_path / "a.txt"
    (tmp_path / ".a.txt.new").write_text("left")
    write_whole(path, "new")
    assert [child.name for child in tmp_path.iterdir()] == ["a.txt"]


def test_a_missing_file_reads_as_none(tmp_path: Path):
    assert read_or_none(tmp_path / "none") is None


def test_a_folder_in_the_way_gives_one_sentence(tmp_path: Path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(InputError, match="cannot be saved"):
        write_whole(tmp_path / "a.txt", "text")
    assert [child.name for child in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_as_parent_gives_one_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be saved"):
        write_whole(tmp_path / "file" / "a.txt", "text")


def test_text_that_is_not_utf8_gives_one_sentence(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match="not UTF-8"):
        read_or_none(tmp_path / "a.txt")
