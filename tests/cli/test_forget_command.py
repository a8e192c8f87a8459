from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.store.project_file import ProjectFile
from tests.cli.conftest import Shell

SECRET = "She went to the harbour on Tuesdays."


@pytest.fixture
def diary(shell: Shell) -> Path:
    """A project whose scene was played from a log: typed, and its second line deleted again."""
    log = shell.folder / "diary.jsonl"
    words = f"Dawn.\\n{SECRET}\\nDusk."
    log.write_text(
        '{"cocreate_log": 1, "initial": "", "initial_by": "unknown", "initial_how": "imported"}\n'
        f'{{"t": 1000, "ev": 1, "pos": 0, "removed": 0, "ins": "{words}", "by": "human",'
        ' "how": "typed"}\n'
        f'{{"t": 9000, "ev": 2, "pos": 6, "removed": {len(SECRET)}, "ins": "", "by": "human",'
        ' "how": "typed"}\n',
        encoding="utf-8",
    )
    shell.ok("new", shell.project, "--title", "Diary")
    shell.ok("log", shell.project, log)
    return shell.project


def standing_at(shell: Shell, project: Path) -> int:
    """The event after which the words stood."""
    rows = shell.ok("history", project, "--json").document
    return int(next(row["seq"] for row in rows if "Dawn" in row["summary"]))


def test_deleted_lines_are_forgotten_and_everything_says_so(shell: Shell, diary: Path):
    at = standing_at(shell, diary)
    assert SECRET in shell.ok("text", diary, "--at", at).out
    done = shell.ok(
        "forget", diary, "--scene", "diary", "--lines", "2", "--at", at, "--why", "Mine"
    )
    # The checkpoint behind it loses its hash of the scene, which would confirm a guess.
    assert done.out.startswith(f"Forgot {len(SECRET)} characters, in the events {at}, ")
    assert shell.ok("text", diary).out == "Dawn.\n\nDusk."
    past = shell.ok("text", diary, "--at", at).out
    assert past == f"Dawn.\n{chr(0xFFFD) * len(SECRET)}\nDusk."
    last = shell.ok("history", diary, "--json").document
    told = [row["summary"] for row in last if row["kind"] == "passage_forgotten"]
    assert told == [f"Forgot {len(SECRET)} characters at the writer's wish: Mine"]
    verdict = shell.ok("verify", diary).out
    assert "Intact" in verdict
    assert "taken out of the record on demand: see event" in verdict
    assert SECRET.encode() not in diary.read_bytes()


def test_backups_that_may_hold_the_words_are_named(shell: Shell, diary: Path):
    at = standing_at(shell, diary)
    shell.ok("backups", diary, "--make")
    done = shell.ok("forget", diary, "--scene", "diary", "--lines", "2", "--at", at)
    assert "One earlier backup may still hold them, in " in done.out


def test_a_file_that_is_being_read_may_keep_traces(shell: Shell, diary: Path):
    at = standing_at(shell, diary)
    with ProjectFile.look(diary) as reader, reader.link.reading() as conn:
        conn.execute("SELECT count(*) FROM events").fetchone()
        done = shell.ok("forget", diary, "--scene", "diary", "--lines", "2", "--at", at)
    assert "Traces of them may be left" in done.out


def test_lines_that_still_stand_are_refused_in_one_sentence(shell: Shell, diary: Path):
    answer = shell("forget", diary, "--scene", "diary", "--lines", "1-1")
    assert "still stands in “diary”, line 1" in answer.sentence
    assert "Nothing was changed" in answer.sentence


def test_lines_have_to_be_numbers(shell: Shell, diary: Path):
    answer = shell("forget", diary, "--scene", "diary", "--lines", "two")
    assert answer.code == 2
    assert "A-B" in answer.err


def test_the_scene_and_the_lines_have_to_be_named(shell: Shell, diary: Path):
    assert shell("forget", diary, "--scene", "diary").code == 2


def test_signatures_are_told_with_their_key(shell: Shell, diary: Path, monkeypatch):
    monkeypatch.setenv("COCREATE_PASSPHRASE", "open sesame")
    unsigned = shell.ok("verify", diary).out
    assert "2 checkpoints, 0 of them signed." in unsigned
    manuscript = shell.folder / "more.md"
    manuscript.write_text("More.\n", encoding="utf-8")
    shell.ok("import", diary, manuscript)
    signed = shell.ok("verify", diary).out
    assert "3 checkpoints, 1 of them signed." in signed
    assert "this computer has it" in signed
    monkeypatch.setenv("COCREATE_PASSPHRASE", "wrong")
    assert "not known on this computer" in shell.ok("verify", diary).out
