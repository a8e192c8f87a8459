"""Taking a passage out of the record when the writer asks for it.

Only words that are not in the manuscript any more can be forgotten. They go wherever they stand:
where they were typed, pasted or brought again by undo, and where they were offered, quoted, asked
or answered. The chain stays whole, and one more event says what was taken out, and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cocreate.base.errors import InputError, NotFoundError, ProjectError
from cocreate.core import chain
from cocreate.core.declared_time import TimeDeclared
from cocreate.core.events import (
    Entry,
    HunkDecided,
    HunkOffered,
    MatchDecided,
    NoteOffered,
    OriginsDeclared,
    PassageBrought,
    RunStarted,
    RunStopped,
)
from cocreate.core.history import History
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten, Words
from cocreate.core.replay import fold, walk
from cocreate.core.state import ProjectState
from cocreate.metrics.effort import ActionKind
from cocreate.store.erasures import scrub
from cocreate.text.lines import LineIndex
from cocreate.workspace.cells import Cells
from cocreate.workspace.last_stood import LastStood, Stretch
from cocreate.workspace.needles import SHORTEST, SIGN, Needles, blotted, places_of
from cocreate.workspace.workspace import Workspace, find_scene

_Place = tuple[int, str]
_SPOKEN = (
    HunkOffered,
    HunkDecided,
    NoteOffered,
    RunStarted,
    RunStopped,
    MatchDecided,
    PassageBrought,
    TimeDeclared,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of a scene as they stood after an event.

    Args:
        lines: half-open, from 0.
        at: the number of the event.
    """

    scene: str
    lines: tuple[int, int]
    at: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done.

    Args:
        signs: how many signs were taken out, all copies counted.
        events: the events that lost words.
        is_scrubbed: whether unused space of the file was emptied, too.
    """

    signs: int
    events: tuple[int, ...]
    is_scrubbed: bool


@dataclass(slots=True)
class _Found:
    """Everything that has to be known before anything is taken out."""

    state: ProjectState
    cells: Cells = field(default_factory=Cells)
    entries: list[Entry] = field(default_factory=list)
    scene: str = ""
    words: str = ""
    wanted: list[int] = field(default_factory=list)


def forget(workspace: Workspace, passage: Passage | str, why: str = "") -> Forgotten:
    """Take a passage out of the record for good.

    Args:
        passage: which lines, or the very words.
        why: what the record says of the reason.

    Raises:
        InputError: it still stands in the manuscript, or was not there; nothing was changed.
    """
    if not workspace.save() and not workspace.is_read_only:
        raise ProjectError("The project could not be saved, so nothing was forgotten; try again.")
    ledger = workspace.project.ledger
    found = _look_for(workspace, passage) if isinstance(passage, str) else _look(workspace, passage)
    gone = _cells_to_forget(found)
    changes = _Eraser(workspace, found, gone).changes()
    if not changes:
        raise InputError("The record holds no such words any more; nothing was changed.")
    signs = sum(
        _signs(values) - _signs(_values(workspace, place)) for place, values in changes.items()
    )
    places = sorted(changes)
    event = PassageForgotten(
        found.scene,
        signs,
        why,
        tuple(places),
        tuple(tuple(map(_frozen, changes[place])) for place in places),
    )
    workspace.begin_action(ActionKind.READING)
    workspace.record(event)
    if ledger.count != workspace.state.seq:
        raise ProjectError("The disk refused; the words are forgotten once it takes them again.")
    _renew(workspace, {found.cells.bringer(cell).scene for cell in gone})
    return Forgotten(signs, tuple(sorted({seq for seq, _ in places})), _scrub(workspace))


def _look_for(workspace: Workspace, words: str) -> _Found:
    """Find words where they stood last; those that never stood may have been offered or asked."""
    wanted = words.strip()
    if len(wanted) < SHORTEST:
        raise InputError(f"Name at least {SHORTEST} letters in a row. Nothing was changed.")
    last_stood, state = LastStood(wanted), ProjectState()
    for entry in workspace.project.ledger.entries():
        last_stood.take(state, entry)
        fold(state, entry)
    stretch = last_stood.finish(state)
    if stretch is not None:
        return _look(workspace, stretch)
    found = _look(workspace, None)
    found.words = wanted
    return found


def _look(workspace: Workspace, passage: Passage | Stretch | None) -> _Found:
    last = workspace.state.seq
    if passage is not None and not 1 <= passage.at <= last:
        raise InputError(f"There is no event {passage.at}; the ledger has events 1 to {last}.")
    found = _Found(ProjectState())
    for entry, edits, state in walk(workspace.project.ledger.entries()):
        found.cells.take(entry, edits)
        found.entries.append(entry)
        found.state = state
        if passage is not None and entry.seq == passage.at:
            _mark(found, passage)
    return found


def _mark(found: _Found, passage: Passage | Stretch) -> None:
    try:
        scene = find_scene(found.state, passage.scene)
    except NotFoundError as missing:
        raise NotFoundError(
            f"There was no scene “{passage.scene}” as of event {passage.at}."
        ) from missing
    text = scene.text.text()
    if isinstance(passage, Stretch):
        start, end = passage.start, passage.end
    else:
        start, end = _range(text, passage)
    found.scene, found.words = scene.id, text[start:end]
    cells = found.cells.standing[scene.id][start:end]
    found.wanted = [
        cell for cell, sign in zip(cells, found.words, strict=True) if sign not in ("\n", SIGN)
    ]


def _range(text: str, passage: Passage) -> tuple[int, int]:
    index = LineIndex(text)
    first, behind = passage.lines
    if not 0 <= first < behind <= index.count:
        raise InputError(
            f"The scene had {index.count} lines as of event {passage.at}; choose among those."
        )
    end = index.start_of(behind) if behind < index.count else len(text)
    return index.start_of(first), end


def _cells_to_forget(found: _Found) -> set[int]:
    """Return the cells of the passage wherever they came from or went; refuse what still stands."""
    wanted = found.cells.with_twins(found.wanted)
    needles = Needles(found.words)
    live: set[int] = set()
    for scene, offset, cell in found.cells.live(found.state):
        live.add(cell)
        if cell in wanted:
            _refuse_living(found, scene, offset)
    for open_scene in found.state.manuscript():
        for hunk in open_scene.hunks.values():
            if hunk.verdict.value in ("pending", "loose") and needles.places(hunk.new):
                raise InputError(
                    "A suggestion that is still open holds these words; decide it first."
                    " Nothing was changed."
                )
    for brought in found.cells.brought:
        places = needles.places(brought.words)
        wanted.update(brought.first + place for place in places)
    return wanted - live


def _refuse_living(found: _Found, scene: str, offset: int) -> None:
    state = found.state.scenes[scene]
    if state.text.slice(offset, offset + 1).isspace():
        return
    line = state.text.line_of(offset)
    words = " ".join(state.text.line_text(line).split())[:40]
    raise InputError(
        f"Some of it still stands in “{state.title}”, line {line + 1} (“{words}”);"
        f" delete it there first, then forget it as of event {found.state.seq}."
        " Nothing was changed."
    )


class _Eraser:
    """Works out what is left of each payload that holds forgotten words."""

    def __init__(self, workspace: Workspace, found: _Found, gone: set[int]) -> None:
        self._workspace = workspace
        self._found = found
        self._gone = gone
        self._needles = Needles(found.words)
        self._changes: dict[_Place, list[object]] = {}

    def changes(self) -> Mapping[_Place, list[object]]:
        """Return the values that stay, by event and payload."""
        since, runs = self._blot_brought()
        for entry in self._found.entries:
            match entry.event:
                case CheckpointMade():
                    self._blot_digests(entry, since)
                case PassageForgotten():
                    self._blot_kept(entry.seq, entry.event)
                case OriginsDeclared():
                    self._blot_explanation(entry.seq)
                case event if isinstance(event, _SPOKEN):
                    hunk = event.hunk if isinstance(event, HunkOffered | HunkDecided) else None
                    self._blot_spoken(entry.seq, runs.get(hunk or "", ()))
                case _:
                    pass
        return self._changes

    def _put(self, place: _Place, values: list[object]) -> None:
        if values != _values(self._workspace, place):
            self._changes[place] = values

    def _blot_brought(self) -> tuple[dict[str, int], dict[str, list[str]]]:
        """Blot the words where events brought them.

        Returns:
            since when each scene held them, and the runs of them by suggestion.
        """
        since: dict[str, int] = {}
        runs: dict[str, list[str]] = {}
        for brought in self._found.cells.brought:
            places = [at for at in range(len(brought.words)) if brought.first + at in self._gone]
            if not places:
                continue
            since.setdefault(brought.scene, brought.seq)
            if brought.hunk is not None:
                runs.setdefault(brought.hunk, []).extend(_runs(brought.words, places))
            *others, words = _values(self._workspace, (brought.seq, "text"))
            self._put((brought.seq, "text"), [*others, blotted(str(words), places)])
        return since, runs

    def _blot_spoken(self, seq: int, runs: list[str] | tuple[str, ...]) -> None:
        for name in ("text", "run"):
            values = _values(self._workspace, (seq, name))
            self._put((seq, name), [self._blot(value, runs) for value in values])

    def _blot_explanation(self, seq: int) -> None:
        """Take the words out of what the writer said of a passage, its own words being gone."""
        values = self._changes.get((seq, "text"), _values(self._workspace, (seq, "text")))
        if values:
            self._put((seq, "text"), [self._blot(values[0], ()), *values[1:]])

    def _blot(self, value: object, runs: list[str] | tuple[str, ...]) -> object:
        if not isinstance(value, str):
            return value
        places = self._needles.places(value)
        for run in runs:
            places |= places_of(value, run)
        return blotted(value, places)

    def _blot_digests(self, entry: Entry, since: Mapping[str, int]) -> None:
        """Take out hashes of texts that held the words: they would confirm a guess."""
        values = _values(self._workspace, (entry.seq, "text"))
        if not values or not isinstance(values[0], list):
            return
        *sums, digests = values[0]
        left = [
            [scene, "" if since.get(scene, entry.seq) < entry.seq else digest]
            for scene, digest in digests
        ]
        self._put((entry.seq, "text"), [[*sums, left]])

    def _blot_kept(self, seq: int, event: PassageForgotten) -> None:
        """What was kept of a payload before may hold words that go now."""
        why, kept = _values(self._workspace, (seq, "text"))
        if isinstance(kept, list):
            left = [
                _listed(self._changes.get(place, old))
                for place, old in zip(event.erased, kept, strict=True)
            ]
            self._put((seq, "text"), [why, left])


def _runs(words: str, places: list[int]) -> Iterator[str]:
    """Yield the words at unbroken runs of places, two signs at least."""
    start = places[0]
    for at, place in enumerate(places):
        if at + 1 == len(places) or places[at + 1] != place + 1:
            if place > start:
                yield words[start : place + 1]
            start = places[at + 1] if at + 1 < len(places) else place


def _values(workspace: Workspace, place: _Place) -> list[object]:
    payload = workspace.project.ledger.payload(*place)
    return [] if payload is None else chain.unpack(payload)


def _signs(value: object) -> int:
    if isinstance(value, str):
        return value.count(SIGN)
    return sum(map(_signs, value)) if isinstance(value, list) else 0


def _frozen(value: object) -> Words:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"not a value of a payload: {value!r}")


def _listed(value: object) -> object:
    return list(map(_listed, value)) if isinstance(value, list | tuple) else value


def _renew(workspace: Workspace, scenes: set[str]) -> None:
    """Take over what the events give now; what undo remembers of these scenes is let go."""
    fresh = workspace.project.snapshots.rebuild()
    for id_, scene in fresh.scenes.items():
        mine = workspace.state.scenes[id_]
        if mine.text.text() != scene.text.text():
            mine.text = scene.text
        mine.hunks, mine.notes, mine.matches = scene.hunks, scene.notes, scene.matches
        if id_ in scenes:
            workspace.buffer(id_).history = History()
    workspace.state.runs, workspace.state.times = fresh.runs, fresh.times


def _scrub(workspace: Workspace) -> bool:
    try:
        scrub(workspace.project.link)
    except ProjectError:
        return False
    return True
