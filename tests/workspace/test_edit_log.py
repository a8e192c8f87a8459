from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocreate.base.errors import InputError
from cocreate.core.events import Edited, SessionBegan
from cocreate.core.origin import ALLOWED_PAIRS
from cocreate.core.replay import replay
from cocreate.store.verify import verify_project
from cocreate.text.count import count_words
from cocreate.workspace.edit_log import play, read_log
from cocreate.workspace.opening import create, open_project
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.writing import origins

HEAD = {"cocreate_log": 1, "initial": "Start.", "initial_by": "unknown", "initial_how": "imported"}


def op(pos: int, removed: int, ins: str, *, ev: int = 1, t: int | None = None, **rest: str):
    row = {"t": t, "ev": ev, "pos": pos, "removed": removed, "ins": ins, "by": "human"}
    return {**row, "how": "typed", **rest}


def without(row: dict[str, object], key: str) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != key}


def log_file(tmp_path: Path, *rows: object, head: object = HEAD) -> Path:
    path = tmp_path / "story.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in (head, *rows)) + "\n", encoding="utf-8")
    return path


def test_a_log_is_played_into_a_new_scene_with_its_origins(tmp_path: Path, workspace: Workspace):
    path = log_file(
        tmp_path,
        op(6, 0, " On."),
        op(0, 5, "Begin", ev=2),
        op(10, 0, " AI", ev=3, by="ai", how="accepted", agent="gpt"),
    )
    scene = play(workspace, read_log(path), "story")
    assert origins(workspace, scene) == [
        ("Begin", "human", "typed", None),
        (".", "unknown", "imported", None),
        (" On.", "human", "typed", None),
        (" AI", "ai", "accepted", "agent:gpt"),
    ]


def test_operations_of_one_event_stay_in_one_ledger_event(tmp_path: Path, workspace: Workspace):
    path = log_file(tmp_path, op(0, 0, "a" * 150), op(0, 0, "b" * 150), op(0, 1, "", ev=2))
    play(workspace, read_log(path), "story")
    edits = [
        entry.event
        for entry in workspace.project.ledger.entries()
        if isinstance(entry.event, Edited)
    ]
    assert [len(edit.ops) for edit in edits] == [2, 1]


def test_its_times_divide_it_into_sittings(tmp_path: Path, workspace: Workspace):
    minute = 60_000
    path = log_file(
        tmp_path,
        op(0, 0, "a", t=0),
        op(0, 0, "b", ev=2, t=minute),
        op(0, 0, "c", ev=3, t=60 * minute),
        op(0, 0, "d", ev=4, t=61 * minute),
    )
    play(workspace, read_log(path), "story")
    began = [
        entry.at_ms
        for entry in workspace.project.ledger.entries()
        if isinstance(entry.event, SessionBegan) and entry.at_ms < 1e12
    ]
    assert began == [0, 60 * minute]
    workspace.recorder.end_sitting()
    played = [s for s in workspace.state.sessions.values() if s.began_ms < 1e12]
    assert [session.active_s for session in played] == [60, 60]


def test_a_taken_name_is_refused(tmp_path: Path, workspace: Workspace):
    log = read_log(log_file(tmp_path, op(0, 0, "a")))
    play(workspace, log, "story")
    with pytest.raises(InputError, match="already"):
        play(workspace, log, "story")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (op(7, 0, "x"), "past the end"),
        (op(0, 7, ""), "past the end"),
        (op(0, 0, "a\r"), "carriage return"),
        (op(0, 0, "\0"), "carriage return"),
        (op(0, 0, "\ud800"), "carriage return"),
        (op(0, 0, "x", by="human", how="pasted"), "no origin"),
        (op(0, 0, "x", by="robot"), "no origin"),
        (op(-1, 0, "x"), "whole number"),
        ({**op(0, 0, "x"), "pos": True}, "whole number"),
        ({**op(0, 0, "x"), "ins": 3}, "text is missing"),
        ({**op(0, 0, "x"), "t": "noon"}, "milliseconds"),
        ([1], "no object"),
        (without(op(0, 0, "x"), "by"), "no origin"),
        (without(op(0, 0, "x"), "how"), "no origin"),
        (without(op(0, 0, "x"), "pos"), "whole number"),
        (without(op(0, 0, "x"), "ev"), "“ev” must be a whole number"),
        ({**op(0, 0, "x"), "ev": "two"}, "“ev” must be a whole number"),
        ({**op(0, 0, "x"), "by": ["human"]}, "no origin"),
        (op(0, 0, "x", by="ai", how="accepted", agent="\ud800"), "half a character"),
        ({**op(0, 0, "x", by="ai", how="accepted"), "agent": ["gpt"]}, "text is missing"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_kept(tmp_path: Path, row: object, words: str):
    with pytest.raises(InputError, match="Line 3") as found:
        read_log(log_file(tmp_path, op(0, 0, ""), row))
    assert words in found.value.sentence


def test_what_is_no_log_is_said(tmp_path: Path):
    with pytest.raises(InputError, match="line 1"):
        read_log(log_file(tmp_path, head={"other": 1}))
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(b'{"cocreate_log": 1}\nnot json\n')
    with pytest.raises(InputError, match="Line 2"):
        read_log(broken)
    broken.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        read_log(broken)
    broken.write_bytes(b'{"cocreate_log": 1}\n\n"\xed\xa0\x80"\n')
    with pytest.raises(InputError, match="Line 3 of the log is not UTF-8"):
        read_log(broken)
    for version in ("true", "2", '"1"', "null"):
        broken.write_text(f'{{"cocreate_log": {version}}}\n')
        with pytest.raises(InputError, match="line 1"):
            read_log(broken)
    broken.write_bytes(b"")
    with pytest.raises(InputError, match="line 1"):
        read_log(broken)
    with pytest.raises(InputError, match="cannot be read"):
        read_log(tmp_path / "nowhere.jsonl")


def test_a_log_from_another_system_is_read_alike(tmp_path: Path):
    path = log_file(tmp_path, op(0, 0, "\u2028\x0b\x85"), op(0, 0, "b", ev=2))
    plain = read_log(path)
    lines = path.read_bytes().replace(b"\\u2028\\u000b\\u0085", "\u2028\\u000b\x85".encode())
    for end in (b"\n", b"\r\n", b"\r", b"\r\n\r\n"):
        path.write_bytes(b"\xef\xbb\xbf" + lines.replace(b"\n", end))
        assert read_log(path) == plain


def test_a_name_that_cannot_be_written_is_taken_like_any_other(
    tmp_path: Path, workspace: Workspace
):
    log = read_log(log_file(tmp_path, op(0, 0, "a")))
    play(workspace, log, "a\udcffb")
    with pytest.raises(InputError, match="already"):
        play(workspace, log, "a\udcffb")


@pytest.mark.parametrize("moment", [float("nan"), float("inf"), 10**30, -(10**30), True])
def test_a_time_outside_the_calendar_is_named(tmp_path: Path, moment: object):
    with pytest.raises(InputError, match="Line 2"):
        read_log(log_file(tmp_path, {**op(0, 0, "x"), "t": moment}))


def test_a_name_is_kept_for_an_agent_only(tmp_path: Path, workspace: Workspace):
    path = log_file(tmp_path, op(0, 6, "mine"), op(4, 0, "too", ev=2, agent="gpt"))
    scene = play(workspace, read_log(path), "story")
    assert origins(workspace, scene) == [("minetoo", "human", "typed", None)]


_SIGNS = st.text(alphabet="ab \n*é\U0001f600", max_size=6)
_PAIRS = sorted((by.value, how.value) for by, how in ALLOWED_PAIRS)


@st.composite
def random_rows(draw: st.DrawFn) -> list[dict[str, object]]:
    """Rows of a log whose operations fit the text before them."""
    length = len(HEAD["initial"]) if isinstance(HEAD["initial"], str) else 0
    moment = 1_700_000_000_000
    event = 0
    rows: list[dict[str, object]] = []
    for _ in range(draw(st.integers(0, 25))):
        start = draw(st.integers(0, length))
        removed = draw(st.integers(0, min(5, length - start)))
        inserted = draw(_SIGNS)
        by, how = draw(st.sampled_from(_PAIRS))
        moment += draw(st.sampled_from([0, 300, 5_000, 2_000_000, -40_000]))
        event += draw(st.integers(0, 1))
        t = draw(st.sampled_from([moment, None]))
        row = {"t": t, "ev": event, "pos": start, "removed": removed, "ins": inserted}
        rows.append({**row, "by": by, "how": how})
        length += len(inserted) - removed
    return rows


def plainly(rows: list[dict[str, object]]) -> list[tuple[str, str, str]]:
    """Play a log the plain way: one label for each character."""
    signs = [(sign, "unknown", "imported") for sign in str(HEAD["initial"])]
    for row in rows:
        start, removed = int(str(row["pos"])), int(str(row["removed"]))
        by, how = str(row["by"]), str(row["how"])
        signs[start : start + removed] = [(sign, by, how) for sign in str(row["ins"])]
    return signs


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=random_rows())
def test_any_log_gives_what_a_plain_model_gives_and_replays_to_the_same(
    tmp_path: Path, rows: list[dict[str, object]]
):
    path = tmp_path / "book.cocreate"
    path.unlink(missing_ok=True)
    clock, ids = FakeClock(), CountingIds()
    workspace = create(path, title="", writer="", clock=clock, ids=ids, how="log")
    with workspace.as_one():
        scene = play(workspace, read_log(log_file(tmp_path, *rows)), "story")
    found = [(sign, by, how) for words, by, how, _ in origins(workspace, scene) for sign in words]
    assert found == plainly(rows)
    assert workspace.close()
    result = verify_project(path)
    assert result.ok, result.first_problem
    again = open_project(path, clock=clock, ids=ids, writes=False)
    replayed = replay(again.project.ledger.entries())
    assert replayed.scenes[scene].text.spans() == again.scene(scene).text.spans()
    text = again.scene(scene).text.text()
    assert "".join(sign for sign, _, _ in found) == text
    grown = sum(s.words_added - s.words_removed for s in again.state.sessions.values())
    assert grown == count_words(text) - count_words(str(HEAD["initial"]))
    assert all(session.active_s >= 0 for session in again.state.sessions.values())
    again.close()
