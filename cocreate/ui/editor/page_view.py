"""The page itself: how a scene is laid out, painted and measured."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QPlainTextDocumentLayout, QPlainTextEdit, QToolTip

from cocreate.base.settings import Settings
from cocreate.core.attributed import AttributedText
from cocreate.text.markup import LineStyle
from cocreate.ui.editor.geometry import PlacedBlock
from cocreate.ui.editor.gutter import WIDTH, Gutter
from cocreate.ui.editor.highlighter import Highlighter
from cocreate.ui.editor.hunk_desk import HunkDesk
from cocreate.ui.editor.measure import DOCUMENT_MARGIN, side_margins
from cocreate.ui.editor.overlay import Overlay
from cocreate.ui.editor.page import EditorPort
from cocreate.ui.editor.page_layout import PageLayout
from cocreate.ui.editor.spelling_marks import SpellingMarks
from cocreate.ui.editor.sync import Sync
from cocreate.ui.theme import Theme, text_font

_GUTTER_DISTANCE = 6
_TOUCH = 2.5
_CARD_LINES = 5


class PageView(QPlainTextEdit):
    """Show one scene with its gutter, its tint and its suggestions."""

    styles_changed = Signal()

    def __init__(self, port: EditorPort, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        document = QTextDocument(self)
        self._layout = PageLayout(document)
        self._set_up(document)
        self._highlighter = Highlighter(document, theme, settings)
        self._layout.set_styler(self._highlighter.styles)
        self._sync = Sync(document, self._layout, port)
        self._overlay = Overlay(self._layout)
        self._gutter = Gutter(self, self.placed_blocks, self._text, theme)
        self.hunks = HunkDesk(self, self._overlay)
        self.updateRequest.connect(self._on_update_requested)
        self._layout.blocks_changed.connect(self._highlighter.blocks_changed)
        self._highlighter.outdated.connect(
            self._on_styles_outdated, Qt.ConnectionType.QueuedConnection
        )
        self.set_look(theme, settings)

    def set_look(self, theme: Theme, settings: Settings) -> None:
        """Take colours, letters and measures."""
        self._settings = settings
        font = text_font(settings)
        colours = QPalette(self.palette())
        colours.setColor(QPalette.ColorRole.Base, QColor(theme.page))
        colours.setColor(QPalette.ColorRole.Window, QColor(theme.page))
        colours.setColor(QPalette.ColorRole.Text, QColor(theme.ink))
        colours.setColor(QPalette.ColorRole.Highlight, QColor(theme.selection))
        colours.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.ink))
        self.setPalette(colours)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._highlighter.set_look(theme, settings)
        self._layout.set_spacing(settings.line_spacing)
        self._overlay.set_look(theme, font)
        self._overlay.shows_tint = settings.shows_tint
        self._gutter.set_theme(theme)
        self._gutter.setVisible(settings.shows_gutter)
        self._layout.relayout()
        self._arrange()
        self.hunks.relayout()
        self.viewport().update()

    def goto(self, start: int, end: int | None = None) -> None:
        """Put the caret behind a range of offsets, chosen, and bring it into view."""
        cursor = self.textCursor()
        text = self._text()
        length = 0 if text is None else len(text)
        cursor.setPosition(self.position_of(min(start, length)))
        last = self.position_of(min(start if end is None else end, length))
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def selection(self) -> tuple[int, int]:
        """Return the chosen range of offsets; at the caret, an empty one."""
        cursor = self.textCursor()
        offset = self._sync.index.offset
        return offset(cursor.selectionStart()), offset(cursor.selectionEnd())

    def caret(self) -> int:
        """Return the offset of the caret."""
        return self._sync.index.offset(self.textCursor().position())

    def set_card_hints(self, words: str, field_words: str) -> None:
        """Set the line at the foot of the card: which keys decide, and which do in the field."""
        self._overlay.hint = words
        self._overlay.field_hint = field_words

    def next_hunk(self) -> str:
        """Go to the next open suggestion; return its id, "" if there is none."""
        return self.hunks.step(self.caret(), backwards=False)

    def previous_hunk(self) -> str:
        """Go to the open suggestion before; return its id, "" if there is none."""
        return self.hunks.step(self.caret(), backwards=True)

    def document_text(self) -> str:
        """Return what the page shows, as text."""
        return self._sync.document_text()

    def position_of(self, offset: int) -> int:
        """Return Qt's position of an offset."""
        return self._sync.index.position(offset)

    def bring_into_view(self, offset: int) -> None:
        """Scroll so that the line of an offset shows, with some room below for what hangs there."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(offset))
        height = self.viewport().height()
        line_height = self.fontMetrics().height()
        room = min(_CARD_LINES * line_height, height // 3)
        visible = {placed.block.blockNumber() for placed in self._visible()}
        place = self.cursorRect(cursor)
        is_seen = place.top() >= 0 and place.bottom() + room <= height
        if cursor.blockNumber() in visible and is_seen:
            return
        block = cursor.block()
        layout = self.document().documentLayout()
        if isinstance(layout, QPlainTextDocumentLayout):
            layout.ensureBlockLayout(block)
        within = block.layout().lineForTextPosition(cursor.positionInBlock()).lineNumber()
        above = max(1, height // 5 // line_height)
        self.verticalScrollBar().setValue(max(0, block.firstLineNumber() + within - above))

    def mark_finds(self, starts: Sequence[int], size: int) -> None:
        """Mark the places that were looked for: where each begins, and how long each is."""
        if starts or self._overlay.finds:
            self._overlay.finds.load(starts, size)
            self.viewport().update()

    @property
    def spelling(self) -> SpellingMarks:
        """The marks under unknown words."""
        return self._overlay.spelling

    def line_styles(self, block: QTextBlock) -> tuple[LineStyle, ...]:
        """Return how the line of a block is to be read, in its own offsets."""
        return self._highlighter.read(block)

    def repaint_blocks(self, texts: Collection[str]) -> None:
        """Paint those blocks anew that show one of these texts."""
        for placed in self._visible() if texts else ():
            if placed.text in texts:
                self._repaint(placed)

    def block_at(self, offset: int) -> PlacedBlock | None:
        """Return the block with an offset, if one sees it."""
        seen = self._visible()
        return next((placed for placed in seen if placed.start <= offset <= placed.end), None)

    def repaint_at(self, offset: int) -> None:
        """Paint the block with an offset anew."""
        placed = self.block_at(offset)
        if placed is not None:
            self._repaint(placed)

    def show_origins(self) -> None:
        """Paint anew what tells where the text comes from."""
        self._gutter.update()
        if self._overlay.shows_tint:
            self.viewport().update()

    def placed_blocks(self, rect: QRectF) -> Iterator[PlacedBlock]:
        """Yield the blocks that a stretch of the viewport shows."""
        block = self.firstVisibleBlock()
        corner = self.contentOffset()
        x, y = corner.x(), corner.y()
        index = self._sync.index
        height_of = self._layout.blockBoundingRect
        # What only touches the stretch is not in it: a key repaints one paragraph, not three.
        top, bottom = rect.top() + _TOUCH, rect.bottom() - _TOUCH
        while block.isValid() and y <= bottom:
            below = y + height_of(block).height()
            if below >= top:
                yield PlacedBlock(block, QPointF(x, y), index.start(block), block.text())
            y = below
            block = block.next()

    def viewportEvent(self, event: QEvent) -> bool:
        """Paint the tint, the words, then the suggestions; all else is left to Qt.

        Not in `paintEvent`: Qt would come for it through here, and each way costs a key more.
        """
        if not isinstance(event, QPaintEvent):
            return super().viewportEvent(event)
        overlay, text = self._overlay, self._text()
        if text is None or overlay.is_empty:
            return super().viewportEvent(event)
        # The gaps above and below take small words that hang out of their line.
        rect = QRectF(event.rect())
        blocks = list(self.placed_blocks(rect))
        if overlay.has_ground:
            painter = QPainter(self.viewport())
            overlay.paint_under(painter, blocks, text)
            painter.end()
        is_done = super().viewportEvent(event)
        painter = QPainter(self.viewport())
        overlay.paint_over(painter, blocks, self.viewport().width())
        painter.end()
        self.hunks.place_field(blocks)
        return is_done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text in the middle."""
        super().resizeEvent(event)
        self._arrange()
        self.hunks.relayout()

    def _set_up(self, document: QTextDocument) -> None:
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(DOCUMENT_MARGIN)
        document.setDocumentLayout(self._layout)
        self.setObjectName("manuscript")
        self.setAccessibleName(self.tr("Manuscript"))
        self.setDocument(document)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.setCenterOnScroll(True)
        self.setMouseTracking(True)

    def _text(self) -> AttributedText | None:
        return self._sync.text if self._sync.scene else None

    def _visible(self) -> Iterator[PlacedBlock]:
        return self.placed_blocks(QRectF(self.viewport().rect()))

    def _offset_at(self, point: QPointF) -> int:
        return self._sync.index.offset(self.cursorForPosition(point.toPoint()).position())

    def _show_hint(self, at: QPoint, words: str) -> None:
        # Escaped: what agents say may look like markup, and Qt would take it for such.
        shown = "<qt>" + escape(words).replace("\n", "<br>") + "</qt>" if words else ""
        QToolTip.showText(self.viewport().mapToGlobal(at), shown, self.viewport())

    def _arrange(self) -> None:
        bar = self.verticalScrollBar()
        available = self.width() - (bar.sizeHint().width() if bar.isVisible() else 0)
        left, right = side_margins(available, self.font(), self._settings.measure_characters)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)
        page = self.viewport().geometry()
        place = QRect(page.left() - WIDTH - _GUTTER_DISTANCE, page.top(), WIDTH, page.height())
        self._gutter.setGeometry(place)

    def _on_update_requested(self, rect: QRect, scrolled: int) -> None:
        self._gutter.follow(rect.y(), rect.height(), scrolled)

    def _repaint(self, placed: PlacedBlock) -> None:
        height = self._layout.blockBoundingRect(placed.block).height()
        page = QRectF(0, placed.corner.y(), self.viewport().width(), height)
        self.viewport().update(page.toAlignedRect())

    def _on_styles_outdated(self) -> None:
        self._layout.relayout()
        self.styles_changed.emit()
        self.viewport().update()
