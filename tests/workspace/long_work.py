"""A project of thousands of events, made from a seed: what looking back is tried on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from cocreate.core.events import (
    Cause,
    Edited,
    Event,
    Exported,
    HunkDecided,
    HunkOffered,
    Op,
    OriginsDeclared,
    RunStarted,
    SceneAdded,
    SceneChanged,
    SceneRemoved,
    SceneRestored,
    SessionBegan,
    SessionEnded,
)
from cocreate.core.origin import TYPED, UNKNOWN_PASTED, Contributor, Method, origin, plain
from cocreate.core.suggestion import Verdict
from cocreate.store.ledger import Ledger

_WORDS = ("the", "sea", "was", "calm", "grey", "light", "\n", "nobody", "—", "spoke", "boat.")
_MINUTE = 60_000

Item = TypeVar("Item")


class Dice:
    """Numbers that look like chance and are the same every time."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, limit: int) -> int:
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self._state >> 33) % limit

    def chance(self) -> float:
        return self.below(1 << 30) / (1 << 30)

    def choice(self, items: Sequence[Item]) -> Item:
        return items[self.below(len(items))]


class LongWork:
    """Appends a course of work to a ledger."""

    def __init__(self, ledger: Ledger, seed: int = 7) -> None:
        self._ledger = ledger
        self._dice = Dice(seed)
        self._lengths: dict[str, int] = {}
        self._here: list[str] = []
        self._gone: list[str] = []
        self._now = 1_700_000_000_000
        self._session = ""
        self._hunks = 0
        self._events: list[tuple[int, str, Event]] = []

    def run(self, events: int) -> None:
        """Work on for so many events."""
        while len(self._events) < events:
            if not self._session or self._dice.chance() < 0.004:
                self._begin()
            self._now += self._dice.choice((400, 1500, 2500, 4000))
            self._step()
        self._ledger.append(self._events[:events])
        self._events.clear()

    def _put(self, event: Event) -> None:
        self._events.append((self._now, self._session, event))

    def _begin(self) -> None:
        if self._session:
            self._put(SessionEnded(120, 60.0, 60.0, 0.0, 0.0, 0.0))
        self._now += self._dice.choice((40, 600, 4000)) * _MINUTE
        self._session = f"session-{self._now}"
        self._put(SessionBegan("window"))

    def _step(self) -> None:
        chance = self._dice.chance()
        if not self._here or (chance < 0.004 and len(self._lengths) < 6):
            self._add_scene()
        elif chance < 0.03:
            self._arrange()
        elif chance < 0.06:
            self._suggest()
        else:
            self._edit()

    def _add_scene(self) -> None:
        scene = f"scene-{len(self._lengths) + 1}"
        content = plain("It began.\n", UNKNOWN_PASTED if self._lengths else TYPED)
        self._put(SceneAdded(scene, "", scene.title(), len(self._here), content))
        self._lengths[scene] = len(content.text)
        self._here.append(scene)

    def _arrange(self) -> None:
        scene = self._dice.choice(self._here)
        match self._dice.below(5):
            case 0 if len(self._here) > 1:
                self._put(SceneRemoved(scene))
                self._here.remove(scene)
                self._gone.append(scene)
            case 1 if self._gone:
                back = self._gone.pop()
                self._put(SceneRestored(back, 0))
                self._here.insert(0, back)
            case 2:
                self._put(SceneChanged(scene, "One", f"{scene} again", 0))
            case 3:
                self._put(Exported("markdown", "none", "book.md", "", ""))
            case _:
                at, size = self._place(scene)
                if size:
                    text = "x" * size
                    self._put(OriginsDeclared(scene, at, plain(text, TYPED), "My own."))

    def _place(self, scene: str) -> tuple[int, int]:
        length = self._lengths[scene]
        start = self._dice.below(length + 1)
        return start, min(length - start, self._dice.choice((0, 0, 0, 1, 6)))

    def _edit(self) -> None:
        scene = self._dice.choice(self._here)
        start, removed = self._place(scene)
        words = " ".join(self._dice.choice(_WORDS) for _ in range(self._dice.below(6))) + " "
        by = self._dice.choice((TYPED, TYPED, TYPED, UNKNOWN_PASTED))
        cause = Cause.TYPING if by is TYPED else Cause.PASTE
        ops = [Op(start, removed, plain(words, by))]
        self._lengths[scene] += len(words) - removed
        if self._dice.chance() < 0.3:
            end = start + len(words)
            ops.append(Op(end, 0, plain("s", TYPED)))
            self._lengths[scene] += 1
        self._put(Edited(scene, cause, tuple(ops), 300))

    def _suggest(self) -> None:
        scene = self._dice.choice(self._here)
        self._hunks += 1
        hunk, run = f"s-{self._hunks}", f"run-{self._hunks}"
        start = self._dice.below(self._lengths[scene] + 1)
        self._put(RunStarted(run, "line-editor", "Line editor", "line_edit", "m", scene, "Tighter"))
        offered = HunkOffered(
            hunk, run, scene, "line-editor", "m", Contributor.AI, start, start, "", "still ",
            "", None, Verdict.PENDING,
        )  # fmt: skip
        self._put(offered)
        if self._dice.chance() < 0.5:
            self._put(HunkDecided(hunk, scene, Verdict.REJECTED, start, start))
            return
        by = origin(Contributor.AI, Method.ACCEPTED, hunk)
        self._put(Edited(scene, Cause.ACCEPT, (Op(start, 0, plain("still ", by)),), 0, hunk))
        self._put(HunkDecided(hunk, scene, Verdict.ACCEPTED, start, start + 6))
        self._lengths[scene] += 6
