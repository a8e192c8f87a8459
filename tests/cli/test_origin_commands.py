from __future__ import annotations

import json
from pathlib import Path

import pytest

from cocreate.core.events import HunkOffered, RunStarted
from cocreate.core.origin import Contributor
from cocreate.core.suggestion import Verdict
from cocreate.workspace.opening import open_project
from cocreate.workspace.workspace import Workspace
from tests.cli.conftest import Shell
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds

OFFER = "Beyond the pier a lamp turned slowly over water that nobody had crossed since autumn."


def offer(workspace: Workspace) -> None:
    scene = workspace.find_scene("Dawn").id
    verdict, by = Verdict.PENDING, Contributor.AI
    workspace.record(
        RunStarted("run-1", "line-editor", "Line editor", "line_edit", "m/m", scene, ""),
        HunkOffered(
            "s-9", "run-1", scene, "line-editor", "m/m", by, 0, 0, "", OFFER, "", 1, verdict
        ),
    )


@pytest.fixture
def opened(book: Path, clock: FakeClock) -> Workspace:
    return open_project(book, clock=clock, ids=CountingIds())


@pytest.fixture
def retyped(shell: Shell, book: Path, opened: Workspace) -> Path:
    """The book after an agent's offer was rejected and typed by hand into a new scene."""
    offer(opened)
    opened.close()
    shell.ok("reject", book, "s-9")
    log = shell.folder / "Noon.jsonl"
    rows: list[dict[str, object]] = [
        {"cocreate_log": 1, "initial": "", "initial_by": "unknown", "initial_how": "imported"},
        {"t": None, "ev": 1, "pos": 0, "removed": 0, "ins": OFFER, "by": "human", "how": "typed"},
    ]
    log.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    shell.ok("log", book, log)
    return book


def counted(shell: Shell, book: Path) -> dict[str, int]:
    found: dict[str, int] = shell.ok("report", book, "--format", "json").document["matches"]
    return {name: found[name] for name in ("open", "confirmed", "disputed")}


def test_a_retyped_suggestion_is_one_open_match(shell: Shell, retyped: Path):
    assert counted(shell, retyped) == {"open": 1, "confirmed": 0, "disputed": 0}
    (row,) = shell.ok("matches", retyped, "--json").document
    assert (row["scene"], row["line"], row["words"], row["verdict"]) == ("Noon", 1, 15, "open")
    assert (row["suggestion"], row["agent"], row["offered"]) == ("s-9", "line-editor", OFFER)
    assert row["text"] == OFFER.removesuffix(".")
    assert shell.ok("matches", retyped, "--json").document == [row]
    assert f"{row['id']}  open  Noon, line 1: “Beyond" in shell.ok("matches", retyped).out
    assert counted(shell, retyped) == {"open": 1, "confirmed": 0, "disputed": 0}
    shell.ok("verify", retyped)


def test_a_confirmed_match_counts_as_the_agents(shell: Shell, retyped: Path):
    (row,) = shell.ok("matches", retyped, "--json").document
    assert shell.ok("matches", retyped, "--confirm", row["id"]).out == "Answered one match.\n"
    assert counted(shell, retyped) == {"open": 0, "confirmed": 1, "disputed": 0}
    spans = shell.ok("spans", retyped, "--scene", "Noon", "--json").document
    assert [(span["contributor"], span["method"], span["suggestion"]) for span in spans] == [
        ("ai", "accepted", "s-9"),
        ("human", "typed", None),
    ]
    assert "confirmed already" in shell("matches", retyped, "--dispute", row["id"]).sentence
    shell.ok("verify", retyped)


def test_a_disputed_match_stays_as_typed(shell: Shell, retyped: Path):
    (row,) = shell.ok("matches", retyped, "--json").document
    shell.ok("matches", retyped, "--dispute", row["id"], "--why", "My own notebook.")
    assert counted(shell, retyped) == {"open": 0, "confirmed": 0, "disputed": 1}
    assert shell.ok("matches", retyped, "--json").document[0]["why"] == "My own notebook."
    spans = shell.ok("spans", retyped, "--scene", "Noon", "--json").document
    assert {span["contributor"] for span in spans} == {"human"}


def test_matches_can_be_listed_while_another_program_holds_the_project(
    shell: Shell, retyped: Path, clock: FakeClock
):
    holder = open_project(retyped, clock=clock, ids=CountingIds())
    try:
        (row,) = shell.ok("matches", retyped, "--json").document
        assert (row["id"], row["words"]) == (None, 15)
        assert "new  open" in shell.ok("matches", retyped).out
    finally:
        holder.close()


def test_without_matches_a_sentence_says_so(shell: Shell, book: Path):
    assert shell.ok("matches", book, "--json").document == []
    assert "Nothing" in shell.ok("matches", book).out
    assert "no match" in shell("matches", book, "--confirm", "m-1").sentence


def test_an_imported_passage_is_declared_by_its_words(shell: Shell, book: Path):
    words = "The wind was not."
    answer = shell.ok(
        "declare", book, "--scene", "Dusk", "--quote", words, "--by", "human", "--why", "My draft."
    )
    assert "Declared 17 characters of “Dusk” as human." in answer.out
    spans = shell.ok("spans", book, "--scene", "Dusk", "--json").document
    assert [(span["contributor"], span["method"]) for span in spans] == [
        ("unknown", "imported"),
        ("human", "declared"),
        ("unknown", "imported"),
    ]
    history = shell.ok("history", book, "--json").document
    assert "My draft." in next(
        row["summary"] for row in history if row["kind"] == "origins_declared"
    )
    shell.ok("verify", book)


def test_a_passage_is_declared_by_its_place(shell: Shell, book: Path):
    place = ("--scene", "Dusk", "--range", "9-17")
    shell.ok("declare", book, *place, "--by", "ai", "--why", "A chat.")
    spans = shell.ok("spans", book, "--scene", "Dusk", "--json").document
    assert [(span["start"], span["end"]) for span in spans if span["contributor"] == "ai"] == [
        (9, 17)
    ]


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (("--range", "9"), "START-END"),
        (("--range", "17-9"), "START-END"),
        (("--quote", "nowhere"), "--range START-END or --quote"),
        (("--quote", "w"), "several places"),
        (("--range", "0-99999"), "not in the scene"),
    ],
)
def test_a_passage_that_cannot_be_found_is_not_declared(
    shell: Shell, book: Path, place: tuple[str, ...], sentence: str
):
    answer = shell("declare", book, "--scene", "Dusk", *place, "--by", "human", "--why", "Mine.")
    assert sentence in answer.sentence


def test_typed_words_cannot_be_declared(shell: Shell, retyped: Path):
    answer = shell(
        "declare", retyped, "--scene", "Noon", "--range", "0-20", "--by", "ai", "--why", "A chat."
    )
    assert "typed here" in answer.sentence
