"""A small story of a project: every kind of event once, in an order that makes sense."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from cocreate.core.events import (
    CallMade,
    Cause,
    ConsentGiven,
    Edited,
    Event,
    Exported,
    HunkDecided,
    HunkOffered,
    NoteDismissed,
    NoteOffered,
    Op,
    OriginsDeclared,
    ProjectCreated,
    ProjectNamed,
    RunStarted,
    RunStopped,
    SceneAdded,
    SceneChanged,
    SceneRemoved,
    SceneRestored,
    SessionBegan,
    SessionEnded,
)
from cocreate.core.origin import (
    EMPTY,
    TYPED,
    UNKNOWN_IMPORTED,
    Contributor,
    Fragment,
    Method,
    Span,
    origin,
    plain,
)
from cocreate.core.suggestion import Verdict
from cocreate.core.usage import Money, Usage

AT = 1_790_000_000_000
SITTING = "session-1"
SEA = "The sea was calm 🌊.\nNo wind."
AI = origin(Contributor.AI, Method.ACCEPTED, "h-1")


def typed(scene: str, start: int, text: str) -> Edited:
    """Return a burst that types `text`."""
    return Edited(scene, Cause.TYPING, (Op(start, 0, plain(text, TYPED)),), len(text) * 100)


def offered(hunk: str, start: int, old: str, new: str, scene: str = "scene-1") -> HunkOffered:
    """Return the offer of a hunk."""
    return HunkOffered(
        hunk,
        "run-1",
        scene,
        "line-editor",
        "acme/large",
        Contributor.AI,
        start,
        start + len(old),
        old,
        new,
        "Closer.",
        1,
        Verdict.PENDING,
    )


STORY: tuple[Event, ...] = (
    ProjectCreated("The Sea", "Ané", "0.1"),
    SessionBegan("window"),
    SceneAdded("scene-1", "I", "Calm", 0, plain(SEA, UNKNOWN_IMPORTED), "sea.md", "ab" * 32),
    SceneAdded("scene-2", "I", "Storm", 1, EMPTY),
    typed("scene-2", 0, "It blew."),
    RunStarted(
        "run-1", "line-editor", "Line editor", "line_edit", "acme/large", "scene-1", "", (0, 1)
    ),
    ConsentGiven("acme", "api.example.org"),
    offered("h-1", 4, "sea", "grey sea"),
    offered("h-2", 20, "No wind.", "No wind at all."),
    NoteOffered("n-1", "run-1", "scene-1", "line-editor", 4, 7, "sea", "Which sea?", 1),
    CallMade(
        "run-1",
        "acme",
        "large",
        Usage(100, 20, 10, 5),
        1200,
        Money(345, "USD"),
        "2026-11-01",
        "your price table",
    ),
    CallMade("run-1", "acme", "large", Usage(9, 2, is_estimated=True), 20, None, "", ""),
    RunStopped("run-1", "done", "", "An answer."),
    Edited("scene-1", Cause.ACCEPT, (Op(4, 0, Fragment("grey ", (Span(5, AI),))),), 0, "h-1"),
    HunkDecided("h-1", "scene-1", Verdict.ACCEPTED, 4, 12),
    HunkDecided("h-2", "scene-1", Verdict.REJECTED, 25, 33, why="no"),
    NoteDismissed("n-1", "scene-1", True),
    OriginsDeclared(
        "scene-1", 0, plain("The", origin(Contributor.HUMAN, Method.DECLARED)), "From my diary."
    ),
    SceneChanged("scene-2", "II", "Gale", 0),
    SceneRemoved("scene-1"),
    SceneRestored("scene-1", 1),
    ProjectNamed("The Grey Sea", "Ané"),
    Exported("markdown", "none", "sea.md", "cd" * 32, "sha256:" + "0" * 64),
    SessionEnded(120, 60.5, 40.0, 10.5, 10.0, 0.0),
)


def stamped(events: tuple[Event, ...] = STORY) -> list[tuple[int, str, Event]]:
    """Return the events with times a second apart."""
    return [(AT + 1000 * index, SITTING, event) for index, event in enumerate(events)]


_KILLED = """
import os, sys
from pathlib import Path
from cocreate.store.project_file import ProjectFile
from tests.fakes.clock import FakeClock
from tests.store.story import AT, SITTING, typed
project = ProjectFile.open(Path(sys.argv[1]), FakeClock(), writes=True)
assert project.is_writable
project.scratch.write(SITTING, AT, typed(sys.argv[2], int(sys.argv[3]), sys.argv[4]))
os._exit(9)
"""


def killed_while_typing(
    path: Path, scene: str = "scene-2", start: int = 8, text: str = " Hard."
) -> None:
    """Do as a program that dies while the writer types: nothing is closed or given back."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(path), scene, str(start), text],
        check=False,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.returncode == 9
