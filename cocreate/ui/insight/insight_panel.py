"""Share, effort and cost of the project, and the sittings in which it came about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from cocreate.base.settings import Settings
from cocreate.core.origin import Contributor
from cocreate.core.usage import Money
from cocreate.metrics.share import Share
from cocreate.ui.insight.share_bar import ShareBar
from cocreate.ui.insight.sitting_list import EventList, SittingList, to_ms
from cocreate.ui.panel_parts import GRID, button, column, label, row, rule
from cocreate.ui.spoken import (
    counted,
    duration,
    moment,
    money,
    percent,
    percent_range,
    words,
)
from cocreate.ui.theme import Theme
from cocreate.workspace.change import Change
from cocreate.workspace.figures import Figures, Numbers
from cocreate.workspace.sessions import Sessions

_REFRESH_AFTER_MS = 250


class InsightPanel(QWidget):
    """What the numbers say; worked out only while it is seen."""

    left = Signal()

    def __init__(
        self,
        figures: Figures,
        sessions: Sessions,
        settings: Callable[[], Settings],
        theme: Theme,
    ) -> None:
        super().__init__()
        self._figures = figures
        self._sessions = sessions
        self._settings = settings
        self._scene: str | None = None
        self._whole = ShareBar(theme)
        self._part = ShareBar(theme)
        self._human = label("", "figure")
        self._seen = label("", "caption", wraps=True)
        self._part_title = label(self.tr("This scene"), "caption")
        self._today = label("", wraps=True)
        self._declared = label("", "caption", wraps=True)
        self._cost = label("", wraps=True)
        self._budget = label("", "caption", wraps=True)
        self._sittings = SittingList(theme)
        self._events = EventList()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._sittings)
        self._stack.addWidget(self._events)
        self._lay_out()
        self._sittings.sitting_chosen.connect(self._on_sitting_chosen)
        self._events.left.connect(self._on_events_left)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REFRESH_AFTER_MS)
        self._timer.timeout.connect(self.update_numbers)

    def refresh(self, change: Change) -> None:
        """Follow a change, soon and once for many, while the panel is seen."""
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        for bar in (self._whole, self._part):
            bar.set_theme(theme)
        self._sittings.set_theme(theme)

    def show_scene(self, scene: str) -> None:
        """Show the share of another scene beside the whole."""
        self._scene = scene
        if self.isVisible():
            self.update_numbers()

    def focus_first(self) -> None:
        """Go to the list of sittings."""
        shown = self._events if self._stack.currentIndex() else self._sittings
        shown.setFocus()

    def update_numbers(self) -> None:
        """Work everything out anew."""
        numbers = self._figures.numbers()
        self._show_share(numbers.share)
        if self._scene is not None:
            self._part.show_counts(counts_of(self._figures.scene_share(self._scene)))
        self._part.setVisible(self._scene is not None)
        self._part_title.setVisible(self._scene is not None)
        self._show_effort(numbers)
        self._show_declared(self._sessions.declared_s())
        self._show_cost(numbers)
        self._sittings.show_rows(self._sessions.rows())

    def _show_share(self, share: Share) -> None:
        self._whole.show_counts(counts_of(share))
        self._human.setText(self._headline(share))
        if not share.total:
            self._seen.setText(self.tr("The bar grows as you write."))
        elif share.coverage < 1:
            self._seen.setText(
                self.tr(
                    "The source of {unseen} was not seen: text from before or from outside. "
                    "So your share is a range."
                ).format(unseen=percent(1 - share.coverage))
            )
        else:
            self._seen.setText(self.tr("Everything here was seen as it came."))

    def _headline(self, share: Share) -> str:
        if not share.total:
            return self.tr("Nothing written yet")
        if not share.has_headline:
            return self.tr("Too little was seen to say")
        return self.tr("{share} yours").format(share=percent_range(*share.human))

    def _show_effort(self, numbers: Numbers) -> None:
        sign = "+" if numbers.words_today >= 0 else "−"
        self._today.setText(
            self.tr("{sign}{words} today, {time} active in this sitting").format(
                sign=sign, words=words(abs(numbers.words_today)), time=duration(numbers.active_s)
            )
        )

    def _show_declared(self, seconds: int) -> None:
        """Show time entered by hand apart from what was seen."""
        self._declared.setVisible(seconds > 0)
        self._declared.setText(
            self.tr("{time} away from the desk, entered by you: declared, not seen.").format(
                time=duration(seconds)
            )
        )

    def _show_cost(self, numbers: Numbers) -> None:
        today, project = self._sum(numbers.money_today), self._sum(numbers.money_project)
        self._cost.setText(
            self.tr("{today} today, {project} in this project").format(today=today, project=project)
        )
        parts = []
        if numbers.unpriced_calls:
            parts.append(
                counted(
                    numbers.unpriced_calls,
                    self.tr("1 call has no known price."),
                    self.tr("{n} calls have no known price."),
                )
            )
        settings = self._settings()
        unit = settings.budget_currency
        for limit, name in (
            (settings.budget_session_micros, self.tr("this sitting")),
            (settings.budget_project_micros, self.tr("this project")),
        ):
            if limit is not None:
                parts.append(
                    self.tr("Budget of {name}: {limit}.").format(
                        name=name, limit=money(Money(limit, unit))
                    )
                )
        self._budget.setText(" ".join(parts) or self.tr("No budget is set."))

    def _sum(self, amounts: tuple[Money, ...]) -> str:
        return " + ".join(money(amount) for amount in amounts) or money(Money(0, "USD"))

    def _lay_out(self) -> None:
        back = button(self.tr("Agents  ›"), "link", hint=self.tr("Back to the sidebar of agents"))
        back.clicked.connect(self._on_back)
        share = column(
            row(label(self.tr("Who wrote what stands now"), "caption"), 1, back),
            self._human,
            self._whole,
            self._seen,
            self._part_title,
            self._part,
        )
        work = column(
            _pair(self.tr("Effort"), self._today), _pair(self.tr("Cost"), self._cost), gap=12
        )
        work.addWidget(self._budget)
        body = column(
            share,
            rule(),
            work,
            rule(),
            label(self.tr("Sittings"), "title"),
            self._declared,
            self._stack,
            gap=2 * GRID,
        )
        body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        body.setStretch(5, 1)
        self.setLayout(body)

    def _on_back(self) -> None:
        self.left.emit()

    def _on_sitting_chosen(self, session: str) -> None:
        sitting = next(item for item in self._sessions.rows() if item.id == session)
        self._events.show_events(
            self.tr("Sitting of {when}").format(when=moment(to_ms(sitting.began))),
            self._sessions.events(session=session),
        )
        self._stack.setCurrentWidget(self._events)
        self._events.setFocus()

    def _on_events_left(self) -> None:
        self._stack.setCurrentWidget(self._sittings)
        self._sittings.setFocus()


def counts_of(share: Share) -> dict[Contributor, int]:
    """Return characters by contributor."""
    counts: dict[Contributor, int] = {}
    for part in share.classes:
        counts[part.contributor] = counts.get(part.contributor, 0) + part.characters
    return counts


def _pair(title: str, value: QLabel) -> QVBoxLayout:
    return column(label(title, "caption"), value, gap=2)
