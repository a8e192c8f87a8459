"""The list of suggestions: an item model of hunks and how each row is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cocreate.core.suggestion import Hunk, Verdict
from cocreate.ui.sidebar.diff_words import NOTHING_AROUND, Around, snippet
from cocreate.ui.theme import Theme, agent_colour, caption_font

ROW_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A suggestion with what its row says beside it.

    Args:
        agent_title: the agent's name for the writer.
        place: where it stands, e.g. "line 12" or "Chapter One, line 12".
        verdict: its verdict in words, or "" while pending.
        words_around: what stands before and after it on its line.
    """

    hunk: Hunk
    agent_title: str
    place: str
    verdict: str
    words_around: Around = NOTHING_AROUND


class Rows:
    """The rows of suggestions, each made when it is looked at: there may be thousands."""

    def __init__(self, hunks: Sequence[Hunk], make: Callable[[Hunk], SuggestionRow]) -> None:
        self.hunks = hunks
        self._make = make
        self._made: dict[int, SuggestionRow] = {}

    def __len__(self) -> int:
        return len(self.hunks)

    def __getitem__(self, at: int) -> SuggestionRow:
        found = self._made.get(at)
        if found is None:
            found = self._made[at] = self._make(self.hunks[at])
        return found


class SuggestionModel(QAbstractListModel):
    """The suggestions shown, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows((), _no_row)
        self._places: dict[str, int] = {}

    @property
    def rows(self) -> Rows:
        """What is shown."""
        return self._rows

    def show(self, rows: Rows) -> bool:
        """Show these; return whether rows came or went (else only their words changed)."""
        ids = [hunk.id for hunk in rows.hunks]
        if ids == list(self._places):
            self._rows = rows
            if ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return False
        self.beginResetModel()
        self._rows = rows
        self._places = {hunk: at for at, hunk in enumerate(ids)}
        self.endResetModel()
        return True

    def at(self, hunk: str) -> int | None:
        """Return the row of a suggestion, or None."""
        return self._places.get(hunk)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a row, or its words for those who hear the list."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            hunk = row.hunk
            return f"{row.agent_title}, {row.place} {row.verdict}: {hunk.old} → {hunk.new}"
        return None


class SuggestionDelegate(QStyledItemDelegate):
    """Draw a suggestion: the agent's colour, who and where, and the first change."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give every row room for two lines."""
        return QSize(120, 2 * option.fontMetrics.height() + 18)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, SuggestionRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(1, 1, -2, -1)
        self._ground(painter, option, area)
        is_live = row.hunk.verdict in (Verdict.PENDING, Verdict.LOOSE)
        colour = QColor(agent_colour(self.theme, row.hunk.agent))
        colour.setAlphaF(1.0 if is_live else 0.35)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRect(area.left() + 4, area.top() + 7, 3, area.height() - 14), 1, 1)
        inner = area.adjusted(16, 6, -8, -6)
        half = inner.height() // 2
        self._head(painter, option.font, QRect(inner.topLeft(), QSize(inner.width(), half)), row)
        body = QRect(inner.left(), inner.top() + half, inner.width(), half)
        self._snippet(painter, option.font, body, row, is_live=is_live)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if is_chosen or has_focus:
            painter.setBrush(QColor(self.theme.current))
            painter.setPen(QPen(QColor(self.theme.accent)) if has_focus else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area, 6, 6)

    def _head(self, painter: QPainter, font: QFont, area: QRect, row: SuggestionRow) -> None:
        painter.setFont(caption_font(font))
        painter.setPen(QColor(self.theme.dim))
        right = " · ".join(part for part in (row.verdict, row.place) if part)
        metrics = painter.fontMetrics()
        right = metrics.elidedText(right, Qt.TextElideMode.ElideMiddle, area.width() * 3 // 5)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, right)
        room = area.width() - metrics.horizontalAdvance(right) - 12
        title = metrics.elidedText(row.agent_title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, title)

    def _snippet(
        self, painter: QPainter, font: QFont, area: QRect, row: SuggestionRow, *, is_live: bool
    ) -> None:
        left = area.left()
        for piece in snippet(row.hunk, row.words_around):
            cut = QFont(font)
            cut.setStrikeOut(piece.kind == "out")
            cut.setUnderline(piece.kind == "in")
            painter.setFont(cut)
            painter.setPen(QColor(self._colour_of(piece.kind, is_live=is_live)))
            room = area.right() - left
            if room < 12:
                return
            words = painter.fontMetrics().elidedText(piece.text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(
                QRect(left, area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, words
            )
            left += painter.fontMetrics().horizontalAdvance(words)

    def _colour_of(self, kind: str, *, is_live: bool) -> str:
        if not is_live:
            return self.theme.dim
        return {"in": self.theme.added, "out": self.theme.removed}.get(kind, self.theme.ink)


def _no_row(hunk: Hunk) -> SuggestionRow:
    return SuggestionRow(hunk, hunk.agent, "", "")
