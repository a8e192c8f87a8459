from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.base.errors import ExportError, InputError
from cocreate.formats.mirror_files import (
    INDEX_NAME,
    Base,
    Index,
    MirrorFile,
    file_name,
    load_index,
    make_folder,
    parse,
    read_mirror_file,
    render,
    sha256_of,
    stamp_of,
    write_mirror,
)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=60)


@given(texts, st.text(max_size=10))
def test_a_scene_comes_back_sign_for_sign(text: str, title: str):
    content = render("scene-1", title.encode("utf-8", "replace").decode(), "One", text)
    assert parse(content.decode()) == MirrorFile("scene-1", sha256_of(text), text)


def test_the_front_matter_can_be_read_by_people():
    assert render("scene-1", "Da\nwn", "", "Words.\n").decode().split("\n") == [
        "---",
        "scene: scene-1",
        "title: Da wn",
        f"base: sha256:{sha256_of('Words.' + chr(10))}",
        "---",
        "Words.",
        "",
    ]


@pytest.mark.parametrize(
    "content", ["", "Words.", "---\nWords.", "---\ntitle: x\n---\nWords.", "---\nscene:\n---\n"]
)
def test_a_file_without_whole_front_matter_is_text_alone(content: str):
    assert parse(content) == MirrorFile("", "", content)


def test_a_file_is_read_as_other_programs_leave_it(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_bytes(render("s", "t", "", "One\nTwo\n").replace(b"\n", b"\r\n"))
    assert read_mirror_file(path).text == "One\nTwo\n"
    with pytest.raises(InputError):
        read_mirror_file(tmp_path / "b.md")


def test_names_are_allowed_everywhere_and_taken_once():
    assert file_name(1, 'Who? "Me": a/b\\c', set()) == "001 Who Me a b c.md"
    assert file_name(12, "…", set()) == "012 scene.md"
    assert file_name(1, "Dawn", {"001 DAWN.md", "001 dawn (2).md"}) == "001 Dawn (3).md"
    assert len(file_name(1, "x" * 300, set())) < 80


def test_the_index_is_kept_with_the_files(tmp_path: Path):
    index = Index("project-1", {"scene-1": Base("001 Dawn.md", "ab" * 32, 7)})
    write_mirror(tmp_path, {"001 Dawn.md": b"Words."}, index)
    assert load_index(tmp_path) == index
    assert (tmp_path / "001 Dawn.md").read_bytes() == b"Words."


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"project": "p", "scenes": {"s": [1]}}'])
def test_a_broken_index_is_none(tmp_path: Path, content: str):
    (tmp_path / INDEX_NAME).write_text(content)
    assert load_index(tmp_path) is None
    assert load_index(tmp_path / "nowhere") is None


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path):
    taken = tmp_path / "taken"
    taken.write_text("a file")
    with pytest.raises(InputError, match="taken"):
        make_folder(taken)
    with pytest.raises(ExportError):
        write_mirror(tmp_path / "nowhere", {}, Index("p", {}))
    make_folder(tmp_path / "new" / "folder")
    write_mirror(tmp_path / "new" / "folder", {}, Index("p", {}))


def test_a_stamp_tells_that_a_file_was_changed(tmp_path: Path):
    path = tmp_path / "a.md"
    assert stamp_of(path) is None
    path.write_text("a")
    before = stamp_of(path)
    path.write_text("ab")
    assert stamp_of(path) != before
