"""The sitting under way: when it began, what the writer did in it, and for how long."""

from __future__ import annotations

from cocreate.base.clock import Clock, to_ms
from cocreate.base.ids import IdSource
from cocreate.core.events import Event, SessionBegan, SessionEnded
from cocreate.metrics.effort import ActionKind

END_AFTER_S = 1800


class Sitting:
    """Begin with the writer's first action, gather effort and words, end when asked.

    Time between two actions counts for the kind of the later one, when it is at most the idle
    limit; a longer gap adds nothing (attribution.md, section 5).
    """

    def __init__(self, clock: Clock, ids: IdSource, *, how: str, idle_limit_s: int) -> None:
        self._clock = clock
        self._ids = ids
        self._how = how
        self._idle_limit_s = idle_limit_s
        self._id: str | None = None
        self._last_ms = 0
        self._active: dict[ActionKind, float] = dict.fromkeys(ActionKind, 0.0)
        self._words_added = 0
        self._words_removed = 0

    @property
    def id(self) -> str | None:
        """The id of the sitting, or None before the first action."""
        return self._id

    @property
    def idle_limit_s(self) -> int:
        """The pause in seconds after which time does not count."""
        return self._idle_limit_s

    @property
    def last_ms(self) -> int:
        """The moment of the last action, in milliseconds since 1970."""
        return self._last_ms

    @property
    def words_added(self) -> int:
        """Growth of the word count in this sitting, summed over the edits that grew it."""
        return self._words_added

    @property
    def words_removed(self) -> int:
        """Shrinkage of the word count in this sitting, summed likewise."""
        return self._words_removed

    def active_s(self) -> float:
        """Return the active seconds so far."""
        return sum(self._active.values())

    def begin(self, at_ms: int) -> tuple[str, Event]:
        """Begin a new sitting at `at_ms`; return its id and the event that says so."""
        self._id = self._ids.new("session")
        self._last_ms = at_ms
        self._active = dict.fromkeys(ActionKind, 0.0)
        self._words_added = 0
        self._words_removed = 0
        return self._id, SessionBegan(self._how)

    def act(self, kind: ActionKind, at_ms: int | None = None) -> None:
        """Note an action of the writer."""
        moment = to_ms(self._clock.now()) if at_ms is None else at_ms
        gap_s = (moment - self._last_ms) / 1000
        if self._id is not None and 0 < gap_s <= self._idle_limit_s:
            self._active[kind] += gap_s
        self._last_ms = moment

    def count_words(self, growth: int) -> None:
        """Note that an edit changed the word count by `growth`."""
        if growth > 0:
            self._words_added += growth
        else:
            self._words_removed -= growth

    def has_lapsed(self, at_ms: int | None = None) -> bool:
        """Tell whether the writer has been away so long that the sitting is over.

        Args:
            at_ms: the moment asked about; None: now.
        """
        if self._id is None:
            return False
        moment = to_ms(self._clock.now()) if at_ms is None else at_ms
        return moment - self._last_ms > END_AFTER_S * 1000

    def end(self) -> Event:
        """End the sitting; return the event that says so."""
        ended = SessionEnded(
            idle_limit_s=self._idle_limit_s,
            active_s=self.active_s(),
            writing_s=self._active[ActionKind.WRITING],
            reviewing_s=self._active[ActionKind.REVIEWING],
            prompting_s=self._active[ActionKind.PROMPTING],
            reading_s=self._active[ActionKind.READING],
            words_added=self._words_added,
            words_removed=self._words_removed,
        )
        self._id = None
        self._words_added = self._words_removed = 0
        return ended
