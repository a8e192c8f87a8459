from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell


def test_policies_are_listed(shell: Shell, book: Path):
    lines = shell.ok("disclose", book).out.splitlines()
    assert any(line.startswith("amazon-kdp") and "as of 2026" in line for line in lines)


def test_a_policy_is_answered_in_words_and_says_what_is_left_to_decide(shell: Shell, book: Path):
    out = shell.ok("disclose", book, "--policy", "amazon-kdp").out
    assert out.startswith("Amazon KDP\n")
    assert "Yours to decide" in out
    assert "before you answer" in out.splitlines()[-1]


def test_answers_of_the_writer_are_taken_and_wrong_ones_are_told(shell: Shell, book: Path):
    given = ("disclose", book, "--policy", "amazon-kdp")
    document = shell.ok(*given, "--answer", "images=none", "--json").document
    images = next(row for row in document["answers"] if row["question"] == "images")
    assert (images["chosen"], images["basis"]) == ("none", "declared")
    assert "asks no question" in shell(*given, "--answer", "colour=red").sentence
    assert "no answer to images" in shell(*given, "--answer", "images=red").sentence
    assert "no policy" in shell("disclose", book, "--policy", "nobody").sentence


def test_it_can_be_written_to_a_file(shell: Shell, book: Path):
    target = shell.folder / "kdp.txt"
    shell.ok("disclose", book, "--policy", "amazon-kdp", "-o", target)
    assert "Answers for the form" in target.read_text(encoding="utf-8")


def test_a_broken_policy_of_the_writers_own_is_named(shell: Shell, book: Path, home: Path):
    (home / "policies").mkdir(parents=True)
    (home / "policies" / "mine.json").write_text("[]", encoding="utf-8")
    assert "mine.json" in shell.ok("disclose", book).out
