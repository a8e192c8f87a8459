from __future__ import annotations

import hashlib

from cocreate.formats.document import Document, Heading, NoteRef, Paragraph, Run
from cocreate.formats.into_scenes import Found, counted, imported, sha256_of


def _para(*words):
    return Paragraph(tuple(Run(word) if isinstance(word, str) else word for word in words))


def test_each_scene_has_the_notes_that_it_refers_to(tmp_path):
    path = tmp_path / "book.x"
    path.write_bytes(b"bytes")
    document = Document(
        (
            _para("Before."),
            Heading(1, (Run("One"),)),
            _para("Sea", NoteRef("b")),
            Heading(2, (Run("Two"),)),
            _para("Land", NoteRef("a"), NoteRef("missing")),
            Heading(3, (Run("Within"),)),
        ),
        {"a": (_para("See ", NoteRef("c")),), "b": (_para("Wet."),), "c": (_para("C."),), "d": ()},
    )
    file = imported(path, Found(document, ["Lost."], {"images/a.png": b""}, title="T", writer="W"))
    assert [scene.title for scene in file.scenes] == ["book", "One", "Two"]
    assert file.scenes[1].text == "# One\n\nSea[^b]\n\n[^b]: Wet.\n\n"
    assert "[^a]: See [^c]\n" in file.scenes[2].text
    assert "[^c]: C.\n\n[^d]:" in file.scenes[2].text
    assert (file.title, file.writer, file.losses) == ("T", "W", ("Lost.",))
    assert file.sha256 == hashlib.sha256(b"bytes").hexdigest()


def test_an_empty_document_is_an_empty_scene(tmp_path):
    path = tmp_path / "book.x"
    path.write_bytes(b"")
    assert [scene.text for scene in imported(path, Found(Document(()))).scenes] == [""]


def test_a_folder_has_a_hash_of_all_that_is_in_it(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("one")
    before = sha256_of(tmp_path)
    assert sha256_of(tmp_path) == before
    (tmp_path / "a" / "x.txt").write_text("two")
    assert sha256_of(tmp_path) != before


def test_things_are_counted_in_words():
    assert counted(1, "1 box.", "{n} boxes.") == "1 box."
    assert counted(3, "1 box.", "{n} boxes.") == "3 boxes."
