"""Deciding what agents proposed: accept, accept with changes, accept some, reject, place, find."""

from __future__ import annotations

from itertools import pairwise

from cocreate.agents.clean import same_words
from cocreate.base.errors import DecisionError, NotFoundError
from cocreate.core.events import Cause, HunkDecided, NoteDismissed
from cocreate.core.origin import Fragment
from cocreate.core.settle import choose, settle, stretch
from cocreate.core.suggestion import Hunk, HunkOpened, Note, Verdict
from cocreate.metrics.effort import ActionKind
from cocreate.workspace.change import Change, ChangeKind, Write
from cocreate.workspace.workspace import Workspace

_DECIDED = {
    Verdict.ACCEPTED: "was accepted already",
    Verdict.EDITED: "was accepted with changes already",
    Verdict.REJECTED: "was rejected already",
    Verdict.STALE: "is stale: its lines were changed since. Ask the agent again",
    Verdict.LOOSE: "is loose: its quoted words stand nowhere or in several places. Place it first",
}


class Review:
    """The writer's decisions; each goes through the same door as typing and can be undone."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._opened: set[str] = set()

    # -- looking ---------------------------------------------------------------------------------

    def hunk(self, hunk: str) -> Hunk:
        """Return a suggestion by id.

        Raises:
            NotFoundError: there is none.
        """
        for scene in self._workspace.state.scenes.values():
            if hunk in scene.hunks:
                return scene.hunks[hunk]
        raise NotFoundError(f"There is no suggestion “{hunk}” in this project.")

    def open_hunks(self, scene: str | None = None) -> list[Hunk]:
        """Return pending suggestions in the order of the text; of one scene, or of all."""
        return [hunk for hunk in self.all_hunks(scene) if hunk.verdict is Verdict.PENDING]

    def count_pending(self) -> int:
        """Return how many suggestions of the manuscript are pending."""
        return sum(
            hunk.verdict is Verdict.PENDING
            for scene in self._workspace.state.manuscript()
            for hunk in scene.hunks.values()
        )

    def loose_hunks(self, scene: str | None = None) -> list[Hunk]:
        """Return suggestions whose quoted words stand nowhere or in several places."""
        return [hunk for hunk in self.all_hunks(scene) if hunk.verdict is Verdict.LOOSE]

    def all_hunks(self, scene: str | None = None) -> list[Hunk]:
        """Return all suggestions, decided ones too, scene by scene in the order of the text."""
        scenes = self._workspace.state.manuscript()
        found: list[Hunk] = []
        for state in scenes:
            if scene in (None, state.id):
                found.extend(sorted(state.hunks.values(), key=lambda hunk: (hunk.start, hunk.id)))
        return found

    def search(self, words: str) -> list[Hunk]:
        """Return decided and stale suggestions that hold `words` in what they quote or offer."""
        wanted = words.casefold()
        return [
            hunk
            for hunk in self.all_hunks()
            if hunk.verdict is not Verdict.PENDING
            and any(wanted in part.casefold() for part in (hunk.old, hunk.new, hunk.reason))
        ]

    def line(self, hunk: Hunk) -> int | None:
        """Return the line (from 0) on which a suggestion stands now; None while it is loose."""
        if hunk.start < 0:
            return None
        text = self._workspace.scene(hunk.scene).text
        return text.line_of(min(hunk.start, len(text)))

    def notes(self, scene: str) -> list[Note]:
        """Return the margin notes of a scene that were not put away, in the order of the text."""
        notes = self._workspace.scene(scene).notes.values()
        return sorted(
            (note for note in notes if not note.is_dismissed),
            key=lambda note: (note.start, note.id),
        )

    def note_opened(self, hunk: str) -> None:
        """Write down that the writer looks at a suggestion closely, the first time it happens."""
        if self._workspace.is_read_only or hunk in self._opened:
            return
        opened = HunkOpened(hunk, self.hunk(hunk).scene)
        self._opened.add(hunk)
        at_ms, _ = self._workspace.begin_action(ActionKind.REVIEWING)
        self._workspace.record(opened, at_ms=at_ms)

    # -- deciding --------------------------------------------------------------------------------

    def accept(self, hunk: str) -> None:
        """Put the words in as offered; only changed words are touched."""
        found = self._pending(hunk)
        self._accept([(found, found.new, False)], "accepting a suggestion")

    def accept_edited(self, hunk: str, final: str) -> None:
        """Put in the words as the writer changed them; equal to the offer it is a plain accept."""
        found = self._pending(hunk)
        words = same_words(final)
        if is_insertion(found) and words != found.new:
            words = _as_placed(found, words)
        self._accept([(found, words, False)], "accepting with changes")

    def accept_some(self, hunk: str, kept: frozenset[int]) -> None:
        """Take only some of the word edits (their indexes in `word_edits(old, new)`)."""
        found = self._pending(hunk)
        self._accept([(found, choose(found, kept), True)], "accepting some words")

    def accept_all(self, agent: str, scene: str) -> int:
        """Accept every pending suggestion of one agent in a scene as one step; return how many."""
        found = [hunk for hunk in self.open_hunks(scene) if hunk.agent == agent]
        apart: list[Hunk] = []
        for hunk in found:
            # Two offers about the same words cannot both be taken; the later one turns stale.
            if not apart or hunk.start > apart[-1].end:
                apart.append(hunk)
        if apart:
            self._accept([(hunk, hunk.new, False) for hunk in apart], "accepting all of an agent")
        return len(apart)

    def accept_many(self, hunks: list[str]) -> None:
        """Accept several suggestions, all or nothing, in the order given.

        Raises:
            DecisionError: one of them cannot be accepted, or two of them are about the same words.
        """
        _require_each_once(hunks)
        found = [self._pending(hunk) for hunk in hunks]
        by_scene: dict[str, list[Hunk]] = {}
        for hunk in found:
            by_scene.setdefault(hunk.scene, []).append(hunk)
        for members in by_scene.values():
            members.sort(key=lambda hunk: (hunk.start, hunk.end))
            for first, then in pairwise(members):
                if then.start < first.end:
                    raise DecisionError(
                        f"“{first.id}” and “{then.id}” are about the same words; "
                        "accept one of them, then look at the other again."
                    )
        for members in by_scene.values():
            self._accept([(hunk, hunk.new, False) for hunk in members], "accepting suggestions")

    def reject(self, hunk: str, why: str = "") -> None:
        """Put a suggestion away, with or without a reason; it stays in the project."""
        self.reject_many([hunk], why)

    def reject_many(self, hunks: list[str], why: str = "", *, only_pending: bool = False) -> None:
        """Reject several suggestions, all or nothing; stale and loose ones too unless told not to.

        Raises:
            DecisionError: one of them is decided already, or not pending though it must be.
        """
        _require_each_once(hunks)
        found = [self._pending(hunk) if only_pending else self._open(hunk) for hunk in hunks]
        for scene in dict.fromkeys(hunk.scene for hunk in found):
            decisions = [
                HunkDecided(
                    hunk.id, scene, Verdict.REJECTED, hunk.start, hunk.end, None, why.strip()
                )
                for hunk in found
                if hunk.scene == scene
            ]
            self._workspace.decide(scene, decisions, "rejecting a suggestion")

    def place(self, hunk: str, start: int, end: int) -> None:
        """Say where a loose suggestion belongs: at code points `start` to `end` of its scene.

        Raises:
            DecisionError: other words than the quoted ones stand there.
        """
        found = self.hunk(hunk)
        if found.verdict is not Verdict.LOOSE:
            raise DecisionError(f"Suggestion “{hunk}” has its place already.")
        if self._workspace.scene(found.scene).text.slice(start, end) != found.old:
            raise DecisionError(
                "Other words stand there. Select exactly the words that the suggestion quotes."
            )
        decision = HunkDecided(found.id, found.scene, Verdict.PENDING, start, end)
        self._workspace.decide(found.scene, [decision], "placing a suggestion")

    def dismiss_note(self, note: Note, *, is_dismissed: bool = True) -> None:
        """Put a margin note away, or bring it back."""
        self._workspace.begin_action(ActionKind.REVIEWING)
        self._workspace.record(NoteDismissed(note.id, note.scene, is_dismissed))
        self._workspace.touch(note.scene)
        self._workspace.changes.tell(Change(ChangeKind.NOTES, note.scene, initiator="review"))

    def _accept(self, wanted: list[tuple[Hunk, str, bool]], label: str) -> None:
        """Settle suggestions of one scene, in the order of the text, as one step of undo."""
        scene = wanted[0][0].scene
        text = self._workspace.scene(scene).text
        replacements: list[tuple[int, int, Fragment]] = []
        decisions: list[HunkDecided] = []
        shift = 0
        for hunk, final, is_partial in wanted:
            old = text.slice(hunk.start, hunk.end)
            settled = settle(hunk, old, final)
            replacements.extend((edit.start, edit.end, edit.new) for edit in settled)
            start, end = stretch(hunk, settled)
            is_whole = final == hunk.new
            decisions.append(
                HunkDecided(
                    hunk.id,
                    scene,
                    Verdict.ACCEPTED if is_whole else Verdict.EDITED,
                    start + shift,
                    end + shift,
                    None if is_whole else final,
                    is_partial=is_partial and not is_whole,
                )
            )
            shift += len(final) - len(old)
        source = wanted[0][0].id if len(wanted) == 1 else None
        how = Write(Cause.ACCEPT, label=label, initiator="review", source=source)
        self._workspace.edit_many(scene, replacements, how, decisions)

    def _at_hand(self, hunk: str) -> Hunk:
        found = self.hunk(hunk)
        if self._workspace.scene(found.scene).is_removed:
            raise DecisionError(
                f"Suggestion “{hunk}” belongs to a deleted scene. Bring the scene back first."
            )
        return found

    def _pending(self, hunk: str) -> Hunk:
        found = self._at_hand(hunk)
        if found.verdict is not Verdict.PENDING:
            raise DecisionError(f"Suggestion “{hunk}” {_DECIDED[found.verdict]}.")
        return found

    def _open(self, hunk: str) -> Hunk:
        found = self._at_hand(hunk)
        if found.verdict not in (Verdict.PENDING, Verdict.LOOSE, Verdict.STALE):
            raise DecisionError(f"Suggestion “{hunk}” {_DECIDED[found.verdict]}.")
        return found


def _require_each_once(hunks: list[str]) -> None:
    if len(set(hunks)) < len(hunks):
        raise DecisionError("The same suggestion is named twice. Name each one once.")


def _as_placed(hunk: Hunk, words: str) -> str:
    """Return other words for an insertion, with the line end that places the offered ones."""
    return f"{words}\n" if hunk.new.endswith("\n") else f"\n{words}"


def is_insertion(hunk: Hunk) -> bool:
    """Tell whether a suggestion puts in lines of its own and replaces nothing."""
    return not hunk.old and hunk.verdict is not Verdict.LOOSE


def offered_words(hunk: Hunk) -> str:
    """Return the words as the agent offered them, without the line end that places whole lines."""
    if not is_insertion(hunk):
        return hunk.new
    if hunk.new.endswith("\n"):
        return hunk.new[:-1]
    return hunk.new.removeprefix("\n")
