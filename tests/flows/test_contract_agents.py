"""What the contract promises about agents, with a real service on this machine."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.fakes.scripted_service import (
    ScriptedAnswer,
    ScriptedService,
    breaks_off,
    proposes,
    refuses,
    says,
)

pytestmark = pytest.mark.local_server

MODEL = "scripted/test-model"
TEXT = """\
# Calm

The sea was calm.
The wind was not.
The sea was calm.
"""


@pytest.fixture
def book(shell: Shell) -> Path:
    """A project with one scene of five lines."""
    manuscript = shell.folder / "story.md"
    manuscript.write_text(TEXT, encoding="utf-8")
    shell.ok("new", shell.project, manuscript)
    return shell.project


def connect(service: ScriptedService, home: Path, *, price: bool = True) -> None:
    (home / "providers.toml").write_text(service.providers_toml(price=price), encoding="utf-8")


def ask(shell: Shell, book: Path, *words: object, agent: str = "line-editor"):
    return shell("suggest", book, "--agent", agent, "--model", MODEL, "--json", *words)


def hunk(old: str, new: str, line: int | None = None, reason: str = "Because."):
    return {"old": old, "new": new, "reason": reason, "line": line}


def test_a_service_of_the_settings_is_listed_as_a_larger_model(shell: Shell, home: Path):
    with ScriptedService() as service:
        connect(service, home)
        rows = {row["ref"]: row for row in shell.ok("models", "--json").document}
    assert rows[MODEL] == {
        "ref": MODEL,
        "provider": "scripted",
        "model": "test-model",
        "local": True,
        "ready": True,
        "larger": True,
    }
    assert rows["built-in/smollm2-135m-instruct"]["larger"] is False


def test_suggest_answers_in_the_promised_form(shell: Shell, book: Path, home: Path):
    notes = [{"quote": "The wind was not.", "note": "Why not?", "line": 4}]
    with ScriptedService(
        proposes([hunk("sea was calm", "grey sea lay calm", 3)], notes)
    ) as service:
        connect(service, home)
        answer = ask(shell, book)
    assert answer.code == 0, answer
    document = answer.document
    (row,) = document["suggestions"]
    assert row == {
        "id": row["id"],
        "run": document["run"],
        "agent": "line-editor",
        "model": MODEL,
        "contributor": "ai",
        "scene": "Calm",
        "line": 3,
        "old": "sea was calm",
        "new": "grey sea lay calm",
        "reason": "Because.",
        "verdict": "pending",
    }
    assert document["answer"] is None
    assert document["notes"] == [
        {"scene": "Calm", "line": 4, "quote": "The wind was not.", "note": "Why not?"}
    ]
    # 100 tokens in at 1.00, 20 out at 4.00 a million
    usage = document["usage"]
    assert (usage["calls"], usage["input_tokens"], usage["output_tokens"]) == (1, 100, 20)
    assert usage["cost"] == [{"currency": "USD", "micros": 180}]
    assert usage["estimated"] is False


def test_words_accepted_keep_what_was_there_and_name_the_suggestion(
    shell: Shell, book: Path, home: Path
):
    with ScriptedService(
        proposes([hunk("The sea was calm.", "The grey sea was calm.", 5)])
    ) as service:
        connect(service, home)
        (row,) = ask(shell, book).document["suggestions"]
    shell.ok("accept", book, row["id"])
    text = shell.ok("text", book).out
    assert text == TEXT[: -len("The sea was calm.\n")] + "The grey sea was calm.\n"
    spans = shell.ok("spans", book, "--json").document
    (mine,) = [span for span in spans if span["suggestion"] is not None]
    assert (mine["contributor"], mine["method"], mine["suggestion"]) == (
        "ai",
        "accepted",
        row["id"],
    )
    assert text[mine["start"] : mine["end"]] == "grey "
    assert spans[0]["start"] == 0
    assert spans[-1]["end"] == len(text)
    assert all(one["end"] == two["start"] for one, two in itertools.pairwise(spans))
    report = shell.ok("report", book, "--format", "json").document
    assert report["curation"]["accepted"] == 1
    assert report["characters"]["ai"] == len("grey ")
    assert report["lineage"]["suggestions"] == [
        {
            **report["lineage"]["suggestions"][0],
            "id": row["id"],
            "offered_words": 1,
            "kept_words": 1,
        }
    ]
    shell.ok("verify", book)


def test_several_are_accepted_all_or_nothing(shell: Shell, book: Path, home: Path):
    answer = proposes(
        [hunk("wind", "gale", 4), hunk("sea was calm", "sea lay flat", 3), hunk("nowhere", "here")]
    )
    with ScriptedService(answer) as service:
        connect(service, home)
        rows = {row["old"]: row for row in ask(shell, book).document["suggestions"]}
    loose = rows["nowhere"]
    assert (loose["verdict"], loose["line"]) == ("loose", None)
    assert "loose" in shell("accept", book, rows["wind"]["id"], loose["id"]).sentence
    assert "loose" in shell("reject", book, rows["wind"]["id"], loose["id"]).sentence
    assert "no suggestion" in shell("accept", book, rows["wind"]["id"], "s-nowhere").sentence
    assert "no suggestion" in shell("reject", book, rows["wind"]["id"], "s-nowhere").sentence
    assert shell.ok("text", book).out == TEXT
    wind = rows["wind"]["id"]
    assert shell("accept", book, wind, wind).code == 1
    assert shell("reject", book, wind, wind).code == 1
    assert shell.ok("text", book).out == TEXT
    assert len(shell.ok("suggestions", book, "--json").document) == 2
    shell.ok("accept", book, wind, rows["sea was calm"]["id"])
    assert shell.ok("text", book).out == TEXT.replace("wind", "gale").replace(
        "sea was calm", "sea lay flat", 1
    )
    assert "already" in shell("accept", book, wind).sentence
    assert "already" in shell("reject", book, wind).sentence


def test_of_two_about_the_same_words_the_other_turns_stale(shell: Shell, book: Path, home: Path):
    answer = proposes([hunk("wind was not", "gale blew", 4), hunk("The wind", "A wind", 4)])
    with ScriptedService(answer) as service:
        connect(service, home)
        rows = {row["old"]: row for row in ask(shell, book).document["suggestions"]}
    one, two = rows["wind was not"]["id"], rows["The wind"]["id"]
    assert "same words" in shell("accept", book, one, two).sentence
    assert shell.ok("text", book).out == TEXT
    shell.ok("accept", book, one)
    assert "stale" in shell("accept", book, two).sentence
    assert "stale" in shell("reject", book, two).sentence
    verdicts = {row["id"]: row for row in shell.ok("suggestions", book, "--all", "--json").document}
    assert verdicts[two]["verdict"] == "stale"
    assert (verdicts[two]["old"], verdicts[two]["new"]) == ("The wind", "A wind")
    assert shell.ok("suggestions", book, "--json").document == []


def test_own_words_are_edited_and_the_offered_ones_accepted(shell: Shell, book: Path, home: Path):
    answer = proposes([hunk("wind", "gale", 4), hunk("sea was calm", "sea lay flat", 3)])
    with ScriptedService(answer) as service:
        connect(service, home)
        rows = {row["old"]: row for row in ask(shell, book).document["suggestions"]}
    wind, sea = rows["wind"]["id"], rows["sea was calm"]["id"]
    assert shell("accept", book, wind, sea, "--text", "x").code == 2
    shell.ok("accept", book, wind, "--text", "gale")
    shell.ok("accept", book, sea, "--text", "sea lay still")
    verdicts = {
        row["id"]: row["verdict"]
        for row in shell.ok("suggestions", book, "--all", "--json").document
    }
    assert verdicts == {wind: "accepted", sea: "edited"}
    text = shell.ok("text", book).out
    spans = shell.ok("spans", book, "--json").document
    by = {text[s["start"] : s["end"]]: (s["contributor"], s["method"]) for s in spans}
    assert by["gale"] == ("ai", "accepted")
    assert by["still"] == ("human", "typed")
    assert by["lay"] == ("ai", "accepted")
    shell.ok("verify", book)


def test_insertions_are_lines_of_their_own_at_the_line_named(shell: Shell, book: Path, home: Path):
    answer = proposes(
        [
            hunk("", "Before all.", 0),
            hunk("", "After four.", 4),
            hunk("", "At the end.", 5),
            hunk("", "Outside.", 7),
            hunk("", "Nowhere."),
        ]
    )
    with ScriptedService(answer) as service:
        connect(service, home)
        rows = {row["new"]: row for row in ask(shell, book).document["suggestions"]}
    assert set(rows) == {"Before all.", "After four.", "At the end.", "Outside.", "Nowhere."}
    assert rows["Outside."]["verdict"] == rows["Nowhere."]["verdict"] == "loose"
    ids = [rows[new]["id"] for new in ("Before all.", "After four.", "At the end.")]
    shell.ok("accept", book, *ids)
    lines = TEXT.splitlines()
    wanted = ["Before all.", *lines[:4], "After four.", lines[4], "At the end."]
    assert shell.ok("text", book).out.splitlines() == wanted
    verdicts = {
        row["id"]: row["verdict"]
        for row in shell.ok("suggestions", book, "--all", "--json").document
    }
    assert {verdicts[id_] for id_ in ids} == {"accepted"}


def test_offered_text_given_again_to_an_insertion_is_accepted(shell: Shell, book: Path, home: Path):
    with ScriptedService(proposes([hunk("", "Whole line.", 4), hunk("", "\n", 3)])) as service:
        connect(service, home)
        rows = ask(shell, book).document["suggestions"]
    line = next(row for row in rows if row["new"] == "Whole line.")
    blank = next(row for row in rows if row["new"] != "Whole line.")
    shell.ok("accept", book, line["id"], "--text", "Whole line.")
    shell.ok("accept", book, blank["id"], "--text", "Not blank.")
    verdicts = {
        row["id"]: row["verdict"]
        for row in shell.ok("suggestions", book, "--all", "--json").document
    }
    assert verdicts == {line["id"]: "accepted", blank["id"]: "edited"}
    lines = TEXT.splitlines()
    assert shell.ok("text", book).out.splitlines() == [
        *lines[:3],
        "Not blank.",
        lines[3],
        "Whole line.",
        lines[4],
    ]


@pytest.mark.parametrize(
    ("line", "stands"), [(3, 3), (5, 5), (1, 3), (4, None), (None, None), (99, 5)]
)
def test_of_equal_passages_the_nearest_to_the_line_is_meant(
    shell: Shell, book: Path, home: Path, line: int | None, stands: int | None
):
    with ScriptedService(proposes([hunk("The sea", "A sea", line)])) as service:
        connect(service, home)
        (row,) = ask(shell, book).document["suggestions"]
    assert row["line"] == stands
    assert row["verdict"] == ("loose" if stands is None else "pending")


def test_an_answer_in_prose_is_the_answer_and_no_failure(shell: Shell, book: Path, home: Path):
    with ScriptedService(says("I like it as it is.")) as service:
        connect(service, home)
        answer = ask(shell, book)
    assert answer.code == 0
    assert answer.document["suggestions"] == []
    assert answer.document["answer"] == "I like it as it is."


def test_a_service_that_reports_nothing_is_estimated(shell: Shell, book: Path, home: Path):
    text = json.dumps({"hunks": [hunk("wind", "gale", 4)], "notes": []})
    with ScriptedService(says(text, usage=None)) as service:
        connect(service, home)
        usage = ask(shell, book).document["usage"]
        (request,) = service.requests
    messages = json.loads(json.dumps(request.body))["messages"]
    sent = sum(len(message["content"]) for message in messages)
    assert usage["estimated"] is True
    assert usage["output_tokens"] == -(-len(text) // 4)
    assert usage["input_tokens"] == -(-sent // 4)
    wanted = usage["input_tokens"] + 4 * usage["output_tokens"]
    assert usage["cost"] == [{"currency": "USD", "micros": wanted}]


def test_a_price_nobody_knows_stays_unknown(shell: Shell, book: Path, home: Path):
    with ScriptedService(proposes([hunk("wind", "gale", 4)])) as service:
        connect(service, home, price=False)
        usage = ask(shell, book).document["usage"]
    assert usage["cost"] == []
    cost = shell.ok("report", book, "--format", "json").document["cost"]
    assert (cost["calls"], cost["known"], cost["unpriced_calls"]) == (1, [], 1)
    (sitting,) = [
        s for s in shell.ok("sessions", book, "--json").document if s["suggestions"]["offered"]
    ]
    assert sitting["suggestions"]["offered"] == 1


@pytest.mark.parametrize(
    "answer",
    [
        refuses(401),
        refuses(403),
        refuses(404, code="model_not_found"),
        refuses(429, retry_after="7"),
        refuses(500),
        refuses(503),
        breaks_off('{"hunks": ['),
        ScriptedAnswer(raw=b"<html>not a stream</html>", content_type="text/html"),
        ScriptedAnswer(raw=b"data: {broken\n\n"),
        ScriptedAnswer(("a",), error={"message": "overloaded", "code": 529}),
        says(""),
    ],
    ids=["401", "403", "404", "429", "500", "503", "cut", "html", "json", "error", "nothing"],
)
def test_every_trouble_of_a_service_is_one_sentence(
    shell: Shell, book: Path, home: Path, answer: ScriptedAnswer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SCRIPTED_KEY", "sk-very-secret")
    with ScriptedService(answer) as service:
        connect(service, home)
        found = ask(shell, book)
    if answer.pieces == () and answer.status == 200 and answer.raw is None:
        assert found.code == 0
    else:
        assert found.sentence.endswith(".")
        assert "secret" not in found.sentence
    assert found.document["suggestions"] == []
    assert shell.ok("text", book).out == TEXT
    shell.ok("verify", book)
    assert b"sk-very-secret" not in book.read_bytes()


def test_what_arrived_before_a_cut_stays(shell: Shell, book: Path, home: Path):
    cut = json.dumps({"hunks": [hunk("wind", "gale", 4), hunk("sea", "x", 3)]})[:-30]
    with ScriptedService(breaks_off(cut)) as service:
        connect(service, home)
        found = ask(shell, book)
    assert found.code == 1
    assert [row["old"] for row in found.document["suggestions"]] == ["wind"]
    assert [row["old"] for row in shell.ok("suggestions", book, "--json").document] == ["wind"]
    assert found.document["usage"]["calls"] == 1


def test_a_service_elsewhere_is_asked_only_with_yes(shell: Shell, book: Path, home: Path):
    (home / "providers.toml").write_text(
        '[providers.far]\nkind = "openai"\nbase_url = "http://far.invalid/v1"\n'
        'api_key_env = "FAR_KEY"\nmodels = ["m"]\n',
        encoding="utf-8",
    )
    (home / "keys").mkdir(exist_ok=True)
    answer = shell("suggest", book, "--agent", "line-editor", "--model", "far/m")
    assert answer.code == 1
    assert answer.sentence.endswith(".")


def test_it_names_host_and_what_is_sent_before_it_asks_elsewhere(
    shell: Shell, book: Path, home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FAR_KEY", "sk-far")
    (home / "providers.toml").write_text(
        '[providers.far]\nkind = "openai"\nbase_url = "https://far.invalid/v1"\n'
        'api_key_env = "FAR_KEY"\nmodels = ["m"]\n',
        encoding="utf-8",
    )
    count = len(shell.ok("history", book, "--json").document)
    sentence = shell("suggest", book, "--agent", "line-editor", "--model", "far/m").sentence
    assert "far.invalid" in sentence
    assert "--yes" in sentence
    assert len(shell.ok("history", book, "--json").document) == count


def test_lines_bound_what_is_sent_and_where_it_may_propose(shell: Shell, book: Path, home: Path):
    answer = proposes([hunk("The sea was calm.", "Sea.", 1), hunk("wind", "gale", 4)])
    with ScriptedService(answer) as service:
        connect(service, home)
        rows = ask(shell, book, "--lines", "5-5").document["suggestions"]
    found = {row["old"]: row for row in rows}
    assert found["The sea was calm."]["line"] == 5
    assert found["wind"]["verdict"] == "loose"


def test_every_scene_in_turn_is_asked_about_without_one_named(shell: Shell, home: Path):
    (shell.folder / "two.md").write_text(
        "# A\n\nOne wind.\n\n# B\n\nTwo winds.\n", encoding="utf-8"
    )
    shell.ok("new", shell.project, shell.folder / "two.md")
    with ScriptedService(proposes([hunk("wind", "gale", 3)])) as service:
        connect(service, home)
        document = ask(shell, shell.project).document
        assert len(service.requests) == 2
    assert [row["scene"] for row in document["suggestions"]] == ["A", "B"]
    with ScriptedService(proposes([hunk("wind", "gale", 3)])) as service:
        connect(service, home)
        assert "reaches past" in ask(shell, shell.project, "--lines", "3-5").sentence
        assert service.requests == []


def test_ten_thousand_hunks_with_escapes_are_taken_and_shown_harmless(shell: Shell, home: Path):
    manuscript = shell.folder / "long.md"
    lines = [f"Line number {number} is here." for number in range(1, 10_001)]
    manuscript.write_text("\n".join(lines) + "\n", encoding="utf-8")
    shell.ok("new", shell.project, manuscript)
    hunks = [
        hunk(f"number {number} is", f"n. {number} <b>is</b>", number, "\x1b[31mred\x1b[0m <script>")
        for number in range(1, 10_001)
    ]
    with ScriptedService(proposes(hunks, piece=50_000)) as service:
        connect(service, home)
        document = ask(shell, shell.project).document
    assert len(document["suggestions"]) == 10_000
    assert {row["verdict"] for row in document["suggestions"]} == {"pending"}
    assert document["suggestions"][77]["reason"] == "red <script>"
    assert "\x1b" not in shell.ok("suggestions", shell.project).out
    first = document["suggestions"][0]["id"]
    shell.ok("accept", shell.project, first)
    html = shell.folder / "out.html"
    shell.ok("export", shell.project, "-o", html, "--report", "appendix")
    assert "<script>" not in html.read_text(encoding="utf-8").split("</head>")[1]
    assert "1 &lt;b&gt;" in html.read_text(encoding="utf-8") or "<b>" not in html.read_text(
        encoding="utf-8"
    )
