"""Work on a small file system that fills up: `python -m tests.flows.small_disk FOLDER`.

FOLDER is on a file system of some megabytes at most, for example a `tmpfs` mounted with
`size=2m`. Again and again it is filled up to a little room, differently each time; work is done,
the room is given back, and a retry has to save everything.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
from collections import Counter
from pathlib import Path

from tests.flows.failing_disk import make_template, open_failing
from tests.flows.test_faults import heal_and_check

_STEP = 4_096


def fill(ballast: Path, room: int) -> None:
    """Leave about `room` bytes free."""
    free = shutil.disk_usage(ballast.parent).free
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        for _ in range(max(0, free - room) // _STEP):
            file.write(bytes(_STEP))


def trial(template: Path, folder: Path, room: int) -> int:
    """Work with so little room; return how many sentences the writer was told."""
    bench = open_failing(template, folder / "book.cocreate")
    ballast = folder / "ballast"
    fill(ballast, room)
    bench.work()
    told = len(bench.troubles)
    ballast.unlink()
    heal_and_check(bench)
    bench.workspace.path.unlink()
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    if shutil.disk_usage(folder).total > 64 * 2**20:
        sys.stderr.write(f"{folder} is on a large file system; it would be filled up.\n")
        return 2
    template = make_template(folder / "template.cocreate")
    size = template.stat().st_size
    told: Counter[int] = Counter()
    for room in range(0, 40 * _STEP, _STEP):
        told[trial(template, folder, room)] += 1
    sys.stdout.write(f"a project of {size} bytes, room for 0 to {39 * _STEP} more\n")
    for count, trials in sorted(told.items()):
        sys.stdout.write(f"{trials} trials in which the writer was told {count} times\n")
    sys.stdout.write(f"all {told.total()} saved everything afterwards and verified\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
