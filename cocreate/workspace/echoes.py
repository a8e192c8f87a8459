"""The echo check: words that look like an agent's are found in pauses, and asked about.

Nothing is looked at while keys come in: what was typed or pasted is remembered as ranges, and
looked through in slices once the writer has paused. A match is only a question; the writer confirms
it (the words are counted as the agent's) or disputes it (they stay as typed, the dispute is kept).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from cocreate.base.errors import DecisionError, NotFoundError
from cocreate.core.events import MatchDecided, MatchFound
from cocreate.core.fragments import cut, merged
from cocreate.core.offers import offered_under
from cocreate.core.origin import Contributor, Edit, Fragment, Method, Span, origin
from cocreate.core.replay import may_join_keys, walk
from cocreate.core.state import ProjectState, SceneState
from cocreate.core.suggestion import Match, MatchVerdict, is_third_party
from cocreate.metrics.echo import Echo, EchoIndex
from cocreate.metrics.echo_tally import ASKED_ABOUT, EchoTally, SceneEcho, asked_about
from cocreate.text.anchor import move_span
from cocreate.text.diff import word_edits
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.declaring import relabel
from cocreate.workspace.echo_look import EchoLook
from cocreate.workspace.workspace import Workspace

INITIATOR = "echoes"
PAUSE_S = 2.0
_OFFERS_A_SLICE = 80
_CHARACTERS_A_SLICE = 20_000
_AROUND = 400
_RECOGNISED = 20
_MOMENT_EVENTS = 30_000
_RETYPED = "Confirmed: typed again from what an agent offered."
_DISPUTED = "Disputed: the likeness to what an agent offered."


@dataclass(slots=True)
class _Fresh:
    """A range of new words, and how many offers there were when they came."""

    start: int
    end: int
    age: int


class Echoes:
    """Find matches in pauses, list them, take the writer's answers."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._index = EchoIndex()
        self._offers: list[tuple[str, str, str]] = []
        self._known: set[str] = set()
        self._fresh: dict[str, list[_Fresh]] = {}
        self._gone: dict[Fragment, int] = {}
        self._touched_at = 0.0
        self._has_gathered = False
        self._earlier = EchoLook(workspace)
        workspace.changes.listen(self.refresh)
        workspace.ticks.listen(self.tick)

    # -- looking ---------------------------------------------------------------------------------

    def matches(self, scene: str | None = None) -> list[Match]:
        """Return all matches of a scene or the manuscript, answered and gone ones too."""
        return [
            match
            for state in self._workspace.state.manuscript()
            if scene in (None, state.id)
            for match in sorted(state.matches.values(), key=lambda match: (match.start, match.id))
        ]

    def open_matches(self, scene: str | None = None) -> list[Match]:
        """Return the matches that wait for an answer, in the order of the text."""
        return [match for match in self.matches(scene) if match.is_open]

    def match(self, match: str) -> Match:
        """Return a match by id.

        Raises:
            NotFoundError: there is none.
        """
        for scene in self._workspace.state.scenes.values():
            if match in scene.matches:
                return scene.matches[match]
        raise NotFoundError(f"There is no match “{match}” in this project.")

    def words(self, match: Match) -> str:
        """Return the words of the manuscript that a match is about; "" when they are gone."""
        if match.start < 0:
            return ""
        return self._workspace.scene(match.scene).text.slice(match.start, match.end)

    def offered(self, match: Match) -> str:
        """Return what the agent had offered."""
        return offered_under(self._workspace.state, match.source).words

    def agent(self, match: Match) -> str:
        """Return the name of the agent that had offered it."""
        return offered_under(self._workspace.state, match.source).agent

    def agent_title(self, match: Match) -> str:
        """Return what the writer knows that agent as."""
        name = self.agent(match)
        runs = self._workspace.state.runs.values()
        return next((run.agent_title for run in runs if run.agent == name), "") or name

    # -- finding ---------------------------------------------------------------------------------

    def refresh(self, change: Change) -> None:
        """Remember new words and new offers; nothing is looked at yet."""
        self._gather()
        if change.scene is not None and change.edits:
            self._note(change.scene, change.edits)
            self._touched_at = self._workspace.clock.monotonic()
        if change.kind is ChangeKind.HUNKS and change.scene is not None:
            self._take_hunks(self._workspace.scene(change.scene))
        if change.kind is ChangeKind.NOTES and change.scene is not None:
            self._take_notes(self._workspace.scene(change.scene))
        if change.kind is ChangeKind.RUNS and change.run is not None:
            self._take_answer(change.run)

    def tick(self, now: float) -> None:
        """Look through a slice of what is new, if the writer has paused.

        Args:
            now: monotonic seconds.
        """
        self._gather()
        self._index_some(_OFFERS_A_SLICE)
        if now - self._touched_at >= PAUSE_S and self._index.count == len(self._offers):
            if self._fresh or self._earlier.is_done:
                self._check_some(_CHARACTERS_A_SLICE)
            else:
                self.keep(self._earlier.step())

    def check(self) -> None:
        """Look through everything that is new, at once."""
        if self._fresh:
            self._index_some(len(self._offers))
        while self._fresh:
            self._check_some(_CHARACTERS_A_SLICE)

    def finish(self) -> None:
        """Look through what is new before the project is closed."""
        self.check()
        if self._has_gathered:
            self._earlier.remember()

    def catch_up(self) -> None:
        """Find what came while no window looked, too, where that takes no more than a moment."""
        self.check()
        if not self._earlier.is_done and self._workspace.project.ledger.count <= _MOMENT_EVENTS:
            self.keep(self.check_ledger())

    def check_ledger(self) -> list[Match]:
        """Walk the whole ledger; return what was found beside the matches that are known."""
        self._gather()
        self._workspace.close_burst()
        return _walked(self._workspace) if self._offers else []

    def keep(self, found: Iterable[Match]) -> None:
        """Write matches down that `check_ledger` found."""
        for match in found:
            scene = self._workspace.scene(match.scene)
            if _is_new(scene, match):
                echo = Echo(match.start, match.end, match.source, match.words, 1.0)
                self._record(scene, echo)

    # -- answering -------------------------------------------------------------------------------

    def confirm(self, match: str) -> None:
        """Take it that the words were retyped: as far as they are the agent's, they count as its.

        Raises:
            DecisionError: the match was answered already, or its words are gone.
        """
        found = self._open(match)
        scene = self._workspace.scene(found.scene)
        old = scene.text.fragment(found.start, found.end)
        new = as_accepted(old, self.offered(found), found.source)
        answer = MatchDecided(found.id, found.scene, MatchVerdict.CONFIRMED)
        passages = [] if new == old else [(found.start, new)]
        told = (_RETYPED, "confirming a match")
        relabel(self._workspace, found.scene, passages, told, [answer])

    def dispute(self, match: str, why: str = "") -> None:
        """Keep the words as typed, with the dispute on record.

        Raises:
            DecisionError: the match was answered already, or its words are gone.
        """
        found = self._open(match)
        answer = MatchDecided(found.id, found.scene, MatchVerdict.DISPUTED, why.strip())
        relabel(self._workspace, found.scene, [], (_DISPUTED, "disputing a match"), [answer])

    def _open(self, match: str) -> Match:
        found = self.match(match)
        if found.verdict is not MatchVerdict.OPEN:
            raise DecisionError(f"Match “{match}” was {found.verdict.value} already.")
        if found.start < 0:
            raise DecisionError(f"The words of match “{match}” are not in the text any more.")
        return found

    # -- how it is done --------------------------------------------------------------------------

    def _gather(self) -> None:
        """Take in what agents had offered before; not before it is wanted."""
        if self._has_gathered:
            return
        self._has_gathered = True
        for scene in self._workspace.state.scenes.values():
            self._take_hunks(scene)
            self._take_notes(scene)
        for run in self._workspace.state.runs:
            self._take_answer(run)
        self._earlier.begin(has_offers=bool(self._offers))

    def _take_hunks(self, scene: SceneState) -> None:
        for id_ in [id_ for id_ in scene.hunks if id_ not in self._known]:
            hunk = scene.hunks[id_]
            self._known.add(id_)
            if hunk.contributor is Contributor.AI:
                self._take_offer(id_, hunk.new, hunk.old)

    def _take_notes(self, scene: SceneState) -> None:
        for note in scene.notes.values():
            if note.id not in self._known and not is_third_party(note.run):
                self._take_offer(note.id, note.note, note.quote)

    def _take_answer(self, run: str) -> None:
        state = self._workspace.state.runs.get(run)
        if state is not None and state.how and state.answer and run not in self._known:
            self._take_offer(run, state.answer, "")

    def _take_offer(self, source: str, new: str, old: str) -> None:
        self._known.add(source)
        self._offers.append((source, new, old))

    def _index_some(self, count: int) -> None:
        for offer in self._offers[self._index.count : self._index.count + count]:
            self._index.add(*offer)

    def _note(self, scene: str, edits: Iterable[Edit]) -> None:
        """Remember where new words stand; ranges known before move along."""
        fresh = self._fresh.setdefault(scene, [])
        for edit in edits:
            if edit.old.text == edit.new.text:
                continue
            if len(edit.old.text) >= _RECOGNISED:
                self._gone[edit.old] = _age_at(fresh, edit.start, edit.old_end)
            size = (edit.start, len(edit.old.text), len(edit.new.text))
            for known in fresh:
                known.start, known.end = move_span(known.start, known.end, *size)
            if not edit.new.text:
                continue
            age = self._gone.get(edit.new, len(self._offers))
            last = fresh[-1] if fresh else None
            if last is not None and last.age == age and last.end == edit.start:
                last.end = edit.new_end
            elif last is None or not last.start <= edit.start < edit.new_end <= last.end:
                fresh.append(_Fresh(edit.start, edit.new_end, age))

    def _check_some(self, characters: int) -> None:
        while self._fresh and characters > 0:
            scene, waiting = next(iter(self._fresh.items()))
            if not waiting:
                del self._fresh[scene]
                continue
            fresh = waiting.pop(0)
            end = min(fresh.end, fresh.start + _CHARACTERS_A_SLICE)
            if end < fresh.end:
                waiting.insert(0, _Fresh(end, fresh.end, fresh.age))
            characters -= end - fresh.start
            self._check(self._workspace.scene(scene), fresh.start, end, fresh.age)

    def _check(self, scene: SceneState, start: int, end: int, age: int) -> None:
        """Look through new words and a little around them, for a run that they may end."""
        if start >= end or not age or scene.is_removed:
            return
        low, high = max(0, start - _AROUND), min(len(scene.text), end + _AROUND)
        part = scene.text.fragment(low, high)
        limits = asked_about(part.spans, [(high - low, age)])
        for echo in self._index.find(part.text, limits):
            found = Echo(low + echo.start, low + echo.end, echo.source, echo.words, echo.closeness)
            if found.start < end and start < found.end and _is_new(scene, found):
                self._record(scene, found)

    def _record(self, scene: SceneState, echo: Echo) -> None:
        id_ = _gone_before(scene, echo) or self._workspace.ids.new("match")
        event = MatchFound(id_, scene.id, echo.source, echo.start, echo.end, echo.words)
        self._workspace.record(event)
        self._workspace.touch(scene.id)
        self._workspace.changes.tell(Change(ChangeKind.MATCHES, scene.id, initiator=INITIATOR))


def _walked(workspace: Workspace) -> list[Match]:
    """Return what a whole ledger has beside the matches that are known."""
    tally, state = EchoTally(), ProjectState()
    joins = partial(may_join_keys, state)
    for entry, edits, _ in walk(workspace.project.ledger.entries(is_coarse=joins), state):
        tally.take(entry, edits, state)
    return unknown_matches(state, tally.result(state))


def _age_at(fresh: Iterable[_Fresh], start: int, end: int) -> int:
    """Return how many offers there were before the words of a range that are about to go."""
    return max((known.age for known in fresh if known.start < end and start < known.end), default=0)


def unknown_matches(state: ProjectState, found: Iterable[SceneEcho]) -> list[Match]:
    """Return echoes that no match of the project is about, as matches without an id."""
    return [
        Match("", hit.scene, hit.echo.source, hit.echo.start, hit.echo.end, hit.echo.words)
        for hit in found
        if _is_new(state.scenes[hit.scene], hit.echo)
    ]


def as_accepted(old: Fragment, offered: str, source: str) -> Fragment:
    """Return words with those that stand as they were offered credited to the suggestion.

    Words that differ from the offer keep their origin, and so does what Cocreate saw come.
    """
    by = origin(Contributor.AI, Method.ACCEPTED, source)
    spans: list[Span] = []
    at = 0
    for start, end in (*_changed(offered, old.text), (len(old.text), len(old.text))):
        for span in cut(old, at, start).spans:
            pair = (span.origin.contributor, span.origin.method)
            spans.append(Span(span.length, by) if pair in ASKED_ABOUT else span)
        spans += cut(old, start, end).spans
        at = end
    return Fragment(old.text, tuple(merged(spans)))


def _changed(offered: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of `words` that are not as they were offered."""
    shift = 0
    for edit in word_edits(offered, words):
        start = edit.start + shift
        if edit.new:
            yield start, start + len(edit.new)
        shift += len(edit.new) - (edit.end - edit.start)


def _is_new(scene: SceneState, echo: Echo | Match) -> bool:
    """Tell whether no match is about these words yet."""
    return not any(
        match.start < echo.end and echo.start < match.end
        for match in scene.matches.values()
        if match.start >= 0
    )


def _gone_before(scene: SceneState, echo: Echo) -> str | None:
    """Return the match about the same offer whose words went and now are there again."""
    for match in scene.matches.values():
        is_alike = (match.source, match.words) == (echo.source, echo.words)
        if match.start < 0 and is_alike and match.verdict is not MatchVerdict.CONFIRMED:
            return match.id
    return None
