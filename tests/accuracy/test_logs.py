"""Invented histories in the forms of real ones, played through `cocreate log`."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from pathlib import Path

import pytest

from tests.accuracy import logs, model
from tests.accuracy.logs import AI, HUMAN, PROMPT, History, check, compare_expected, replayed

TRACES = Path(__file__).parents[1] / "fixtures" / "traces"


def trace(folder: Path, start: str, events: list[tuple[str, list[list[object]]]], end: str) -> Path:
    body = {
        "startContent": start,
        "endContent": end,
        "txns": [{"time": time, "patches": patches} for time, patches in events],
    }
    path = folder / "note.json.gz"
    path.write_bytes(gzip.compress(json.dumps(body).encode()))
    return path


def session(folder: Path, prompt: str, deltas: list[tuple[str, int, list[dict[str, object]]]]):
    events: list[dict[str, object]] = [
        {"eventSource": "api", "eventTimestamp": 0, "textDelta": "", "currentDoc": prompt}
    ]
    for source, moment, ops in deltas:
        delta = {"ops": ops}
        events.append({"eventSource": source, "eventTimestamp": moment, "textDelta": delta})
    path = folder / "s1.jsonl.gz"
    path.write_bytes(gzip.compress("".join(f"{json.dumps(e)}\n" for e in events).encode()))
    return path


def counts(history: History) -> dict[model.Class, int]:
    found: dict[model.Class, int] = {}
    for char in replayed(history).chars:
        found[char.by] = found.get(char.by, 0) + 1
    return found


def test_a_trace_whose_clock_goes_back_is_played_to_its_end(tmp_path: Path):
    path = trace(
        tmp_path,
        "sea 😀",
        [
            ("2026-01-02T10:00:05+00:00", [[0, 0, "The "]]),
            ("2026-01-02T10:00:01.500Z", [[8, 1, ""], [8, 0, "🌊 is calm\n"]]),
            ("2026-01-02T13:00:00+00:00", [[4, 3, "Sea"]]),
        ],
        "The Sea 🌊 is calm\n",
    )
    history = logs.read_trace(path)
    assert [step.t for step in history.steps] == [
        1767348005000,
        1767348001500,
        1767348001500,
        1767358800000,
    ]
    assert counts(history) == {HUMAN: 17, PROMPT: 1}
    assert check(history, tmp_path) == []


def test_a_session_with_a_model_is_played_with_the_models_words_apart(tmp_path: Path):
    path = session(
        tmp_path,
        "Once 😀 upon",
        [
            ("user", 1_000, [{"retain": 12}, {"insert": " a tme"}]),
            ("user", 900, [{"retain": 15}, {"delete": 3}, {"insert": "time"}]),
            ("api", 2_000, [{"retain": 19}, {"insert": " there was 🌊."}]),
            ("user", 4_000, [{"retain": 5}, {"delete": 3}]),
            ("user", 4_100, [{"retain": 30, "attributes": {"bold": True}}]),
            ("user", 4_200, [{"retain": 27}, {"insert": "x"}, {"retain": 2}, {"delete": 1}]),
        ],
    )
    history = logs.read_session(path)
    assert model.words_of(replayed(history).chars) == "Once upon a time there was x🌊"
    assert counts(history) == {PROMPT: 9, HUMAN: 8, AI: 12}
    assert check(history, tmp_path) == []
    text = model.words_of(replayed(history).chars).encode()
    row = {"human_left": "8", "ai_left": "12", "final_sha256": hashlib.sha256(text).hexdigest()}
    assert compare_expected(history, row) == []
    assert compare_expected(history, {"human_left": "9"}) == ["human_left: 8, expected 9"]


def test_states_on_the_way_and_lines_in_the_end_are_compared(tmp_path: Path):
    path = session(
        tmp_path,
        "Once.\n",
        [
            ("user", 1_000, [{"retain": 6}, {"insert": "We sailed"}]),
            ("api", 2_000, [{"retain": 15}, {"insert": " home.\nIt rained."}]),
            ("user", 3_000, [{"delete": 4}, {"insert": "Then"}]),
        ],
    )
    history = logs.read_session(path)
    assert check(history, tmp_path) == []
    assert logs.compare_past(history, tmp_path / "p.cocreate") == []
    assert logs.compare_lines(history, [[2, 4, 0], [0, 9, 7], [0, 0, 10]]) == []
    assert len(logs.compare_lines(history, [[2, 4, 0]])) == 1
    text = "Once.\nWe sailed"
    row = {"events_applied": "2", "prompt": "6", "human": "9", "ai": "0", "chars": "15"}
    row |= {"session": "s1", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    assert logs.compare_states(history, [row], tmp_path) == []
    (tmp_path / "wrong").mkdir()
    (told,) = logs.compare_states(history, [{**row, "ai": "1"}], tmp_path / "wrong")
    assert told == "after 2 events ai: 0, expected 1"
    states = tmp_path / "expected_states.csv"
    states.write_text(f"{','.join(row)}\n{','.join(row.values())}\n", "utf-8")
    assert logs.states_of(states) == {"s1": [row]}


def test_a_project_that_says_otherwise_of_its_past_is_found_out(tmp_path: Path):
    def written(word: str) -> History:
        steps = [logs.Step(9_000 * n, n, 0, 0, f"{word} {n} ") for n in range(12)]
        return History("one", "sea", steps)

    assert check(written("calm"), tmp_path) == []
    project = tmp_path / "p.cocreate"
    assert logs.compare_past(written("calm"), project) == []
    assert "what never stood" in logs.compare_past(written("wild"), project)[0]


@pytest.mark.parametrize("seed", range(3))
def test_any_history_is_played_as_the_plain_model_plays_it(tmp_path: Path, seed: int):
    chance = random.Random(seed)
    length, steps = 30, []
    for number in range(400):
        pos = chance.randint(0, length)
        removed = chance.randint(0, min(4, length - pos)) if chance.random() < 0.4 else 0
        ins = "".join(chance.choices("abc \n😀é", k=chance.randint(0, 6)))
        moment = None if chance.random() < 0.05 else chance.randint(0, 10**8)
        by = chance.choice((HUMAN, HUMAN, AI, model.PASTED, model.UNOBSERVED, ("tool", "accepted")))
        steps.append(logs.Step(moment, number // chance.randint(1, 3), pos, removed, ins, by))
        length += len(ins) - removed
    assert check(History("any", "The sea was calm. Nobody knew.", steps), tmp_path) == []


def test_a_real_text_that_two_people_wrote_at_once_is_played_to_its_end(tmp_path: Path):
    history = logs.read_trace(TRACES / "clownschool_flat.json.gz")
    expected = logs.expected_of(TRACES / "expected.csv", "trace")
    assert len(history.steps) == 23_182
    assert check(history, tmp_path) == []
    assert compare_expected(history, expected["clownschool_flat"]) == []


def test_what_differs_is_told(tmp_path: Path):
    history = History("wrong", "abc", [logs.Step(0, 1, 0, 1, "x")], final="abc")
    assert check(history, tmp_path) == ["the model does not end in the text of the trace"]
