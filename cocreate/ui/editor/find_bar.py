"""The bar at the top of the page in which words are looked for and replaced."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from cocreate.ui.panel_parts import GRID, ChoiceBox, button, column, label, plain_hint, row
from cocreate.workspace.replacing import Wanted

_ONE_ROW_FROM = 700
_COUNT_WIDTH = 76
_LEAST_SCOPE = 96


class FindField(QLineEdit):
    """A line of words; an undo that it has no use for goes to the page."""

    entered = Signal(bool)
    undo_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Return, with or without Shift, and an undo that the line has no use for."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.undo_wanted.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """Says what the writer wants; it looks for nothing itself."""

    wanted_changed = Signal()
    stepped = Signal(int)
    replace_chosen = Signal()
    replace_all_chosen = Signal()
    take_back_chosen = Signal()
    undo_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "notice")
        self.setAccessibleName(self.tr("Find and replace"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.words = _field(self.tr("Find"))
        self.new = _field(self.tr("Replace with"))
        self.matches_case = QCheckBox(self.tr("Match case"))
        self.whole_words = QCheckBox(self.tr("Whole words"))
        self.scope = ChoiceBox()
        self.scope.setAccessibleName(self.tr("Where to look"))
        self.scope.addItems([self.tr("This scene"), self.tr("All scenes")])
        self.scope.setMinimumWidth(_LEAST_SCOPE)
        self._count = label("", "caption")
        self._count.setMinimumWidth(_COUNT_WIDTH)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._previous = _small("↑", self.tr("Previous place (Shift+Return)"))
        self._next = _small("↓", self.tr("Next place (Return)"))
        self._close = _small("✕", self.tr("Close (Escape)"))
        self.replace = button(self.tr("Replace"))
        self.replace_all = button(self.tr("Replace all"))
        self._said = label("", "caption", wraps=True)
        self.take_back = button(self.tr("Take back"), "link")
        self._lay_out()
        self._connect()
        self.hide()

    def wanted(self) -> Wanted:
        """Return what is looked for."""
        return Wanted(
            self.words.text(),
            matches_case=self.matches_case.isChecked(),
            whole_words=self.whole_words.isChecked(),
        )

    @property
    def is_whole(self) -> bool:
        """Whether the whole manuscript is looked through."""
        return self.scope.currentIndex() == 1

    def begin(self, words: str, *, replaces: bool) -> None:
        """Come up, or to hand again; words that are chosen in the page are looked for at once."""
        self._replacing.setVisible(replaces)
        self.say("")
        self.show()
        if words:
            self.words.setText(words)
        self.words.setFocus()
        self.words.selectAll()

    def show_count(self, at: int, total: int) -> None:
        """Show which place one is at, from 1 (0: at none), and how many there are."""
        if not self.words.text():
            words = ""
        elif not total:
            words = self.tr("No match")
        elif at:
            words = self.tr("{at} of {total}").format(at=f"{at:,}", total=f"{total:,}")
        else:
            words = self.tr("{total} found").format(total=f"{total:,}")
        self._count.setText(words)
        for part in (self._previous, self._next):
            part.setEnabled(total > 0)
        self.replace.setEnabled(total > 0)
        self.replace_all.setEnabled(total > 0)

    def count(self) -> str:
        """Return what is shown of how many places there are."""
        return self._count.text()

    def say(self, sentence: str, *, can_take_back: bool = False) -> None:
        """Say what was done; an empty sentence says nothing any more."""
        self._said.setText(sentence)
        self.take_back.setVisible(can_take_back)
        self._telling.setVisible(bool(sentence))

    def said(self) -> str:
        """Return what was said."""
        return self._said.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one row where there is room for it."""
        super().resizeEvent(event)
        is_wide = self.width() >= _ONE_ROW_FROM
        directions = QBoxLayout.Direction
        self._finding.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def _lay_out(self) -> None:
        first = row(self.words, self._count, self._previous, self._next, gap=4)
        second = row(self.matches_case, self.whole_words, self.scope, gap=GRID)
        self._finding = row(gap=GRID)
        self._finding.addLayout(first, 1)
        self._finding.addLayout(second)
        self._replacing = QWidget()
        self._replacing.setLayout(row(self.new, self.replace, self.replace_all, gap=GRID))
        self._telling = QWidget()
        telling = row(self._said, self.take_back)
        telling.setStretch(0, 1)
        self._telling.setLayout(telling)
        fields = column(self._finding, self._replacing, self._telling, gap=6)
        body = row(fields, self._close, gap=4)
        body.setStretch(0, 1)
        body.setAlignment(self._close, Qt.AlignmentFlag.AlignTop)
        body.setContentsMargins(14, 7, 6, 7)
        self.setLayout(body)
        for one, two in (
            (self.words, self.new),
            (self.new, self.replace),
            (self.replace, self.replace_all),
            (self.replace_all, self._previous),
        ):
            QWidget.setTabOrder(one, two)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._on_wanted_changed)
        self.matches_case.toggled.connect(self._on_wanted_changed)
        self.whole_words.toggled.connect(self._on_wanted_changed)
        self.scope.activated.connect(self._on_wanted_changed)
        self.words.entered.connect(self._on_entered)
        self.new.entered.connect(self.replace_chosen)
        self.words.undo_wanted.connect(self.undo_wanted)
        self.new.undo_wanted.connect(self.undo_wanted)
        self._previous.clicked.connect(self._on_previous)
        self._next.clicked.connect(self._on_next)
        self._close.clicked.connect(self.left)
        self.replace.clicked.connect(self.replace_chosen)
        self.replace_all.clicked.connect(self.replace_all_chosen)
        self.take_back.clicked.connect(self.take_back_chosen)

    def _on_wanted_changed(self) -> None:
        self.say("")
        self.wanted_changed.emit()

    def _on_entered(self, is_backwards: bool) -> None:  # noqa: FBT001 - a slot
        self.stepped.emit(-1 if is_backwards else 1)

    def _on_previous(self) -> None:
        self.stepped.emit(-1)

    def _on_next(self) -> None:
        self.stepped.emit(1)


def _field(words: str) -> FindField:
    field = FindField()
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.setMinimumWidth(96)
    return field


def _small(sign: str, hint: str) -> QToolButton:
    made = QToolButton()
    made.setText(sign)
    made.setAccessibleName(hint)
    made.setToolTip(plain_hint(hint))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made
