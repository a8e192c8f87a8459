"""A hand that writes, decides, imports, exports, mirrors and backs up until it is killed.

`python -m tests.flows.hand` loads the program once; for each line `PROJECT SEED` on standard input
a process of its own begins to work on that project (with a seed below 0: to restore it). Its number
is said on standard output, and how it ended once it has. What it has done stands in `PROJECT.said`,
so that whoever kills it can compare: a line holds the moment, what was done (or is about to be),
and how many of it there are.
"""

from __future__ import annotations

import logging
import os
import random
import select
import sys
import time
import traceback
from pathlib import Path

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.core.events import Cause, HunkOffered, RunStarted
from cocreate.core.origin import Contributor
from cocreate.core.suggestion import Verdict
from cocreate.store.backups import Backups
from cocreate.store.restoring import restore
from cocreate.workspace.arrivals import take_in
from cocreate.workspace.change import Write
from cocreate.workspace.export_target import ReportPlace, Target
from cocreate.workspace.importing import read_files
from cocreate.workspace.mirror import Mirror
from cocreate.workspace.opening import open_project
from cocreate.workspace.publish import Publish
from cocreate.workspace.review import Review
from cocreate.workspace.workspace import Workspace

TYPED, OFFERS, LAST = "Typed", "Offers", "Last"
TICK_S = 0.5
END = "The End.\n"
DOCX_SHARE = 0.3
EXPORT_WEIGHTS = (6, 3, 1)
WORD_FILE = Path(__file__).parents[1] / "fixtures" / "documents" / "single-paragraph.docx"
_TYPING = Write(Cause.TYPING, initiator="editor")


class Hand:
    """One writer at one project."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self._path = path
        self._chance = chance
        self._said = os.open(said_path(path), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._workspace = open_project(path, clock=SystemClock(), ids=SystemIds())
        self._counts = counts_of(self._workspace)
        self._mirror = Mirror(self._workspace)
        self._ticked = 0.0
        self._say("opening", 0)

    def work(self) -> None:
        """Do one thing after another, for ever."""
        others = (
            ("accepting", self._accept),
            ("importing", self._import),
            ("exporting", self._export),
            ("mirroring", self._write_mirror),
            ("backing up", self._back_up),
        )
        while True:
            for _ in range(self._chance.randrange(1, 30)):
                self._type()
                select.select([], [], [], self._chance.uniform(0, 0.02))
            name, act = self._chance.choice(others)
            self._say(name, 0)
            act()

    def _type(self) -> None:
        number = self._count("type")
        scene = self._workspace.find_scene(TYPED)
        for sign in word(number):
            place = len(scene.text)
            self._workspace.edit(scene.id, place, place, sign, _TYPING)
        if time.monotonic() - self._ticked >= TICK_S:  # as often as the window does
            self._ticked = time.monotonic()
            self._workspace.tick()
        self._say("typing", number)

    def _accept(self) -> None:
        number = self._count("accept")
        scene = self._workspace.find_scene(OFFERS).id
        run, hunk, agent = f"run-{number}", f"s-{number}", "line-editor"
        self._workspace.record(
            RunStarted(run, agent, "Line editor", "line_edit", "test/model", scene, "Please"),
            HunkOffered(
                hunk,
                run,
                scene,
                agent,
                "test/model",
                Contributor.AI,
                0,
                3,
                "red",
                "red red",
                "Because.",
                None,
                Verdict.PENDING,
            ),
        )
        self._workspace.touch(scene)
        Review(self._workspace).accept(hunk)
        self._say("accept", number)

    def _import(self) -> None:
        number = self._count("import")
        file = self._path.with_name(f"Imported {number}.md")
        if self._chance.random() < DOCX_SHARE:
            file = file.with_suffix(".docx")
            file.write_bytes(WORD_FILE.read_bytes())
        else:
            words = "Word. " * 400
            file.write_text(f"# I\n\n## Imported {number}\n\n{words}", encoding="utf-8")
        place = len(self._workspace.state.order) - 1
        take_in(self._workspace, read_files([file]), place)
        self._say("import", number)

    def _export(self) -> None:
        (path,) = self._chance.choices(export_paths(self._path), EXPORT_WEIGHTS)
        Publish(self._workspace).export(Target(path, ReportPlace.NONE))
        self._say("export", 0)

    def _write_mirror(self) -> None:
        if self._mirror.folder is None:
            self._mirror.start(self._path.with_name("mirror"))
        else:
            self._mirror.write()
        self._say("mirror", 0)

    def _back_up(self) -> None:
        self._workspace.save()
        Backups(backups_path(self._path)).make(self._path, SystemClock().now())
        self._say("backup", 0)

    def _count(self, kind: str) -> int:
        self._counts[kind] += 1
        return self._counts[kind]

    def _say(self, kind: str, number: int) -> None:
        os.write(self._said, f"{time.monotonic()}\t{kind}\t{number}\n".encode())


def word(number: int) -> str:
    """Return the word that is typed as the `number`th."""
    return f"w{number}\n" if number % 100 == 0 else f"w{number} "


def counts_of(workspace: Workspace) -> dict[str, int]:
    """Return how many of each kind are in a project; a word that was cut off is taken away."""
    scene = workspace.find_scene(TYPED)
    text = scene.text.text()
    whole = text.rstrip("w0123456789")
    if not workspace.is_read_only and whole != text:
        workspace.edit(scene.id, len(whole), len(text), "", _TYPING)
    hunks = workspace.find_scene(OFFERS).hunks.values()
    titles = [scene.title for scene in workspace.state.manuscript()]
    return {
        "type": len(whole.split()),
        "accept": sum(hunk.verdict is Verdict.ACCEPTED for hunk in hunks),
        "import": sum(title.startswith("Imported ") for title in titles),
    }


def said_path(project: Path) -> Path:
    return project.with_suffix(".said")


def export_paths(project: Path) -> tuple[Path, ...]:
    return tuple(project.with_suffix(ending) for ending in (".md", ".docx", ".pdf"))


def backups_path(project: Path) -> Path:
    return project.with_name("backups")


def _restore(path: Path) -> None:
    """Put the newest backup back, again and again."""
    number = 0
    said = os.open(said_path(path), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        restore(path, Backups(backups_path(path)).of(path)[0].path, SystemClock())
        number += 1
        os.write(said, f"{time.monotonic()}\trestoring\t{number}\n".encode())


def _work(path: Path, seed: int) -> None:
    try:
        logging.getLogger("cocreate").addHandler(logging.FileHandler(path.with_suffix(".log")))
        if seed < 0:
            _restore(path)
        Hand(path, random.Random(seed)).work()
    finally:  # not back into the loop of the parent
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


def main() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        path, _, seed = line.rstrip("\n").rpartition(" ")
        child = os.fork()
        if child == 0:
            _work(Path(path), int(seed))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
