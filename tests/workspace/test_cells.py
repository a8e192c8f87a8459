from __future__ import annotations

from cocreate.core.events import Cause
from cocreate.core.origin import TYPED
from cocreate.core.replay import walk
from cocreate.workspace.cells import Cells
from cocreate.workspace.change import Write
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


def cells_of(workspace: Workspace) -> Cells:
    workspace.save()
    cells = Cells()
    for entry, edits, _ in walk(workspace.project.ledger.entries()):
        cells.take(entry, edits)
    return cells


def words(cells: Cells, scene: str) -> str:
    """What the events brought, read in the order in which it stands."""
    signs = []
    for cell in cells.standing[scene]:
        brought = cells.bringer(cell)
        signs.append(brought.words[cell - brought.first])
    return "".join(signs)


def test_every_sign_leads_to_the_event_that_brought_it(workspace: Workspace, scene: str):
    type_text(workspace, scene, "The sea.\nCalm.")
    type_text(workspace, scene, "grey ", at=4)
    workspace.edit(scene, 0, 3, "A", Write(Cause.REPLACE, TYPED, "replace"))
    cells = cells_of(workspace)
    assert words(cells, scene) == workspace.scene(scene).text.text() == "A grey sea.\nCalm."
    assert cells.bringer(cells.standing[scene][2]).words == "grey "
    live = list(cells.live(workspace.state))
    assert [offset for _, offset, _ in live] == list(range(17))


def test_what_undo_and_redo_bring_again_is_a_twin_of_what_was_there(
    workspace: Workspace, scene: str
):
    type_text(workspace, scene, "Calm")
    workspace.undo(scene)
    workspace.redo(scene)
    cells = cells_of(workspace)
    first, again = (one for one in cells.brought if one.words == "Calm")
    wanted = cells.with_twins([first.first])
    assert wanted == {first.first, again.first}
    assert cells.with_twins([again.first]) == wanted


def test_a_move_brings_twins_from_another_scene(workspace: Workspace, scene: str, scenes):
    other = scenes.add("Other")
    type_text(workspace, scene, "Calm sea")
    move = Write(Cause.MOVE, TYPED, "move", source="cut-1")
    workspace.edit(scene, 0, 5, "", move)
    workspace.edit(other, 0, 0, "Calm ", move)
    cells = cells_of(workspace)
    (typed,) = (one for one in cells.brought if one.words == "Calm sea")
    assert cells.with_twins([typed.first]) == {typed.first, cells.standing[other][0]}
