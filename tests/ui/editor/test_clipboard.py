from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData

from cocreate.core.events import Cause, Edited
from cocreate.ui.editor.clipboard import Clipboard
from cocreate.ui.editor.clipping import MIME
from cocreate.workspace.opening import create
from cocreate.workspace.scenes import NewScene, Scenes
from tests.fakes.ids import CountingIds
from tests.notation import show


@pytest.fixture
def clipboard(desk, ids):
    return Clipboard(desk.workspace, ids)


def foreign(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def causes(desk) -> list[tuple[Cause, str | None]]:
    desk.workspace.save()
    events = [entry.event for entry in desk.workspace.project.ledger.entries()]
    return [(event.cause, event.source) for event in events if isinstance(event, Edited)]


def test_a_passage_keeps_its_origins_on_the_way(desk, clipboard):
    scene = desk.open("The [a#h1:grey ]sea")
    data = clipboard.clip(scene, 2, 7)
    assert clipboard.paste(scene, 0, 0, data) == 5
    assert desk.told() == "e [a#h1:gre]The [a#h1:grey ]sea"
    assert causes(desk) == [(Cause.MOVE, "clip-1")]


def test_cutting_and_pasting_is_a_move(desk, clipboard, qapp):
    scene = desk.open("The [a#h1:grey ]sea")
    clipboard.cut(scene, 4, 9)
    assert desk.told() == "The sea"
    other = desk.open("So: ")
    clipboard.paste(other, 4, 4, qapp.clipboard().mimeData())
    assert desk.told() == "So: [a#h1:grey ]"
    assert causes(desk) == [(Cause.MOVE, "clip-1"), (Cause.MOVE, "clip-1")]


def test_words_from_elsewhere_are_unknown_and_have_a_paste_of_their_own(desk, clipboard):
    scene = desk.open("The sea")
    clipboard.paste(scene, 4, 4, foreign("grey "))
    clipboard.paste(scene, 0, 0, foreign("So: "))
    assert desk.told() == "[p#paste-2:So: ]The [p#paste-1:grey ]sea"
    assert causes(desk) == [(Cause.PASTE, "paste-1"), (Cause.PASTE, "paste-2")]


def test_nothing_to_paste_changes_nothing(desk, clipboard):
    scene = desk.open("The sea")
    assert clipboard.paste(scene, 0, 3, QMimeData()) is None
    assert desk.told() == "The sea"


@pytest.mark.parametrize(
    ("target", "after", "place"),
    [
        (0, "[a#h1:grey ]The sea", (0, 5)),
        (12, "The sea[a#h1:grey ]", (7, 12)),
    ],
)
def test_a_dragged_passage_is_moved_in_one_step(desk, clipboard, target, after, place):
    scene = desk.open("The [a#h1:grey ]sea")
    assert clipboard.drop(scene, (4, 9), target) == place
    assert desk.told() == after
    desk.view.undo()
    assert desk.told() == "The [a#h1:grey ]sea"


@pytest.mark.parametrize(("moved", "target"), [((4, 9), 6), ((4, 9), 9), ((3, 3), 0)])
def test_a_passage_dropped_on_itself_stays(desk, clipboard, moved, target):
    scene = desk.open("The [a#h1:grey ]sea")
    assert clipboard.drop(scene, moved, target) is None
    assert desk.told() == "The [a#h1:grey ]sea"


def test_copying_leaves_the_text_alone(desk, clipboard, qapp):
    scene = desk.open("The sea")
    clipboard.copy(scene, 4, 7)
    assert qapp.clipboard().text() == "sea"
    assert not qapp.clipboard().mimeData().hasHtml()
    assert desk.told() == "The sea"


def test_other_programs_are_offered_the_looks_and_ours_takes_the_words(desk, clipboard, qapp):
    scene = desk.open("The *[a#h1:grey]* sea")
    clipboard.copy(scene, 0, 14)
    data = qapp.clipboard().mimeData()
    assert data.text() == "The *grey* sea"
    assert data.html().endswith("<span>The <em>grey</em> sea</span>")
    clipboard.paste(scene, 0, 0, data)
    assert desk.told() == "The *[a#h1:grey]* seaThe *[a#h1:grey]* sea"
    data.removeFormat(MIME)
    clipboard.paste(scene, 0, 0, data)
    assert desk.told().startswith("[p#paste-1:The *grey* sea]The *")


def test_the_looks_can_be_left_out(desk, clipboard, qapp):
    scene = desk.open("The *[a#h1:grey]* sea")
    clipboard.copy(scene, 0, 14, is_rich=False)
    assert not qapp.clipboard().mimeData().hasHtml()
    clipboard.paste(scene, 0, 0, qapp.clipboard().mimeData())
    assert desk.told() == "The *[a#h1:grey]* seaThe *[a#h1:grey]* sea"


@pytest.fixture
def essay(tmp_path, clock, desk):
    """Another project of the same writer, as another window has it open."""
    ids = OtherIds()
    opened = create(
        tmp_path / "essay.cocreate", title="Essay", writer="Writer", clock=clock, ids=ids
    )
    opened.clippings.secret = desk.workspace.clippings.secret
    yield opened
    opened.close()


class OtherIds(CountingIds):
    """Ids of another window."""

    def new(self, kind: str) -> str:
        return super().new(f"far-{kind}")


def test_a_passage_goes_to_another_project_of_the_writer_with_its_origins(
    desk, clipboard, qapp, essay
):
    scene = desk.open("The [a#h1:grey ]sea")
    clipboard.copy(scene, 0, 12)
    far = Scenes(essay).add_all([NewScene("", "Notes")])[0]
    there = Clipboard(essay, OtherIds())
    assert there.paste(far, 0, 0, qapp.clipboard().mimeData()) == 12
    home = desk.workspace.project.identity
    assert show(essay.scene(far).text.fragment()) == f"The [a#h1@{home}:grey ]sea"


def test_what_comes_back_through_another_program_is_pasted(desk, clipboard, qapp):
    scene = desk.open("The [a#h1:grey ]sea")
    clipboard.cut(scene, 0, 12)
    clipboard.paste(scene, 0, 0, foreign(qapp.clipboard().text()))
    assert desk.told() == "[p#paste-1:The grey sea]"
