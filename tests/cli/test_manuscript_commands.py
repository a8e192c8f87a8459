from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import MANUSCRIPT, Shell


def test_a_manuscript_comes_in_and_goes_out_as_it_was(shell: Shell, book: Path):
    assert shell.ok("text", book).out == MANUSCRIPT
    assert shell.ok("text", book, "--scene", "Dawn").out.startswith("## Dawn\n")


def test_its_text_is_unknown_until_somebody_writes(shell: Shell, book: Path):
    rows = shell.ok("spans", book, "--json").document
    assert {(row["contributor"], row["method"]) for row in rows} == {("unknown", "imported")}
    assert {row["suggestion"] for row in rows} == {None}
    for row in rows:
        text = shell.ok("text", book, "--scene", row["scene_id"]).out
        assert (row["start"], row["end"]) == (0, len(text))
    assert "unknown imported" in shell.ok("spans", book).out


def test_a_project_that_is_there_is_not_overwritten(shell: Shell, book: Path):
    before = book.read_bytes()
    assert "already" in shell("new", book).sentence
    assert book.read_bytes() == before


def test_an_empty_project_has_no_scene(shell: Shell):
    shell.ok("new", shell.project)
    assert shell.ok("text", shell.project).out == ""
    assert shell.ok("spans", shell.project, "--json").document == []


def test_a_file_that_cannot_be_read_leaves_no_project(shell: Shell):
    sentence = shell("new", shell.project, shell.folder / "nowhere.md").sentence
    assert "nowhere.md" in sentence
    assert list(shell.folder.iterdir()) == []


def test_more_files_become_more_scenes(shell: Shell, book: Path):
    other = shell.folder / "other.txt"
    other.write_bytes("Caf\xe9\r\n".encode("latin-1"))
    shell.ok("import", book, other)
    assert shell.ok("text", book, "--scene", "other").out == "Café\n"


def test_a_log_is_played_and_can_be_read_as_of_any_event(shell: Shell, book: Path):
    log = shell.folder / "notes.jsonl"
    rows = [
        {"cocreate_log": 1, "initial": "", "initial_by": "unknown", "initial_how": "imported"},
        {"t": None, "ev": 1, "pos": 0, "removed": 0, "ins": "One\n", "by": "human", "how": "typed"},
        {"t": None, "ev": 2, "pos": 4, "removed": 0, "ins": "Two", "by": "ai", "how": "accepted"},
    ]
    log.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    shell.ok("log", book, log)
    assert shell.ok("text", book, "--scene", "notes").out == "One\nTwo"
    spans = shell.ok("spans", book, "--scene", "notes", "--json").document
    assert [(row["contributor"], row["suggestion"]) for row in spans] == [
        ("human", None),
        ("ai", None),
    ]
    history = shell.ok("history", book, "--scene", "notes", "--json").document
    first = next(row["seq"] for row in history if row["kind"] == "edited")
    assert shell.ok("text", book, "--scene", "notes", "--at", first).out == "One\n"
    assert shell.ok("text", book, "--at", 0).out == ""
    assert "no event 999" in shell("text", book, "--at", 999).sentence
    assert "as of event 1" in shell("text", book, "--at", 1, "--scene", "notes").sentence
    assert "already" in shell("log", book, log).sentence
    shell.ok("log", book, log, "--scene", "again")
    shell.ok("verify", book)


@pytest.mark.parametrize("name", ["first.draft.jsonl", "first.draft.txt"])
def test_a_played_log_gives_its_stem_to_the_scene(shell: Shell, book: Path, name: str):
    log = shell.folder / name
    log.write_text(
        '{"cocreate_log": 1, "initial": "Begun.", "initial_by": "human", "initial_how": "typed"}\n',
        encoding="utf-8",
    )
    shell.ok("log", book, log)
    assert shell.ok("text", book, "--scene", "first.draft").out == "Begun."


def test_an_unknown_scene_is_named_with_those_there_are(shell: Shell, book: Path):
    assert "Dawn" in shell("text", book, "--scene", "Noon").sentence


def test_a_folder_is_a_book_and_what_is_left_out_is_said(shell: Shell):
    draft = shell.folder / "draft"
    (draft / "1 Sea").mkdir(parents=True)
    (draft / "1 Sea" / "calm.md").write_text("Calm.\n", encoding="utf-8")
    (draft / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    made = shell.ok("new", shell.project, draft)
    assert made.out.splitlines()[-1].endswith("with one scene.")
    assert made.err.startswith("Left out: map.png is no document")
    added = shell.ok("import", shell.project, draft, draft / "1 Sea")
    assert added.out == "Added 2 scenes.\n"


@pytest.mark.slow
def test_what_came_with_a_document_is_said(shell: Shell, book: Path):
    path = shell.folder / "back.rtf"
    path.write_text(
        "{\\rtf1{\\*\\revtbl{Unknown;}{Ann;}}Sea{\\revised\\revauth1 \\'20bird}."
        "{\\*\\atnauthor Ben}"
        "{\\*\\annotation Why?}{\\pict\\pngblip 89504e470d0a1a0a}{\\pict\\emfblip 00}}",
        encoding="ascii",
    )
    added = shell.ok("import", book, path)
    assert added.out.splitlines() == [
        "Added one scene.",
        "1 suggestion by Ann (third party).",
        "1 note by Ben (third party).",
        "1 picture.",
    ]
    assert "back.rtf: 1 drawing" in added.err


def test_an_export_that_came_back_adds_no_scene_unless_it_is_wanted(shell: Shell, book: Path):
    out = shell.folder / "out.docx"
    shell.ok("export", book, "-o", out)
    back = shell.ok("import", book, out)
    assert back.out == "Added no new scene.\n"
    assert "an export of this project" in back.err
    assert shell.ok("import", "--as-new", book, out).out.startswith("Added ")
