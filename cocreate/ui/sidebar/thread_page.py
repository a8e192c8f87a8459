"""The threads: every run of an agent in the project, the newest on top, streaming while at work."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from cocreate.core.state import RunState
from cocreate.core.usage import Money
from cocreate.ui.panel_parts import GRID, EmptyState, button, column, scrolled
from cocreate.ui.sidebar.run_card import RunCard, RunView
from cocreate.ui.spoken import money
from cocreate.ui.theme import Theme, agent_colour
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.workspace import Workspace

_REFRESH_AFTER_MS = 100
_PAGE = 20


class RunFeed(Protocol):
    """What the threads need of the runs; a Protocol so that no network code is loaded for it."""

    @property
    def live_ids(self) -> tuple[str, ...]:
        """The runs under way."""
        ...

    def live_text(self, run_id: str) -> str:
        """Return what a run has said so far."""
        ...

    def progress(self, run_id: str) -> tuple[int, int]:
        """Return how many of how many steps are done."""
        ...

    def stop(self, run_id: str) -> None:
        """Stop a run."""
        ...


class NoRuns:
    """Stands in until the first agent is asked: nothing is at work."""

    @property
    def live_ids(self) -> tuple[str, ...]:
        """None."""
        return ()

    def live_text(self, run_id: str) -> str:
        """Return nothing."""
        return ""

    def progress(self, run_id: str) -> tuple[int, int]:
        """Return that it is not known."""
        return (0, 0)

    def stop(self, run_id: str) -> None:
        """Stop nothing."""


class ThreadPage(QWidget):
    """Cards of runs in a column that scrolls."""

    again_chosen = Signal(str)
    model_wanted = Signal()
    live_counted = Signal(int)

    def __init__(self, workspace: Workspace, theme: Theme) -> None:
        super().__init__()
        self._workspace = workspace
        self._runs: RunFeed = NoRuns()
        self._theme = theme
        self._cards: dict[str, RunCard] = {}
        self._touched: set[str] = set()
        self._limit = _PAGE
        self._empty = EmptyState(
            self.tr("No conversations yet"),
            self.tr("Ask an agent above. Questions, answers and what came of them stay here."),
        )
        self._older = button(self.tr("Show older ones"), "link")
        self._older.clicked.connect(self._on_older)
        self._body = column(1, gap=12)
        self._body.setContentsMargins(0, GRID, 4, GRID)
        inner = QWidget()
        inner.setLayout(self._body)
        self._scroll = scrolled(inner)
        self.setLayout(column(self._empty, self._scroll, self._older))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REFRESH_AFTER_MS)
        self._timer.timeout.connect(self._update_touched)
        self._show_all()

    def follow(self, runs: RunFeed) -> None:
        """Follow these runs from now on."""
        self._runs = runs

    def refresh(self, change: Change) -> None:
        """Follow a change of runs, or of what came of them."""
        if change.run is not None:
            self._touched.add(change.run)
        elif change.kind is ChangeKind.RUNS:
            self._touched.update(self._cards)
        if self._touched and not self._timer.isActive():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while another page was shown."""
        super().showEvent(event)
        if self._touched:
            self._timer.start()

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self._theme = theme
        for run, card in self._cards.items():
            card.set_colour(agent_colour(theme, self._workspace.state.runs[run].agent))

    def _update_touched(self) -> None:
        self.live_counted.emit(len(self._runs.live_ids))
        if not self.isVisible():
            return
        touched, self._touched = self._touched, set()
        known = self._workspace.state.runs
        if any(run in known and run not in self._cards for run in touched):
            self._show_all()
        for run in touched:
            card = self._cards.get(run)
            if card is not None:
                card.show_run(self._view_of(known[run]))

    def _show_all(self) -> None:
        runs = list(self._workspace.state.runs.values())
        for run in runs[-self._limit :]:
            if run.id in self._cards:
                continue
            card = RunCard(run.id, agent_colour(self._theme, run.agent))
            card.stop_chosen.connect(self._on_stop_chosen)
            card.again_chosen.connect(self.again_chosen)
            card.model_wanted.connect(self.model_wanted)
            self._cards[run.id] = card
            card.show_run(self._view_of(run))
        for run in runs[-self._limit :]:
            self._body.insertWidget(0, self._cards[run.id])
        self._empty.setVisible(not runs)
        self._scroll.setVisible(bool(runs))
        self._older.setVisible(len(runs) > self._limit)

    def _view_of(self, run: RunState) -> RunView:
        scene = self._workspace.state.scenes.get(run.scene)
        hunks = [] if scene is None else [h for h in scene.hunks.values() if h.run == run.id]
        notes = [] if scene is None else [n for n in scene.notes.values() if n.run == run.id]
        is_live = run.id in self._runs.live_ids
        text = self._runs.live_text(run.id) if is_live else run.answer
        steps = self._runs.progress(run.id) if is_live else (0, 0)
        return RunView(run, text, steps, len(hunks), len(notes), self._cost_of(run.id), is_live)

    def _cost_of(self, run: str) -> str:
        calls = [call for call in self._workspace.state.calls if call.run == run]
        if not calls:
            return ""
        known = [call.cost for call in calls if call.cost is not None]
        if len(known) < len(calls):
            return self.tr("price unknown")
        total: dict[str, int] = {}
        for cost in known:
            total[cost.currency] = total.get(cost.currency, 0) + cost.micros
        if not any(total.values()):
            return self.tr("free, on this machine")
        return " + ".join(money(Money(micros, unit)) for unit, micros in sorted(total.items()))

    def _on_stop_chosen(self, run: str) -> None:
        self._runs.stop(run)

    def _on_older(self) -> None:
        self._limit += _PAGE
        self._show_all()
