"""The check of a whole project: its chain, and whether its snapshot is what the events give."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cocreate.base.errors import ProjectDamagedError
from cocreate.core.state import ProjectState, SceneState
from cocreate.store.ledger import Problem
from cocreate.store.project_file import ProjectFile
from cocreate.store.snapshots import fold


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What a check found.

    Args:
        events: how many events the ledger holds by its own note.
        problems: everything that was found, first things first.
    """

    events: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was altered."""
        return not self.problems

    @property
    def first_problem(self) -> str | None:
        """The first bad item as a sentence, or None."""
        return self.problems[0].sentence if self.problems else None


def verify_project(path: Path) -> VerifyResult:
    """Check the project at `path` from end to end; it is only read.

    Raises:
        ProjectError: it cannot be opened as a project at all.
    """
    with ProjectFile.look(path) as project:
        try:
            with project.link.reading() as conn:
                problems = tuple(_problems(project, conn))
        except ProjectDamagedError as error:
            problems = (Problem(str(error)),)
        return VerifyResult(project.ledger.count, problems)


def _problems(project: ProjectFile, conn: sqlite3.Connection) -> Iterator[Problem]:
    found = project.ledger.verify()
    yield from found
    if found:
        return
    for (finding,) in conn.execute("PRAGMA quick_check(1)"):
        if finding != "ok":
            yield Problem(f"The file itself is damaged: {finding}.")
            return
    yield from _compare(project)


def _compare(project: ProjectFile) -> Iterator[Problem]:
    try:
        stored = project.snapshots.stored()
    except (ValueError, KeyError, TypeError, IndexError):
        yield Problem("The stored scenes and suggestions were altered: they cannot be read.")
        return
    if not 0 <= stored.seq <= project.ledger.count:
        yield Problem("The stored scenes claim to be from an event that is not in the ledger.")
        return
    replayed = ProjectState()
    at_snapshot = False
    for entry in project.ledger.entries():
        if entry.seq > stored.seq and not at_snapshot:
            at_snapshot = True
            yield from _differences(stored, replayed)
        fold(replayed, entry)
    if not at_snapshot:
        yield from _differences(stored, replayed)


def _differences(stored: ProjectState, replayed: ProjectState) -> Iterator[Problem]:
    if (stored.title, stored.writer) != (replayed.title, replayed.writer):
        yield _altered("title or writer")
    yield from _unequal_keys("scene", stored.scenes, replayed.scenes)
    if stored.order != replayed.order:
        yield _altered("order of the scenes")
    for scene in replayed.scenes.values():
        if scene.id in stored.scenes:
            yield from _scene_differences(stored.scenes[scene.id], scene)
    yield from _unequal("run", stored.runs, replayed.runs)
    yield from _unequal("sitting", stored.sessions, replayed.sessions)
    if stored.calls != replayed.calls:
        yield _altered("list of calls")
    if stored.consents != replayed.consents:
        yield _altered("list of services agreed to")


def _scene_differences(stored: SceneState, replayed: SceneState) -> Iterator[Problem]:
    name = f"scene “{replayed.title}”"
    if stored.text.text() != replayed.text.text():
        yield _altered(f"text of {name}")
    elif stored.text.spans() != replayed.text.spans():
        yield _altered(f"origins of {name}")
    place = (replayed.title, replayed.chapter, replayed.is_removed)
    if (stored.title, stored.chapter, stored.is_removed) != place:
        yield _altered(f"title, chapter or place of {name}")
    yield from _unequal(f"suggestion in {name}", stored.hunks, replayed.hunks)
    yield from _unequal(f"note in {name}", stored.notes, replayed.notes)


def _unequal(
    kind: str, stored: Mapping[str, object], replayed: Mapping[str, object]
) -> Iterator[Problem]:
    yield from _unequal_keys(kind, stored, replayed)
    for id_ in stored.keys() & replayed.keys():
        if stored[id_] != replayed[id_]:
            yield _altered(f"{kind} {id_}")


def _unequal_keys(
    kind: str, stored: Mapping[str, object], replayed: Mapping[str, object]
) -> Iterator[Problem]:
    for id_ in sorted(stored.keys() ^ replayed.keys()):
        verb = "was added to" if id_ in stored else "is missing from"
        yield Problem(f"The {kind} {id_} {verb} the project; the ledger says otherwise.")


def _altered(what: str) -> Problem:
    return Problem(f"The {what} was altered: it is not what the ledger gives.")
