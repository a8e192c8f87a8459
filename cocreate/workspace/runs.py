"""Agents at work: start a run, take in what it sends, stop it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from cocreate.agents.budget import BudgetState
from cocreate.agents.run_events import (
    STOPPED,
    HunkProposed,
    NoteProposed,
    Progress,
    RunEnded,
    RunEvent,
    TextArrived,
    UsageReported,
)
from cocreate.base.errors import NotFoundError
from cocreate.base.spawn import Spawner
from cocreate.core.events import (
    ConsentGiven,
    Event,
    RunStarted,
    RunStopped,
)
from cocreate.core.suggestion import Hunk
from cocreate.core.usage import Price
from cocreate.metrics.effort import ActionKind
from cocreate.providers.access import ModelAccess
from cocreate.workspace.asking import Asking, ConsentRequest
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.figures import Figures
from cocreate.workspace.intake import (
    Guard,
    LiveRun,
    call_cut_off,
    call_made,
    hunk_offered,
    moved,
    note_offered,
)
from cocreate.workspace.workspace import Workspace

_AT_ONCE = 20


class Runs:
    """Put questions to agents; several may work at once."""

    def __init__(
        self,
        workspace: Workspace,
        asking: Asking,
        access: ModelAccess,
        spawner: Spawner,
        figures: Figures,
    ) -> None:
        self._workspace = workspace
        self._asking = asking
        self._access = access
        self._spawner = spawner
        self._figures = figures
        self._live: dict[str, LiveRun] = {}
        self._taken: list[Event] = []
        self._touched: dict[str, set[ChangeKind]] = {}
        self._warned: set[str] = set()
        workspace.changes.listen(self._on_change)

    # -- asking ----------------------------------------------------------------------------------

    def ask(
        self,
        name: str,
        scene: str,
        *,
        lines: tuple[int, int] | None = None,
        words: str = "",
        ref: str | None = None,
    ) -> str:
        """Put a question to an agent; return the run's id. Answers arrive as changes.

        Args:
            lines: half-open range of lines (from 0) it is about; None: the whole scene.
            ref: another model than the agent's own.

        Raises:
            NeedsConsentError: the writer has to agree first (`give_consent`), then ask again.
            NotFoundError, NeedsModelError, BudgetError: why it cannot be put.
        """
        question = self._asking.settle(name, scene, lines=lines, words=words, ref=ref)
        self._workspace.begin_action(ActionKind.PROMPTING)
        self._workspace.close_burst()
        run_id = self._workspace.ids.new("run")
        agent = question.agent
        self._workspace.record(
            RunStarted(
                run_id,
                agent.name,
                agent.title,
                agent.purpose.value,
                question.ref or agent.engine.value,
                scene,
                words,
                lines,
            )
        )
        self._workspace.touch(scene)
        price = self._access.price(question.ref) if question.ref else None
        live = LiveRun(run_id, question, price, guard=self._guard(price))
        live.since_s = self._workspace.clock.monotonic()
        self._live[run_id] = live
        stream = self._stream_of(live)
        live.running = self._spawner.start(lambda: stream, lambda event: self._take(live, event))
        self._workspace.changes.tell(Change(ChangeKind.RUNS, scene, run=run_id))
        return run_id

    def ask_again(self, hunk: Hunk) -> str:
        """Ask the agent of a stale or rejected suggestion again, about the lines where it stood."""
        text = self._workspace.scene(hunk.scene).text
        lines = None
        if hunk.start >= 0:
            first = text.line_of(min(hunk.start, len(text)))
            last = text.line_of(min(max(hunk.end, hunk.start), len(text)))
            lines = (first, last + 1)
        started = self._workspace.state.runs.get(hunk.run)
        return self.ask(hunk.agent, hunk.scene, lines=lines, words=started.ask if started else "")

    def give_consent(self, request: ConsentRequest) -> None:
        """Remember in the project that the writer agreed."""
        self._workspace.record(ConsentGiven(request.key, request.host))

    def stop(self, run_id: str) -> None:
        """Stop a run; what had arrived stays."""
        live = self._live.get(run_id)
        if live is None:
            return
        live.is_stopping = True
        if live.running is not None:
            live.running.cancel()
        cut_off = call_cut_off(live, self._workspace.clock.monotonic())
        if cut_off is not None:
            self._taken.append(cut_off)
            self._touch(live, ChangeKind.FIGURES)
        self._end(live, RunEnded(STOPPED, "Stopped. What had arrived stays."))
        self._settle()

    def stop_all(self) -> None:
        """Stop every run."""
        for run_id in tuple(self._live):
            self.stop(run_id)

    def _stream_of(self, live: LiveRun) -> AsyncIterator[RunEvent]:
        # Not before the first question: agents bring their tools with them.
        from cocreate.agents.calls import (  # noqa: PLC0415 - not before the first question
            RunModel,
            RunOptions,
        )
        from cocreate.agents.run import run  # noqa: PLC0415 - not before the first question

        question = live.question
        ref = question.ref
        model = None
        if ref:
            is_larger = not ref.startswith("built-in/")
            provider = self._access.provider_for(ref)
            model = RunModel(provider, ref, ref.partition("/")[2], is_larger)
        options = RunOptions(
            clock=self._workspace.clock,
            dialect=self._asking.dialect,
            may_go_on=live.guard or self._guard(live.price),
            price=live.price,
        )
        return run(question.agent, question.brief, model, options)

    def _guard(self, price: Price | None) -> Guard:
        limits = []
        for budget, session, _ in self._asking.budgets():
            if budget.limit_micros is not None:
                limits.append((budget, self._figures.spent(budget.currency, session)))
        return Guard(price, tuple(limits))

    # -- looking ---------------------------------------------------------------------------------

    @property
    def live_ids(self) -> tuple[str, ...]:
        """The runs under way, oldest first."""
        return tuple(self._live)

    def live_text(self, run_id: str) -> str:
        """Return what a run has said so far (all of it, once it has ended)."""
        live = self._live.get(run_id)
        if live is not None:
            return "".join(live.pieces)
        state = self._workspace.state.runs.get(run_id)
        if state is None:
            raise NotFoundError(f"There is no run “{run_id}” in this project.")
        return state.answer

    def progress(self, run_id: str) -> tuple[int, int]:
        """Return how many of how many steps a run has done; (0, 0) while it is not known."""
        live = self._live.get(run_id)
        return (live.done, live.total) if live is not None else (0, 0)

    # -- taking in -------------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        for live in self._live.values():
            if change.scene == live.question.brief.scene:
                live.edits.extend(change.edits)
        if change.edits and change.scene is not None:
            self._taken = [moved(event, change.scene, change.edits) for event in self._taken]

    def _take(self, live: LiveRun, item: object) -> None:
        if live.is_stopping or live.id not in self._live:
            return
        match item:
            case TextArrived(text):
                live.pieces.append(text)
                self._touch(live, ChangeKind.RUNS)
            case Progress(done, total):
                live.done, live.total = done, total
                self._touch(live, ChangeKind.RUNS)
            case HunkProposed():
                self._taken.append(hunk_offered(live, item, self._workspace.ids.new("s")))
                self._touch(live, ChangeKind.HUNKS)
            case NoteProposed():
                self._taken.append(note_offered(live, item, self._workspace.ids.new("n")))
                self._touch(live, ChangeKind.NOTES)
            case UsageReported():
                self._taken.append(call_made(live, item))
                live.since_s = self._workspace.clock.monotonic()
                self._touch(live, ChangeKind.FIGURES)
            case RunEnded():
                self._end(live, item)
            case _:
                raise TypeError(f"not a run event: {item!r}")
        if len(self._taken) >= _AT_ONCE or not self._spawner.has_waiting():
            self._settle()

    def _touch(self, live: LiveRun, kind: ChangeKind) -> None:
        self._touched.setdefault(live.id, set()).add(kind)

    def _end(self, live: LiveRun, ended: RunEnded) -> None:
        self._taken.append(RunStopped(live.id, ended.how, ended.sentence, "".join(live.pieces)))
        self._touch(live, ChangeKind.RUNS)
        # The ended run is dropped only when its last events are written: views ask for its text.
        self._settle()
        self._live.pop(live.id, None)
        scene = live.question.brief.scene
        self._workspace.changes.tell(Change(ChangeKind.RUNS, scene, run=live.id))

    def _settle(self) -> None:
        """Write down what was taken in, all at once, and tell the views once a kind."""
        taken, touched = self._taken, self._touched
        self._taken, self._touched = [], {}
        if taken:
            self._workspace.record(*taken)
        for run_id, kinds in touched.items():
            live = self._live.get(run_id)
            if live is None:
                continue
            scene = live.question.brief.scene
            self._workspace.touch(scene)
            for kind in sorted(kinds):
                self._workspace.changes.tell(Change(kind, scene, run=run_id))
        self._warn_of_budgets()

    def _warn_of_budgets(self) -> None:
        for budget, session, name in self._asking.budgets():
            state = self._figures.budget_state(budget, session)
            key = f"{name} {session} {state}"
            if state is not BudgetState.OK and key not in self._warned:
                self._warned.add(key)
                self._workspace.notices.tell(
                    f"80 % of the budget of {name} is spent."
                    if state is BudgetState.NEAR
                    else f"The budget of {name} is spent; agents on services are stopped now."
                )
