"""What is looked at: which scene, at which moment, against what; and how that is said in words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from cocreate.core.origin import Edit
from cocreate.ui.history.moment_text import Segment, Shown, as_it_stood, beside
from cocreate.ui.spoken import counted, moment, percent, words
from cocreate.workspace.comparing import Stood
from cocreate.workspace.past import Past
from cocreate.workspace.word_classes import AI, HUMAN, UNKNOWN


class Against(IntEnum):
    """What a moment is compared with."""

    NOTHING = 0
    NOW = 1
    MARKED = 2


class Looking:
    """A place in the past of one project."""

    def __init__(self, past: Past) -> None:
        self.past = past
        self._cursor = past.cursor()
        self.scene: str | None = None
        self.against = Against.NOTHING
        self.marked: int | None = None
        self._differs: tuple[int, int] | None = None

    @property
    def seq(self) -> int:
        """The event that everything is as of."""
        return self._cursor.seq

    @property
    def at_ms(self) -> int:
        """Its place on the timeline."""
        return self.past.timeline.ms_of(self.seq)

    def goto(self, seq: int) -> None:
        """Look at another moment."""
        self._cursor.goto(seq)

    def shown(self) -> Shown:
        """Return what there is to see."""
        titled = self.scene is None
        stood = self.past.stood(self._cursor, self.scene)
        self._differs = None
        other = self._other()
        if other is None:
            return as_it_stood(stood, titled=titled)
        is_later, against = other
        before, after = (against, stood) if is_later else (stood, against)
        differences = self.past.between(before, after)
        self._differs = (
            sum(found.words_in for found in differences),
            sum(found.words_out for found in differences),
        )
        return beside(differences, titled=titled)

    def fresh(self, shown: Shown) -> tuple[int, int] | None:
        """Return where in what is shown the last edit stands, if it does."""
        told = self._cursor.last_edits()
        if told is None or self.against is not Against.NOTHING:
            return None
        scene, edits = told
        start = shown.start_of(scene)
        if start is None or not edits:
            return None
        low, high = burst_range(edits)
        return start + low, start + high

    def bring_back(self, segment: Segment, start: int, end: int) -> None:
        """Bring a scene back, or the passage of it that is chosen.

        Raises:
            InputError: it stands like that already, or the scene is not there now.
        """
        text = self._cursor.text(segment.scene)
        if text is None:
            return
        then = text.fragment()
        if start < end and segment.content is not None:
            low, high = start - segment.start, end - segment.start
            self.past.restore_passage(segment.scene, then, low, high)
        else:
            self.past.restore_scene(segment.scene, then)

    # -- in words --------------------------------------------------------------------------------

    def when(self) -> str:
        """Return the moment in words."""
        if not self.seq:
            return _tr("Before anything was written")
        timeline = self.past.timeline
        return moment(timeline.real_ms(self.at_ms))

    def what(self) -> str:
        """Return what happened then, or what differs."""
        if self._differs is not None:
            came, went = self._differs
            against = _tr("now") if self.against is Against.NOW else self._marked_told()
            return _tr("compared with {when}: {came} in, {went} out").format(
                when=against, came=words(came), went=words(went)
            )
        return self.past.event_told(self.seq)

    def whose(self) -> str:
        """Return how many words stood in the project then, and whose."""
        counts = self.past.timeline.words_of(self.seq)
        total = sum(counts)
        told = [counted(total, _tr("1 word"), _tr("{n} words"))]
        names = ((HUMAN, _tr("you")), (AI, _tr("AI")), (UNKNOWN, _tr("not seen")))
        told += [
            f"{name} {percent(counts[at] / total)}" for at, name in names if total and counts[at]
        ]
        return " · ".join(told)

    def _marked_told(self) -> str:
        timeline = self.past.timeline
        return moment(timeline.real_ms(timeline.ms_of(self.marked or 0)))

    def _other(self) -> tuple[bool, tuple[Stood, ...]] | None:
        """Return the other moment, and whether the one looked at is the later one."""
        if self.against is Against.NOW:
            return False, self.past.stands(self.scene)
        if self.against is Against.MARKED and self.marked is not None:
            cursor = self.past.cursor()
            cursor.goto(self.marked)
            return self.seq >= self.marked, self.past.stood(cursor, self.scene)
        return None


def burst_range(edits: Sequence[Edit]) -> tuple[int, int]:
    """Return where the last edits that belong together stand, such as the keys of a word."""
    low, high = edits[0].start, edits[0].new_end
    for edit in edits[1:]:
        if low <= edit.old_end and edit.start <= high:
            high = max(edit.new_end, high + edit.growth)
            low = min(low, edit.start)
        else:
            low, high = edit.start, edit.new_end
    return low, high


def _tr(words: str) -> str:
    return QCoreApplication.translate("Looking", words)
