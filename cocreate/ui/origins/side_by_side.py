"""Two wordings side by side, with what differs marked in both."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QWidget

from cocreate.text.diff import Piece, pieces
from cocreate.ui.panel_parts import GRID, SafeText, column, label, row
from cocreate.ui.sidebar.diff_words import piece_html
from cocreate.ui.theme import Theme

_LIMIT = 20_000


class SideBySide(QWidget):
    """Shows a wording on the left and another on the right.

    Args:
        is_change: whether the right one is to take the place of the left one.
    """

    def __init__(self, left: str, right: str, theme: Theme, *, is_change: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._is_change = is_change
        self._titles = (label(left, "caption"), label(right, "caption"))
        self._papers = (SafeText(0, part="paper"), SafeText(0, part="paper"))
        halves = [
            column(title, paper, gap=6)
            for title, paper in zip(self._titles, self._papers, strict=True)
        ]
        body = row(*halves, gap=2 * GRID)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.name(left, right)

    def name(self, left: str, right: str) -> None:
        """Say what stands on which side."""
        for words, title, paper in zip((left, right), self._titles, self._papers, strict=True):
            title.setText(words)
            paper.setAccessibleName(words)

    def show_words(self, left: str, right: str) -> None:
        """Show two wordings and mark where they differ."""
        changes = pieces(left[:_LIMIT], right[:_LIMIT])
        for paper, hidden in zip(self._papers, ("in", "out"), strict=True):
            shown = (piece for piece in changes if piece.kind != hidden)
            paper.setHtml("".join(self._html(piece) for piece in shown))

    def words(self) -> tuple[str, str]:
        """Return what is shown on either side."""
        left, right = self._papers
        return left.toPlainText(), right.toPlainText()

    def _html(self, piece: Piece) -> str:
        if piece.kind == "same":
            return escape(piece.text).replace("\n", "<br>")
        kind = piece.kind if self._is_change else "in"
        return piece_html(Piece(kind, piece.text), self._theme)
