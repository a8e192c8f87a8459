"""One run of an agent in the thread: what was asked, what it says, how far it is, how it ended."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QProgressBar

from cocreate.core.state import RunState
from cocreate.ui.panel_parts import GRID, Card, SafeText, button, column, label, row
from cocreate.ui.spoken import counted, shortened, time_of_day

_ANSWER_HEIGHT = 420


@dataclass(frozen=True, slots=True)
class RunView:
    """What a card shows of a run.

    Args:
        text: what it has said so far.
        steps: how many of how many it has done; (0, 0) while it is not known.
        hunks: suggestions that came; likewise `notes`.
        money: what its calls cost, in words, or "".
        is_live: whether it is still at work.
    """

    run: RunState
    text: str
    steps: tuple[int, int]
    hunks: int
    notes: int
    money: str
    is_live: bool


class RunCard(Card):
    """Follows a run while it streams; the writer can stop it."""

    stop_chosen = Signal(str)
    model_wanted = Signal()
    again_chosen = Signal(str)

    def __init__(self, run: str, colour: QColor) -> None:
        super().__init__(colour)
        self._run = run
        self._shown = ""
        self._is_rendered = False
        self._agent = label("", "title")
        self._when = label("", "caption")
        self._ask = label("", "dim", wraps=True)
        self._answer = SafeText(_ANSWER_HEIGHT)
        self._answer.setAccessibleName(self.tr("Answer"))
        self._state = label("", "caption", wraps=True)
        self._trouble = label("", "trouble", wraps=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = button(self.tr("Stop"), hint=self.tr("What has arrived stays"))
        self._stop.clicked.connect(self._on_stop)
        self._again = button(self.tr("Ask again"))
        self._again.clicked.connect(self._on_again)
        self._connect_model = button(self.tr("Models…"))
        self._connect_model.clicked.connect(self._on_model)
        foot = row(self._state, self._stop, self._again, self._connect_model)
        foot.setStretch(0, 1)
        body = column(
            row(self._agent, 1, self._when),
            self._ask,
            self._answer,
            self._trouble,
            self._bar,
            foot,
        )
        body.setContentsMargins(2 * GRID, 12, 12, 12)
        self.setLayout(body)

    def show_run(self, view: RunView) -> None:
        """Show the run as it stands."""
        run = view.run
        self._agent.setText(run.agent_title)
        self._when.setText(time_of_day(run.began_ms))
        self._ask.setText(shortened(run.ask, 240))
        self._ask.setVisible(bool(run.ask))
        self._show_text(view)
        self._answer.setVisible(bool(view.text.strip()))
        self._state.setText(self._describe(view))
        self._state.setVisible(bool(self._state.text()))
        has_failed = not view.is_live and run.how in ("failed", "budget")
        self._trouble.setText(run.sentence)
        self._trouble.setVisible(has_failed and bool(run.sentence))
        done, total = view.steps
        self._bar.setVisible(view.is_live)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._stop.setVisible(view.is_live)
        self._again.setVisible(not view.is_live and run.how in ("failed", "stopped"))
        self._connect_model.setVisible(has_failed)

    def _show_text(self, view: RunView) -> None:
        """Let plain words stream in; Markdown is read once, at the end."""
        if view.is_live and view.text != self._shown:
            self._answer.show_growing(self._shown, view.text)
            self._is_rendered = False
        elif not view.is_live and not self._is_rendered:
            self._answer.show_markdown(view.text)
            self._is_rendered = True
        self._shown = view.text

    def _describe(self, view: RunView) -> str:
        done, total = view.steps
        parts = []
        if view.is_live:
            parts.append(
                self.tr("{done} of {total}").format(done=done, total=total)
                if total
                else self.tr("At work…")
            )
        elif view.run.how == "stopped":
            parts.append(self.tr("Stopped"))
        elif view.run.how == "done" and view.run.sentence:
            parts.append(view.run.sentence)
        if view.hunks:
            parts.append(counted(view.hunks, self.tr("1 suggestion"), self.tr("{n} suggestions")))
        if view.notes:
            parts.append(counted(view.notes, self.tr("1 note"), self.tr("{n} notes")))
        if not view.is_live and not parts and not view.text and view.run.how == "done":
            parts.append(self.tr("Nothing to say"))
        if view.money:
            parts.append(view.money)
        return " · ".join(parts)

    def _on_stop(self) -> None:
        self.stop_chosen.emit(self._run)

    def _on_again(self) -> None:
        self.again_chosen.emit(self._run)

    def _on_model(self) -> None:
        self.model_wanted.emit()
