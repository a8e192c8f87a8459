"""Real histories of writing, played through `cocreate log` and compared with the plain model.

`python -m tests.accuracy.logs FOLDER`: FOLDER holds `traces/*.json.gz` (edits of a text, code
points) and `coauthor/sessions/*.jsonl.gz` (keystrokes and suggestions, UTF-16 units), and may hold
`expected.csv` beside either, and beside the sessions `expected_states.csv` (texts and counts on the
way) and `expected_lines.json` (counts of each line in the end). Exits 1 if a text or a number
differs.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.accuracy import model
from tests.accuracy.model import Char, Chars, Class

HUMAN: Class = ("human", "typed")
AI: Class = ("ai", "accepted")
PROMPT: Class = ("unknown", "imported")


@dataclass(frozen=True, slots=True)
class Step:
    """One operation: offsets in code points, in the text just before it."""

    t: int | None
    ev: int
    pos: int
    removed: int
    ins: str
    by: Class = HUMAN


@dataclass(frozen=True, slots=True)
class History:
    """How a text came about."""

    name: str
    initial: str
    steps: list[Step]
    final: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield the edit log, line by line."""
        by, how = PROMPT
        head = {"cocreate_log": 1, "initial": self.initial, "initial_by": by, "initial_how": how}
        yield json.dumps(head, ensure_ascii=False)
        for step in self.steps:
            row: dict[str, object] = {"t": step.t, "ev": step.ev, "pos": step.pos}
            row |= {"removed": step.removed, "ins": step.ins}
            row |= {"by": step.by[0], "how": step.by[1]}
            if step.by == AI:
                row["agent"] = "model"
            yield json.dumps(row, ensure_ascii=False)


@dataclass(slots=True)
class Played:
    """What the model makes of a history: one origin for each character, and the work."""

    chars: Chars
    tally: model.Tally = field(default_factory=model.Tally)


def replayed(history: History) -> Played:
    """Play a history in the plain model."""
    played = Played(model.chars(history.initial, PROMPT))
    text, tally = played.chars, played.tally
    tally.inserted[PROMPT] += len(text)
    for step in history.steps:
        end = step.pos + step.removed
        for char in text[step.pos : end]:
            tally.removed[char.by] += 1
        text[step.pos : end] = [Char(sign, step.by) for sign in step.ins]
        tally.inserted[step.by] += len(step.ins)
    return played


def read_trace(path: Path) -> History:
    """Read an editing trace; its clock may go back, and its text may have no other line ends."""
    trace = json.loads(gzip.decompress(path.read_bytes()))
    steps = [
        Step(_moment(event["time"]), number, *patch)
        for number, event in enumerate(trace["txns"])
        for patch in event["patches"]
    ]
    name = path.name.removesuffix(".json.gz")
    return History(name, trace["startContent"], steps, trace["endContent"])


def _moment(time: object) -> int | None:
    if not isinstance(time, str) or not time:
        return None
    return int(datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp() * 1000)


def read_session(path: Path) -> History:
    """Read a session of writing with a model: deltas that retain, insert and delete."""
    with gzip.open(path, "rt", encoding="utf-8") as given:
        events = [json.loads(line) for line in given]
    initial: str = events[0]["currentDoc"]
    units = initial.encode("utf-16-le")
    steps: list[Step] = []
    for number, event in enumerate(events):
        if not event["textDelta"]:
            continue
        by = AI if event["eventSource"] == "api" else HUMAN
        at = 0
        for op in event["textDelta"]["ops"]:
            pos = len(units[: 2 * at].decode("utf-16-le"))
            if "retain" in op:
                at += op["retain"]
            elif "insert" in op:
                new = op["insert"].encode("utf-16-le")
                steps.append(Step(event["eventTimestamp"], number, pos, 0, op["insert"], by))
                units = units[: 2 * at] + new + units[2 * at :]
                at += len(new) // 2
            else:
                gone = units[2 * at : 2 * (at + op["delete"])]
                removed = len(gone.decode("utf-16-le"))
                steps.append(Step(event["eventTimestamp"], number, pos, removed, "", by))
                units = units[: 2 * at] + units[2 * at + len(gone) :]
    return History(path.name.removesuffix(".jsonl.gz"), initial, steps)


def check(history: History, folder: Path) -> list[str]:
    """Play a history through the command and compare; return what differs."""
    from tests.accuracy.fuzzer import Errors  # noqa: PLC0415 - after the platform is chosen
    from tests.accuracy.measure import call, compare_report  # noqa: PLC0415 - as above

    project, log = folder / "p.cocreate", folder / f"{history.name}.jsonl"
    log.write_text("".join(f"{line}\n" for line in history.lines()), encoding="utf-8")
    call("new", project, "--writer", "Writer")
    call("log", project, log)
    played = replayed(history)
    due = model.words_of(played.chars)
    errors = Errors()
    if history.final is not None and due != history.final:
        errors.add("typed", 1, "the model does not end in the text of the trace")
    for sentence in _of_project(project, played.chars):
        errors.add("typed", 1, sentence)
    report = json.loads(call("report", project, "--format", "json"))
    has_markup = not set(due).isdisjoint("*_`#<>[]\\&~=+-\u2060") or "\n" in due
    compare_report(report, [played.chars], played.tally, errors, has_markup=has_markup)
    return errors.sentences


def _compare_spans(rows: list[dict[str, str]], due: Chars, errors: object) -> None:
    from tests.accuracy.fuzzer import Errors  # noqa: PLC0415 - as above

    assert isinstance(errors, Errors)
    found: list[Class] = []
    for row in rows:
        length = int(row["end"]) - int(row["start"])
        found += [(row["contributor"], row["method"])] * length
    wanted = [char.by for char in due]
    wrong = sum(one != other for one, other in zip(found, wanted, strict=False))
    if wrong or len(found) != len(wanted):
        errors.add("typed", max(1, wrong), f"{wrong} of {len(wanted)} characters differ")


def expected_of(path: Path, key: str) -> dict[str, dict[str, str]]:
    """Return the rows of an expected.csv by name; none where there is no such file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as given:
        return {row[key]: row for row in csv.DictReader(given)}


def compare_expected(history: History, row: dict[str, str]) -> list[str]:
    """Compare the model with what others made of the same history."""
    played = replayed(history)
    text = model.words_of(played.chars)
    left = Counter(char.by for char in played.chars)
    inserted, removed = played.tally.inserted, played.tally.removed
    due: dict[str, object] = {
        "final_chars": len(text),
        "final_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "prompt_left": left[PROMPT],
        "human_left": left[HUMAN],
        "ai_left": left[AI],
        "human_inserted": inserted[HUMAN],
        "ai_inserted": inserted[AI],
        "human_removed": removed[HUMAN],
        "ai_removed": removed[AI],
        "prompt_removed": removed[PROMPT],
        "inserted": inserted.total() - len(history.initial),
        "removed": removed.total(),
    }
    return [
        f"{name}: {due[name]}, expected {row[name]}"
        for name in due
        if name in row and str(due[name]) != row[name]
    ]


def until(history: History, events: int) -> History:
    """Return a history up to its first so many events."""
    steps = [step for step in history.steps if step.ev < events]
    return History(history.name, history.initial, steps)


def compare_states(history: History, rows: Sequence[dict[str, str]], folder: Path) -> list[str]:
    """Compare what model and program make of a part of a history with what others did."""
    from tests.accuracy.measure import call  # noqa: PLC0415 - after the platform is chosen

    found: list[str] = []
    for number, row in enumerate(rows):
        part = until(history, int(row["events_applied"]))
        chars = replayed(part).chars
        text = model.words_of(chars)
        left = Counter(char.by for char in chars)
        due: dict[str, object] = {
            "chars": len(text),
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "prompt": left[PROMPT],
            "human": left[HUMAN],
            "ai": left[AI],
        }
        found += [
            f"after {row['events_applied']} events {name}: {due[name]}, expected {row[name]}"
            for name in due
            if str(due[name]) != row[name]
        ]
        project, log = folder / f"{number}.cocreate", folder / f"{number}.jsonl"
        log.write_text("".join(f"{line}\n" for line in part.lines()), encoding="utf-8")
        call("new", project, "--writer", "Writer")
        call("log", project, log)
        found += _of_project(project, chars)
    return found


def compare_lines(history: History, rows: Sequence[Sequence[int]]) -> list[str]:
    """Compare the model's characters of each line with what others counted: prompt, human, ai."""
    counts: list[Counter[Class]] = [Counter()]
    chars = replayed(history).chars
    for char in chars:
        counts[-1][char.by] += 1
        if char.sign == "\n":
            counts.append(Counter())
    if not counts[-1]:
        counts.pop()
    found = [[line[PROMPT], line[HUMAN], line[AI]] for line in counts]
    if found == [list(row) for row in rows]:
        return []
    return [f"lines: {found}, expected {rows}"]


def compare_past(history: History, project: Path) -> list[str]:
    """Compare the program's view of moments on the way with the model's.

    Several operations may share an event, so a moment is known by its text; its origins must be
    those of the model at such a text, and of moments the later one comes later.
    """
    from tests.accuracy.measure import call  # noqa: PLC0415 - after the platform is chosen

    texts: dict[str, list[int]] = {}
    text = history.initial
    for number, step in enumerate((None, *history.steps)):
        if step is not None:
            text = text[: step.pos] + step.ins + text[step.pos + step.removed :]
        texts.setdefault(text, []).append(number)
    last = len(json.loads(call("history", project, "--json")))
    reached, found = 0, []
    for part in (1, 2, 3):
        at = last * part // 4
        text = call("text", project, "--at", at)
        numbers = [number for number in texts.get(text, []) if number >= reached]
        if not numbers:
            if reached or text:  # at first there is no scene yet
                found.append(f"as of event {at} stands what never stood")
            continue
        wrong = [_of_past(history, number, project, at) for number in numbers]
        least: list[str] = min(wrong, key=len)
        found += least
        reached = numbers[0]
    return found


def _of_past(history: History, steps: int, project: Path, at: int) -> list[str]:
    chars = replayed(History("", history.initial, history.steps[:steps])).chars
    return _of_project(project, chars, "--at", at)


def _of_project(project: Path, chars: Chars, *moment: object) -> list[str]:
    from tests.accuracy.fuzzer import Errors  # noqa: PLC0415 - after the platform is chosen
    from tests.accuracy.measure import call  # noqa: PLC0415 - as above

    errors = Errors()
    if call("text", project, *moment) != model.words_of(chars):
        errors.add("typed", 1, "the text differs")
    _compare_spans(json.loads(call("spans", project, "--json", *moment)), chars, errors)
    return errors.sentences


def states_of(path: Path) -> dict[str, list[dict[str, str]]]:
    """Return the rows of an expected_states.csv by session; none where there is no such file."""
    found: dict[str, list[dict[str, str]]] = {}
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as given:
            for row in csv.DictReader(given):
                found.setdefault(row["session"], []).append(row)
    return found


def _compare_more(history: History, folder: Path, place: Path) -> list[str]:
    """Compare with what is expected on the way and line by line, where anything is."""
    found: list[str] = []
    rows = states_of(folder / "expected_states.csv").get(history.name, [])
    if rows:
        found += compare_states(history, rows, place)
        found += compare_past(history, place / "p.cocreate")
    path = folder / "expected_lines.json"
    lines = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    if history.name in lines:
        found += compare_lines(history, lines[history.name])
    return found


def main() -> int:
    """Play every log of a folder and say what differs."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    root = Path(sys.argv[1])
    sources = [
        (read_trace, sorted((root / "traces").glob("*.json.gz")), root / "traces", "trace"),
        (
            read_session,
            sorted((root / "coauthor" / "sessions").glob("*.jsonl.gz")),
            root / "coauthor",
            "session",
        ),
    ]
    wrong = logs = operations = 0
    with tempfile.TemporaryDirectory() as home:
        os.environ["COCREATE_HOME"] = home
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        for read, paths, folder, key in sources:
            expected = expected_of(folder / "expected.csv", key)
            for path in paths:
                history = read(path)
                with tempfile.TemporaryDirectory() as place:
                    found = check(history, Path(place))
                    found += _compare_more(history, folder, Path(place))
                found += compare_expected(history, expected.get(history.name, {}))
                logs, operations = logs + 1, operations + len(history.steps)
                wrong += bool(found)
                for sentence in found[:5]:
                    sys.stdout.write(f"{history.name}: {sentence}\n")
    sys.stdout.write(
        f"{logs} logs, {operations} operations, {wrong} with errors, "
        f"{time.process_time():.0f} s of processor time\n"
    )
    return 1 if wrong or not logs else 0


if __name__ == "__main__":
    sys.exit(main())
