"""One suggestion in full: the words that change, whose they are, why, and the keys that decide."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cocreate.core.suggestion import Hunk, Verdict
from cocreate.ui.panel_parts import GRID, Card, SafeText, button, column, label, row
from cocreate.ui.sidebar.deciding import ChangeForm, ChooseForm, DecisionForm, ReasonForm
from cocreate.ui.sidebar.diff_words import diff_html
from cocreate.ui.sidebar.key_button import KeyButton
from cocreate.ui.sidebar.suggestion_rows import SuggestionRow
from cocreate.ui.theme import Theme, agent_colour

_DIFF_HEIGHT = 180


class Deciding(StrEnum):
    """What the card is being used for."""

    READING = "reading"
    CHANGING = "changing"
    CHOOSING = "choosing"
    REASONING = "reasoning"


class SuggestionCard(Card):
    """Shows the chosen suggestion and tells what the writer decides about it."""

    accepted = Signal()
    accepted_edited = Signal(str)
    accepted_some = Signal(object)
    accepted_all = Signal()
    rejected = Signal(str)
    asked_again = Signal()
    placed = Signal()
    form_closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row: SuggestionRow | None = None
        self.deciding = Deciding.READING
        self._agent = label("", "title")
        self._place = label("", "caption")
        self._diff = SafeText(_DIFF_HEIGHT)
        self._diff.setAccessibleName(self.tr("Proposed change"))
        self._reason = label("", "dim", wraps=True)
        self._state = label("", "warning", wraps=True)
        self._keys = self._make_keys()
        self._aside = self._make_aside()
        self._forms: dict[Deciding, DecisionForm] = {
            Deciding.CHANGING: ChangeForm(),
            Deciding.CHOOSING: ChooseForm(),
            Deciding.REASONING: ReasonForm(),
        }
        body = column(
            row(self._agent, 1, self._place),
            self._diff,
            self._reason,
            self._state,
            self._keys,
            self._aside,
            *self._forms.values(),
        )
        body.setContentsMargins(2 * GRID, 12, 12, 12)
        self.setLayout(body)
        for form in self._forms.values():
            form.hide()
            form.put_away.connect(self.close_form)
            form.confirmed.connect(self.confirm)

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self._theme = theme
        self._draw()

    def show_row(self, shown: SuggestionRow) -> None:
        """Show a suggestion; a form stays open while it is about the same one."""
        if self._row is None or self._row.hunk.id != shown.hunk.id:
            self.close_form()
        if self._row == shown:
            return
        self._row = shown
        if shown.hunk.verdict is not Verdict.PENDING:
            self.close_form()
        self._draw()

    def open_form(self, deciding: Deciding) -> None:
        """Let the writer change words, choose words or give a reason."""
        if self._row is None or deciding is Deciding.READING:
            return
        self.close_form()
        self.deciding = deciding
        form = self._forms[deciding]
        match form:
            case ChangeForm() | ChooseForm() | ReasonForm():
                form.begin(self._row.hunk)
            case _:
                return
        self._keys.hide()
        self._diff.setVisible(deciding is not Deciding.CHOOSING)
        self._reason.hide()
        form.show()
        form.setFocus()

    def close_form(self) -> None:
        """Go back to reading."""
        was_open = self.deciding is not Deciding.READING
        self.deciding = Deciding.READING
        for form in self._forms.values():
            form.hide()
        self._diff.show()
        self._reason.setVisible(bool(self._reason.text()))
        self._show_keys()
        if was_open:
            self.form_closed.emit()

    def confirm(self) -> None:
        """Decide as the open form says; without one, accept."""
        form = self._forms.get(self.deciding)
        match form:
            case ChangeForm():
                self.accepted_edited.emit(form.words())
            case ChooseForm():
                self.accepted_some.emit(form.kept())
            case ReasonForm():
                self.rejected.emit(form.why())
            case _:
                self.accepted.emit()

    def _draw(self) -> None:
        if self._row is None:
            return
        hunk = self._row.hunk
        self.set_colour(agent_colour(self._theme, hunk.agent))
        self._agent.setText(self._row.agent_title)
        self._place.setText(self._row.place)
        words = diff_html(hunk, self._theme, self._row.words_around)
        self._diff.setHtml(f'<div style="line-height:140%">{words}</div>')
        self._reason.setText(hunk.reason)
        self._reason.setVisible(bool(hunk.reason) and self.deciding is Deciding.READING)
        self._state.setText(self._explain(hunk))
        self._state.setVisible(hunk.verdict is not Verdict.PENDING)
        self._show_keys()

    def _explain(self, hunk: Hunk) -> str:
        sentence = {
            Verdict.PENDING: "",
            Verdict.STALE: self.tr("Its lines were changed since. Ask again, or put it away."),
            Verdict.LOOSE: self.tr(
                "Its words stand nowhere, or in several places. "
                "Select where it belongs and place it, or put it away."
            ),
            Verdict.REJECTED: self.tr("Rejected."),
            Verdict.EDITED: self.tr("Accepted with changes."),
            Verdict.ACCEPTED: self.tr("Accepted."),
        }[hunk.verdict]
        return f"{sentence} {hunk.why}".strip()

    def _show_keys(self) -> None:
        verdict = Verdict.ACCEPTED if self._row is None else self._row.hunk.verdict
        is_reading = self.deciding is Deciding.READING
        self._keys.setVisible(is_reading and verdict is Verdict.PENDING)
        is_aside = verdict in (Verdict.STALE, Verdict.LOOSE, Verdict.REJECTED)
        self._aside.setVisible(is_reading and is_aside)
        self._again.setVisible(verdict is not Verdict.LOOSE)
        self._put.setVisible(verdict is Verdict.LOOSE)
        self._away.setVisible(verdict is not Verdict.REJECTED)

    def _make_keys(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(6)
        accept = KeyButton(self.tr("Accept"), "accept", "primary")
        accept.clicked.connect(self._on_accept)
        changes = KeyButton(self.tr("Change"), "accept_edited")
        changes.clicked.connect(self._on_change)
        some = KeyButton(self.tr("Choose"), "accept_some")
        some.clicked.connect(self._on_choose)
        reject = KeyButton(self.tr("Reject"), "reject")
        reject.clicked.connect(self._on_reject)
        why = KeyButton(self.tr("Say why"), "reject_why")
        why.clicked.connect(self._on_reason)
        every = KeyButton(self.tr("Accept all"), "accept_all")
        every.setToolTip(self.tr("Accept all of this agent in this scene"))
        every.clicked.connect(self._on_accept_all)
        grid.addWidget(accept, 0, 0)
        grid.addWidget(reject, 0, 1)
        grid.addWidget(changes, 1, 0)
        grid.addWidget(why, 1, 1)
        grid.addWidget(some, 2, 0)
        grid.addWidget(every, 2, 1)
        return box

    def _make_aside(self) -> QWidget:
        self._again = button(self.tr("Ask again"))
        self._again.clicked.connect(self._on_again)
        self._put = button(self.tr("Place at the selection"))
        self._put.clicked.connect(self._on_place)
        self._away = button(self.tr("Put away"))
        self._away.clicked.connect(self._on_reject)
        box = QWidget()
        box.setLayout(row(self._again, self._put, self._away, 1))
        return box

    def _on_accept(self) -> None:
        self.accepted.emit()

    def _on_accept_all(self) -> None:
        self.accepted_all.emit()

    def _on_reject(self) -> None:
        self.rejected.emit("")

    def _on_again(self) -> None:
        self.asked_again.emit()

    def _on_place(self) -> None:
        self.placed.emit()

    def _on_change(self) -> None:
        self.open_form(Deciding.CHANGING)

    def _on_choose(self) -> None:
        self.open_form(Deciding.CHOOSING)

    def _on_reason(self) -> None:
        self.open_form(Deciding.REASONING)
