"""Suggestions that were put aside: searched by their words, read whole, brought back for review."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from cocreate.base.errors import CocreateError
from cocreate.core.suggestion import Hunk, Verdict
from cocreate.text.diff import Piece, pieces
from cocreate.ui.panel_parts import GRID, EmptyState, SafeText, button, column, label, row
from cocreate.ui.spoken import counted, moment, shortened
from cocreate.ui.theme import Theme
from cocreate.workspace.past import Past

_MOST = 500


class AsideList(QWidget):
    """Lists what was rejected or turned stale; `revived` carries suggestion and scene."""

    revived = Signal(str, str)
    trouble_met = Signal(str)
    left = Signal()

    def __init__(self, past: Past, theme: Theme) -> None:
        super().__init__()
        self._past = past
        self._theme = theme
        self._hunks: list[Hunk] = []
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Search their words"))
        self._field.setAccessibleName(self.tr("Search suggestions put aside"))
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(self.update_rows)
        self._count = label("", "caption")
        self._list = QListWidget()
        self._list.setProperty("part", "plain")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("Suggestions put aside"))
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._list.itemActivated.connect(self._on_back)
        self._words = SafeText(0)
        self._words.setAccessibleName(self.tr("The suggestion"))
        self._about = label("", "caption", wraps=True)
        self._back = button(self.tr("Back to review"), "primary", hint=self.tr("Enter"))
        self._back.clicked.connect(self._on_back)
        self._empty = EmptyState(
            self.tr("Nothing was put aside"),
            self.tr("Suggestions you reject, and those that turn stale, are kept here for ever."),
        )
        self._body = QWidget()
        body = column(self._list, self._about, self._words, row(1, self._back), gap=GRID)
        body.setStretch(0, 3)
        body.setStretch(2, 2)
        self._body.setLayout(body)
        layout = column(
            row(label(self.tr("Put aside"), "title"), 1, self._count),
            self._field,
            self._empty,
            self._body,
        )
        layout.setContentsMargins(12, 12, 12, 12)
        self.setLayout(layout)

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self._theme = theme
        self._on_row_changed(self._list.currentRow())

    def begin(self) -> None:
        """Go to the search."""
        self.update_rows()
        self._field.setFocus()
        self._field.selectAll()

    def update_rows(self) -> None:
        """List what is to be listed now."""
        self._hunks = self._past.put_aside(self._field.text())[:_MOST]
        self._count.setText(
            counted(len(self._hunks), self.tr("1 suggestion"), self.tr("{n} suggestions"))
        )
        self._list.clear()
        for hunk in self._hunks:
            item = QListWidgetItem(shortened(hunk.new or hunk.old, 90))
            item.setToolTip(self._told(hunk))
            self._list.addItem(item)
        self._empty.setVisible(not self._hunks)
        if not self._hunks and self._field.text():
            self._empty.say(
                self.tr("No suggestion holds these words"), self.tr("Try fewer, or others.")
            )
        self._body.setVisible(bool(self._hunks))
        if self._hunks:
            self._list.setCurrentRow(0)

    def chosen(self) -> Hunk | None:
        """Return the chosen suggestion."""
        at = self._list.currentRow()
        return self._hunks[at] if 0 <= at < len(self._hunks) else None

    def revive(self) -> None:
        """Put the chosen suggestion back on the list for review."""
        hunk = self.chosen()
        if hunk is None:
            return
        try:
            self._past.revive(hunk.id)
        except CocreateError as error:
            self.trouble_met.emit(error.sentence)
            return
        self.update_rows()
        self.revived.emit(hunk.id, hunk.scene)

    def _told(self, hunk: Hunk) -> str:
        when = moment(hunk.decided_ms or hunk.offered_ms)
        fate = self.tr("rejected") if hunk.verdict is Verdict.REJECTED else self.tr("turned stale")
        scene = self._past.titles().get(hunk.scene, "")
        told = f"{self._past.agent_of(hunk)} · {scene} · {fate} {when}"
        return f"{told}\n{hunk.why}" if hunk.why else told

    def _on_row_changed(self, _row: int) -> None:
        hunk = self.chosen()
        if hunk is None:
            return
        self._about.setText(self._told(hunk))
        found = pieces(hunk.old, hunk.new)
        reason = f"<p style='color:{self._theme.dim}'>{escape(hunk.reason)}</p>"
        self._words.setHtml(
            "".join(piece_html(piece, self._theme) for piece in found)
            + (reason if hunk.reason else "")
        )
        self._words.moveCursor(QTextCursor.MoveOperation.Start)

    def _on_back(self) -> None:
        self.revive()


def piece_html(piece: Piece, theme: Theme) -> str:
    """Return a stretch of a difference as HTML; every word of it is escaped."""
    words = escape(piece.text).replace("\n", "<br>")
    match piece.kind:
        case "same":
            return words
        case "out":
            return f"<s style='color:{theme.removed}'>{words}</s>"
        case "in":
            return f"<u style='color:{theme.added}'>{words}</u>"
