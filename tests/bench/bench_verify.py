"""How many events a second `verify` checks, and what sealing costs, at three lengths of a ledger.

Run by hand: `python -m tests.bench.bench_verify [--events 5000 20000 80000] [--profile]`. The
ledger is a writer's: real prose typed key by key in bursts of 20 to 80, here and there in the text,
one burst in eleven taking signs back, and a signed checkpoint every 500 events. Shown is process
CPU time; the aim is 20,000 events a second for the whole check: hashes, payloads, tree, signatures,
replay, and the comparison with the snapshot. Beside it: reading and parsing the same rows alone.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import tempfile
import time
from pathlib import Path

from cocreate.base.resources import resource_path
from cocreate.core.checkpoint import TallyMaker
from cocreate.core.events import Cause, Edited, Event, Op, SceneAdded, SessionBegan
from cocreate.core.ledger_events import CheckpointMade
from cocreate.core.origin import EMPTY, TYPED, plain
from cocreate.core.replay import apply
from cocreate.core.state import ProjectState
from cocreate.provenance.keys import SigningKey, seal_problem
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_open
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds

TARGET = 20_000
EVERY = 500
SCENE_SIGNS = 60_000
AT = 1_790_000_000_000


class Writer:
    """Makes the events of a long time of writing, always alike."""

    def __init__(self, prose: str) -> None:
        self._prose = prose
        self._read = 0
        self._scene = ""
        self._scenes = 0
        self._length = 0

    def event(self, number: int) -> Event:
        """Return what happens next."""
        if not self._scene or self._length > SCENE_SIGNS:
            self._scenes += 1
            self._scene, self._length = f"scene-{self._scenes}", 0
            title = f"Scene {self._scenes}"
            return SceneAdded(self._scene, "", title, self._scenes - 1, EMPTY)
        if number % 11 == 0 and self._length > 400:
            start = number * 7919 % (self._length - 40)
            self._length -= 12
            back = tuple(Op(start + 11 - at, 1, EMPTY) for at in range(12))
            return Edited(self._scene, Cause.TYPING, back, 900)
        size = 20 + number * 31 % 60
        words = self._words(size)
        start = self._length if number % 5 else number * 104729 % (self._length + 1)
        self._length += len(words)
        keys = tuple(Op(start + at, 0, plain(sign, TYPED)) for at, sign in enumerate(words))
        return Edited(self._scene, Cause.TYPING, keys, size * 180)

    def _words(self, size: int) -> str:
        if self._read + size > len(self._prose):
            self._read = 0
        words = self._prose[self._read : self._read + size]
        self._read += size
        return words


def build(path: Path, count: int) -> None:
    """Write a sealed ledger of `count` events."""
    prose = resource_path("sample").glob("*.md")
    writer = Writer("\n".join(file.read_text("utf-8") for file in sorted(prose)))
    state, maker = ProjectState(), TallyMaker()
    with ProjectFile.create(path, FakeClock(), CountingIds()) as project:
        key = SigningKey.new(project.ledger.origin())
        project.ledger.checkpoints.seal = key.sign
        waiting: list[tuple[int, str, Event]] = []
        for number in range(count):
            if number % EVERY == EVERY - 1:
                for entry in project.ledger.append(waiting):
                    apply(state, entry)
                waiting = []
                tallies = maker.tallies(state, project.ledger.kinds())
                event: Event = CheckpointMade(key.verifier.line(), tallies)
            else:
                event = SessionBegan("window") if number == 0 else writer.event(number)
            waiting.append((AT + number * 5000, "sitting", event))
        project.ledger.append(waiting)
        project.snapshots.rebuild()


def read_only(project: ProjectFile) -> float:
    """Return the CPU time of reading and parsing every row."""
    began = time.process_time()
    conn = project.link.conn
    for (header,) in conn.execute("SELECT header FROM events ORDER BY seq"):
        json.loads(header)
    for _ in conn.execute("SELECT seq, name, salt, bytes FROM payloads"):
        pass
    return time.process_time() - began


def measure(path: Path, count: int, *, is_profiled: bool) -> None:
    """Print one line about a ledger of `count` events."""
    build(path, count)
    with ProjectFile.open(path, FakeClock(), writes=True) as project:
        bare = read_only(project)
        profile = cProfile.Profile()
        if is_profiled:
            profile.enable()
        began = time.process_time()
        result = verify_open(project, seal_problem)
        spent = time.process_time() - began
        profile.disable()
        if not result.ok:
            raise SystemExit(f"not sound: {result.first_problem}")
        began = time.process_time()
        tallies = TallyMaker().tallies(project.snapshots.load(), project.ledger.kinds())
        project.ledger.append([(AT, "sitting", CheckpointMade("", tallies))])
        sealed = time.process_time() - began
    rate = count / spent
    met = "met" if rate >= TARGET else "NOT met"
    print(
        f"{count:8} events, {path.stat().st_size / 1e6:6.1f} MB: verify {spent:6.2f} s"
        f" = {rate:8.0f} events/s (aim {TARGET}: {met}); rows alone {bare:5.2f} s;"
        f" {result.checkpoints} checkpoints, one more with load {sealed * 1000:.0f} ms"
    )
    if is_profiled:
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def main() -> None:
    """Measure at every length asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[5_000, 20_000, 80_000])
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in chosen.events:
            path = Path(folder) / f"ledger-{count}.cocreate"
            measure(path, count, is_profiled=chosen.profile)


if __name__ == "__main__":
    main()
