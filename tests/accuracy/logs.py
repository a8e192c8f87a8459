"""Real histories of writing, played through `cocreate log` and compared with the plain model.

`python -m tests.accuracy.logs FOLDER`: FOLDER holds `traces/*.json.gz` (edits of a text, code
points) and `coauthor/sessions/*.jsonl.gz` (keystrokes and suggestions, UTF-16 units), and may hold
`expected.csv` beside either. Exits 1 if a text or a number differs.
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
from collections.abc import Iterator
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
    if call("text", project) != due:
        errors.add("typed", 1, "the text differs")
    _compare_spans(json.loads(call("spans", project, "--json")), played.chars, errors)
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
