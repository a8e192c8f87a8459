"""A small manuscript with what agents said about it, as tests of the window need it."""

from __future__ import annotations

from cocreate.agents.agent import Agent, Answers, Needs, Purpose
from cocreate.agents.roster import Roster
from cocreate.core.events import (
    CallMade,
    HunkOffered,
    NoteOffered,
    RunStarted,
    RunStopped,
)
from cocreate.core.origin import TYPED, UNKNOWN_IMPORTED, Contributor, plain
from cocreate.core.suggestion import Verdict
from cocreate.core.usage import Money, Usage
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace

OPENING = "The sea was calm.\nShe was very, very tired.\nThe light was coming up grey.\n"

CHECKER = Agent(
    "copy-editor",
    "Copy editor",
    "Finds slips.",
    Purpose.COPYEDIT,
    "",
    needs=Needs.NONE,
    answers=Answers.HUNKS,
)
EDITOR = Agent(
    "line-editor", "Line editor", "Tightens lines.", Purpose.LINE_EDIT, "", answers=Answers.HUNKS
)
STARTER = Agent(
    "pacing-reader",
    "Pacing reader",
    "Listens to the rhythm.",
    Purpose.CRITIQUE,
    "",
    needs=Needs.ANY_MODEL,
    answers=Answers.NOTES,
)
READER = Agent("first-reader", "First reader", "Reads along.", Purpose.CRITIQUE, "")
ROSTER = Roster((READER, CHECKER, EDITOR, STARTER))


def lacks(agent: Agent) -> str:
    return "It needs a larger model." if agent.needs is Needs.LARGER_MODEL else ""


def fill(workspace: Workspace) -> list[str]:
    """Put three scenes in two chapters into a project; return their ids."""
    return Scenes(workspace).add_all(
        [
            NewScene("One", "Opening", plain(OPENING, TYPED)),
            NewScene("One", "Harbour", plain("Eleven boats came in.\n", UNKNOWN_IMPORTED)),
            NewScene("Two", "Return", plain("Nobody spoke.\n", TYPED)),
        ]
    )


class Agents:
    """Say what runs bring, the way they bring it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._runs = 0

    def start(self, scene: str, agent: Agent = EDITOR, ask: str = "") -> str:
        self._runs += 1
        run = f"run-{self._runs}"
        self._workspace.record(
            RunStarted(run, agent.name, agent.title, agent.purpose.value, "s/m", scene, ask)
        )
        self._tell(ChangeKind.RUNS, scene, run)
        return run

    def stop(self, run: str, how: str = "done", sentence: str = "", answer: str = "") -> None:
        self._workspace.record(RunStopped(run, how, sentence, answer))
        self._tell(ChangeKind.RUNS, self._workspace.state.runs[run].scene, run)

    def offer(self, scene: str, old: str, new: str, agent: Agent = EDITOR) -> str:
        run = self.start(scene, agent)
        start = self._workspace.scene(scene).text.text().find(old)
        hunk = self._workspace.ids.new("s")
        self._workspace.record(
            HunkOffered(
                hunk,
                run,
                scene,
                agent.name,
                "m",
                Contributor.AI,
                start,
                start + len(old) if start >= 0 else -1,
                old,
                new,
                "Because.",
                None,
                Verdict.PENDING if start >= 0 else Verdict.LOOSE,
            )
        )
        self._tell(ChangeKind.HUNKS, scene, run)
        return hunk

    def note(self, scene: str, quote: str, words: str) -> str:
        run = self.start(scene, STARTER)
        start = self._workspace.scene(scene).text.text().find(quote) if quote else -1
        note = self._workspace.ids.new("n")
        end = start + len(quote) if start >= 0 else -1
        self._workspace.record(
            NoteOffered(note, run, scene, STARTER.name, start, end, quote, words, None)
        )
        self._tell(ChangeKind.NOTES, scene, run)
        return note

    def charge(self, run: str, micros: int | None) -> None:
        cost = None if micros is None else Money(micros, "USD")
        self._workspace.record(CallMade(run, "s", "m", Usage(10, 5), 100, cost, "", ""))
        self._tell(ChangeKind.FIGURES, self._workspace.state.runs[run].scene, run)

    def _tell(self, kind: ChangeKind, scene: str, run: str) -> None:
        self._workspace.changes.tell(Change(kind, scene, run=run))
