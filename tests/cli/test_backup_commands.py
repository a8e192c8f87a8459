from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell


def test_a_backup_is_made_listed_and_put_back(shell: Shell, book: Path, home: Path):
    assert "no backup yet" in shell.ok("backups", book).out
    assert shell.ok("backups", book, "--make").out == "Backed up and verified.\n"
    assert "Nothing happened" in shell.ok("backups", book, "--make").out
    before = shell.ok("text", book).out
    more = shell.folder / "more.md"
    more.write_text("More.", encoding="utf-8")
    shell.ok("import", book, more)
    (row,) = shell.ok("backups", book, "--json").document
    assert row["number"] == 1
    assert row["bytes"] == Path(row["path"]).stat().st_size
    assert Path(row["path"]).is_relative_to(home)
    assert row["at"] in shell.ok("backups", book).out
    said = shell.ok("backups", book, "--restore", 1).out
    aside = book.with_name("book.cocreate.before-restore")
    assert str(aside) in said
    assert shell.ok("text", book).out == before
    assert "More." in shell.ok("text", aside).out
    assert "Intact" in shell.ok("verify", book).out


def test_a_lost_project_is_put_back(shell: Shell, book: Path):
    shell.ok("backups", book, "--make")
    book.unlink()
    assert len(shell.ok("backups", book, "--json").document) == 1
    assert shell.ok("backups", book, "--restore", 1).out.count("\n") == 1
    assert "Intact" in shell.ok("verify", book).out


def test_what_cannot_be_done_is_one_sentence(shell: Shell, book: Path):
    assert "none yet" in shell("backups", book, "--restore", 1).sentence
    assert "no project" in shell("backups", shell.folder / "gone.cocreate").sentence
    assert shell("backups", book, "--restore", "one").code == 2
    assert shell("backups", book, "--restore", 1, "--make").code == 2
