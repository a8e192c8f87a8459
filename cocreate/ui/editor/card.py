"""The card under the line: the suggestion one is at, with its words, its reason, its agent."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextDocument

from cocreate.core.state import ProjectState
from cocreate.core.suggestion import Hunk
from cocreate.text.diff import pieces
from cocreate.ui.theme import Theme, agent_colour, caption_font

MARGIN = 12.0
_PADDING = 12.0
_FIELD_GAP = 5.0
_LONGEST = 4000


class Card:
    """What the card says, laid out for a width."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self._theme = theme
        self._font = font
        self._words = QTextDocument()
        self._words.setUndoRedoEnabled(False)
        self._words.setDocumentMargin(0)
        self._words.setDefaultFont(caption_font(font, 0.92))
        self._colour = QColor(theme.accent)
        self._field = 0.0
        self._caption = caption_font(font, 0.78)
        self._caption.setFamilies(QFont().families() or [QFont().family()])
        self._caption_height = QFontMetricsF(self._caption).height()
        self.hint = ""

    def show(self, state: ProjectState, hunk: Hunk, width: float, field: float = 0.0) -> None:
        """Lay the card out for a suggestion; with a height for `field`, leave room for one."""
        self._colour = agent_colour(self._theme, hunk.agent)
        self._field = field
        body = (
            "" if field else f"<p style='color:{self._theme.ink}; margin:0'>{self._body(hunk)}</p>"
        )
        self._words.setHtml(self._head(state, hunk) + body)
        self._words.setTextWidth(max(80.0, width - 2 * _PADDING))

    @property
    def height(self) -> float:
        """Height of the card with its margins."""
        foot = self._caption_height + 8 if self.hint else 0.0
        field = self._field + _FIELD_GAP if self._field else 0.0
        return self._words.size().height() + field + foot + 2 * _PADDING + MARGIN

    def field_rect(self, room: QRectF) -> QRectF:
        """Return where in its room the field stands."""
        inner = self.inner(room)
        top = inner.top() + self._words.size().height() + _FIELD_GAP
        return QRectF(inner.left() - 2, top, inner.width() + 4, self._field)

    @staticmethod
    def inner(room: QRectF) -> QRectF:
        """Return where in its room the card's words stand."""
        card = room.adjusted(0, 0, 0, -MARGIN)
        return card.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)

    def paint(self, painter: QPainter, room: QRectF) -> None:
        """Paint the card into its room."""
        card = room.adjusted(0, 0, 0, -MARGIN)
        inner = self.inner(room)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.rule), 1))
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawRoundedRect(QRectF(card.left(), card.top(), 4, card.height()), 2, 2)
        if self.hint:
            painter.setFont(self._caption)
            painter.setPen(QColor(self._theme.dim))
            foot = QRectF(
                inner.left() + 2, inner.bottom() - self._caption_height, inner.width(), 99
            )
            words = QFontMetricsF(self._caption).elidedText(
                self.hint, Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
        painter.translate(inner.topLeft() + QPointF(2, 0))
        self._words.drawContents(painter)
        painter.restore()

    def _head(self, state: ProjectState, hunk: Hunk) -> str:
        run = state.runs.get(hunk.run)
        who = escape(run.agent_title if run is not None and run.agent_title else hunk.agent)
        small = f"font-size:{self._caption.pointSizeF()}pt; font-family:{self._caption.family()}"
        reason = f" &nbsp;{escape(hunk.reason)}" if hunk.reason else ""
        return (
            f'<p style="{small}; margin:0 0 6px 0">'
            f'<span style="color:{self._colour.name()}; font-weight:600">{who}</span>'
            f'<span style="color:{self._theme.dim}">{reason}</span></p>'
        )

    def _body(self, hunk: Hunk) -> str:
        theme = self._theme
        styles = {
            "same": "",
            "out": f"color:{theme.removed}; text-decoration:line-through",
            "in": f"color:{theme.added}; font-weight:600; text-decoration:underline",
        }
        if len(hunk.old) + len(hunk.new) > _LONGEST:
            return escape(hunk.new[:_LONGEST]).replace("\n", "<br>") + " …"
        parts = []
        for piece in pieces(hunk.old, hunk.new):
            words = escape(piece.text).replace("\n", "<br>") if piece.text.strip("\n") else ""
            words = words or "¶<br>" * len(piece.text)
            parts.append(f"<span style='white-space:pre-wrap; {styles[piece.kind]}'>{words}</span>")
        if not hunk.new.strip():
            parts.append(f"<span style='color:{theme.dim}'> {escape(_tr('(taken out)'))}</span>")
        return "".join(parts)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Card", words)
