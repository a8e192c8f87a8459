"""Small ledgers for the tests of metrics: what happened, written as one would tell it."""

from __future__ import annotations

from cocreate.core.events import (
    Cause,
    Edited,
    Entry,
    HunkDecided,
    HunkOffered,
    Op,
    ProjectCreated,
    SceneAdded,
)
from cocreate.core.origin import (
    EMPTY,
    TYPED,
    Contributor,
    Fragment,
    Method,
    Origin,
    origin,
    plain,
)
from cocreate.core.replay import walk
from cocreate.core.settle import settle
from cocreate.core.state import ProjectState
from cocreate.core.suggestion import Hunk, Verdict


class Told:
    """A ledger that grows as things are told; one scene "s" unless another is named."""

    def __init__(self, first: str = "", by: Origin = TYPED) -> None:
        self.entries: list[Entry] = []
        self.add(ProjectCreated("Title", "Writer", "1"))
        self.scene("s", plain(first, by))

    def add(self, event):
        self.entries.append(Entry(len(self.entries) + 1, 1_000 * len(self.entries), "one", event))

    def scene(self, name: str, content: Fragment = EMPTY) -> None:
        self.add(SceneAdded(name, "", name, 9, content))

    def walk(self):
        return walk(self.entries)

    def state(self) -> ProjectState:
        state = ProjectState()
        for _, _, now in self.walk():
            state = now
        return state

    def text(self, scene: str = "s") -> str:
        return self.state().scenes[scene].text.text()

    def fragment(self, words: str, scene: str = "s") -> Fragment:
        text = self.state().scenes[scene].text
        at = text.text().index(words)
        return text.fragment(at, at + len(words))

    def edit(self, *ops: Op, cause: Cause = Cause.TYPING, scene: str = "s", source=None) -> None:
        self.add(Edited(scene, cause, ops, source=source))

    def write(self, at: int, words: str, removed: int = 0) -> None:
        self.edit(Op(at, removed, plain(words, TYPED)))

    def rewrite(self, old: str, new: str) -> None:
        self.write(self.text().index(old), new, len(old))

    def undo(self, *, redo: bool = False) -> None:
        """Take the last edit back, as one event."""
        edits = [edits for entry, edits, _ in self.walk() if isinstance(entry.event, Edited)][-1]
        ops = [Op(e.start, len(e.new.text), e.old) for e in reversed(edits)]
        self.edit(*ops, cause=Cause.REDO if redo else Cause.UNDO)

    def offer(self, name: str, old: str, new: str, by: Contributor = Contributor.AI) -> None:
        at = self.text().index(old)
        self.add(
            HunkOffered(
                name, "r", "s", "agent", "m", by, at, at + len(old), old, new, "", 1,
                Verdict.PENDING,
            )
        )  # fmt: skip

    def accept(self, name: str, final: str | None = None) -> None:
        hunk: Hunk = self.state().scenes["s"].hunks[name]
        words = hunk.new if final is None else final
        edits = settle(hunk, hunk.old, words)
        ops = [Op(e.start, e.end - e.start, e.new) for e in reversed(edits)]
        self.edit(*ops, cause=Cause.ACCEPT, source=name)
        verdict = Verdict.ACCEPTED if final is None else Verdict.EDITED
        end = hunk.start + len(words)
        self.add(HunkDecided(name, "s", verdict, hunk.start, end, final))

    def suggest(self, name: str, old: str, new: str, by: Contributor = Contributor.AI) -> None:
        self.offer(name, old, new, by)
        self.accept(name)


def accepted(words: str, source: str | None, by: Contributor = Contributor.AI) -> Fragment:
    """Words of a suggestion."""
    return plain(words, origin(by, Method.ACCEPTED, source))
