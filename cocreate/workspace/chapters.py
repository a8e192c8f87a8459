"""The ledger read once, in chapters: what each sets aside so that looking back is quick."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from cocreate.core.events import (
    Edited,
    Entry,
    Exported,
    HunkDecided,
    HunkOffered,
    OriginsDeclared,
    RunStarted,
    SceneAdded,
    SceneRemoved,
    SceneRestored,
)
from cocreate.core.keyframes import Shelf, pack_columns, pack_parts, unpack_columns, unpack_parts
from cocreate.core.origin import Fragment
from cocreate.core.suggestion import Verdict
from cocreate.workspace.standing import BEGINNING, SCENE_EVENTS, Keyframe, Standing
from cocreate.workspace.timeline import Band, Mark, MarkKind, Point, Timeline
from cocreate.workspace.trail import Trail
from cocreate.workspace.word_classes import NOTHING, Counts, difference, summed, word_classes

# How much lies between two keyframes at most, so that any moment is near one.
CHAPTER_EVENTS = 512
CHAPTER_OPS = 2048
_FORM = 2

_DECISIONS = {
    Verdict.ACCEPTED: MarkKind.ACCEPTED,
    Verdict.EDITED: MarkKind.ACCEPTED,
    Verdict.REJECTED: MarkKind.REJECTED,
}


@dataclass(slots=True)
class _Open:
    """Where the chapter that is being read began, in everything that grows."""

    points: int = 0
    ops: int = 0
    names: int = 0
    marks: int = 0
    pieces: int = 0
    leads: int = 0


class Chapters:
    """Reads entries in order into timeline, trail and keyframes, and packs what it read."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.timeline = Timeline()
        self.trail = Trail()
        self.keyframes: list[Keyframe] = [BEGINNING]
        self._standing = Standing(self.shelf)
        self._counts = NOTHING
        self._open = _Open()
        self._bands: dict[str, Band] = {}

    @property
    def last(self) -> int:
        """The event read last."""
        return self._standing.state.seq

    @property
    def is_full(self) -> bool:
        """Whether the chapter should be closed."""
        ops = len(self.trail.columns[0]) - self._open.ops
        return self.last - self.keyframes[-1].seq >= CHAPTER_EVENTS or ops >= CHAPTER_OPS

    def take(self, entry: Entry) -> None:
        """Read the next entry."""
        at_ms = self.timeline.moment(entry.at_ms)
        event = entry.event
        band = self._bands.get(entry.session)
        began, first = (at_ms, entry.seq) if band is None else (band.began_ms, band.first)
        self._bands[entry.session] = Band(entry.session, began, at_ms, first, entry.seq)
        match event:
            case Edited(scene, _, ops, duration_ms):
                self._standing.state.seq = entry.seq
                for op in ops:
                    self._replace(scene, op.start, op.start + op.removed, op.inserted)
                self._bands[entry.session] = Band(
                    entry.session, began, at_ms + duration_ms, first, entry.seq
                )
                self.timeline.add_point(Point(entry.seq, at_ms, self._counts))
            case OriginsDeclared(scene, start, content):
                self._standing.state.seq = entry.seq
                self._replace(scene, start, start + len(content.text), content)
                self.timeline.add_point(Point(entry.seq, at_ms, self._counts))
            case _ if isinstance(event, SCENE_EVENTS):
                self._take_scene(entry, at_ms)
            case _:
                self._standing.state.seq = entry.seq
        mark = _mark(entry, at_ms)
        if mark is not None:
            self.timeline.add_mark(mark)
        self.timeline.reach(entry.seq, at_ms)

    def settle(self) -> None:
        """Hand what is known of the sittings to the timeline."""
        for band in self._bands.values():
            self.timeline.add_band(band)

    def close(self) -> tuple[int, bytes]:
        """End the chapter at the event read last; return that event, and the chapter packed."""
        self.settle()
        before = self.keyframes[-1]
        keyframe = self._standing.keyframe(before)
        self.keyframes.append(keyframe)
        packed = self._packed(before, keyframe)
        self._begin()
        return keyframe.seq, packed

    def reopen(self, seq: int, packed: bytes) -> None:
        """Take a packed chapter in, in place of reading its entries.

        Raises:
            ValueError: it cannot be read, or does not follow.
        """
        meta_part, points, ops, *pieces = unpack_parts(packed)
        meta = json.loads(zlib.decompress(meta_part))
        before = self.keyframes[-1]
        if meta["form"] != _FORM or meta["after"] != before.seq:
            raise ValueError("a chapter does not follow the one before it")
        self.shelf.pieces += pieces
        self.trail.names += meta["names"]
        self.timeline.leads += [(at_ms, lead) for at_ms, lead in meta["leads"]]
        self.timeline.extend(unpack_columns(points))
        self.trail.extend(unpack_columns(ops))
        for mark_seq, at_ms, kind, id_, label in meta["marks"]:
            self.timeline.add_mark(Mark(mark_seq, at_ms, MarkKind(kind), id_, label))
        self._bands = {band[0]: Band(*band) for band in meta["bands"]}
        self.settle()
        order, places = meta["order"], meta["places"]
        self.keyframes.append(
            Keyframe(
                seq,
                before.order if order is None else tuple(order),
                before.places
                if places is None
                else {scene: (chapter, title, gone) for scene, chapter, title, gone in places},
                {**before.frozen, **{name: tuple(held) for name, held in meta["frozen"].items()}},
            )
        )

    def resume(self) -> None:
        """Stand at the last chapter's end, to read on from there."""
        keyframe = self.keyframes[-1]
        self.trail.renumber()
        self._standing.load(keyframe)
        self._counts = self.timeline.words_of(keyframe.seq)
        self.timeline.reach(keyframe.seq, 0)
        self._begin()

    def _begin(self) -> None:
        self._open = _Open(
            len(self.timeline.seqs),
            len(self.trail.columns[0]),
            len(self.trail.names),
            len(self.timeline.marks),
            len(self.shelf.pieces),
            len(self.timeline.leads),
        )
        last = max(self._bands.values(), key=lambda band: band.last, default=None)
        self._bands = {} if last is None else {last.id: last}

    def _packed(self, before: Keyframe, keyframe: Keyframe) -> bytes:
        opened, timeline = self._open, self.timeline
        meta = {
            "form": _FORM,
            "after": before.seq,
            "names": self.trail.names[opened.names :],
            "leads": timeline.leads[opened.leads :],
            "marks": [
                [mark.seq, mark.at_ms, mark.kind, mark.id, mark.label]
                for mark in timeline.marks[opened.marks :]
            ],
            "bands": [
                [band.id, band.began_ms, band.ended_ms, band.first, band.last]
                for band in self._bands.values()
            ],
            "order": None if keyframe.order == before.order else keyframe.order,
            "places": None
            if keyframe.places is before.places
            else [[scene, *place] for scene, place in keyframe.places.items()],
            "frozen": _changed(before.frozen, keyframe.frozen),
        }
        columns = (timeline.seqs, timeline.times, *timeline.words)
        return pack_parts(
            (
                zlib.compress(json.dumps(meta).encode(), 6),
                pack_columns([column[opened.points :] for column in columns]),
                pack_columns([column[opened.ops :] for column in self.trail.columns]),
                *self.shelf.pieces[opened.pieces :],
            )
        )

    def _take_scene(self, entry: Entry, at_ms: int) -> None:
        """Take in that a scene came, went, came back, moved or was renamed."""
        event = entry.event
        self._standing.apply(entry)
        if isinstance(event, SceneAdded):
            self.trail.add(entry.seq, event.scene, 0, 0, len(event.content.text))
        if isinstance(event, SceneAdded | SceneRestored):
            self._counts = summed(self._counts, self._words(event.scene))
        elif isinstance(event, SceneRemoved):
            self._counts = summed(self._counts, NOTHING, self._words(event.scene))
        self.timeline.add_point(Point(entry.seq, at_ms, self._counts))

    def _words(self, scene: str) -> Counts:
        found = self._standing.scene(scene)
        return NOTHING if found is None else word_classes(found.text.fragment())

    def _replace(self, scene: str, start: int, end: int, new: Fragment) -> None:
        found = self._standing.scene(scene)
        if found is None:
            raise KeyError(scene)
        edit = found.text.replace(start, end, new)
        if not found.is_removed:
            change = difference(found.text, edit)
            if change is not NOTHING:
                self._counts = summed(self._counts, change)
        self.trail.add(self.last, scene, start, end - start, len(new.text))


def _changed(
    before: Mapping[str, tuple[int, ...]], after: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    return {scene: held for scene, held in after.items() if before.get(scene) != held}


def _mark(entry: Entry, at_ms: int) -> Mark | None:
    """Return the mark of an event that is no edit, if it has one."""
    match entry.event:
        case RunStarted(run=run, agent_title=title, agent=agent, ask=ask):
            words = f"{title or agent}: {ask}" if ask else title or agent
            return Mark(entry.seq, at_ms, MarkKind.ASKED, run, words)
        case HunkOffered(hunk=hunk, new=new):
            return Mark(entry.seq, at_ms, MarkKind.OFFERED, hunk, _short(new))
        case HunkDecided(hunk=hunk, verdict=verdict, why=why) if verdict in _DECISIONS:
            return Mark(entry.seq, at_ms, _DECISIONS[verdict], hunk, _short(why))
        case Exported(file_name=name):
            return Mark(entry.seq, at_ms, MarkKind.EXPORTED, "", name)
        case SceneAdded(scene=scene, title=title):
            return Mark(entry.seq, at_ms, MarkKind.SCENE, scene, title)
        case _:
            return None


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 80 else line[:79] + "…"
