"""The page of suggestions: the list, the chosen one in full, and what is decided about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from cocreate.base.errors import CocreateError
from cocreate.core.suggestion import Hunk, Verdict
from cocreate.ui.panel_parts import GRID, column
from cocreate.ui.sidebar.suggestion_card import Deciding, SuggestionCard
from cocreate.ui.sidebar.suggestion_list import SuggestionList
from cocreate.ui.theme import Theme
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.review import Review
from cocreate.workspace.workspace import Workspace

_REFRESH_AFTER_MS = 150


class SuggestionPage(QWidget):
    """Shows suggestions and carries out what the writer decides about the chosen one."""

    hunk_chosen = Signal(str, str)
    hunk_opened = Signal(str, str)
    ask_again_chosen = Signal(str)
    place_chosen = Signal(str)
    review_left = Signal()
    pending_counted = Signal(int)
    trouble_met = Signal(str)

    def __init__(self, workspace: Workspace, review: Review, theme: Theme) -> None:
        super().__init__()
        self._review = review
        self.list = SuggestionList(workspace, review, theme)
        self.card = SuggestionCard(theme)
        self.card.hide()
        body = column(self.list, self.card)
        body.setStretch(0, 1)
        body.setContentsMargins(0, GRID, 0, 0)
        self.setLayout(body)
        self._connect()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REFRESH_AFTER_MS)
        self._timer.timeout.connect(self.list.update_rows)
        self.list.update_rows()

    def refresh(self, change: Change) -> None:
        """Follow a change: soon, and once for many; while the writer types, at the next pause."""
        touches = change.kind in (ChangeKind.HUNKS, ChangeKind.SCENES) or bool(change.hunks)
        if touches and (change.kind is ChangeKind.TEXT or not self._timer.isActive()):
            self._timer.start()

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self.list.set_theme(theme)
        self.card.set_theme(theme)

    def chosen(self) -> Hunk | None:
        """Return the chosen suggestion as it stands, or None."""
        found = self.list.chosen()
        return None if found is None else self._review.hunk(found.hunk.id)

    def accept(self) -> None:
        """Accept the chosen one, or what its open form says."""
        if self.chosen() is not None:
            self.card.confirm()

    def open_form(self, deciding: Deciding) -> None:
        """Let the writer change words, choose words or give a reason."""
        hunk = self.chosen()
        if hunk is not None and hunk.verdict is Verdict.PENDING:
            self.card.open_form(deciding)

    def reject(self) -> None:
        """Reject the chosen one."""
        self._on_rejected("")

    def accept_all(self) -> None:
        """Accept every pending suggestion of the chosen one's agent in its scene."""
        hunk = self.chosen()
        if hunk is not None:
            self._decide(lambda: self._review.accept_all(hunk.agent, hunk.scene))

    def _decide(self, act: Callable[[], object]) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.card.isAncestorOf(focused)
        follower = self.list.follower()
        try:
            act()
        except CocreateError as error:
            self.trouble_met.emit(error.sentence)
            return
        self.card.close_form()
        self.list.update_rows()
        if follower is not None:
            self.list.choose(follower)
        if had_focus:
            self.review_left.emit()

    def _on_accepted(self) -> None:
        hunk = self.chosen()
        if hunk is not None:
            self._decide(lambda: self._review.accept(hunk.id))

    def _on_accepted_edited(self, words: str) -> None:
        hunk = self.chosen()
        if hunk is not None:
            self._decide(lambda: self._review.accept_edited(hunk.id, words))

    def _on_accepted_some(self, kept: frozenset[int]) -> None:
        hunk = self.chosen()
        if hunk is not None:
            self._decide(lambda: self._review.accept_some(hunk.id, kept))

    def _on_rejected(self, why: str) -> None:
        hunk = self.chosen()
        if hunk is not None:
            self._decide(lambda: self._review.reject(hunk.id, why))

    def _on_rows_changed(self) -> None:
        found = self.list.chosen()
        self.card.setVisible(found is not None)
        if found is not None:
            self.card.show_row(found)
        self.pending_counted.emit(self._review.count_pending())

    def _on_row_chosen(self) -> None:
        found = self.list.chosen()
        if found is not None:
            self.card.show_row(found)
            self.card.show()
            self.hunk_chosen.emit(found.hunk.id, found.hunk.scene)

    def _on_row_opened(self) -> None:
        found = self.list.chosen()
        if found is not None:
            self.hunk_opened.emit(found.hunk.id, found.hunk.scene)

    def _on_asked_again(self) -> None:
        found = self.list.chosen()
        if found is not None:
            self.ask_again_chosen.emit(found.hunk.id)

    def _on_placed(self) -> None:
        found = self.list.chosen()
        if found is not None:
            self.place_chosen.emit(found.hunk.id)

    def _on_form_closed(self) -> None:
        self.review_left.emit()

    def _connect(self) -> None:
        self.list.rows_changed.connect(self._on_rows_changed)
        self.list.row_chosen.connect(self._on_row_chosen)
        self.list.row_opened.connect(self._on_row_opened)
        card = self.card
        card.accepted.connect(self._on_accepted)
        card.accepted_all.connect(self.accept_all)
        card.accepted_edited.connect(self._on_accepted_edited)
        card.accepted_some.connect(self._on_accepted_some)
        card.rejected.connect(self._on_rejected)
        card.asked_again.connect(self._on_asked_again)
        card.placed.connect(self._on_placed)
        card.form_closed.connect(self._on_form_closed)
