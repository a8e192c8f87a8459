from __future__ import annotations

from cocreate.core.events import HunkOffered, NoteOffered, RunStarted
from cocreate.core.origin import Contributor
from cocreate.core.pictures import PictureAdded
from cocreate.core.suggestion import Verdict
from cocreate.workspace.bookmaking import book_of, left_out
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


def test_a_book_holds_the_scenes_with_their_origins(workspace: Workspace, scene: str):
    type_text(workspace, scene, "The sea.\n")
    book = book_of(workspace)
    assert [(made.id, made.text) for made in book.scenes] == [(scene, "The sea.\n")]
    assert sum(span.length for span in book.scenes[0].spans) == 9
    assert book.appendix is None


def test_the_report_is_its_back_matter(workspace: Workspace, scene: str):
    type_text(workspace, scene, "The sea.\n")
    appendix = book_of(workspace, has_appendix=True).appendix
    assert appendix is not None
    assert appendix.markdown.startswith("#")


def test_an_export_for_review_holds_what_is_open_under_the_names_of_who_proposed_it(
    workspace: Workspace, scene: str
):
    type_text(workspace, scene, "The sea was calm.\n")
    workspace.close_burst()
    workspace.record(RunStarted("r", "ann", "Ann", "line_edit", "m/x", scene, ""))
    for number, who in enumerate((Contributor.AI, Contributor.TOOL, Contributor.UNKNOWN)):
        start = 4 * number
        workspace.record(
            HunkOffered(
                f"h{number}", "r", scene, "ann", "m/x" if who is Contributor.AI else "", who,
                start, start + 3, "", "x", "Because.", None, Verdict.PENDING,
            )
        )  # fmt: skip
    workspace.record(NoteOffered("n1", "r", scene, "ann", 4, 7, "sea", "Which?", None))
    workspace.record(NoteOffered("n2", "other", scene, "bob", 0, 3, "The", "Why?", None))
    plain = book_of(workspace).scenes[0]
    assert (plain.suggestions, plain.notes) == ((), ())
    made = book_of(workspace, for_review=True).scenes[0]
    assert [entry.author for entry in made.suggestions] == [
        "Ann (AI: m/x)",
        "Ann (checker)",
        "Ann",
    ]
    assert [(note.author, note.text) for note in made.notes] == [
        ("bob", "Why?"),
        ("Ann (AI: m/x)", "Which?"),
    ]
    assert left_out(workspace) == 0


def test_a_book_has_the_pictures_that_its_scenes_name(workspace: Workspace, scene: str):
    hashes = workspace.project.pictures.put([b"one", b"two"])
    for name, sha256 in zip(("images/a.png", "images/b.png"), hashes, strict=True):
        workspace.record(PictureAdded(name, "image/png", sha256, 3, "x"))
    type_text(workspace, scene, "See ![map](images/a.png).")
    assert book_of(workspace).pictures == {"images/a.png": b"one"}
