"""A program that writes until it is killed: `python -m tests.flows.typist PROJECT`.

It says on standard output what it has typed, so that whoever kills it can compare.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.core.events import Cause
from cocreate.workspace.change import Write
from cocreate.workspace.opening import open_project


def main() -> None:
    workspace = open_project(Path(sys.argv[1]), clock=SystemClock(), ids=SystemIds())
    scene = workspace.state.order[0]
    how = Write(Cause.TYPING, initiator="editor")
    number = 0
    while True:
        number += 1
        word = f"w{number} "
        for sign in word:
            place = len(workspace.scene(scene).text)
            workspace.edit(scene, place, place, sign, how)
        workspace.tick()
        sys.stdout.write(f"{time.monotonic()} {number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
