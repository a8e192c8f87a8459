from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from cocreate.base.clock import SystemClock
from cocreate.base.errors import InputError
from cocreate.workspace.importing import FileReader, read_files
from tests.fakes.clock import FakeClock


def _titles(batch):
    return [(scene.chapter, scene.title) for file in batch.files for scene in file.scenes]


@pytest.fixture
def write(tmp_path: Path):
    def put(name: str, text: str = "Words.") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


def test_files_are_read_with_their_names_and_hashes(write):
    one, two = write("one.md", "# Part\n\nText.\n"), write("two.txt", "More.")
    batch = read_files([one, two])
    assert _titles(batch) == [("Part", "Part"), ("", "two")]
    assert batch.files[0].sha256 == hashlib.sha256(one.read_bytes()).hexdigest()
    assert batch.files[1].name == "two.txt"


def test_one_that_cannot_be_read_stops_all(write, tmp_path: Path):
    with pytest.raises(InputError, match="gone"):
        read_files([write("fine.md"), tmp_path / "gone.md"])


def test_a_folder_is_read_in_the_order_of_its_names(write, tmp_path: Path):
    for name in ("draft/10 Ten.md", "draft/2 Two.md", "draft/B.txt", "draft/a.md"):
        write(name)
    write("draft/.hidden.md")
    write("draft/~$lock.md")
    write("draft/.git/x.md")
    batch = read_files([tmp_path / "draft"])
    assert _titles(batch) == [("", "2 Two"), ("", "10 Ten"), ("", "a"), ("", "B")]
    assert batch.left_out == ()


def test_folders_in_a_folder_are_chapters(write, tmp_path: Path):
    write("book/1 Sea/calm.md")
    write("book/1 Sea/wild.md", "## Wild\n\nWind.\n")
    write("book/2 Land/own.md", "# Harbour\n\nStones.\n")
    write("book/2 Land/deep/down.md")
    assert _titles(read_files([tmp_path / "book"])) == [
        ("1 Sea", "calm"),
        ("1 Sea", "Wild"),
        ("deep", "down"),
        ("Harbour", "Harbour"),
    ]


def test_what_no_reader_knows_is_left_out_of_a_folder_and_said(write, tmp_path: Path):
    write("book/a.md")
    (tmp_path / "book" / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "book" / "song.mp3").write_bytes(b"ID3\x01\x02\x00")
    (tmp_path / "book" / "old.rtfd").mkdir()
    batch = read_files([tmp_path / "book"])
    assert _titles(batch) == [("", "a")]
    assert [sentence.split()[0] for sentence in batch.left_out] == [
        "map.png",
        "old.rtfd",
        "song.mp3",
    ]


def test_a_folder_of_nothing_else_is_an_error(tmp_path: Path):
    (tmp_path / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(InputError, match=r"Nothing there could be read\. map\.png"):
        read_files([tmp_path])


def test_an_empty_folder_is_an_error(tmp_path: Path):
    with pytest.raises(InputError, match="no file to import"):
        read_files([tmp_path])


def test_a_mirror_is_told_apart(write, tmp_path: Path):
    write("mirror/a.md")
    write("mirror/.cocreate-mirror.json", "{}")
    with pytest.raises(InputError, match="“mirror” is the mirror of a project"):
        read_files([tmp_path / "mirror"])


def test_a_link_back_is_not_followed(write, tmp_path: Path):
    write("book/a.md")
    (tmp_path / "book" / "again").symlink_to(tmp_path / "book")
    assert _titles(read_files([tmp_path / "book"])) == [("", "a")]


def test_thousands_of_files_are_refused(tmp_path: Path):
    for number in range(2001):
        (tmp_path / f"{number}.md").touch()
    with pytest.raises(InputError, match="holds more than 2000 files"):
        read_files([tmp_path])


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_folder_that_may_not_be_read_is_one_sentence(tmp_path: Path):
    (tmp_path / "locked").mkdir(mode=0)
    with pytest.raises(InputError, match="cannot be read"):
        read_files([tmp_path / "locked"])


def test_it_says_how_far_it_is(write):
    reader = FileReader([write("a.md"), write("b.md")], FakeClock())
    assert (reader.current, reader.done, reader.total) == ("a.md", 0, 2)
    assert reader.step() is None
    assert (reader.current, reader.done) == ("b.md", 1)
    batch = reader.step()
    assert batch is not None
    assert (reader.current, len(batch.files)) == ("", 2)
    reader.cancel()


@pytest.mark.slow
def test_what_is_heavy_is_read_elsewhere_and_can_be_given_up(write, tmp_path: Path):
    path = write("a.htmlx")
    reader = FileReader([path], SystemClock())
    assert reader.step() is None
    reader.cancel()
    assert _titles(read_files([path])) == [("", "a")]
