"""The state of a scene or of the manuscript as of any event, near enough to play through.

The ledger is read once, piece by piece, into chapters with a keyframe at the end of each; these are
kept in the project so that the next time nothing old is read again. From a keyframe any moment is
at most a chapter of events away.
"""

from __future__ import annotations

import contextlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from itertools import islice

from cocreate.base.errors import UNREADABLE, CocreateError
from cocreate.core.attributed import AttributedText
from cocreate.core.event_layout import kind_name
from cocreate.core.events import Edited, Entry, OriginsDeclared
from cocreate.core.ledger_events import PassageForgotten
from cocreate.core.origin import Edit
from cocreate.core.replay import does_not_fit
from cocreate.core.state import SceneState
from cocreate.store.keyframes import KeyframeRow, Keyframes
from cocreate.store.ledger import Ledger
from cocreate.workspace.chapters import Chapters
from cocreate.workspace.standing import Keyframe, Standing, is_text_event
from cocreate.workspace.timeline import Timeline
from cocreate.workspace.trail import Trail

_KEPT_CHAPTERS = 12
_NEAR = 48
_BATCH = 16
_MOST_BACK = 1024
# To take a chapter in that was kept costs what reading so many events does.
_EVENTS_A_ROW = 32
_FORGOTTEN = kind_name(PassageForgotten)


class _Told:
    """The text events of one chapter, as far as they were read."""

    __slots__ = ("entries", "reached")

    def __init__(self, after: int) -> None:
        self.entries: list[Entry] = []
        self.reached = after


class Moments:
    """Everything that a project was, by event."""

    def __init__(self, ledger: Ledger, keyframes: Keyframes, *, opens_at_once: bool = True) -> None:
        """Begin with what was kept.

        Args:
            opens_at_once: else what was kept is taken in piece by piece, too, while it is read.
        """
        self._ledger = ledger
        self._keyframes = keyframes
        self._chapters = Chapters()
        self._told: OrderedDict[int, _Told] = OrderedDict()
        self._unkept: list[KeyframeRow] = []
        self._keeps = keyframes.is_writable
        self.generation = 0
        # What is read from here on cannot hold words that events up to this one took out; what
        # was kept may hold words that events after its own took out.
        self._began = self._clean = ledger.count
        self._waiting = self._kept_rows()
        if opens_at_once or not self._waiting:
            self._reopen(len(self._waiting))

    @property
    def timeline(self) -> Timeline:
        """The course of the project, as far as it was read."""
        return self._chapters.timeline

    @property
    def trail(self) -> Trail:
        """Where each stretch of text came in."""
        return self._chapters.trail

    @property
    def last(self) -> int:
        """The event read last."""
        return self._chapters.last

    @property
    def progress(self) -> float:
        """How much of the ledger was read, from 0 to 1."""
        count = self._ledger.count
        return 1.0 if not count else min(1.0, self.last / count)

    def read(self, most: int) -> bool:
        """Read up to so many more events; tell whether everything is read.

        Raises:
            ProjectDamagedError: an event does not fit what came before it.
        """
        if self._waiting:
            self._reopen(1 + most // _EVENTS_A_ROW)
            return False
        chapters = self._chapters
        until = min(self._ledger.count, self.last + most)
        for entry in self._ledger.entries(self.last, until, is_coarse=_joins_keys):
            if isinstance(entry.event, PassageForgotten) and entry.seq > self._clean:
                self._begin_anew()
                return False
            _take(chapters, entry)
            if chapters.is_full:
                seq, packed = chapters.close()
                self._unkept.append(KeyframeRow(seq, packed))
        chapters.settle()
        is_done = self.last >= self._ledger.count
        if len(self._unkept) >= _BATCH or (is_done and self._unkept):
            self._keep()
        return self.last >= self._ledger.count

    def read_all(self) -> None:
        """Read everything that is not read yet."""
        while not self.read(4096):
            pass

    def cursor(self) -> Cursor:
        """Return a new place in the past, at the beginning."""
        return Cursor(self)

    def standing(self) -> Standing:
        """Return a manuscript that can stand at any keyframe."""
        return Standing(self._chapters.shelf)

    def keyframe_before(self, seq: int) -> Keyframe:
        """Return the last keyframe at or before an event."""
        frames = self._chapters.keyframes
        return frames[bisect_right(frames, seq, key=_seq) - 1]

    def text_events(self, after: int, until: int) -> Iterator[Entry]:
        """Yield the events with `after` < seq <= `until` that change words or scenes."""
        while after < until:
            start = self.keyframe_before(after).seq
            stop = min(until, self._chapter_end(after))
            told = self._told.get(start)
            if told is None:
                told = self._told[start] = _Told(start)
                if len(self._told) > _KEPT_CHAPTERS:
                    self._told.popitem(last=False)
            self._told.move_to_end(start)
            if told.reached < stop:
                told.entries += (
                    entry
                    for entry in self._ledger.entries(told.reached, stop, is_coarse=_joins_keys)
                    if is_text_event(entry.event)
                )
                told.reached = stop
            low = bisect_right(told.entries, after, key=_seq)
            yield from islice(told.entries, low, bisect_right(told.entries, stop, key=_seq))
            after = stop

    def entry(self, seq: int) -> Entry | None:
        """Return one entry, or None if there is none of that number."""
        return next(iter(self._ledger.entries(seq - 1, seq)), None) if seq > 0 else None

    def _chapter_end(self, after: int) -> int:
        frames = self._chapters.keyframes
        at = bisect_right(frames, after, key=_seq)
        return frames[at].seq if at < len(frames) else self.last

    def _kept_rows(self) -> list[KeyframeRow]:
        try:
            rows = self._keyframes.load()
            kept = rows[-1].seq if rows else 0
            if self._keeps and self._keyframes.last() > kept:
                self._keyframes.clear(kept)  # or they would stand in the way of those that come
        except CocreateError:
            self._begin_anew()
            return []
        return rows

    def _reopen(self, most: int) -> None:
        """Take in what was kept; anything that cannot be read is read from the ledger again."""
        rows, self._waiting = self._waiting[:most], self._waiting[most:]
        try:
            for row in rows:
                self._chapters.reopen(row.seq, row.packed)
                self._clean = row.seq
        except UNREADABLE:
            self._begin_anew()
            return
        if not self._waiting:
            self._chapters.resume()

    def _begin_anew(self) -> None:
        """Forget what was kept: it is unreadable, or holds words that were forgotten since."""
        if self._keeps:
            with contextlib.suppress(CocreateError):
                self._keyframes.clear()
        self._chapters = Chapters()
        self.generation += 1
        self._began = self._clean = self._ledger.count
        self._told.clear()
        self._unkept.clear()
        self._waiting = []

    def _keep(self) -> None:
        """Write keyframes down; where that fails they are made again another time."""
        # Only what came since has to be asked for here: the rest is met when it is read.
        if self._ledger.kinds(self._began).get(_FORGOTTEN):
            # Words that went since may be among what was read before they did.
            self._begin_anew()
            return
        rows, self._unkept = self._unkept, []
        if self._keeps:
            try:
                self._keyframes.put(rows)
            except CocreateError:
                self._keeps = False


class Cursor:
    """A place in the past that goes forward and back cheaply."""

    def __init__(self, moments: Moments) -> None:
        self._moments = moments
        self._generation = moments.generation
        self._standing = moments.standing()
        self._done: list[tuple[int, str, tuple[Edit, ...]]] = []
        self._floor = 0

    @property
    def seq(self) -> int:
        """The event that everything is as of."""
        return self._standing.state.seq

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of the scenes of the manuscript, as of now."""
        return self._standing.order

    def scene(self, scene: str) -> SceneState | None:
        """Return a scene as of now, or None if there was none yet."""
        return self._standing.scene(scene)

    def text(self, scene: str) -> AttributedText | None:
        """Return the text of a scene as of now, or None if it did not stand."""
        found = self.scene(scene)
        return None if found is None or found.is_removed else found.text

    def goto(self, seq: int) -> None:
        """Go to right after an event, however far it is."""
        if self._generation != self._moments.generation:
            self._generation = self._moments.generation
            self._standing = self._moments.standing()
            self._done.clear()
            self._floor = 0
        seq = max(0, min(seq, self._moments.last))
        if seq < self.seq and self._went_back(seq):
            return
        frame = self._moments.keyframe_before(seq)
        is_near = self.seq <= seq and (frame.seq <= self.seq or seq - self.seq <= _NEAR)
        if not is_near:
            self._standing.load(frame)
            self._done.clear()
            self._floor = frame.seq
        for entry in self._moments.text_events(self.seq, seq):
            self._go_on(entry)
        self._standing.state.seq = seq

    def last_edits(self) -> tuple[str, tuple[Edit, ...]] | None:
        """Return scene and edits of the event that everything is as of, if it changed words."""
        if self._done and self._done[-1][0] == self.seq:
            return self._done[-1][1:]
        return None

    def _go_on(self, entry: Entry) -> None:
        edits = self._standing.apply(entry)
        event = entry.event
        if isinstance(event, Edited | OriginsDeclared):
            self._done.append((entry.seq, event.scene, edits))
            if len(self._done) > _MOST_BACK:
                self._floor = self._done[_MOST_BACK // 2 - 1][0]
                del self._done[: _MOST_BACK // 2]
        else:
            self._done.clear()
            self._floor = entry.seq

    def _went_back(self, seq: int) -> bool:
        """Take edits back one by one, where that is the shorter way."""
        if seq < self._floor:
            return False
        while self._done and self._done[-1][0] > seq:
            _, scene, edits = self._done.pop()
            found = self._standing.scene(scene)
            if found is None:
                return False
            for edit in reversed(edits):
                found.text.apply(edit.inverted())
        self._standing.state.seq = seq
        return True


def _joins_keys(_scene: str, _removed: int) -> bool:
    """Text and origins are the same however keys are read, and no more is looked at here."""
    return True


def _take(chapters: Chapters, entry: Entry) -> None:
    try:
        chapters.take(entry)
    except UNREADABLE as error:
        raise does_not_fit(entry.seq) from error


def _seq(item: Entry | Keyframe) -> int:
    return item.seq
