"""The page that meets the writer while no project is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from cocreate.ui.actions import key_text
from cocreate.ui.panel_parts import GRID, button, clear, column, label, row

_WIDTH = 560


class WelcomePage(QWidget):
    """New, open, recent, sample."""

    new_chosen = Signal()
    open_chosen = Signal()
    sample_chosen = Signal()
    recent_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        new = button(self._keyed(self.tr("New project"), "new_project"), "primary")
        new.clicked.connect(self._on_new)
        existing = button(self._keyed(self.tr("Open a project"), "open_project"))
        existing.clicked.connect(self._on_open)
        sample = button(self.tr("Try the sample"))
        sample.clicked.connect(self._on_sample)
        self.first = new
        self._recent_title = label(self.tr("Recent"), "caption")
        self._recent = column(gap=4)
        page = QWidget()
        page.setFixedWidth(_WIDTH)
        page.setLayout(
            column(
                label("Cocreate", "display"),
                label(
                    self.tr(
                        "Draft beside agents, decide line by line, and keep a record of who wrote "
                        "what. Nothing leaves this machine unless you say so."
                    ),
                    "dim",
                    wraps=True,
                ),
                row(new, existing, sample, 1),
                self._recent_title,
                self._recent,
                gap=2 * GRID,
            )
        )
        inner = QWidget()
        inner.setLayout(column(2, row(1, page, 1), 3, margin=3 * GRID))
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(scroll))
        self.setFocusProxy(new)
        self.show_recent(())

    def show_recent(self, projects: Sequence[str]) -> None:
        """List the projects opened lately, those that are still there."""
        clear(self._recent)
        there = [Path(project) for project in projects if Path(project).exists()]
        self._recent_title.setVisible(bool(there))
        for path in there:
            entry = button(f"{path.stem}    {_short(path.parent)}", "link", hint=str(path))
            entry.setProperty("project", str(path))
            entry.clicked.connect(self._on_recent)
            self._recent.addWidget(entry)

    def _keyed(self, title: str, action: str) -> str:
        return f"{title}   {key_text(action)}"

    def _on_new(self) -> None:
        self.new_chosen.emit()

    def _on_open(self) -> None:
        self.open_chosen.emit()

    def _on_sample(self) -> None:
        self.sample_chosen.emit()

    def _on_recent(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.recent_chosen.emit(str(sender.property("project")))


def _short(folder: Path) -> str:
    home = Path.home()
    shown = f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
    return shown if len(shown) <= 44 else "…" + shown[-43:]
