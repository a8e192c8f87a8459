"""A text of the past: to be read, chosen from and watched, never to be written in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLine,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from cocreate.base.settings import Settings
from cocreate.text.edit import common_prefix, common_suffix
from cocreate.ui.history.looks import Look, Stretch, in_units, units
from cocreate.ui.history.paper_layout import PaperLayout
from cocreate.ui.theme import Theme, faded, text_font

_SAMPLE = "the sea was calm and grey, and nobody spoke of the night before it "
_MARGIN = 20
# Signs that Qt would take for the end of a paragraph, or not take at all.
_UNSHOWN = dict.fromkeys((0x0, 0x2029, 0xFDD0, 0xFDD1, *range(0xD800, 0xE000)), "\ufffd")
_CARET_KEYS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


class Paper(QPlainTextEdit):
    """Shows a text with looks, and changes only what differs from what it showed before."""

    chosen_changed = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._shown = ""
        self._ends: list[int] = []
        self._looks: list[Look] = []
        self._fresh: tuple[int, int] | None = None
        document = QTextDocument(self)
        self._layout = PaperLayout(document)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(_MARGIN)
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        self.setObjectName("manuscript")
        self.setAccessibleName(self.tr("The text as it stood"))
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCenterOnScroll(True)
        self.selectionChanged.connect(self.chosen_changed)
        self.set_look(theme, settings)

    def set_look(self, theme: Theme, settings: Settings) -> None:
        """Take colours, letters and measures."""
        self._theme, self._settings = theme, settings
        font = text_font(settings)
        colours = QPalette(self.palette())
        colours.setColor(QPalette.ColorRole.Base, QColor(theme.page))
        colours.setColor(QPalette.ColorRole.Text, QColor(theme.ink))
        colours.setColor(QPalette.ColorRole.Highlight, QColor(theme.selection))
        colours.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.ink))
        self.setPalette(colours)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._layout.set_spacing(settings.line_spacing)
        self._arrange()
        self.viewport().update()

    # -- showing ---------------------------------------------------------------------------------

    def show_text(
        self,
        text: str,
        stretches: Sequence[Stretch],
        fresh: tuple[int, int] | None = None,
    ) -> None:
        """Show a text with its looks; `fresh` is the range that came in last."""
        shown = text.translate(_UNSHOWN) if not text.isascii() or "\0" in text else text
        if shown != self._shown:
            self._put(shown)
        looks = in_units(shown, stretches)
        self._ends = list(accumulate(stretch.length for stretch in looks))
        self._looks = [stretch.look for stretch in looks]
        self._fresh = None
        if fresh is not None:
            start, end = fresh
            first = units(shown[:start])
            self._fresh = (first, first + units(shown[start:end]))
        self.viewport().update()

    def shown(self) -> str:
        """Return what is shown."""
        return self._shown

    def bring_into_view(self, offset: int) -> None:
        """Scroll to an offset where it is not seen; what is chosen stays chosen."""
        block = self.document().findBlock(units(self._shown[:offset]))
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        if not block.isVisible() or 0 <= top < self.viewport().height() * 0.8:
            return
        line = block.firstLineNumber() - max(1, self.viewport().height() // 3 // self._line())
        self.verticalScrollBar().setValue(max(0, line))

    def chosen_words(self) -> str:
        """Return the chosen words; "" for none."""
        start, end = self.chosen()
        return self._shown[start:end]

    def chosen(self) -> tuple[int, int]:
        """Return the chosen range of offsets; at the caret, an empty one."""
        cursor = self.textCursor()
        return self._offset(cursor.selectionStart()), self._offset(cursor.selectionEnd())

    def choose(self, start: int, end: int) -> None:
        """Choose a range of offsets."""
        cursor = self.textCursor()
        cursor.setPosition(units(self._shown[:start]))
        cursor.setPosition(units(self._shown[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grounds, then words, then the lines through and under them."""
        placed = list(self._placed(QRectF(event.rect())))
        painter = QPainter(self.viewport())
        for block, corner in placed:
            self._paint_grounds(painter, block, corner)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for block, corner in placed:
            self._paint_lines(painter, block, corner)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text in the middle."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that move and choose; leave the others to whoever holds the paper."""
        is_command = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _CARET_KEYS or is_command:
            super().keyPressEvent(event)
        else:
            event.ignore()

    # -- parts -----------------------------------------------------------------------------------

    def _put(self, shown: str) -> None:
        """Put in what differs; most moments differ by a few words."""
        before, self._shown = self._shown, shown
        head = common_prefix(before, shown)
        tail = common_suffix(before[head:], shown[head:])
        start = units(before[:head])
        gone = units(before[head : len(before) - tail])
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(start + gone, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(shown[head : len(shown) - tail])

    def _offset(self, position: int) -> int:
        if units(self._shown) == len(self._shown):
            return position
        packed = self._shown.encode("utf-16-le", "surrogatepass")[: position * 2]
        return len(packed.decode("utf-16-le", "replace"))

    def _line(self) -> int:
        return max(1, round(self.fontMetrics().height() * self._settings.line_spacing))

    def _placed(self, area: QRectF) -> Iterator[tuple[QTextBlock, QPointF]]:
        block = self.firstVisibleBlock()
        corner = self.contentOffset()
        while block.isValid() and corner.y() <= area.bottom():
            height = self._layout.blockBoundingRect(block).height()
            if corner.y() + height >= area.top():
                yield block, QPointF(corner)
            corner = QPointF(corner.x(), corner.y() + height)
            block = block.next()

    def _runs(self, block: QTextBlock) -> Iterator[tuple[int, int, Look]]:
        """Yield the looks that a paragraph holds, with places in it."""
        start = block.position()
        end = start + block.length() - 1
        at = bisect_right(self._ends, start)
        low = start
        while low < end and at < len(self._ends):
            high = min(end, self._ends[at])
            yield low - start, high - start, self._looks[at]
            low, at = high, at + 1

    def _paint_grounds(self, painter: QPainter, block: QTextBlock, corner: QPointF) -> None:
        strength = 0.22 if self._theme.is_dark else 0.15
        for low, high, look in self._runs(block):
            colour = _ground(self._theme, look)
            if colour is not None:
                for rect in _rects(block, corner, low, high):
                    painter.fillRect(rect, faded(colour, strength))
        if self._fresh is not None:
            start = block.position()
            low = max(0, self._fresh[0] - start)
            high = min(block.length() - 1, self._fresh[1] - start)
            for rect in _rects(block, corner, low, high) if low <= high else ():
                if low == high:
                    rect.setWidth(2)
                painter.fillRect(rect, faded(self._theme.accent, 0.28))

    def _paint_lines(self, painter: QPainter, block: QTextBlock, corner: QPointF) -> None:
        for low, high, look in self._runs(block):
            if look is Look.TITLE:
                self._paint_rule(painter, block, corner)
                continue
            pen = _line_pen(self._theme, look)
            if pen is None:
                continue
            painter.setPen(pen)
            for rect in _rects(block, corner, low, high):
                y = rect.center().y() + 1 if look is Look.OUT else rect.bottom()
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def _paint_rule(self, painter: QPainter, block: QTextBlock, corner: QPointF) -> None:
        """Draw a thin line under the name of a scene."""
        bottom = corner.y() + self._layout.blockBoundingRect(block).height() - 1
        painter.setPen(QPen(QColor(self._theme.rule), 1))
        left = corner.x() + _MARGIN
        right = corner.x() + self.viewport().width() - _MARGIN
        painter.drawLine(QPointF(left, bottom), QPointF(right, bottom))

    def _arrange(self) -> None:
        width = QFontMetricsF(self.font()).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        wanted = round(width * self._settings.measure_characters) + 2 * _MARGIN
        side = max(16, (self.width() - wanted) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)


def _ground(theme: Theme, look: Look) -> str | None:
    """Return the colour of a look, or None where the words stand for themselves."""
    return {
        Look.AI: theme.ai,
        Look.TOOL: theme.tool,
        Look.UNKNOWN: theme.unknown,
        Look.DECLARED: theme.human,
        Look.IN: theme.added,
        Look.OUT: theme.removed,
    }.get(look)


def _line_pen(theme: Theme, look: Look) -> QPen | None:
    styles = {
        Look.AI: Qt.PenStyle.SolidLine,
        Look.TOOL: Qt.PenStyle.DotLine,
        Look.UNKNOWN: Qt.PenStyle.DashLine,
        Look.DECLARED: Qt.PenStyle.DashDotLine,
        Look.IN: Qt.PenStyle.SolidLine,
        Look.OUT: Qt.PenStyle.SolidLine,
    }
    colour = _ground(theme, look)
    return None if colour is None else QPen(faded(colour, 0.75), 1.4, styles[look])


def _rects(block: QTextBlock, corner: QPointF, low: int, high: int) -> Iterator[QRectF]:
    """Yield where a stretch of a paragraph stands, line by line."""
    layout = block.layout()
    words = block.text() if layout.lineCount() > 1 else ""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(low, line.textStart())
        last = min(high, line.textStart() + line.textLength() - _hanging(words, line))
        if first > last or (first == last and low != high):
            continue
        left = _x(line.cursorToX(first))
        right = _x(line.cursorToX(last))
        top = corner.y() + line.y()
        yield QRectF(corner.x() + left, top, right - left, line.height())


def _hanging(words: str, line: QTextLine) -> int:
    """Return how many spaces hang behind a line that wraps."""
    behind = line.textStart() + line.textLength()
    return int(0 < behind < len(words) and words[behind - 1] == " ")


def _x(found: object) -> float:
    """Return the place of a cursor, which PySide gives together with the cursor itself."""
    place = found[0] if isinstance(found, tuple) else found
    return float(place) if isinstance(place, int | float) else 0.0
