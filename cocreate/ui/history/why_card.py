"""“Why is this here”: a card over the page that explains the words selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from cocreate.core.suggestion import Verdict
from cocreate.ui.history.aside_list import piece_html
from cocreate.ui.history.why_words import ask_told, kept_told, offer_told, when_told, who_told
from cocreate.ui.panel_parts import GRID, Card, SafeText, button, column, label, row, scrolled
from cocreate.ui.spoken import shortened
from cocreate.ui.theme import Theme, contributor_colour
from cocreate.workspace.why import Offer, Reason

_WIDTH = 500
_MOST_OFFERS = 6


class WhyCard(QDialog):
    """Shows the reasons; leads to the moment in the history, or back to what else was offered."""

    moment_wanted = Signal(int)
    revival_wanted = Signal(str)

    def __init__(self, reasons: Sequence[Reason], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Why is this here?"))
        self._theme = theme
        self._moments: dict[QPushButton, int] = {}
        self._revivals: dict[QPushButton, str] = {}
        cards = [self._card(reason) for reason in reasons]
        inner = QWidget()
        inner.setLayout(column(*cards, 1, gap=10))
        close = button(self.tr("Close"), hint=self.tr("Escape"))
        close.clicked.connect(self.reject)
        title = label(self.tr("Why is this here?"), "title")
        layout = column(title, scrolled(inner), row(1, close), gap=12)
        layout.setContentsMargins(18, 16, 18, 14)
        self.setLayout(layout)
        wanted = sum(card.heightForWidth(_WIDTH - 36) + 10 for card in cards) + 110
        self.resize(_WIDTH, max(240, min(wanted, parent.height() - 80, 640)))
        self._first = next(iter(self._moments), close)
        self._first.setFocus()

    def _card(self, reason: Reason) -> Card:
        card = Card(contributor_colour(self._theme, reason.origin.contributor))
        words = label(f"“{shortened(reason.words, 140) or '¶'}”", wraps=True)
        who = label(who_told(reason), "title", wraps=True)
        layout = column(words, who, gap=4)
        for told in (when_told(reason), ask_told(reason)):
            if told:
                layout.addWidget(label(told, "dim", wraps=True))
        self._add_since(layout, reason)
        self._add_offers(layout, reason.offers)
        if reason.seq:
            show = button(self.tr("Show that moment"), "link", hint=self.tr("In the history"))
            show.clicked.connect(self._on_show)
            self._moments[show] = reason.seq
            layout.addLayout(row(show, 1))
        layout.setContentsMargins(18, 12, 14, 10)
        card.setLayout(layout)
        return card

    def _add_since(self, layout: QVBoxLayout, reason: Reason) -> None:
        kept = kept_told(reason)
        if kept:
            layout.addWidget(label(kept, "dim", wraps=True))
        if reason.is_changed:
            since = SafeText(120)
            since.setHtml("".join(piece_html(piece, self._theme) for piece in reason.since))
            layout.addWidget(since)

    def _add_offers(self, layout: QVBoxLayout, offers: Sequence[Offer]) -> None:
        if offers:
            layout.addSpacing(GRID // 2)
            layout.addWidget(label(self.tr("Also offered here"), "caption"))
        for offer in offers[:_MOST_OFFERS]:
            hunk = offer.hunk
            told = f"“{shortened(hunk.new or hunk.old, 90)}” · {offer.agent}, {offer_told(hunk)}"
            line = row(label(told, "dim", wraps=True), gap=6)
            line.setStretch(0, 1)
            if hunk.verdict in (Verdict.REJECTED, Verdict.STALE):
                back = button(self.tr("Back to review"), "link")
                back.clicked.connect(self._on_revive)
                self._revivals[back] = hunk.id
                line.addWidget(back)
            layout.addLayout(line)

    def _on_show(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, QPushButton):
            self.moment_wanted.emit(self._moments[chosen])
            self.accept()

    def _on_revive(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, QPushButton):
            chosen.setEnabled(False)
            self.revival_wanted.emit(self._revivals[chosen])
