from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cocreate.core.origin import UNKNOWN_IMPORTED, Contributor, Method, Span
from cocreate.formats.book import (
    ImportedFile,
    ImportedNote,
    ImportedScene,
    ImportedSuggestion,
)
from cocreate.store.verify import verify_project
from cocreate.workspace.arrivals import free_name, take_in
from cocreate.workspace.change import ChangeKind
from cocreate.workspace.importing import Batch
from cocreate.workspace.review import Review
from cocreate.workspace.workspace import Workspace

PNG, OTHER = b"\x89PNG\r\n\x1a\none", b"\x89PNG\r\n\x1a\ntwo"
SHOWN = "See ![map](images/map.png) and [it](images/map.png), images/map.png, here.\n"


def _file(*scenes: ImportedScene, **more) -> ImportedFile:
    return ImportedFile("back.docx", "ab" * 32, scenes, **more)


def _arrive(workspace: Workspace, *files: ImportedFile, left_out=()):
    return take_in(workspace, Batch(files, left_out))


def test_scenes_come_in_with_unknown_origin_and_their_source(workspace: Workspace):
    arrived = _arrive(workspace, _file(ImportedScene("One", "Dusk", "The sea was calm.\n")))
    scene = workspace.scene(arrived.scenes[0])
    assert (scene.chapter, scene.title) == ("One", "Dusk")
    assert scene.text.spans() == (Span(18, UNKNOWN_IMPORTED),)
    assert arrived.words == 4
    added = [entry.event for entry in workspace.project.ledger.entries()][-1]
    assert (added.source, added.source_sha256) == ("back.docx", "ab" * 32)  # type: ignore[union-attr]  # the last event


def test_what_others_proposed_waits_and_is_accepted_as_a_third_party_s(workspace: Workspace):
    told: list[ChangeKind] = []
    workspace.changes.listen(lambda change: told.append(change.kind))
    arrived = _arrive(
        workspace,
        _file(
            ImportedScene(
                "",
                "Dusk",
                "The sea was calm.\n",
                (ImportedSuggestion(4, 7, "lake", "Ann"),),
                (ImportedNote(12, 16, "Sure?", "Ben"),),
            )
        ),
    )
    assert (arrived.suggestions, arrived.notes) == ({"Ann": 1}, {"Ben": 1})
    assert {ChangeKind.SCENES, ChangeKind.HUNKS, ChangeKind.NOTES} <= set(told)
    review = Review(workspace)
    (hunk,) = review.open_hunks(arrived.scenes[0])
    review.accept(hunk.id)
    scene = workspace.scene(arrived.scenes[0])
    assert scene.text.text() == "The lake was calm.\n"
    by = scene.text.spans()[1].origin
    assert (by.contributor, by.method) == (Contributor.UNKNOWN, Method.ACCEPTED)
    (note,) = review.notes(arrived.scenes[0])
    assert note.quote == "calm"


def test_pictures_are_kept_and_known_to_the_ledger(workspace: Workspace, project_path: Path):
    arrived = _arrive(
        workspace, _file(ImportedScene("", "Map", SHOWN), pictures={"images/map.png": PNG})
    )
    assert arrived.pictures == 1
    picture = workspace.state.pictures["images/map.png"]
    assert (picture.media, picture.size, picture.source) == ("image/png", len(PNG), "back.docx")
    assert workspace.project.pictures.get(picture.sha256) == PNG
    workspace.close()
    assert verify_project(project_path).ok


def test_the_same_picture_comes_in_once(workspace: Workspace):
    file = _file(ImportedScene("", "Map", SHOWN), pictures={"images/map.png": PNG})
    assert _arrive(workspace, file, file).pictures == 1
    assert _arrive(workspace, file).pictures == 0


def test_another_picture_of_the_same_name_gets_its_own(workspace: Workspace):
    _arrive(workspace, _file(ImportedScene("", "Map", SHOWN), pictures={"images/map.png": PNG}))
    marked = ImportedScene(
        "",
        "Map",
        SHOWN,
        (ImportedSuggestion(69, 73, "there ![map](images/map.png)", "Ann"),),
        (ImportedNote(4, 26, "This one?", "Ann"),),
    )
    arrived = _arrive(workspace, _file(marked, pictures={"images/map.png": OTHER}))
    scene = workspace.scene(arrived.scenes[0])
    assert scene.text.text() == (
        "See ![map](images/map-2.png) and [it](images/map-2.png), images/map.png, here.\n"
    )
    (hunk,) = scene.hunks.values()
    assert (hunk.old, hunk.new) == ("here", "there ![map](images/map-2.png)")
    (note,) = scene.notes.values()
    assert note.quote == "![map](images/map-2.png)"


def test_what_was_not_kept_is_told_with_its_file(workspace: Workspace):
    scene = ImportedScene(
        "", "Dusk", "Calm.", (ImportedSuggestion(9, 9, "x"), ImportedSuggestion(8, 9, "y"))
    )
    one_note = ImportedScene("", "Dawn", "Calm.", (), (ImportedNote(8, 9, "y"),))
    arrived = _arrive(
        workspace,
        _file(scene, losses=("Colours were not kept.",)),
        _file(one_note),
        left_out=("a.png is a picture.",),
    )
    assert arrived.losses == (
        ("back.docx", "Colours were not kept."),
        ("back.docx", "2 suggestions or notes could not be placed in the text."),
        ("back.docx", "1 suggestion or note could not be placed in the text."),
        ("", "a.png is a picture."),
    )


@pytest.mark.parametrize(("data", "name"), [(PNG, "images/a.png"), (OTHER, "images/a-3.png")])
def test_a_name_is_free_where_nothing_else_has_it(data, name):
    taken = {"images/a.png": hashlib.sha256(PNG).hexdigest(), "images/a-2.png": "other"}
    assert free_name("images/a.png", data, taken) == name
