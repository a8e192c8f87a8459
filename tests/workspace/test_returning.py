"""An export that an editor sends back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cocreate.core.events import Cause
from cocreate.core.origin import TYPED, UNKNOWN_IMPORTED, Contributor, plain
from cocreate.formats.book import (
    ImportedFile,
    ImportedNote,
    ImportedScene,
    ImportedSuggestion,
    unwatched,
)
from cocreate.formats.docx_reader import read_file
from cocreate.formats.presets import ExportOptions
from cocreate.formats.returned import ReturnedScene
from cocreate.store.verify import verify_project
from cocreate.workspace.arrivals import Arrived, take_in
from cocreate.workspace.change import Write
from cocreate.workspace.export_target import Target
from cocreate.workspace.exporting import make
from cocreate.workspace.importing import Batch
from cocreate.workspace.returning import Compared, ComparedScene, is_ours, take_back
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.third_parties import Marked, propose
from cocreate.workspace.workspace import Workspace

Edit = Callable[[str], str]
DUSK = "# Dusk\n\nThe sea was calm. Nobody came.\n"
DAWN = "# Dawn\n\nThen it was light.\n"
OURS = "This is an export of this project: only what was changed in it came in."


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    """A project of two scenes that were typed."""
    Scenes(workspace).add_all(
        [NewScene("", "Dusk", plain(DUSK, TYPED)), NewScene("", "Dawn", plain(DAWN, TYPED))]
    )
    return workspace


def _exported(workspace: Workspace, folder: Path, *, for_review: bool = False) -> bytes:
    target = Target(folder / "book.docx", options=ExportOptions(for_review=for_review))
    return make(workspace, target, unwatched).files[target.path]


def _edited(data: bytes, folder: Path, edit: Edit) -> ImportedFile:
    path = folder / "back.docx"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = edit(part.decode()).encode()
            new.writestr(name, part.replace(b"lastModifiedBy>Writer", b"lastModifiedBy>Edith"))
    return read_file(path)


def _came(workspace: Workspace, file: ImportedFile) -> Arrived:
    return take_in(workspace, Batch((file,)))


def _texts(workspace: Workspace) -> list[str]:
    return [scene.text.text() for scene in workspace.state.manuscript()]


def test_what_comes_back_untouched_changes_nothing(book: Workspace, tmp_path):
    file = _edited(_exported(book, tmp_path), tmp_path, lambda text: text)
    arrived = _came(book, file)
    assert arrived == Arrived(losses=(("back.docx", OURS),), returned=("back.docx",))
    assert _texts(book) == [DUSK, DAWN]


def test_a_change_waits_under_the_editors_name_and_untouched_words_keep_their_origins(
    book: Workspace, tmp_path
):
    data = _exported(book, tmp_path)
    arrived = _came(book, _edited(data, tmp_path, lambda t: t.replace("was calm", "was wild")))
    assert arrived.suggestions == {"Edith": 1}
    assert arrived.scenes == ()
    scene = book.state.manuscript()[0]
    (hunk,) = scene.hunks.values()
    assert (hunk.old, hunk.new, hunk.contributor) == ("calm", "wild", Contributor.UNKNOWN)
    Review(book).accept(hunk.id)
    assert scene.text.text() == DUSK.replace("calm", "wild")
    kept = sum(span.length for span in scene.text.spans() if span.origin == TYPED)
    assert kept == len(DUSK) - len("calm")
    book.save()
    assert verify_project(book.path).ok


def test_the_name_that_we_wrote_there_ourselves_is_no_editors(book: Workspace, tmp_path):
    path = tmp_path / "clean.docx"
    data = _exported(book, tmp_path)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"was calm", b"was wild"))
    (who,) = _came(book, read_file(path)).suggestions
    assert who != book.state.writer


def test_suggestions_that_did_not_leave_are_not_missed(book: Workspace, tmp_path):
    scene = book.state.order[0]
    (marked,) = [Marked(scene, DUSK, [ImportedSuggestion(12, 15, "lake", "Jane")], [])]
    book.record(*propose(book.ids, "other.docx", [marked]).events)
    file = _edited(_exported(book, tmp_path), tmp_path, lambda text: text)
    assert [loss for _, loss in _came(book, file).losses] == [OURS]


def test_a_change_finds_its_words_though_the_writer_went_on(book: Workspace, tmp_path):
    data = _exported(book, tmp_path)
    scene = book.state.order[0]
    book.edit(scene, 8, 8, "Long ago. ", Write(Cause.TYPING))
    file = _edited(data, tmp_path, lambda text: text.replace("Nobody came", "Somebody came"))
    assert _came(book, file).suggestions == {"Edith": 1}
    (hunk,) = book.scene(scene).hunks.values()
    assert book.scene(scene).text.text()[hunk.start : hunk.end] == "Nobody"


def test_a_change_of_words_changed_since_cannot_be_placed(book: Workspace, tmp_path):
    data = _exported(book, tmp_path)
    at = DUSK.index("Nobody")
    book.edit(book.state.order[0], at, at + 6, "No one", Write(Cause.TYPING))
    file = _edited(data, tmp_path, lambda text: text.replace("Nobody came", "Somebody came"))
    losses = [loss for _, loss in _came(book, file).losses]
    assert losses[1:] == ["1 change could not be placed: the words have been changed here since."]


def test_suggestions_that_left_are_not_doubled_and_what_became_of_them_is_told(
    book: Workspace, tmp_path
):
    scene = book.state.order[0]
    note = ImportedNote(8, 11, "Which sea?", "Ann")
    at, gone = DUSK.index("calm"), DUSK.index("came")
    others = [_suggestion(at, at + 4, "still"), _suggestion(gone, gone + 4, "went")]
    book.record(*propose(book.ids, "x.docx", [Marked(scene, DUSK, others, [note])]).events)
    data = _exported(book, tmp_path, for_review=True)
    same = _came(book, _edited(data, tmp_path, lambda text: text))
    assert same == Arrived(losses=(("back.docx", OURS),), returned=("back.docx",))

    def decide(text: str) -> str:
        text = text.replace("<w:delText", "<w:gone").replace("</w:delText", "</w:gone")
        return text.replace("<w:ins ", "<w:smartTag ").replace("</w:ins>", "</w:smartTag>")

    losses = [loss for _, loss in _came(book, _edited(data, tmp_path, decide)).losses]
    assert losses == [
        OURS,
        "2 suggestions that left with it were taken there; decide on them here.",
    ]

    def refuse(text: str) -> str:
        return text.replace("still</w:t>", "</w:t>").replace("<w:del ", "<w:smartTag ").replace(
            "</w:del>", "</w:smartTag>"
        ).replace("w:delText", "w:t")  # fmt: skip

    losses = [loss for _, loss in _came(book, _edited(data, tmp_path, refuse)).losses]
    assert losses[1] == (
        "2 suggestions that left with it are not in it any more; they still wait here."
    )


def _suggestion(start: int, end: int, new: str) -> ImportedSuggestion:

    return ImportedSuggestion(start, end, new, "Ann")


def test_a_scene_that_is_gone_there_or_here_is_told(book: Workspace, tmp_path):
    data = _exported(book, tmp_path)
    dawn = book.state.order[1]
    Scenes(book).remove(dawn)

    def edit(text: str) -> str:
        text = text.replace("it was light", "it was bright")
        return text.replace(f'w:name="_{_marker(book.state.order[0])}"', 'w:name="x"')

    losses = [loss for _, loss in _came(book, _edited(data, tmp_path, edit)).losses]
    assert losses[1:] == [
        "2 changes could not be placed: the words have been changed here since.",
        "“Dusk” is not in the file any more; it stays here as it is.",
    ]


def _marker(scene: str) -> str:
    return f"scene_{scene.removeprefix('scene-')}"


def test_a_note_about_words_that_are_gone_stands_at_the_beginning(book: Workspace, tmp_path):
    data = _exported(book, tmp_path)
    at = DUSK.index("Nobody")
    book.edit(book.state.order[0], at, at + 6, "No one", Write(Cause.TYPING))
    file = _edited(data, tmp_path, lambda text: text)
    noted = [
        ImportedScene(
            s.chapter, s.title, s.text, s.suggestions,
            (ImportedNote(at, at + 6, "Who?", "Ann"),) if s.text == DUSK else (), s.marker,
        )
        for s in file.scenes
    ]  # fmt: skip
    arrived = _came(book, _with_scenes(file, tuple(noted)))
    assert arrived.notes == {"Ann": 1}


def _with_scenes(file: ImportedFile, scenes: tuple[ImportedScene, ...]) -> ImportedFile:
    return ImportedFile(
        file.name, file.sha256, scenes, (), {}, "", "", "", file.export_mark, file.changed_by
    )


def test_a_file_of_another_project_comes_in_anew(book: Workspace, tmp_path):
    file = _edited(_exported(book, tmp_path), tmp_path, lambda text: text)
    parts = file.export_mark.split(" ")
    strangers = [
        "", "no mark", " ".join([parts[0], "other", *parts[2:]]),
        " ".join([*parts[:2], str(int(parts[2]) + 999), parts[3]]),
    ]  # fmt: skip
    for mark in strangers:
        other = ImportedFile(file.name, file.sha256, file.scenes, export_mark=mark)
        assert not is_ours(book, other)
        with pytest.raises(ValueError, match="no export of this project"):
            take_back(book, other)
    other = ImportedFile(file.name, file.sha256, file.scenes)
    arrived = take_in(book, Batch((file, other)))
    assert len(arrived.scenes) == 2
    added = book.scene(arrived.scenes[0]).text.spans()
    assert {span.origin for span in added} == {UNKNOWN_IMPORTED}


def test_what_came_back_can_be_new_scenes_instead(book: Workspace, tmp_path):
    file = _edited(_exported(book, tmp_path), tmp_path, lambda text: text)
    arrived = take_in(book, Batch((file,)), as_new=True)
    assert (len(arrived.scenes), arrived.returned) == (2, ())
    assert len(_texts(book)) == 4


def test_an_export_of_a_history_that_was_given_up_comes_in_anew(book: Workspace, tmp_path):
    file = _edited(_exported(book, tmp_path), tmp_path, lambda text: text)
    kind, project, seq, head = file.export_mark.split(" ")
    for mark in (f"{seq} sha256:{'0' * 64}", f"{int(seq) - 1} {head}", f"0 {head}", f"999 {head}"):
        assert not is_ours(book, replace(file, export_mark=f"{kind} {project} {mark}"))
    assert is_ours(book, file)


def test_a_picture_that_was_put_in_is_kept(book: Workspace, tmp_path):
    file = _edited(_exported(book, tmp_path), tmp_path, lambda text: text)
    change = ImportedSuggestion(24, 24, "![](images/sea.png)", "Edith")
    done = ReturnedScene(0, (change,))
    found = Compared((ComparedScene(book.state.order[0], DUSK, done),), (), ("1 box was lost.",))
    pictures = {"images/sea.png": b"\x89PNG\r\n\x1a\n", "images/other.png": b"x"}
    file = replace(file, pictures=pictures)
    arrived = take_in(book, Batch((file,)), compared={file.sha256: found})
    assert (arrived.pictures, arrived.suggestions) == (1, {"Edith": 1})
    assert list(book.state.pictures) == ["images/sea.png"]
    assert ("back.docx", "1 box was lost.") in arrived.losses
    book.save()
    assert verify_project(book.path).ok
