from __future__ import annotations

import json
from pathlib import Path

import pytest

from cocreate.base.errors import InputError
from cocreate.core.events import Edited, SessionBegan
from cocreate.workspace.edit_log import play, read_log
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import origins

HEAD = {"cocreate_log": 1, "initial": "Start.", "initial_by": "unknown", "initial_how": "imported"}


def op(pos: int, removed: int, ins: str, *, ev: int = 1, t: int | None = None, **rest: str):
    row = {"t": t, "ev": ev, "pos": pos, "removed": removed, "ins": ins, "by": "human"}
    return {**row, "how": "typed", **rest}


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
    broken.write_bytes(b"")
    with pytest.raises(InputError, match="line 1"):
        read_log(broken)
    with pytest.raises(InputError, match="cannot be read"):
        read_log(tmp_path / "nowhere.jsonl")
