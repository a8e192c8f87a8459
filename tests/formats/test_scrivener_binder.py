from __future__ import annotations

import pytest

from cocreate.base.errors import InputError
from cocreate.formats.scrivener_binder import Entry, file_of, read_binder
from tests.formats.scrivener_samples import DRAFT, item, write_project


def test_the_draft_is_read_in_order(tmp_path):
    binder = read_binder(write_project(tmp_path / "Lamp.scriv", {}))
    assert [(e.title, e.is_folder, e.depth) for e in binder.entries] == [
        ("Sea", True, 0),
        ("Calm", False, 1),
        ("Wild", False, 1),
        ("Land", True, 0),
        ("Out", False, 1),
        ("In", False, 2),
        ("End", False, 0),
    ]
    assert (binder.title, binder.excluded, binder.elsewhere) == ("", 1, 1)


def test_the_title_is_that_of_the_project_or_of_the_draft(tmp_path):
    named = DRAFT.replace("<Title>Draft</Title>", "<Title>The Lamp</Title>")
    assert read_binder(write_project(tmp_path / "a.scriv", {}, named)).title == "The Lamp"
    titled = f"{DRAFT}<ProjectTitle>Mine</ProjectTitle>"
    assert read_binder(write_project(tmp_path / "b.scriv", {}, titled)).title == "Mine"


@pytest.mark.parametrize("binder", ["", item("T", "Text", "Alone"), "<broken"])
def test_a_project_without_a_draft_is_one_sentence(tmp_path, binder):
    with pytest.raises(InputError, match=r"a\.scriv"):
        read_binder(write_project(tmp_path / "a.scriv", {}, binder))


def test_a_folder_without_a_binder_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match="damaged"):
        read_binder(tmp_path)


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("Files/Data/A-1/content.rtf", "content"),
        ("Files/Data/A-1/content.txt", "content"),
        ("Files/Data/A-1/synopsis.txt", "synopsis"),
        ("Files/Data/A-1/notes.rtf", "notes"),
        ("Files/Data/A-1/content.comments", "comments"),
        ("Files/Docs/A-1.rtf", "content"),
        ("Files/Docs/A-1_synopsis.txt", "synopsis"),
        ("Files/Docs/A-1_notes.rtf", "notes"),
        ("Files/Docs/A-1.comments", "comments"),
        ("A-1.rtfd/TXT.rtf", "content"),
    ],
)
def test_the_files_of_a_document_are_found_in_each_layout(tmp_path, place, kind):
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.write_text("x")
    assert file_of(tmp_path, Entry("A-1", "", is_folder=False, depth=0), kind) == path


@pytest.mark.parametrize("id_", ["", "../secret", "a/b", "gone"])
def test_an_id_never_leads_out_of_the_project(tmp_path, id_):
    (tmp_path / "secret.rtf").write_text("x")
    assert file_of(tmp_path / "p", Entry(id_, "", is_folder=False, depth=0), "content") is None
