from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.fakes.time_authority import TimeAuthority, make_authority


@pytest.mark.usefixtures("signing")
@pytest.mark.parametrize("level", ["summary", "sessions", "process", "full"])
def test_a_bundle_is_written_with_a_word_on_what_it_gives_away(
    shell: Shell, book: Path, level: str
):
    target = shell.folder / "book.cocreate-proof"
    said = shell.ok("proof", book, "-o", target, "--level", level).out.splitlines()
    assert said[0] == f"Wrote {target}"
    assert said[1].startswith("This bundle gives away")
    assert said[2].startswith("Signed with the key ")
    checked = shell.ok("verify", target)
    assert checked.out.splitlines()[0] == "INTACT, KEY KNOWN"
    assert shell.ok("verify", book).out.startswith("Intact")


def test_without_a_key_it_says_so(shell: Shell, book: Path):
    target = shell.folder / "book.cocreate-proof"
    export = shell.folder / "out.md"
    shell.ok("export", book, "-o", export)
    said = shell.ok("proof", book, "-o", target, "--file", export).out
    assert "not signed" in said
    checked = shell.ok("verify", target).out
    assert checked.startswith("INTACT\nNot signed")
    assert "sealed      File out.md" in checked
    plain = target.rename(shell.folder / "renamed.zip")
    compared = shell.ok("verify", plain, "--file", export).out
    assert "recomputed  File out.md" in compared
    export.write_text("changed", encoding="utf-8")
    assert "not a file that this report is about" in shell("verify", plain, "--file", export).err


def test_times_are_made_coarse_only_where_there_are_any(shell: Shell, book: Path):
    target = shell.folder / "book.cocreate-proof"
    wrong = shell("proof", book, "-o", target, "--coarse-times")
    assert wrong.code == 2
    said = shell.ok("proof", book, "-o", target, "--level", "process", "--coarse-times").out
    assert "only when each sitting began" in said
    assert shell.ok("verify", target).out.startswith("INTACT")


def test_what_cannot_be_written_is_one_sentence(shell: Shell, book: Path):
    assert shell("proof", book, "-o", shell.folder / "no" / "where").sentence
    assert shell("proof", shell.folder / "none.cocreate", "-o", shell.folder / "b").sentence
    assert shell("verify", shell.folder / "none.cocreate-proof").sentence


@pytest.mark.local_server
def test_an_authority_stamps_a_bundle_after_a_word_on_what_goes_out(
    shell: Shell, book: Path, tmp_path: Path
):
    make_authority(tmp_path)
    target = shell.folder / "book.cocreate-proof"
    with TimeAuthority(tmp_path) as authority:
        said = shell.ok("proof", book, "-o", target, "--timestamp", authority.url).out
    assert said.startswith("For the time stamp, only a hash (SHA-256) of the checkpoint goes to")
    assert "by “Stamper”" in said.splitlines()[-1]
    again = shell("proof", book, "-o", target, "--timestamp").err  # the one used last, gone now
    assert "check the address and the network" in again
    with TimeAuthority(tmp_path, status=500) as authority:
        words = ("proof", book, "-o", target, "--timestamp", authority.url)
        assert "refused (500)" in shell(*words).err
        assert "Without a time stamp: " in shell.ok(*words, "--or-without").out


def test_an_address_that_is_none_is_refused_at_once(shell: Shell, book: Path):
    answer = shell("proof", book, "-o", shell.folder / "b", "--timestamp", "nonsense")
    assert "begins with https://" in answer.sentence
    assert not (shell.folder / "b").exists()
    none_yet = shell("proof", book, "-o", shell.folder / "b", "--timestamp")
    assert "begins with https://" in none_yet.sentence
