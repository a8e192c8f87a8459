from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errors import InputError
from cocreate.core.origin import TYPED
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.picture_shelf import MAX_BYTES
from cocreate.workspace.bookmaking import book_of
from cocreate.workspace.picturing import insert_picture
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    path = tmp_path / "My map.png"
    path.write_bytes(PNG)
    return path


def test_a_picture_is_kept_and_shown_at_its_place(workspace: Workspace, scene: str, map_: Path):
    type_text(workspace, scene, "Here: .")
    insert_picture(workspace, scene, 6, map_, " A [map]\nof *all* ")
    text = workspace.scene(scene).text
    assert text.text() == "Here: ![A \\[map\\] of \\*all\\*](images/My-map.png)."
    assert {span.origin for span in text.spans()} == {TYPED}
    assert book_of(workspace).pictures == {"images/My-map.png": PNG}
    (paragraph,) = read_markdown(text.text()).blocks
    assert paragraph.inlines[1].alt == "A [map] of *all*"  # type: ignore[union-attr]  # a picture
    assert workspace.undo(scene) is not None
    assert workspace.scene(scene).text.text() == "Here: ."


def test_the_same_picture_is_kept_once_and_another_gets_its_own_name(
    workspace: Workspace, scene: str, map_: Path
):
    insert_picture(workspace, scene, 0, map_, "")
    insert_picture(workspace, scene, 0, map_, "")
    map_.write_bytes(PNG + b"other")
    insert_picture(workspace, scene, 0, map_, "")
    assert list(workspace.state.pictures) == ["images/My-map.png", "images/My-map-2.png"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"<svg/>", "not a PNG"), (b"", "not a PNG"), (PNG + bytes(MAX_BYTES), "larger than 20 MB")],
)
def test_what_is_no_picture_is_one_sentence(
    workspace: Workspace, scene: str, map_: Path, data: bytes, sentence: str
):
    map_.write_bytes(data)
    with pytest.raises(InputError, match=sentence):
        insert_picture(workspace, scene, 0, map_, "")
    assert workspace.state.pictures == {}


def test_a_picture_that_is_gone_is_one_sentence(workspace: Workspace, scene: str, tmp_path: Path):
    with pytest.raises(InputError, match="no file"):
        insert_picture(workspace, scene, 0, tmp_path / "gone.png", "")
