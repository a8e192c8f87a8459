"""Small parts that several panels are made of: captions, keycaps, cards, empty states."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from cocreate.ui.rich_mime import RichMime

GRID = 8


def label(text: str, part: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label of plain text that plays a part of `panel_style`."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setProperty("part", part)
    result.setWordWrap(wraps)
    if wraps:
        result.setMinimumWidth(40)
    return result


class OneLine(QLabel):
    """Words on one line; where they do not fit, they end with an ellipsis and the hint has all."""

    def __init__(self, part: str = "") -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("part", part)
        # What is long gives way to what stands beside it; it never makes the window wider.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setToolTip(plain_hint(words))
        self.setAccessibleName(words)
        self._fit()

    def words(self) -> str:
        """Return the whole of what is said."""
        return self._words

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words into the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        room = self.contentsRect().width()
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


def keycap(text: str) -> QLabel:
    """Return a small drawn key with the name of a shortcut."""
    result = label(text, "key")
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return result


def plain_hint(text: str) -> str:
    """Return a tooltip that wraps and never reads what it says as markup."""
    return f"<p>{escape(text)}</p>" if text else ""


def button(text: str, part: str = "", *, hint: str = "") -> QPushButton:
    """Return a button that plays a part; `hint` is its tooltip."""
    result = QPushButton(text)
    result.setProperty("part", part)
    result.setAutoDefault(False)
    result.setToolTip(plain_hint(hint))
    return result


def inset(field: QAbstractSpinBox) -> None:
    """Keep what a spin box says off its edge: a style sheet's padding does not reach into it."""
    field.lineEdit().setTextMargins(5, 0, 0, 0)


def give_size(dialog: QWidget, width: int, height: int) -> None:
    """Make a dialog as large as it should be, as far as the screen has room for it."""
    room = dialog.screen().availableSize()
    dialog.resize(min(width, room.width()), min(height, room.height()))


def rule() -> QFrame:
    """Return a thin line between things."""
    result = QFrame()
    result.setProperty("part", "rule")
    return result


def scrolled(inner: QWidget) -> QScrollArea:
    """Return a frameless area in which `inner` scrolls; the keys go to what it holds."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


def column(*items: QWidget | QLayout | int, margin: int = 0, gap: int = GRID) -> QVBoxLayout:
    """Return a vertical layout of items; a number is a stretch of that weight."""
    layout = QVBoxLayout()
    _fill(layout, items, margin, gap)
    return layout


def row(*items: QWidget | QLayout | int, margin: int = 0, gap: int = GRID) -> QHBoxLayout:
    """Return a horizontal layout of items; a number is a stretch of that weight."""
    layout = QHBoxLayout()
    _fill(layout, items, margin, gap)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _fill(
    layout: QHBoxLayout | QVBoxLayout,
    items: tuple[QWidget | QLayout | int, ...],
    margin: int,
    gap: int,
) -> None:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addStretch(item)


class Card(QFrame):
    """A raised frame with a strip of colour at its left edge."""

    def __init__(self, colour: QColor | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self._colour = colour

    def set_colour(self, colour: QColor | None) -> None:
        """Give the strip another colour; None takes it away."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, then the strip."""
        super().paintEvent(event)
        if self._colour is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawRoundedRect(4, 10, 3, max(4, self.height() - 20), 1.5, 1.5)
        painter.end()


class ChoiceBox(QComboBox):
    """A combo box whose arrow is drawn, so that it follows the theme without a picture file."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then a small arrow at its right."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(colour, 1.6, c=Qt.PenCapStyle.RoundCap))
        centre = QPointF(self.width() - 14, self.height() / 2 + 0.5)
        points = [centre + QPointF(-4, -2), centre + QPointF(0, 2), centre + QPointF(4, -2)]
        painter.drawPolyline(points)
        painter.end()


class EmptyState(QWidget):
    """What a view says while it has nothing to show: why, and what to do next."""

    action_chosen = Signal()

    def __init__(self, title: str, sentence: str, action: str = "") -> None:
        super().__init__()
        self._title = label(title, "title", wraps=True)
        self._sentence = label(sentence, "dim", wraps=True)
        for part in (self._title, self._sentence):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = column(1, self._title, self._sentence, margin=3 * GRID, gap=GRID)
        self._button: QPushButton | None = None
        if action:
            self._button = button(action)
            self._button.clicked.connect(self._on_clicked)
            layout.addSpacing(GRID)
            layout.addLayout(row(1, self._button, 1))
        layout.addStretch(2)
        self.setLayout(layout)

    def say(self, title: str, sentence: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)

    def _on_clicked(self) -> None:
        self.action_chosen.emit()


class SafeText(QTextBrowser):
    """Words from outside, shown as Markdown or plain: no HTML, no pictures, no links that open.

    The height follows the text up to `limit` pixels; beyond, it scrolls. With limit 0 it takes what
    room there is.
    """

    def __init__(self, limit: int, part: str = "answer") -> None:
        super().__init__()
        self._limit = limit
        self._is_markdown = False
        self.setProperty("part", part)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        if limit:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            layout = self.document().documentLayout()
            layout.documentSizeChanged.connect(self._on_size_changed)

    def show_markdown(self, text: str) -> None:
        """Show text as Markdown, with any HTML in it as plain letters."""
        self._is_markdown = True
        self.document().setMarkdown(
            text,
            QTextDocument.MarkdownFeature.MarkdownNoHTML
            | QTextDocument.MarkdownFeature.MarkdownDialectGitHub,
        )
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_growing(self, before: str, text: str) -> None:
        """Show text that streams in, as plain words: only what came since `before` is put in."""
        self._is_markdown = False
        if not before or not text.startswith(before):
            self.setPlainText(text)
            return
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text[len(before) :])

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what is chosen as other programs want it: without our colours and sizes."""
        chosen = self.textCursor().selection()
        dialect = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        return RichMime(
            chosen.toPlainText(), chosen.toMarkdown(dialect) if self._is_markdown else ""
        )

    def loadResource(self, kind: int, name: object) -> object:
        """Load nothing: what an agent writes may not fetch files."""
        return None

    def sizeHint(self) -> QSize:
        """Return as much height as the text needs."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._wanted_height()) if self._limit else hint

    def minimumSizeHint(self) -> QSize:
        """Ask for little width."""
        return QSize(40, self._wanted_height() if self._limit else 60)

    def _wanted_height(self) -> int:
        return max(20, min(self._limit, int(self.document().size().height()) + 2))

    def _on_size_changed(self) -> None:
        self.setFixedHeight(self._wanted_height())
