"""The earlier versions of a project: look into them, and put one back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QDialog, QListWidget, QSplitter, QWidget

from cocreate.base.clock import to_ms
from cocreate.base.errors import CocreateError
from cocreate.ui.panel_parts import GRID, SafeText, button, column, label, row
from cocreate.ui.spoken import counted, moment, words
from cocreate.workspace.versions import Content, Version, Versions

_SHOWN = 20_000


class VersionsDialog(QDialog):
    """A list, newest first and the newest chosen; beside it what the chosen one holds."""

    version_restored = Signal(Path, str)

    def __init__(self, versions: Versions, project: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions = versions
        self._project = project
        self._rows = versions.of(project)
        self.setWindowTitle(self.tr("Earlier versions of {name}").format(name=project.stem))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Earlier versions, newest first"))
        self.list.addItems([moment(to_ms(version.at)) for version in self._rows])
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.list.itemActivated.connect(self._on_restore)
        self.about = label("", "dim", wraps=True)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text = SafeText(0, "paper")
        self.text.setAccessibleName(self.tr("The text of this version"))
        self.restore = button(self.tr("&Restore this version"), "primary")
        self.restore.clicked.connect(self._on_restore)
        self._lay_out()
        if self._rows:
            self.list.setCurrentRow(0)
            self.restore.setFocus()
        else:
            self._show_none()

    def _lay_out(self) -> None:
        lead = label(
            self.tr(
                "The project as it was put by after each sitting. Restoring overwrites nothing:"
                " the file as it is now is kept beside it."
            ),
            "dim",
            wraps=True,
        )
        content = QWidget()
        held = column(self.about, self.text)
        held.setContentsMargins(2 * GRID, 0, 0, 0)
        content.setLayout(held)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.list)
        both.addWidget(content)
        both.setStretchFactor(1, 1)
        both.setSizes([220, 460])
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = row(1, cancel, self.restore)
        whole = column(lead, both, buttons, margin=2 * GRID, gap=2 * GRID)
        whole.setStretchFactor(both, 1)
        self.setLayout(whole)
        self.resize(760, 520)

    @property
    def chosen(self) -> Version | None:
        """The version that would be put back."""
        at = self.list.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _show_none(self) -> None:
        self.restore.setEnabled(False)
        self.list.hide()
        self.text.hide()
        self.about.setText(self.tr("There is none yet. One is put by at the end of each sitting."))

    def _on_row_changed(self) -> None:
        version = self.chosen
        if version is None:
            return
        try:
            content = self._versions.content(version)
        except CocreateError as trouble:
            self._say(trouble)
            return
        self.restore.setEnabled(True)
        self.about.setText(self._described(content))
        self.text.setPlainText(content.text[:_SHOWN])

    def _described(self, content: Content) -> str:
        scenes = counted(content.scenes, self.tr("1 scene"), self.tr("{n} scenes"))
        return f"{scenes}, {words(content.words)}"

    def _on_restore(self) -> None:
        version = self.chosen
        if version is None or not self.restore.isEnabled():
            return
        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            aside = self._versions.put_back(self._project, version)
        except CocreateError as trouble:
            self._say(trouble)
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        when = moment(to_ms(version.at))
        said = self.tr("Back as it was on {when}.").format(when=when)
        if aside is not None:
            kept = self.tr("What stood there is kept as {name}.").format(name=aside.name)
            said = f"{said} {kept}"
        self.accept()
        self.version_restored.emit(self._project, said)

    def _say(self, trouble: CocreateError) -> None:
        self.about.setText(trouble.sentence)
        self.text.clear()
        self.restore.setEnabled(False)
