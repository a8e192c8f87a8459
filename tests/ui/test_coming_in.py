"""Commands by which something comes into the project."""

from __future__ import annotations

import pytest

from cocreate.base.errors import InputError
from cocreate.ui.coming_in import ComingIn
from cocreate.ui.open_project import OpenProject
from cocreate.ui.status_line import StatusLine
from cocreate.ui.theme import LIGHT
from tests.fakes.prompts import FakePrompts

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def prompts():
    return FakePrompts()


@pytest.fixture
def opened(desk, scene_ids, prompts, qtbot):
    status = StatusLine()
    qtbot.addWidget(status)
    made = OpenProject(desk, prompts, LIGHT, status)
    qtbot.addWidget(made.view)
    yield made
    made.bridge.stop()


@pytest.fixture
def coming(opened, workspace, prompts):
    return ComingIn(workspace, prompts, opened.view, opened.wiring)


def test_a_folder_comes_in(opened, prompts, tmp_path, workspace):
    (tmp_path / "draft").mkdir()
    (tmp_path / "draft" / "a.md").write_text("Words.")
    prompts.will_answer(tmp_path / "draft", None)
    opened.do("import_folder")
    assert workspace.state.manuscript()[-1].title == "a"
    assert opened.status.news() == "Imported 1 scene"
    opened.do("import_folder")


def test_a_picture_is_put_in_at_the_caret(opened, prompts, tmp_path, workspace):
    picture = tmp_path / "map.png"
    picture.write_bytes(PNG)
    scene = opened.wiring.scene
    opened.view.editor.goto(3)
    prompts.will_answer((picture,), "A map", (picture,), None, ())
    opened.do("insert_picture")
    assert workspace.scene(scene).text.text()[3:].startswith("![A map](images/map.png)")
    before = workspace.scene(scene).text.text()
    opened.do("insert_picture")
    opened.do("insert_picture")
    assert workspace.scene(scene).text.text() == before


def test_a_picture_that_is_none_is_one_sentence(coming, prompts, tmp_path):
    (tmp_path / "map.svg").write_text("<svg/>")
    prompts.will_answer((tmp_path / "map.svg",), "A map")
    with pytest.raises(InputError, match=r"map\.svg is not a PNG"):
        coming.do("insert_picture")


def test_without_a_scene_there_is_no_place_for_a_picture(coming, opened, workspace):
    opened.wiring._scene = None
    for scene in list(workspace.state.order):
        opened.desk.scenes.remove(scene)
    if opened.wiring.scene is None:
        coming.do("insert_picture")
    assert workspace.state.pictures == {}
