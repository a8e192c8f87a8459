"""The axis of the timeline: which stretch of time is seen, and where on it a moment stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QDateTime, QLocale

from cocreate.workspace.folding import FoldedTime
from cocreate.workspace.timeline import Timeline

_SECOND = 1000
_MINUTE = 60 * _SECOND
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
LEAST_MS = _MINUTE
_STEPS = (
    *(n * _SECOND for n in (5, 10, 30)),
    *(n * _MINUTE for n in (1, 5, 10, 30)),
    *(n * _HOUR for n in (1, 3, 6, 12)),
    *(n * _DAY for n in (1, 2, 7, 14, 30, 91, 365)),
)
_FOLD_MS = 10 * _MINUTE
_NEVER = 1 << 60


@dataclass(frozen=True, slots=True)
class Tick:
    """A label on the axis; a strong one begins a day."""

    x: float
    label: str
    is_strong: bool = False


class Axis:
    """Maps shown times to pixels; pauses are folded or drawn at their length."""

    def __init__(self) -> None:
        self.folds = True
        self.width = 1
        self._folded = FoldedTime(_FOLD_MS)
        self._read = 0
        self._from = 0.0
        self._to = 1.0
        self._is_whole = True

    @property
    def is_whole(self) -> bool:
        """Whether everything is seen."""
        return self._is_whole

    @property
    def span_ms(self) -> float:
        """How much time is seen."""
        return self._to - self._from

    @property
    def length_ms(self) -> int:
        """How long everything is."""
        return max(LEAST_MS, self._folded.length_ms)

    def follow(self, timeline: Timeline, *, folds: bool) -> None:
        """Take in what the timeline has read since; a change of folding begins anew."""
        if folds is not self.folds:
            self.folds, self._read = folds, 0
            self._folded = FoldedTime(_FOLD_MS if folds else _NEVER)
            self._is_whole = True
        if self._read < len(timeline.times):
            self._folded.extend(timeline.times[self._read :])
            self._read = len(timeline.times)
        if self._is_whole:
            self.show_all()

    def show_all(self) -> None:
        """See everything."""
        self._is_whole = True
        margin = self.length_ms * 0.01
        self._from, self._to = -margin, self.length_ms + margin

    def zoom(self, factor: float, around_ms: int) -> None:
        """See more (below 1) or less time, with a moment kept where it is."""
        whole = self.length_ms * 1.02
        span = min(whole, max(LEAST_MS, self.span_ms * factor))
        if span >= whole:
            self.show_all()
            return
        place = self._folded.folded(around_ms)
        share = (place - self._from) / self.span_ms
        share = share if 0 <= share <= 1 else 0.5
        self._is_whole = False
        self._put(place - share * span, span)

    def pan(self, share: float) -> None:
        """Move by a share of what is seen."""
        if not self._is_whole:
            self._put(self._from + share * self.span_ms, self.span_ms)

    def bring_into_view(self, at_ms: int) -> None:
        """Move so that a moment is seen, if it is not."""
        place = self._folded.folded(at_ms)
        if not self._from <= place <= self._to:
            self._put(place - self.span_ms * 0.5, self.span_ms)

    def x_of(self, at_ms: int) -> float:
        """Return where a moment stands, in pixels."""
        return (self._folded.folded(at_ms) - self._from) / self.span_ms * self.width

    def ms_at(self, x: float) -> int:
        """Return the moment at a place in pixels."""
        return self._folded.real(round(self._from + x / max(1, self.width) * self.span_ms))

    def breaks(self) -> Iterator[float]:
        """Yield where folded pauses are seen."""
        for at_ms in self._folded.breaks:
            x = self.x_of(at_ms)
            if 0 <= x <= self.width:
                yield x

    def ticks(self, timeline: Timeline, apart: int) -> list[Tick]:
        """Return labels at least so many pixels apart: where sittings begin, and round times."""
        step = self._step(apart)
        starts = [self.x_of(band.began_ms) for band in timeline.bands] if self.folds else []
        places = [
            (x, band.began_ms)
            for x, band in zip(starts, timeline.bands, strict=False)
            if 0 <= x <= self.width - apart / 2
        ]
        chosen: list[tuple[float, int]] = []
        reached = 0.0
        for x, at_ms in (*places, (float(self.width), 0)):
            if x < reached:
                continue
            chosen += self._between(timeline, reached, x - apart, step)
            if at_ms:
                chosen.append((x, at_ms))
            reached = x + apart
        return self._labelled(timeline, chosen, step)

    def _between(
        self, timeline: Timeline, first: float, last: float, step: int
    ) -> list[tuple[float, int]]:
        """Return round times between two places."""
        found: list[tuple[float, int]] = []
        apart = step / self.span_ms * self.width
        x = first
        while x <= last:
            at_ms = self._next_round(timeline, x, step)
            place = self.x_of(at_ms)
            if x - 1 <= place <= last:
                found.append((place, at_ms))
                x = place + max(8.0, apart * 0.9)
            else:
                x += 24
        return found

    def _labelled(
        self, timeline: Timeline, places: list[tuple[float, int]], step: int
    ) -> list[Tick]:
        locale = QLocale()
        found: list[Tick] = []
        last_day = ""
        for x, at_ms in places:
            when = QDateTime.fromMSecsSinceEpoch(timeline.real_ms(at_ms))
            day = locale.toString(when.date(), "d MMM")
            if day != last_day:
                form = "d MMM yyyy" if not found or step >= 30 * _DAY else "d MMM"
                found.append(Tick(x, locale.toString(when.date(), form), is_strong=True))
            elif step < _DAY:
                form = "HH:mm:ss" if step < _MINUTE else "HH:mm"
                found.append(Tick(x, when.toString(form)))
            last_day = day
        return found

    def _step(self, apart: int) -> int:
        wanted = self.span_ms / max(1, self.width) * apart
        return next((step for step in _STEPS if step >= wanted), _STEPS[-1])

    def _next_round(self, timeline: Timeline, x: float, step: int) -> int:
        """Return the next round time from a place on, or where the next stretch begins."""
        at_ms = self.ms_at(x)
        real = timeline.real_ms(at_ms)
        shift = QDateTime.fromMSecsSinceEpoch(real).offsetFromUtc() * 1000
        rounded = -(-(real + shift) // step) * step - shift
        return at_ms + rounded - real

    def _put(self, start: float, span: float) -> None:
        margin = self.length_ms * 0.01
        start = max(-margin, min(start, self.length_ms + margin - span))
        self._from, self._to = start, start + span
