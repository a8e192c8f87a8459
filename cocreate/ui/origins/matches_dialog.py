"""The dialog that asks about words which look like an agent's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from cocreate.base.errors import CocreateError
from cocreate.core.suggestion import Match
from cocreate.ui.origins.side_by_side import SideBySide
from cocreate.ui.panel_parts import GRID, button, column, give_size, label, row
from cocreate.ui.prompts import Prompts, TextQuestion
from cocreate.ui.theme import Theme
from cocreate.workspace.echoes import Echoes


class MatchesDialog(QDialog):
    """Lists what waits for an answer, shows it beside what was offered, takes the answer."""

    place_chosen = Signal(str, int, int)

    def __init__(
        self, echoes: Echoes, prompts: Prompts, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Words like an agent's"))
        self._echoes = echoes
        self._prompts = prompts
        self._matches: list[Match] = []
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Words that wait for an answer"))
        self._list.setFixedWidth(260)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lead = label("", wraps=True)
        self._lead.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sides = SideBySide(self.tr("In your text"), "", theme, is_change=False)
        self._trouble = label("", "trouble", wraps=True)
        self._trouble.hide()
        self._yes = button(self.tr("&Yes, I retyped it"), hint=self.tr("Counted as the agent's"))
        self._no = button(self.tr("&No, my own words…"), hint=self.tr("Kept as typed, on record"))
        self._go = button(self.tr("&Go to the words"))
        self._close = button(self.tr("&Close"))
        self._lay_out()
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._yes.clicked.connect(self.confirm)
        self._no.clicked.connect(self.dispute)
        self._go.clicked.connect(self._on_go_clicked)
        self._close.clicked.connect(self.accept)
        self.refresh()
        give_size(self, 900, 460)

    @property
    def current(self) -> Match | None:
        """The match that is shown, or None."""
        at = self._list.currentRow()
        return self._matches[at] if 0 <= at < len(self._matches) else None

    def refresh(self) -> None:
        """List anew what waits for an answer."""
        at = max(0, self._list.currentRow())
        self._matches = self._echoes.open_matches()
        self._list.clear()
        for match in self._matches:
            self._list.addItem(" ".join(self._echoes.words(match).split())[:60])
        self._list.setCurrentRow(min(at, len(self._matches) - 1))
        self._show()

    def confirm(self) -> None:
        """Take it that the words shown were retyped."""
        match = self.current
        if match is not None:
            self._answer(lambda: self._echoes.confirm(match.id))

    def dispute(self) -> None:
        """Keep the words shown as the writer's own, with a reason if there is one."""
        match = self.current
        if match is None:
            return
        why = self._prompts.ask_text(
            TextQuestion(self.tr("My own words"), self.tr("Where are they from? (may stay empty)"))
        )
        if why is not None:
            self._answer(lambda: self._echoes.dispute(match.id, why))

    def _answer(self, answer: Callable[[], object]) -> None:
        try:
            answer()
        except CocreateError as error:
            self._trouble.setText(error.sentence)
            self._trouble.show()
            return
        self._trouble.hide()
        self.refresh()

    def _show(self) -> None:
        match = self.current
        has_match = match is not None
        for each in (self._yes, self._no, self._go):
            each.setEnabled(has_match)
        for part in (self._list, self._sides):
            part.setVisible(has_match)
        if match is None:
            self._lead.setText(
                self.tr("Nothing you typed or pasted looks like what an agent offered before.")
            )
            return
        agent = self._echoes.agent_title(match)
        self._lead.setText(
            self.tr(
                "These words came in by hand, and {agent} had offered nearly the same before. "
                "Did you retype them?"
            ).format(agent=agent)
        )
        self._sides.name(self.tr("In your text"), self.tr("Offered by {agent}").format(agent=agent))
        self._sides.show_words(self._echoes.words(match), self._echoes.offered(match))

    def _on_row_changed(self, _row: int) -> None:
        self._show()

    def _on_go_clicked(self) -> None:
        match = self.current
        if match is not None:
            self.accept()
            self.place_chosen.emit(match.scene, match.start, match.end)

    def _lay_out(self) -> None:
        right = column(self._lead, self._sides, gap=2 * GRID)
        right.setStretch(1, 1)
        middle = row(self._list, right, gap=2 * GRID)
        middle.setStretch(1, 1)
        buttons = row(self._go, 1, self._close, self._no, self._yes)
        body = column(middle, self._trouble, buttons, margin=2 * GRID, gap=2 * GRID)
        body.setStretch(0, 1)
        self.setLayout(body)
