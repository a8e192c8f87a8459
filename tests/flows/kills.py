"""Kill a busy program at random moments, and look at what it leaves each time.

`python -m tests.flows.kills --times 200` prints how it went.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cocreate.base.clock import SystemClock
from cocreate.base.errors import CocreateError
from cocreate.base.ids import SystemIds
from cocreate.core.origin import UNKNOWN_IMPORTED, plain
from cocreate.store.backups import Backups
from cocreate.store.verify import verify_project
from cocreate.workspace.opening import create, open_project
from cocreate.workspace.scenes import NewScene, Scenes
from tests.flows.hand import (
    END,
    LAST,
    OFFERS,
    TYPED,
    backups_path,
    counts_of,
    export_paths,
    said_path,
    word,
)

ROOT = Path(__file__).parents[2]
ALLOWED_S = 1.2
KILLS_EACH = 10


@dataclass
class Tally:
    """What many kills came to.

    Args:
        lost_s: of each kill, how long before it the oldest lost word was typed.
        broken: sentences on everything that should not be.
    """

    kills: int = 0
    opened: int = 0
    verified: int = 0
    words: int = 0
    lost_words: int = 0
    lost_s: list[float] = field(default_factory=list)
    moments: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Say it in words."""
        yield f"{self.kills} kills: {self.opened} opened, {self.verified} verified"
        yield (
            f"{self.words} words typed, {self.lost_words} lost; the oldest of them was typed"
            f" {max(self.lost_s, default=0):.2f} s before the kill"
        )
        after = ", ".join(f"{kind} {count}" for kind, count in self.moments.most_common())
        yield f"under way at the kill: {after}"
        yield f"{len(self.broken)} things were not as they should be"
        yield from self.broken


@dataclass(frozen=True)
class Said:
    """What the hand said of itself before it was killed."""

    killed: float
    lines: tuple[tuple[float, str, int], ...]

    def last(self, kind: str) -> int:
        """Return how many of a kind were done for certain."""
        return max((number for _, what, number in self.lines if what == kind), default=0)


class Killer:
    """Let the hand work on a project, and kill it after a while."""

    def __init__(self, server: subprocess.Popen[str]) -> None:
        self._server = server

    def kill(self, project: Path, seed: int, after_s: float) -> Said:
        """Return what it had done; raise RuntimeError where it ended by itself."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        said_path(project).unlink(missing_ok=True)
        self._server.stdin.write(f"{project} {seed}\n")
        self._server.stdin.flush()
        child = int(self._server.stdout.readline())
        select.select([self._server.stdout], [], [], after_s)
        os.kill(child, signal.SIGKILL)
        killed = time.monotonic()
        code = int(self._server.stdout.readline())
        if code != -signal.SIGKILL:
            raise RuntimeError(f"it ended by itself with exit code {code}")
        return Said(killed, tuple(_lines(project)))


def _lines(project: Path) -> Iterator[tuple[float, str, int]]:
    if said_path(project).exists():
        for line in said_path(project).read_text("utf-8").splitlines():
            moment, kind, number = line.split("\t")
            yield float(moment), kind, int(number)


@contextmanager
def killer(folder: Path) -> Iterator[Killer]:
    """Load the program that is to be killed; what it complains of goes to `stderr.txt`."""
    with (folder / "stderr.txt").open("w") as complaints:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.flows.hand"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            cwd=ROOT,
        )
        with server:
            assert server.stdout is not None
            assert server.stdin is not None
            assert server.stdout.readline() == "ready\n"
            yield Killer(server)
            server.stdin.close()


def make_project(path: Path) -> None:
    workspace = create(path, title="Book", writer="", clock=SystemClock(), ids=SystemIds())
    texts = ((TYPED, ""), (OFFERS, "red sky\n"), (LAST, END))
    Scenes(workspace).add_all(
        [NewScene("I", title, plain(text, UNKNOWN_IMPORTED)) for title, text in texts]
    )
    assert workspace.close()


def run(folder: Path, times: int, longest_s: float, seed: int) -> Tally:
    """Kill so many times, each at a random moment within `longest_s` of the start."""
    chance = random.Random(seed)
    tally = Tally()
    with killer(folder) as hand:
        project = folder
        for number in range(times):
            if number % KILLS_EACH == 0:
                place = folder / f"{number // KILLS_EACH}"
                place.mkdir()
                project = place / "book.cocreate"
                make_project(project)
            tally.kills += 1
            try:
                said = hand.kill(project, chance.randrange(2**30), chance.uniform(0, longest_s))
                _look(project, said, tally)
            except (CocreateError, RuntimeError, AssertionError) as error:
                tally.broken.append(f"kill {number + 1}: {type(error).__name__} {error}")
    complaints = (folder / "stderr.txt").read_text()
    tally.broken += [complaints] if complaints else []
    return tally


def run_restores(folder: Path, times: int, longest_s: float, seed: int) -> Tally:
    """Kill a program that restores, so many times; the project is always there and whole."""
    chance = random.Random(seed)
    tally = Tally()
    project = folder / "book.cocreate"
    make_project(project)
    Backups(backups_path(project)).make(project, SystemClock().now())
    with killer(folder) as hand:
        for number in range(times):
            said = hand.kill(project, -1, chance.uniform(0, longest_s))
            tally.kills += 1
            tally.words += said.last("restoring")
            kept = list(folder.glob(f"{project.name}.before-restore*"))
            found = [path.name for path in (project, *kept) if not _is_whole(path)]
            tally.broken += [f"kill {number + 1}: {name}" for name in found]
            tally.verified += not found
            for path in kept:
                path.unlink()
            with open_project(project, clock=SystemClock(), ids=SystemIds()).project as opened:
                tally.opened += opened.is_writable
    complaints = (folder / "stderr.txt").read_text()
    tally.broken += [complaints] if complaints else []
    return tally


def _is_whole(project: Path) -> bool:
    try:
        return verify_project(project).ok
    except CocreateError:
        return False


def _look(project: Path, said: Said, tally: Tally) -> None:
    tally.moments[said.lines[-1][1] if said.lines else "starting"] += 1
    workspace = open_project(project, clock=SystemClock(), ids=SystemIds())
    assert not workspace.is_read_only, workspace.holder
    tally.opened += 1
    _compare(workspace.find_scene(TYPED).text.text(), said, tally)
    counts = counts_of(workspace)
    assert counts["accept"] >= said.last("accept"), (counts, said.lines[-3:])
    assert counts["import"] >= said.last("import"), (counts, said.lines[-3:])
    assert all(session.ended_ms for session in list(workspace.state.sessions.values())[:-1])
    assert workspace.close()
    found = verify_project(project).first_problem
    assert found is None, found
    tally.verified += 1
    left = [path.name for path in project.parent.glob("*-wal")]
    assert not left, left
    cut_off = [path.name for path in export_paths(project) if not _is_complete(path)]
    assert not cut_off, cut_off
    for backup in Backups(backups_path(project)).of(project)[:1]:
        assert verify_project(backup.path).ok, backup
    log = project.with_suffix(".log")
    assert not log.exists() or not log.read_text("utf-8"), log.read_text("utf-8")


def _is_complete(exported: Path) -> bool:
    """Whether a file is not there, or there whole."""
    if not exported.exists():
        return True
    if exported.suffix == ".docx":
        with zipfile.ZipFile(exported) as archive:
            return archive.testzip() is None
    end = b"%%EOF" if exported.suffix == ".pdf" else END.strip().encode()
    return exported.read_bytes().rstrip().endswith(end)


def _compare(text: str, said: Said, tally: Tally) -> None:
    kept = len(text.rstrip("w0123456789").split())
    whole = "".join(map(word, range(1, kept + 1)))
    rest = text.removeprefix(whole)
    assert text.startswith(whole), text[-80:]
    assert word(kept + 1).startswith(rest), rest
    typed = {number: moment for moment, kind, number in said.lines if kind == "typing"}
    lost = [moment for number, moment in typed.items() if number > kept]
    tally.words += len(typed)
    tally.lost_words += len(lost)
    if not lost:
        return
    # A machine that is busy elsewhere may have let the hand stand still before it was killed.
    stood_still = said.killed - said.lines[-1][0]
    lost_s = said.killed - min(lost)
    tally.lost_s.append(lost_s)
    assert lost_s <= ALLOWED_S + stood_still, f"lost {len(lost)} words of {lost_s:.2f} s"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--longest", type=float, default=4.0, help="seconds of work at most")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = run(Path(folder), options.times, options.longest, options.seed)
    sys.stdout.writelines(f"{line}\n" for line in tally.lines())
    with tempfile.TemporaryDirectory() as folder:
        restores = run_restores(Path(folder), options.times, 0.5, options.seed)
    sys.stdout.write(
        f"{restores.kills} kills while {restores.words} times restored: {restores.opened} opened,"
        f" {restores.verified} verified\n"
    )
    sys.stdout.writelines(f"{sentence}\n" for sentence in restores.broken)
    return 1 if tally.broken or restores.broken else 0


if __name__ == "__main__":
    sys.exit(main())
