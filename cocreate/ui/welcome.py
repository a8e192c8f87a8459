"""The page that meets the writer while no project is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocreate.ui.actions import key_text
from cocreate.ui.panel_parts import GRID, button, clear, column, label, row, scrolled

_WIDTH = 560


class WelcomePage(QWidget):
    """New, open, recent, sample."""

    new_chosen = Signal()
    open_chosen = Signal()
    sample_chosen = Signal()
    recent_chosen = Signal(str)
    versions_wanted = Signal(str)

    def __init__(self, is_backed_up: Callable[[Path], bool]) -> None:
        super().__init__()
        self._is_backed_up = is_backed_up
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
        self.setLayout(column(scrolled(inner)))
        self.show_recent(())

    def show_recent(self, projects: Sequence[str]) -> None:
        """List the projects opened lately, those that are there or can be brought back."""
        clear(self._recent)
        known = [path for path in map(Path, projects) if path.exists() or self._is_backed_up(path)]
        self._recent_title.setVisible(bool(known))
        # Return opens what was worked on last.
        self.setFocusProxy(self.first)
        for path in known:
            title = f"{path.stem}    {_short(path.parent)}"
            is_lost = not path.exists()
            entry = button(self._lost(title) if is_lost else title, "link", hint=str(path))
            entry.setProperty("project", str(path))
            entry.clicked.connect(self._on_versions if is_lost else self._on_recent)
            versions = button(self.tr("Earlier versions"), "link")
            versions.setAccessibleName(self.tr("Earlier versions of {n}").format(n=path.stem))
            versions.setProperty("project", str(path))
            versions.clicked.connect(self._on_versions)
            self._recent.addLayout(row(entry, 1, versions))
            if self.focusProxy() is self.first:
                self.setFocusProxy(entry)

    def _lost(self, title: str) -> str:
        return self.tr("{project}    (lost)").format(project=title)

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

    def _on_versions(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.versions_wanted.emit(str(sender.property("project")))


def _short(folder: Path) -> str:
    home = Path.home()
    shown = f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
    return shown if len(shown) <= 44 else "…" + shown[-43:]
