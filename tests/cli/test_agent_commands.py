from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.cli.quiet import without_model

SHIPPED = [
    "copy-editor",
    "tightener",
    "echo-finder",
    "consistency-reader",
    "pacing-reader",
    "line-editor",
    "developmental-editor",
    "continuity-reader",
    "brainstormer",
    "first-reader",
    "estranger",
]


def test_the_shipped_agents_are_listed_with_what_they_need(shell: Shell):
    rows = {row["name"]: row for row in shell.ok("agents", "--json").document}
    assert set(rows) == set(SHIPPED)
    assert rows["line-editor"]["needs"] == "larger model"
    assert rows["copy-editor"]["needs"] == "none"
    assert rows["echo-finder"]["answers"] == "notes"
    assert "copy-editor" in shell.ok("agents").out


def test_a_broken_agent_file_is_named_and_the_others_go_on(shell: Shell, home: Path):
    (home / "agents").mkdir()
    (home / "agents" / "odd.md").write_text("---\nname odd\n---\nBe odd.", encoding="utf-8")
    rows = {row["name"]: row for row in shell.ok("agents", "--json").document}
    assert "line 2" in rows["odd"]["problem"]
    assert set(SHIPPED) < set(rows)
    assert "cannot be used" in shell.ok("agents").out


def test_the_checker_finds_slips_and_the_writer_decides(shell: Shell, book: Path, home: Path):
    without_model(home)
    found = shell.ok("suggest", book, "--agent", "copy-editor", "--scene", "Dawn", "--json")
    rows = found.document["suggestions"]
    assert {row["contributor"] for row in rows} == {"tool"}
    assert {row["model"] for row in rows} == {"harper"}
    assert {row["line"] for row in rows} == {3}
    library = next(row for row in rows if "libary" in row["old"])
    assert [row["id"] for row in shell.ok("suggestions", book, "--json").document] == [
        row["id"] for row in rows
    ]
    shell.ok("accept", book, library["id"])
    assert "library" in shell.ok("text", book, "--scene", "Dawn").out
    spans = shell.ok("spans", book, "--scene", "Dawn", "--json").document
    assert [(row["contributor"], row["method"]) for row in spans if row["suggestion"]] == [
        ("tool", "accepted")
    ]
    assert "already" in shell("accept", book, library["id"]).sentence
    others = [row["id"] for row in rows if row["id"] != library["id"]]
    if others:
        shell.ok("reject", book, *others, "--why", "her voice")
    assert shell.ok("suggestions", book).out.startswith("No suggestion")
    assert len(shell.ok("suggestions", book, "--all", "--json").document) == len(rows)
    shell.ok("verify", book)


def test_words_of_ones_own_are_accepted_as_edited(shell: Shell, book: Path, home: Path):
    without_model(home)
    found = shell.ok("suggest", book, "--agent", "copy-editor", "--scene", "Dawn", "--json")
    row = next(row for row in found.document["suggestions"] if "libary" in row["old"])
    shell.ok("accept", book, row["id"], "--text", row["old"].replace("libary", "harbour"))
    verdicts = shell.ok("suggestions", book, "--all", "--json").document
    assert next(v["verdict"] for v in verdicts if v["id"] == row["id"]) == "edited"


def test_deterministic_readers_leave_notes(shell: Shell, book: Path):
    found = shell.ok("suggest", book, "--agent", "pacing-reader", "--json").document
    assert found["suggestions"] == []
    assert "," in found["run"]
    shell.ok("suggest", book, "--agent", "pacing-reader")


def test_an_agent_that_needs_a_larger_model_says_so(shell: Shell, book: Path):
    sentence = shell("suggest", book, "--agent", "line-editor").sentence
    assert "larger model" in sentence
    assert "no agent" in shell("suggest", book, "--agent", "nobody").sentence


@pytest.mark.parametrize("lines", ["x", "3-1", "0-2", "3-x"])
def test_lines_that_are_none_are_wrong_usage(shell: Shell, book: Path, lines: str):
    answer = shell("suggest", book, "--agent", "copy-editor", "--scene", "Dawn", "--lines", lines)
    assert answer.code == 2
    assert "lines" in answer.err


def test_lines_past_the_end_are_one_sentence(shell: Shell, book: Path):
    answer = shell("suggest", book, "--agent", "copy-editor", "--scene", "Dawn", "--lines", "4-999")
    assert "--lines" in answer.sentence


def test_one_line_is_enough(shell: Shell, book: Path):
    shell.ok("suggest", book, "--agent", "pacing-reader", "--scene", "Dawn", "--lines", "3")


@pytest.mark.local_server
def test_models_list_the_built_in_one_first(shell: Shell):
    rows = shell.ok("models", "--json").document
    assert rows[0]["ref"].startswith("built-in/")
    assert not rows[0]["larger"]
    assert "built-in" in shell.ok("models").out


@pytest.mark.local_server
def test_a_broken_table_of_services_is_named_beside_the_models(shell: Shell, home: Path):
    (home / "providers.toml").write_text('[providers.odd]\nkind = "morse"\n', encoding="utf-8")
    assert "[providers.odd]" in shell.ok("models").out


def test_what_readers_say_is_printed_by_line(shell: Shell):
    manuscript = shell.folder / "echo.md"
    manuscript.write_text(
        "The lantern burned. He took the lantern and held the lantern up.\n\n"
        "The lantern was warm; nobody else had a lantern like that lantern.\n",
        encoding="utf-8",
    )
    shell.ok("new", shell.project, manuscript)
    out = shell.ok("suggest", shell.project, "--agent", "echo-finder").out
    assert "echo, line 1:" in out


@pytest.mark.local_server
def test_a_model_that_failed_is_not_said_to_have_nothing_to_propose(
    shell: Shell, book: Path, home: Path
):
    with socket.socket() as nobody:  # bound, but nobody listens
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        (home / "providers.toml").write_text(
            f'[providers.mine]\nkind = "openai"\nbase_url = "http://127.0.0.1:{port}/v1"\n'
            'models = ["m"]\n',
            encoding="utf-8",
        )
        asked = ("suggest", book, "--agent", "line-editor", "--model", "mine/m", "--scene", "Dawn")
        answer = shell(*asked)
        assert "Nothing answers" in answer.sentence
        assert answer.out == ""
        document = shell(*asked, "--json").document
    assert (document["suggestions"], document["notes"], document["answer"]) == ([], [], None)
