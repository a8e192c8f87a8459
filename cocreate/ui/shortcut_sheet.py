"""The sheet of all keyboard shortcuts, read from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from cocreate.ui.actions import ACTIONS, MENUS, Keys, sequences, translated
from cocreate.ui.panel_parts import GRID, button, column, keycap, label, row, scrolled


class ShortcutSheet(QDialog):
    """All shortcuts by menu, in two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        groups = [group for menu in MENUS if (group := _group(menu)) is not None]
        half = _balanced(groups)
        columns = row(_stacked(groups[:half]), _stacked(groups[half:]), margin=GRID, gap=6 * GRID)
        page = QWidget()
        page.setLayout(columns)
        scroll = scrolled(page)
        # It holds nothing that takes keys: the arrows scroll it.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(self.tr("Keyboard shortcuts"))
        close = button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        lead = label(
            self.tr(
                "Everything can be done from the keyboard. Two more: Tab walks through the"
                " parts of a panel, Escape goes back to the page."
            ),
            "dim",
            wraps=True,
        )
        self.setLayout(column(lead, scroll, row(1, close), margin=2 * GRID, gap=2 * GRID))
        self.resize(880, 680)
        close.setDefault(True)
        scroll.setFocus()


def _group(menu: str) -> tuple[QWidget, int] | None:
    specs = [spec for spec in ACTIONS if spec.menu == menu and spec.keys]
    if not specs:
        return None
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(translated(menu), "title"), 0, 0, 1, 2)
    for at, spec in enumerate(specs, start=1):
        grid.addWidget(label(translated(spec.title).rstrip("…"), wraps=True), at, 0)
        caps = [
            keycap(keys.toString(QKeySequence.SequenceFormat.NativeText))
            for keys in _told(spec.keys)
        ]
        grid.addLayout(row(*caps, gap=4), at, 1, Qt.AlignmentFlag.AlignRight)
    group = QWidget()
    group.setLayout(grid)
    return group, len(specs) + 1


def _told(keys: Keys) -> list[QKeySequence]:
    """Return the shortcuts worth telling: of a standard key, this platform's first."""
    shown: list[QKeySequence] = []
    for key in keys:
        shown.extend(sequences((key,))[:1])
    return [key for key in shown if "Enter" not in key.toString()]


def _balanced(groups: list[tuple[QWidget, int]]) -> int:
    """Return how many groups stand in the left column, so that both are about as long."""
    total = sum(size for _, size in groups)
    lengths = [sum(size for _, size in groups[:at]) for at in range(len(groups) + 1)]
    return min(range(len(groups) + 1), key=lambda at: abs(2 * lengths[at] - total))


def _stacked(groups: list[tuple[QWidget, int]]) -> QVBoxLayout:
    return column(*(group for group, _ in groups), 1, gap=3 * GRID)
