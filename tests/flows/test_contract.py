"""What the contract promises about text, origins, logs, history and files, command by command."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.fakes.full_disk import little_room

ROOT = Path(__file__).parents[2]

BOOK = """\
Before all.

# Part One

## Dawn

It was light.

## Dusk

```
## not a heading
```

# Part Two

All of one piece.

## Dawn

Again.
"""


@pytest.fixture
def book(shell: Shell) -> Path:
    manuscript = shell.folder / "story.md"
    manuscript.write_text(BOOK, encoding="utf-8")
    shell.ok("new", shell.project, manuscript, "--title", "Story", "--writer", "Ada")
    return shell.project


def write_log(folder: Path, *rows: object, head: object = None, name: str = "play.jsonl") -> Path:
    first = {"cocreate_log": 1, "initial": "Start.\n", "initial_by": "unknown"}
    path = folder / name
    lines = [json.dumps(row) for row in (head or {**first, "initial_how": "imported"}, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def op(
    ev: object,
    pos: object,
    removed: object,
    ins: object,
    by: object = "human",
    how: object = "typed",
    **rest: object,
):
    row = {"t": None, "ev": ev, "pos": pos, "removed": removed, "ins": ins, "by": by, "how": how}
    return {**row, **rest}


def run(*words: object, home: Path) -> subprocess.CompletedProcess[bytes]:
    """Call the program as a shell does."""
    environ = {**os.environ, "COCREATE_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "cocreate", *map(str, words)],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        timeout=60,
        check=False,
    )


# -- new, import, text ---------------------------------------------------------------------------


def test_scenes_are_exact_slices_with_their_names(shell: Shell, book: Path):
    assert shell.ok("text", book).out == BOOK
    names = list(dict.fromkeys(row["scene"] for row in shell.ok("spans", book, "--json").document))
    assert names == ["story", "Part One", "Dawn", "Dusk", "Part Two", "Dawn (2)"]
    assert shell.ok("text", book, "--scene", "Dawn (2)").out == "## Dawn\n\nAgain.\n"
    ids = {row["scene"]: row["scene_id"] for row in shell.ok("spans", book, "--json").document}
    assert shell.ok("text", book, "--scene", ids["Dusk"]).out.startswith("## Dusk")
    assert "no scene" in shell("text", book, "--scene", "Noon").sentence


def test_an_existing_project_is_refused_and_untouched(shell: Shell, book: Path):
    before = book.read_bytes()
    shell("new", book, shell.folder / "story.md").sentence  # noqa: B018 - asserts in there
    assert book.read_bytes() == before


def test_without_a_file_there_is_no_scene(shell: Shell):
    shell.ok("new", shell.project)
    assert shell.ok("text", shell.project).out == ""
    assert shell.ok("spans", shell.project, "--json").document == []


def test_import_adds_scenes_and_gives_a_repeated_name_a_number(shell: Shell, book: Path):
    other = shell.folder / "Dawn.txt"
    other.write_text("Plain words, no end of line", encoding="utf-8")
    shell.ok("import", book, other, other)
    names = list(dict.fromkeys(row["scene"] for row in shell.ok("spans", book, "--json").document))
    assert names[-2:] == ["Dawn (3)", "Dawn (4)"]
    text = shell.ok("text", book).out
    assert text == f"{BOOK}Plain words, no end of line\nPlain words, no end of line"


def test_a_failing_import_adds_nothing(shell: Shell, book: Path):
    count = len(shell.ok("history", book, "--json").document)
    fine = shell.folder / "fine.md"
    fine.write_text("Fine.", encoding="utf-8")
    sentence = shell("import", book, fine, shell.folder / "missing.md").sentence
    assert "missing.md" in sentence
    assert shell.ok("text", book).out == BOOK
    assert len(shell.ok("history", book, "--json").document) == count


def test_a_failing_new_leaves_no_file(shell: Shell):
    assert shell("new", shell.project, shell.folder / "missing.md").code == 1
    assert list(shell.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("caf\u00e9 na\u00efve".encode("latin-1"), "caf\u00e9 na\u00efve"),
        ("\ufeffcaf\u00e9".encode("utf-16"), "caf\u00e9"),
        ("\ufeffcaf\u00e9\r\n".encode("utf-16-be"), "caf\u00e9\n"),
        (b"\xef\xbb\xbfwith a mark", "with a mark"),
        (b"a\0b", "a\ufffdb"),
        (b"a\xed\xa0\x80b", "a\ufffdb"),
        ("# One\r\n\r\n\U0001f600 e\u0301".encode(), "# One\n\n\U0001f600 e\u0301"),
    ],
    ids=["empty", "crlf", "latin-1", "utf-16", "utf-16-be", "bom", "nul", "surrogate", "astral"],
)
def test_awkward_files_come_in_whole(shell: Shell, raw: bytes, text: str):
    source = shell.folder / "odd.md"
    source.write_bytes(raw)
    shell.ok("new", shell.project, source)
    assert shell.ok("text", shell.project).out == text
    rows = shell.ok("spans", shell.project, "--json").document
    assert {(row["contributor"], row["method"]) for row in rows} <= {("unknown", "imported")}
    assert sum(row["end"] - row["start"] for row in rows) == len(text)
    shell.ok("verify", shell.project)


def test_a_line_of_200000_characters_and_ten_megabytes_come_in(shell: Shell):
    line = shell.folder / "line.md"
    line.write_text("word and " * 22_223, encoding="utf-8")
    big = shell.folder / "big.txt"
    big.write_text("The sea was calm and the wind was not.\n" * 262_144, encoding="utf-8")
    shell.ok("new", shell.project, line, big)
    out = shell.ok("text", shell.project, "--scene", "line").out
    assert out == "word and " * 22_223
    assert len(shell.ok("text", shell.project, "--scene", "big").out) == 39 * 262_144


def test_directories_and_unreadable_files_are_one_sentence(shell: Shell, book: Path):
    folder = shell.folder / "folder.md"
    folder.mkdir()
    assert "folder.md" in shell("import", book, folder).sentence
    if os.path.exists("/proc/self/mem"):  # noqa: PTH110 - a file that refuses even root
        assert shell("import", book, "/proc/self/mem").code == 1
    assert shell("new", folder / "no" / "where.cocreate").code == 1
    assert shell("text", folder).sentence
    assert shell("log", book, folder).sentence
    assert shell.ok("text", book).out == BOOK


@pytest.mark.skipif(not Path("/proc/sys").is_dir(), reason="a file system that refuses is needed")
def test_a_place_that_cannot_be_written_is_one_sentence(shell: Shell, book: Path):
    assert shell("new", "/proc/sys/book.cocreate").sentence
    assert shell("export", book, "-o", "/proc/sys/book.md").sentence
    assert shell("report", book, "-o", "/proc/sys/report.md").sentence


# -- log -----------------------------------------------------------------------------------------


def test_a_log_gives_every_origin_its_place(shell: Shell, book: Path):
    log = write_log(
        shell.folder,
        op(1, 7, 0, "I typed. "),
        op(2, 16, 0, "Mine. ", "human", "declared"),
        op(3, 22, 0, "Its. ", "ai", "accepted", agent="gpt"),
        op(4, 27, 0, "Elsewhere. ", "ai", "declared", agent="gpt"),
        op(5, 38, 0, "Fixed. ", "tool", "accepted"),
        op(6, 45, 0, "Pasted. ", "unknown", "pasted"),
        op(7, 53, 0, "Third. ", "unknown", "accepted"),
        op(8, 60, 0, "Gone. ", "unknown", "unobserved"),
        op(9, 0, 5, "\U0001f600"),
    )
    shell.ok("log", book, log, "--scene", "Played")
    rows = shell.ok("spans", book, "--scene", "Played", "--json").document
    text = shell.ok("text", book, "--scene", "Played").out
    found = [(text[row["start"] : row["end"]], row["contributor"], row["method"]) for row in rows]
    assert found == [
        ("\U0001f600", "human", "typed"),
        (".\n", "unknown", "imported"),
        ("I typed. ", "human", "typed"),
        ("Mine. ", "human", "declared"),
        ("Its. ", "ai", "accepted"),
        ("Elsewhere. ", "ai", "declared"),
        ("Fixed. ", "tool", "accepted"),
        ("Pasted. ", "unknown", "pasted"),
        ("Third. ", "unknown", "accepted"),
        ("Gone. ", "unknown", "unobserved"),
    ]
    assert all(row["suggestion"] is None for row in rows)
    report = shell.ok("report", book, "--format", "json").document
    assert report["curation"]["offered"] == 0
    assert report["characters"]["ai"] == len("Its. Elsewhere. ")
    shell.ok("verify", book)


def test_a_log_goes_into_a_new_scene_only(shell: Shell, book: Path):
    log = write_log(shell.folder, op(1, 0, 0, "x"))
    shell.ok("log", book, log)
    assert "play" in shell("log", book, log).sentence
    assert "Dawn" in shell("log", book, log, "--scene", "Dawn").sentence
    shell.ok("log", book, log, "--scene", "Other")


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        (3, op(2, 99, 0, "x")),
        (3, op(2, 10, 2, "x")),
        (3, op(2, 0, 0, "a\rb")),
        (3, op(2, 0, 0, "a\0b")),
        (3, op(2, 0, 0, "\udc80")),
        (3, op(2, 0, 0, "x", "human", "pasted")),
        (3, op(2, 0, 0, "x", "ai", "typed")),
        (3, op(2, 0, 0, "x", "tool", "typed")),
        (3, op(2, 0, 0, "x", "unknown", "typed")),
        (3, op(2, 0, 0, "x", "robot", "typed")),
        (3, op(2, 0, 0, "x", None, None)),
        (3, op(2, -1, 0, "x")),
        (3, op(2, 0.5, 0, "x")),
        (3, op(2, 0, None, "x")),
        (3, op(2, 0, 0, None)),
        (3, op(2, 0, 0, "x", t=float("nan"))),
        (3, op(2, 0, 0, "x", t=float("inf"))),
        (3, op(2, 0, 0, "x", t=10**30)),
        (3, op(2, 0, 0, "x", t=-(10**30))),
        (3, []),
        (3, "text"),
    ],
)
def test_a_wrong_line_of_a_log_is_named_and_nothing_of_it_kept(
    shell: Shell, book: Path, line: int, bad: object
):
    before = shell.ok("history", book, "--json").document
    log = write_log(shell.folder, op(1, 0, 0, "fine"), bad)
    sentence = shell("log", book, log).sentence
    assert f"ine {line}" in sentence
    assert shell.ok("history", book, "--json").document == before
    assert shell.ok("text", book).out == BOOK


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        b"[]\n",
        b'{"cocreate_log": 2, "initial": ""}\n',
        b'{"cocreate_log": 1, "initial": 3}\n',
        b'{"cocreate_log": 1, "initial": "", "initial_by": "human", "initial_how": "imported"}\n',
        b"\xff\xfe{\0}\0",
        b'{"cocreate_log": 1, "initial": "a\\rb"}\n',
        b"[" * 100_000,
        b'{"cocreate_log": 1, "initial": ""}\n' + b"[" * 100_000,
        b'{"cocreate_log": 1, "initial": ""}\n' + b'{"pos": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_log_is_one_sentence(shell: Shell, book: Path, raw: bytes):
    path = shell.folder / "bad.jsonl"
    path.write_bytes(raw)
    assert shell("log", book, path).sentence
    assert shell.ok("text", book).out == BOOK


def test_operations_of_one_event_are_one_step_of_history(shell: Shell, book: Path):
    log = write_log(
        shell.folder,
        op(1, 0, 0, "A" * 200),
        op(1, 200, 0, "B" * 200),
        op(1, 0, 100, ""),
        op(2, 0, 0, "C"),
    )
    shell.ok("log", book, log, "--scene", "Log")
    history = shell.ok("history", book, "--scene", "Log", "--json").document
    states = {
        row["seq"]: shell.ok("text", book, "--scene", "Log", "--at", row["seq"]).out
        for row in history
    }
    assert [text for seq, text in sorted(states.items())] == [
        "Start.\n",
        "A" * 100 + "B" * 200 + "Start.\n",
        "C" + "A" * 100 + "B" * 200 + "Start.\n",
    ]


def test_times_of_a_log_divide_it_into_sittings(shell: Shell, book: Path):
    minute = 60_000
    begin = 1_700_000_000_000
    rows = [op(ev, 0, 0, "w ", t=begin + at * minute) for ev, at in enumerate((0, 1, 2, 60, 61))]
    shell.ok("log", book, write_log(shell.folder, *rows))
    sessions = shell.ok("sessions", book, "--json").document
    played = [row for row in sessions if row["began"].startswith("2023-11-14")]
    assert [row["active_s"] for row in played] == [120, 60]
    assert [row["began"] for row in played] == sorted(row["began"] for row in played)
    assert [row["words_added"] for row in played] == [3, 2]
    assert set(sessions[0]) == {
        "id",
        "began",
        "ended",
        "active_s",
        "words_added",
        "words_removed",
        "suggestions",
        "cost",
    }


def test_times_that_go_back_do_no_harm(shell: Shell, book: Path):
    begin = 1_700_000_000_000
    rows = [
        op(1, 0, 0, "b", t=begin),
        op(2, 0, 0, "a", t=begin - 86_400_000),
        op(3, 2, 0, "c", t=begin),
    ]
    shell.ok("log", book, write_log(shell.folder, *rows))
    assert shell.ok("text", book, "--scene", "play").out == "abcStart.\n"
    for session in shell.ok("sessions", book, "--json").document:
        assert session["active_s"] >= 0
    shell.ok("verify", book)
    shell.ok("report", book, "--format", "json")


# -- spans, history, at --------------------------------------------------------------------------


def test_spans_are_maximal_runs_that_cover_each_scene(shell: Shell, book: Path):
    log = write_log(
        shell.folder,
        op(1, 0, 0, "ab", "unknown", "pasted"),
        op(2, 2, 0, "cd", "unknown", "pasted"),
        op(3, 4, 0, "ef", "ai", "accepted", agent="one"),
        op(4, 6, 0, "gh", "ai", "accepted", agent="two"),
    )
    shell.ok("log", book, log)
    rows = shell.ok("spans", book, "--scene", "play", "--json").document
    assert [(row["start"], row["end"]) for row in rows] == [(0, 4), (4, 8), (8, 15)]
    assert {tuple(row) for row in rows} == {
        ("scene", "scene_id", "start", "end", "contributor", "method", "suggestion")
    }
    for one, two in pairwise(rows):
        assert one["end"] == two["start"]
    assert shell.ok("spans", book).out.count("\n") == 9


def test_the_state_of_every_event_can_be_read(shell: Shell, book: Path):
    log = write_log(shell.folder, op(1, 0, 0, "a\n"), op(2, 0, 0, "b\n"))
    shell.ok("log", book, log)
    history = shell.ok("history", book, "--json").document
    assert [row["seq"] for row in history] == list(range(1, len(history) + 1))
    assert {"seq", "at", "session", "kind", "contributor", "summary"} <= set(history[0])
    assert shell.ok("text", book, "--at", 0).out == ""
    assert shell.ok("spans", book, "--at", 0, "--json").document == []
    assert shell.ok("text", book, "--at", len(history)).out == shell.ok("text", book).out
    now = shell.ok("spans", book, "--json").document
    assert shell.ok("spans", book, "--at", len(history), "--json").document == now
    assert "event" in shell("text", book, "--at", len(history) + 1).sentence
    assert "event" in shell("text", book, "--at", "-1").sentence
    added = next(row["seq"] for row in history if row["kind"] == "scene_added")
    assert shell.ok("text", book, "--at", added).out == "Before all.\n\n"


# -- report, export ------------------------------------------------------------------------------


def test_the_report_counts_what_text_prints(shell: Shell, book: Path):
    log = write_log(shell.folder, op(1, 7, 0, "I typed *this*."))
    shell.ok("log", book, log)
    report = shell.ok("report", book, "--format", "json").document
    text = shell.ok("text", book).out
    assert report["text"]["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert report["text"]["characters"] == len(text)
    assert sum(report["characters"].values()) == sum(
        row["end"] - row["start"] for row in shell.ok("spans", book, "--json").document
    )
    assert report["project"] == {**report["project"], "title": "Story", "writer": "Ada"}
    assert report["version"] == 1
    assert (
        sum(row["characters"] for row in report["surviving"]["classes"])
        == (report["surviving"]["total"])
    )
    events = shell.ok("history", book, "--json").document
    assert report["ledger"]["events"] == len(events)
    assert report["ledger"]["head"].startswith("sha256:")
    with sqlite3.connect(f"file:{book}?mode=ro", uri=True) as conn:
        (leaf,) = conn.execute("SELECT hash FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    conn.close()
    assert report["ledger"]["head"] == f"sha256:{leaf.hex()}"


def test_report_formats_and_places(shell: Shell, book: Path):
    assert shell.ok("report", book).out.startswith("#")
    target = shell.folder / "report.html"
    assert shell.ok("report", book, "--format", "html", "-o", target).out == ""
    assert "<html" in target.read_text(encoding="utf-8")
    assert shell("report", book, "--format", "pdf").code == 2
    assert shell.ok("report", book, "--format", "pdf", "-o", shell.folder / "r.pdf").out == ""
    assert (shell.folder / "r.pdf").read_bytes().startswith(b"%PDF-")
    assert shell("report", book, "--format", "doc").code == 2


def test_exports_go_where_they_should(shell: Shell, book: Path):
    target = shell.folder / "out.md"
    shell.ok("export", book, "-o", target)
    assert target.read_text(encoding="utf-8").strip() == BOOK.strip()
    shell.ok("export", book, "-o", target, "--report", "beside")
    assert (shell.folder / "out.report.md").is_file()
    shell.ok("export", book, "-o", target, "--report", "appendix")
    assert len(target.read_text(encoding="utf-8")) > len(BOOK) + 500
    shell.ok("export", book, "-o", shell.folder / "out.html", "--report", "beside")
    assert "<html" in (shell.folder / "out.report.html").read_text(encoding="utf-8")
    shell.ok("export", book, "-o", shell.folder / "out.odt")
    assert "xyz" in shell("export", book, "-o", shell.folder / "out.xyz").sentence
    assert not (shell.folder / "out.xyz").exists()
    assert shell("export", book, "-o", target, "--report", "sideways").code == 2
    assert shell("export", book).code == 2
    kinds = [row["kind"] for row in shell.ok("history", book, "--json").document]
    assert kinds.count("exported") == 5
    shell.ok("verify", book)


def test_what_is_made_of_a_project_never_takes_its_place(shell: Shell, book: Path):
    before = shell.ok("text", book).out
    shell.ok("new", shell.folder / "other.md")
    for words in (
        ("report", book),
        ("proof", book),
        ("records", book, "--form", "prov"),
        ("disclose", book, "--policy", "nebula"),
    ):
        assert "is a Cocreate project" in shell(*words, "-o", book).sentence
    assert "project" in shell("export", book, "-o", shell.folder / "other.md").sentence
    assert shell.ok("text", book).out == before
    shell.ok("verify", book)


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_a_name_that_is_no_text_breaks_nothing(shell: Shell):
    book, scene = shell.folder / "u\udcff.cocreate", shell.folder / "v\udcff.txt"
    scene.write_text("Hello *sea*\n", encoding="utf-8")
    shell.ok("new", book, scene)
    target = shell.folder / "\udcff.md"
    shell.ok("export", book, "-o", target)
    shell.ok("proof", book, "-o", shell.folder / "p.cocreate-proof", "--file", target)
    report = shell.ok("report", book, "--format", "json").document
    assert report["project"]["title"] == "u\ufffd"
    assert {span["scene"] for span in shell.ok("spans", book, "--json").document} == {"v\ufffd"}
    assert shell.ok("text", book, "--scene", "v\udcff").out == "Hello *sea*\n"
    assert shell("text", book, "--scene", "x").sentence.endswith("There is “v\ufffd”.")
    assert "\ufffd.md" in shell.ok("history", book, "--json").out
    shell.ok("verify", book)
    shell.ok("verify", shell.folder / "p.cocreate-proof")


def test_an_empty_project_can_be_reported_and_exported(shell: Shell):
    shell.ok("new", shell.project)
    report = shell.ok("report", shell.project, "--format", "json").document
    assert report["surviving"]["coverage"] == 1.0
    assert report["surviving"]["human"] == {"low": 0.0, "high": 0.0}
    for form in ("md", "html"):
        shell.ok("report", shell.project, "--format", form)
        shell.ok("export", shell.project, "-o", shell.folder / f"e.{form}", "--report", "appendix")


# -- usage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("new",),
        ("import", "x"),
        ("log", "x"),
        ("text",),
        ("text", "x", "--at", "noon"),
        ("suggest", "x"),
        ("accept", "x"),
        ("reject", "x"),
        ("report", "x", "--format", "png"),
        ("verify",),
        ("suggest", "x", "--agent", "a", "--lines", "x"),
        ("suggest", "x", "--agent", "a", "--lines", "0-2"),
        ("suggest", "x", "--agent", "a", "--lines", "9-3"),
        ("models", "install"),
        ("models", "install", "other"),
        ("report", "x", "--format", "pdf"),
        ("time", "x", "--add", "1:00", "--take-back", "time-1"),
        ("declare", "x", "--scene", "s", "--by", "human", "--why", "mine"),
        ("mirror", "x", "folder", "--stop"),
        ("mirror", "x", "--take-in", "--stop"),
        ("--nonsense",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2(shell: Shell, words: tuple[str, ...]):
    answer = shell(*words)
    assert answer.code == 2
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "command",
    [
        "new",
        "import",
        "log",
        "text",
        "spans",
        "agents",
        "models",
        "suggest",
        "suggestions",
        "accept",
        "reject",
        "report",
        "export",
        "sessions",
        "history",
        "verify",
        "doctor",
    ],
)
def test_every_command_has_help(shell: Shell, command: str):
    assert command in shell.ok(command, "--help").out


@pytest.mark.parametrize(
    "command",
    ["text", "spans", "suggestions", "sessions", "history", "report", "verify"],
)
def test_what_is_no_project_is_one_sentence_and_untouched(shell: Shell, command: str):
    missing = shell.folder / "missing.cocreate"
    assert shell(command, missing).sentence
    assert not missing.exists()
    for name, raw in {
        "empty": b"",
        "text": b"Dear diary",
        "sqlite": b"SQLite format 3\0" + bytes(4000),
    }.items():
        path = shell.folder / f"{name}.cocreate"
        path.write_bytes(raw)
        assert shell(command, path).sentence
        assert path.read_bytes() == raw
    other = shell.folder / "other.cocreate"
    with sqlite3.connect(other) as conn:
        conn.execute("CREATE TABLE t (a)")
    conn.close()
    raw = other.read_bytes()
    assert shell(command, other).sentence
    assert other.read_bytes() == raw


def test_truncated_and_newer_projects_are_left_as_they_are(shell: Shell, book: Path):
    raw = book.read_bytes()
    for part in (100, 4096, len(raw) // 2, len(raw) - 100):
        cut = shell.folder / "cut.cocreate"
        cut.write_bytes(raw[:part])
        assert shell("verify", cut).code == 1
        assert shell("import", cut, shell.folder / "story.md").code in (0, 1)
    newer = shell.folder / "newer.cocreate"
    newer.write_bytes(raw)
    with sqlite3.connect(newer) as conn:
        conn.execute("PRAGMA user_version = 999")
    conn.close()
    before = newer.read_bytes()
    assert "newer" in shell("text", newer).sentence
    assert "newer" in shell("import", newer, shell.folder / "story.md").sentence
    assert newer.read_bytes() == before


def test_verify_names_what_was_altered(shell: Shell, book: Path):
    shell.ok("verify", book)
    for change in (
        "UPDATE scenes SET title = 'x' WHERE rowid = 1",
        "UPDATE meta SET value = '3' WHERE key = 'head_seq'",
    ):
        copy = shell.folder / "copy.cocreate"
        copy.write_bytes(book.read_bytes())
        with sqlite3.connect(copy) as conn:
            conn.execute(change)
        conn.close()
        assert shell("verify", copy).sentence


# -- two programs --------------------------------------------------------------------------------

_HOLD = """
import sys
from pathlib import Path
from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.workspace.opening import open_project
workspace = open_project(Path(sys.argv[1]), clock=SystemClock(), ids=SystemIds())
print(workspace.is_read_only, flush=True)
sys.stdin.read()
workspace.close()
"""


def test_while_another_program_holds_it_reading_works_and_writing_does_not(
    shell: Shell, book: Path, home: Path
):
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(book)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "COCREATE_HOME": str(home)},
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline().strip() == b"False"
        log = write_log(shell.folder, op(1, 0, 0, "x"))
        writing = [
            ("import", book, shell.folder / "story.md"),
            ("log", book, log),
            ("accept", book, "s-1"),
            ("reject", book, "s-1"),
            ("suggest", book, "--agent", "pacing-reader"),
            ("export", book, "-o", shell.folder / "out.md"),
        ]
        for words in writing:
            assert str(holder.pid) in shell(*words).sentence or shell(*words).sentence
        assert not (shell.folder / "out.md").exists()
        for words in (
            ("text", book),
            ("spans", book, "--json"),
            ("suggestions", book),
            ("sessions", book),
            ("history", book),
            ("report", book),
            ("verify", book),
        ):
            shell.ok(*words)
    finally:
        holder.stdin.close()
        holder.wait(timeout=20)
        holder.stdout.close()
    shell.ok("log", book, log)


def test_the_program_itself_ends_as_it_should(shell: Shell, book: Path, home: Path):
    fine = run("text", book, home=home)
    assert (fine.returncode, fine.stdout.decode()) == (0, BOOK)
    wrong = run("text", home=home)
    assert wrong.returncode == 2
    failed = run("text", shell.folder / "no.cocreate", home=home)
    assert failed.returncode == 1
    assert failed.stdout == b""
    assert failed.stderr.count(b"\n") == 1
    assert sorted(path.name for path in shell.folder.iterdir()) == ["book.cocreate", "story.md"]


def test_arguments_that_are_no_unicode_are_taken_in(shell: Shell, book: Path, home: Path):
    environ = {**os.environ, "COCREATE_HOME": str(home)}
    other = shell.folder / "other.cocreate"
    made = subprocess.run(
        [
            os.fsencode(sys.executable),
            b"-m",
            b"cocreate",
            b"new",
            os.fsencode(other),
            b"--title",
            b"caf\xe9",
        ],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in made.stderr
    assert made.returncode == 0
    shell.ok("report", other)


def test_on_a_full_disk_a_command_changes_nothing(shell: Shell, book: Path):
    before = shell.ok("history", book, "--json").document
    big = shell.folder / "big.md"
    big.write_text("\n".join(hashlib.sha256(b"%d" % number).hexdigest() for number in range(9000)))
    rows = [op(ev, 0, 0, f"{ev} " * 100 + "\n") for ev in range(3000)]
    log = write_log(shell.folder, *rows)
    with little_room(book.stat().st_size + 20_000):
        answers = [
            shell("import", book, big),
            shell("log", book, log),
            shell("new", shell.folder / "other.cocreate", big),
            shell("export", book, "-o", shell.folder / "out.md"),
        ]
        text = shell.ok("text", book).out
    for answer in answers[:3]:
        assert answer.sentence.endswith(".")
    assert text == BOOK
    assert not (shell.folder / "other.cocreate").exists()
    after = shell.ok("history", book, "--json").document
    assert after[: len(before)] == before
    assert {row["kind"] for row in after[len(before) :]} <= {
        "session_began",
        "session_ended",
        "exported",
        "checkpoint_made",
    }
    shell.ok("verify", book)
    shell.ok("import", book, big)
    names = {path.name for path in shell.folder.iterdir()}
    assert names <= {"book.cocreate", "story.md", "big.md", "play.jsonl", "out.md"}


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is there on Linux only")
@pytest.mark.parametrize("words", [("text",), ("history",), ("report", "--format", "html")])
def test_what_cannot_be_printed_is_one_sentence(book: Path, words: tuple[str, ...]):
    command = [sys.executable, "-m", "cocreate", words[0], str(book), *words[1:]]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    sentence = "The rest could not be printed (the disk is full).\n"
    assert (done.returncode, done.stderr) == (1, sentence)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of its own closes it")
def test_without_standard_output_there_is_one_sentence(book: Path):
    sentence = "Standard output is closed, so nothing can be printed.\n"
    for name, told in (("text", (1, sentence)), ("history", (0, ""))):
        command = f'"{sys.executable}" -m cocreate {name} "{book}" >&-'
        done = subprocess.run(
            ["sh", "-c", command], stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == told
