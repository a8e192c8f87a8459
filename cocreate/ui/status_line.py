"""The quiet line at the foot of the window: words, today, active time, share, money; and news."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from cocreate.core.usage import Money
from cocreate.ui.panel_parts import GRID, OneLine, button, label, row
from cocreate.ui.spoken import duration, money, number, percent_range, words
from cocreate.workspace.figures import Figures
from cocreate.workspace.workspace import Workspace

_NEWS_FOR_MS = 8_000
_UPDATE_AFTER_MS = 150
_COUNT_FOR_MS = 12


class StatusLine(QWidget):
    """Says little, and only what changed a moment ago."""

    insight_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._figures: Figures | None = None
        self._workspace: Workspace | None = None
        self._scene: str | None = None
        self._news = OneLine("caption")
        self._words = label("", "caption")
        self._today = label("", "caption")
        self._active = label("", "caption")
        self._share = button("", "link", hint=self.tr("Share, effort and cost"))
        self._share.clicked.connect(self._on_insight)
        self._money = label("", "caption")
        body = row(
            self._news,
            self._words,
            self._today,
            self._active,
            self._money,
            self._share,
            gap=3 * GRID,
        )
        body.setContentsMargins(12, 2, 12, 2)
        body.setStretch(0, 1)
        self.setLayout(body)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_NEWS_FOR_MS)
        self._quiet.timeout.connect(self._on_quiet)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_due)

    def follow(self, workspace: Workspace | None, figures: Figures | None) -> None:
        """Show the figures of a project; None: of none."""
        self._workspace = workspace
        self._figures = figures
        self._scene = None
        self._news.say("")
        self._update_if_seen()

    def show_scene(self, scene: str | None) -> None:
        """Count the words of another scene."""
        self._scene = scene
        self._update_if_seen()

    def showEvent(self, event: QShowEvent) -> None:
        """Count a little later: first the window is painted."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Count again soon, at most some times a second, while the line is seen."""
        if self.isVisible() and not self._timer.isActive():
            self._timer.start(_UPDATE_AFTER_MS)

    def _update_if_seen(self) -> None:
        if self.isVisible():
            self.update_figures()

    def say(self, sentence: str, part: str = "caption") -> None:
        """Say something for a while."""
        self._news.setProperty("part", part)
        self._news.style().unpolish(self._news)
        self._news.style().polish(self._news)
        self._news.say(sentence)
        self._quiet.start()

    def news(self) -> str:
        """Return what is being said."""
        return self._news.words()

    def update_figures(self) -> None:
        """Count now."""
        has_project = self._figures is not None
        for part in (self._words, self._today, self._active, self._share, self._money):
            part.setVisible(has_project)
        if self._figures is None or self._workspace is None:
            return
        numbers = self._figures.numbers()
        state = self._workspace.state
        if self._scene in state.order:
            own = number(self._figures.words(self._scene))
            self._words.setText(
                self.tr("{scene} of {all}").format(scene=own, all=words(numbers.words))
            )
        else:
            self._words.setText(words(numbers.words))
        sign = "+" if numbers.words_today >= 0 else "−"
        self._today.setText(
            self.tr("{sign}{n} today").format(sign=sign, n=number(abs(numbers.words_today)))
        )
        self._active.setText(self.tr("{time} active").format(time=duration(numbers.active_s)))
        low, high = numbers.share.human
        shown = percent_range(low, high, numbers.share.coverage)
        self._share.setText(self.tr("Yours: {share}").format(share=shown))
        self._share.setVisible(numbers.share.total > 0)
        project = " + ".join(money(amount) for amount in numbers.money_project)
        today = " + ".join(money(amount) for amount in numbers.money_today) or money(
            Money(0, "USD")
        )
        self._money.setText(
            self.tr("{today} today, {project} in all").format(today=today, project=project)
        )
        self._money.setVisible(any(amount.micros for amount in numbers.money_project))

    def _on_due(self) -> None:
        """Count for a moment; the rest of a long manuscript follows in the next turns."""
        spent = QElapsedTimer()
        spent.start()
        is_counted = self._figures is None or self._figures.count_until(
            lambda: spent.elapsed() >= _COUNT_FOR_MS
        )
        if is_counted:
            self.update_figures()
        else:
            self._timer.start(0)

    def _on_quiet(self) -> None:
        self._news.say("")

    def _on_insight(self) -> None:
        self.insight_wanted.emit()
