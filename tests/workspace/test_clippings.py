from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreate.core.events import Cause, PassageBrought
from cocreate.store.project_file import ProjectFile
from cocreate.store.shared_secret import new_secret
from cocreate.store.verify import verify_project
from cocreate.workspace.change import Write
from cocreate.workspace.clippings import Clipping, Clippings
from cocreate.workspace.opening import create, open_project
from cocreate.workspace.reporting import report_of
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.conftest import Agents
from tests.workspace.writing import origins, type_text

WORDS = "The sea was calm."


class OtherIds(CountingIds):
    """Ids of another program's run."""

    def new(self, kind: str) -> str:
        return super().new(f"other-{kind}")


@pytest.fixture
def other(tmp_path: Path, clock: FakeClock, workspace: Workspace) -> Iterator[Workspace]:
    """Another project of the same writer on the same machine."""
    opened = create(
        tmp_path / "essay.cocreate", title="Essay", writer="Writer", clock=clock, ids=OtherIds()
    )
    opened.clippings.secret = workspace.clippings.secret
    yield opened
    opened.close()


@pytest.fixture
def there(other: Workspace) -> str:
    return Scenes(other).add_all([NewScene("", "Notes")])[0]


@pytest.fixture
def passage(workspace: Workspace, scene: str, agents: Agents, review: Review) -> Clipping:
    """A sentence with a word of an agent's, as it leaves its project."""
    type_text(workspace, scene, WORDS)
    review.accept(agents.offer(scene, WORDS, "The grey sea was calm."))
    text = workspace.scene(scene).text
    return workspace.clippings.clip("clip-1", text.fragment(0, len(text)))


def believed(from_: Clippings, to: Clippings, clipping: Clipping) -> Clipping | None:
    return to.unpack(from_.pack(clipping), clipping.fragment.text)


def bring(to: Workspace, scene: str, clipping: Clipping) -> None:
    fragment, how = to.clippings.take_in(scene, clipping, Write(Cause.PASTE, label="paste"))
    to.edit(scene, 0, 0, fragment, how)


def test_a_clipping_is_believed_in_all_projects_of_the_writer_and_moved_at_home(
    workspace: Workspace, other: Workspace, scene: str, passage: Clipping
):
    assert believed(workspace.clippings, workspace.clippings, passage) == passage
    assert believed(workspace.clippings, other.clippings, passage) == passage
    _, how = workspace.clippings.take_in(scene, passage, Write(Cause.PASTE))
    assert (how.cause, how.source) == (Cause.MOVE, "clip-1")


def test_origins_travel_and_the_other_project_can_name_who_offered_what(
    workspace: Workspace, other: Workspace, there: str, passage: Clipping
):
    bring(other, there, passage)
    home = workspace.project.identity
    assert origins(other, there) == [
        ("The ", "human", "typed", None),
        ("grey ", "ai", "accepted", f"s-1@{home}"),
        ("sea was calm.", "human", "typed", None),
    ]
    assert other.state.brought[f"s-1@{home}"].agent == "line-editor"
    assert other.state.brought[f"s-1@{home}"].project == "Book"
    made = report_of(other)
    row = next(row for row in made.agents if row.agent == "line-editor")
    assert row.purpose == "offered in the project Book"
    assert "22 characters came in from other projects" in made.limits[-1]
    inserted = {(row.contributor.value, row.method.value): row.inserted for row in made.work.rows}
    assert inserted == {("human", "typed"): 17, ("ai", "accepted"): 5}
    assert made.lineage.with_ai == 1
    brought = [
        entry.event
        for entry in other.project.ledger.entries()
        if isinstance(entry.event, PassageBrought)
    ]
    assert brought[0].head.startswith("sha256:")


def test_what_comes_home_has_its_own_names_again(
    workspace: Workspace, scene: str, other: Workspace, there: str, passage: Clipping
):
    bring(other, there, passage)
    back = other.clippings.clip("clip-2", other.scene(there).text.fragment(0, 22))
    bring(workspace, scene, back)
    assert origins(workspace, scene)[1] == ("grey ", "ai", "accepted", "s-1")


def test_what_is_brought_is_kept_and_verified(
    other: Workspace, there: str, passage: Clipping, clock: FakeClock
):
    bring(other, there, passage)
    other.save()
    path, brought = other.path, dict(other.state.brought)
    other.close()
    assert verify_project(path).ok
    again = open_project(path, clock=clock, ids=OtherIds(), writes=False)
    assert again.state.brought == brought
    again.close()
    project = ProjectFile.open(path, clock, writes=False)
    assert project.snapshots.stored().brought == brought
    project.close()


def test_other_writers_and_other_machines_are_not_believed(
    workspace: Workspace, other: Workspace, passage: Clipping
):
    other.clippings.secret = new_secret()
    assert believed(workspace.clippings, other.clippings, passage) is None
    other.clippings.secret = workspace.clippings.secret
    other.state.writer = "Somebody else"
    assert believed(workspace.clippings, other.clippings, passage) is None


@pytest.mark.parametrize(
    "part",
    [
        {"text": "The grey sea was wild."},
        {"spans": [[22, "human", "typed", None]]},
        {"writer": "Somebody else"},
        {"project": "mine"},
        {"sources": []},
        {"seal": "0" * 64},
        {"seal": None},
    ],
)
def test_a_changed_clipping_is_not_believed(
    workspace: Workspace, passage: Clipping, part: dict[str, object]
):
    body = json.loads(workspace.clippings.pack(passage))
    changed = json.dumps({**body, **part})
    assert workspace.clippings.unpack(changed, passage.fragment.text) is None


@pytest.mark.parametrize("sealed", ["", "[]", "{}", '{"seal": 1}', b"\xff"])
def test_what_is_no_clipping_is_not_believed(workspace: Workspace, sealed: str | bytes):
    assert workspace.clippings.unpack(sealed, "") is None


def test_other_words_beside_a_clipping_are_not_believed(workspace: Workspace, passage: Clipping):
    assert workspace.clippings.unpack(workspace.clippings.pack(passage), "Other words") is None
