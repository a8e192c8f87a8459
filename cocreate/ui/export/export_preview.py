"""What an export will look like: its words, or a PDF's pages one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QStackedWidget, QWidget

from cocreate.base.errors import CocreateError
from cocreate.formats.pdf_pages import PdfPages
from cocreate.ui.panel_parts import GRID, SafeText, button, column, label, row

_LONGEST = 60_000
_FURTHER = (Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Space)
_BACK = (Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Backspace)


class ExportPreview(QWidget):
    """A page or a text, with a line above it that says what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: PdfPages | None = None
        self.page = 0
        self.title = label("", "caption")
        self.text = SafeText(0, part="paper")
        self.text.setAccessibleName(self.tr("Preview"))
        self.sheet = _Sheet()
        self.back = button(self.tr("‹"), hint=self.tr("Previous page (Page Up)"))
        self.back.setAccessibleName(self.tr("Previous page"))
        self.further = button(self.tr("›"), hint=self.tr("Next page (Page Down)"))
        self.further.setAccessibleName(self.tr("Next page"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.bar.setAccessibleName(self.tr("The preview is being made"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.text)
        self._stack.addWidget(self.sheet)
        self.back.clicked.connect(lambda: self.turn(-1))
        self.further.clicked.connect(lambda: self.turn(1))
        self.setLayout(
            column(row(self.title, 1, self.back, self.further), self.bar, self._stack, gap=GRID)
        )
        self.show_progress(None)
        self._show_pager()

    def show_text(self, title: str, text: str) -> None:
        """Show words as Markdown."""
        self._let_go()
        self.title.setText(title)
        self.text.show_markdown(text[:_LONGEST])
        self._stack.setCurrentWidget(self.text)
        self._show_pager()

    def show_pdf(self, data: bytes) -> None:
        """Show a PDF, at the page that was shown last as far as it has one."""
        self._let_go()
        try:
            self._pages = PdfPages(data)
        except CocreateError as error:
            self.show_trouble(error.sentence)
            return
        self._stack.setCurrentWidget(self.sheet)
        self.page = min(self.page, len(self._pages) - 1)
        self._draw()
        self._show_pager()

    def show_trouble(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self._let_go()
        self.title.setText("")
        self.text.setPlainText(sentence)
        self._stack.setCurrentWidget(self.text)
        self._show_pager()

    def show_progress(self, share: float | None) -> None:
        """Show how far the preview is; None: nothing is being made."""
        self.bar.setVisible(share is not None)
        self.bar.setRange(0, 100 if share else 0)
        self.bar.setValue(round(100 * (share or 0)))

    def turn(self, by: int) -> None:
        """Go some pages on, or back."""
        if self._pages is None:
            return
        wanted = max(0, min(self.page + by, len(self._pages) - 1))
        if wanted != self.page:
            self.page = wanted
            self._draw()
            self._show_pager()

    def close_pages(self) -> None:
        """Let the PDF go."""
        self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages by keyboard."""
        if self._pages is not None and event.key() in (*_FURTHER, *_BACK):
            self.turn(1 if event.key() in _FURTHER else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page in the size that fits."""
        super().resizeEvent(event)
        if self._pages is not None:
            self._draw()

    def _let_go(self) -> None:
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def _draw(self) -> None:
        if self._pages is None:
            return
        width, height = self._pages.size(self.page)
        room = self._stack.size()
        ratio = self.devicePixelRatioF()
        scale = min((room.width() - 2 * GRID) / width, (room.height() - 2 * GRID) / height)
        picture = QPixmap()
        picture.loadFromData(self._pages.picture(self.page, max(0.1, scale) * ratio))
        picture.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(picture)
        count = len(self._pages)
        said = self.tr("Page {n} of {count}").format(n=self.page + 1, count=count)
        self.title.setText(said)
        self.sheet.setAccessibleName(said)

    def _show_pager(self) -> None:
        count = len(self._pages) if self._pages is not None else 0
        for widget in (self.back, self.further):
            widget.setVisible(count > 0)
        self.back.setEnabled(self.page > 0)
        self.further.setEnabled(self.page < count - 1)


class _Sheet(QLabel):
    """Where a page is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(200, 200)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
