"""The check of a whole project: chain, checkpoints, and whether its snapshot is what they give."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from cocreate.base.errors import UNREADABLE, ProjectDamagedError
from cocreate.core.checkpoint import TallyMaker, agree
from cocreate.core.event_layout import BY_KIND
from cocreate.core.events import Entry
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten
from cocreate.core.pictures import PictureAdded
from cocreate.core.replay import fold, may_join_keys
from cocreate.core.state import ProjectState, SceneState
from cocreate.store import schema
from cocreate.store.audit import CheckSeal, Problem
from cocreate.store.project_file import ProjectFile

_KIND_OF: Mapping[type, str] = {layout.event: kind for kind, layout in BY_KIND.items()}


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What a check found.

    Args:
        events: how many events the ledger holds by its own note.
        problems: everything that was found, first things first.
        checkpoints: how many there are; `signed` of them have a signature.
        keys: the public keys that signed, as the checkpoints' events name them, oldest first.
        forgotten: events by which words were taken out of the ledger on demand.
    """

    events: int
    problems: tuple[Problem, ...]
    checkpoints: int = 0
    signed: int = 0
    keys: tuple[str, ...] = ()
    forgotten: tuple[int, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was altered."""
        return not self.problems

    @property
    def first_problem(self) -> str | None:
        """The first bad item as a sentence, or None."""
        return self.problems[0].sentence if self.problems else None


@dataclass(slots=True)
class _Seen:
    """What the events told of while they were replayed."""

    kinds: dict[str, int] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    forgotten: list[int] = field(default_factory=list)
    pictures: list[PictureAdded] = field(default_factory=list)
    maker: TallyMaker = field(default_factory=TallyMaker)


def verify_project(path: Path, check_seal: CheckSeal | None = None) -> VerifyResult:
    """Check the project at `path` from end to end; it is only read.

    Args:
        check_seal: says what is wrong with a signed note, given the key its event names.

    Raises:
        ProjectError: it cannot be opened as a project at all.
    """
    with ProjectFile.look(path) as project:
        return verify_open(project, check_seal)


def verify_open(project: ProjectFile, check_seal: CheckSeal | None = None) -> VerifyResult:
    """Check a project that is open already."""
    seen = _Seen()
    try:
        with project.link.reading() as conn:
            problems = tuple(_problems(project, conn, check_seal, seen))
    except ProjectDamagedError as error:
        problems = (Problem(str(error)),)
    signed = [key for key in seen.keys if key]
    return VerifyResult(
        project.ledger.count,
        problems,
        len(seen.keys),
        len(signed),
        tuple(dict.fromkeys(signed)),
        tuple(seen.forgotten),
    )


def _problems(
    project: ProjectFile, conn: sqlite3.Connection, check_seal: CheckSeal | None, seen: _Seen
) -> Iterator[Problem]:
    found = [*_damages(conn)] or project.ledger.verify(check_seal)
    yield from found
    if found:
        return
    yield from _compare(project, seen)
    for sentence in project.pictures.problems(seen.pictures):
        yield Problem(sentence)


def _damages(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield what SQLite finds wrong with its tables and indexes, and what is not ours at all.

    Its quicker check does not compare indexes with their tables; the large tables have none.
    """
    indexed = "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'index'"
    findings = conn.execute("SELECT quick_check FROM pragma_quick_check(1)").fetchall()
    for table in conn.execute(indexed).fetchall():
        findings += conn.execute("SELECT integrity_check FROM pragma_integrity_check(?)", table)
    for (finding,) in findings:
        if finding != "ok":
            yield Problem(f"The file itself is damaged: {finding}.")
            return
    for kind, name in schema.foreign(conn):
        yield Problem(f"The {kind} “{name}” was put into the file by another program.")


def _compare(project: ProjectFile, seen: _Seen) -> Iterator[Problem]:
    try:
        stored = project.snapshots.stored()
    except (*UNREADABLE, ProjectDamagedError):
        yield Problem("The stored scenes and suggestions were altered: they cannot be read.")
        return
    if not 0 <= stored.seq <= project.ledger.count:
        yield Problem("The stored scenes claim to be from an event that is not in the ledger.")
        return
    replayed = ProjectState()
    at_snapshot = False
    for entry in project.ledger.entries(is_coarse=partial(may_join_keys, replayed)):
        if entry.seq > stored.seq and not at_snapshot:
            at_snapshot = True
            yield from _differences(stored, replayed)
        yield from _look_at(seen, entry, replayed)
        fold(replayed, entry)
    if not at_snapshot:
        yield from _differences(stored, replayed)


def _look_at(seen: _Seen, entry: Entry, replayed: ProjectState) -> Iterator[Problem]:
    """Take note of an event before it is folded in; a checkpoint must have summed up right."""
    match entry.event:
        case CheckpointMade(key, tallies):
            seen.keys.append(key)
            if not agree(tallies, seen.maker.tallies(replayed, seen.kinds)):
                sentence = (
                    f"The checkpoint of event {entry.seq} sums up what the events do not give."
                )
                yield Problem(sentence, entry.seq)
        case PictureAdded() as event:
            seen.pictures.append(event)
        case PassageForgotten():
            seen.forgotten.append(entry.seq)
        case _:
            pass
    kind = _KIND_OF[type(entry.event)]
    seen.kinds[kind] = seen.kinds.get(kind, 0) + 1


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
    if stored.brought != replayed.brought:
        yield _altered("list of suggestions of other projects")
    if stored.pictures != replayed.pictures:
        yield _altered("list of pictures")
    if stored.times != replayed.times:
        yield _altered("list of time entered by hand")


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
    yield from _unequal(f"match in {name}", stored.matches, replayed.matches)


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
