from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


def test_verify_says_what_was_checked(shell: Shell, book: Path):
    assert "Intact" in shell.ok("verify", book).out


@pytest.mark.parametrize("name", ["text.txt", "missing.cocreate"])
def test_verify_of_what_is_no_project_is_one_sentence(shell: Shell, book: Path, name: str):
    (shell.folder / "text.txt").write_text("Dear diary", encoding="utf-8")
    assert shell("verify", shell.folder / name).sentence
    assert book.exists()


@pytest.mark.usefixtures("signing")
def test_verify_tells_altered_and_incomplete_apart(shell: Shell, book: Path):
    target = shell.folder / "book.cocreate-proof"
    shell.ok("proof", book, "-o", target)
    folder = shell.folder / "unpacked"
    with zipfile.ZipFile(target) as packed:
        packed.extractall(folder)
    assert shell.ok("verify", folder).out.startswith("INTACT, KEY KNOWN")
    (folder / "proofs.json").unlink()
    partly = shell("verify", folder)
    assert partly.code == 3
    assert partly.err.startswith("INCOMPLETE: proofs.json is missing")
    assert partly.err.count("\n") == 1
    raw = bytearray(target.read_bytes())
    raw[len(raw) // 2] ^= 1
    target.write_bytes(bytes(raw))
    assert shell("verify", target).sentence.startswith("ALTERED: ")
    assert shell("verify", target).out == ""


@pytest.mark.usefixtures("signing")
def test_a_key_is_compared(shell: Shell, book: Path):
    target = shell.folder / "book.cocreate-proof"
    shell.ok("proof", book, "-o", target)
    wrong = shell("verify", target, "--key", "ab" * 16).sentence
    assert "not with the key given" in wrong
    assert "with a proof bundle" in shell("verify", book, "--key", "ab" * 16).sentence
    assert "with a proof bundle" in shell("verify", book, "--file", target).sentence


@pytest.mark.usefixtures("signing")
def test_on_another_computer_the_key_is_not_known(
    shell: Shell, book: Path, monkeypatch: pytest.MonkeyPatch
):
    target = shell.folder / "book.cocreate-proof"
    shell.ok("proof", book, "-o", target)
    monkeypatch.setenv("COCREATE_HOME", str(shell.folder / "elsewhere"))
    assert shell.ok("verify", target).out.startswith("INTACT\n")
