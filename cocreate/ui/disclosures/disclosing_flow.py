"""Opens the disclosures over the window and hands on what the writer chooses there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cocreate.ui.disclosures.disclosure_dialog import DisclosureDialog
from cocreate.ui.project_view import ProjectView
from cocreate.ui.prompts import Prompts
from cocreate.workspace.desk import Desk
from cocreate.workspace.disclosing import Disclosing, policy_folders


class DisclosingFlow(QObject):
    """One dialog at a time."""

    told = Signal(str)
    trouble_met = Signal(str)
    event_chosen = Signal(int, str)

    def __init__(self, desk: Desk, prompts: Prompts, view: ProjectView) -> None:
        super().__init__(view)
        self._desk = desk
        self._prompts = prompts
        self._view = view
        folders = policy_folders(desk.preferences.user_files)
        self._disclosing = Disclosing(desk.workspace, folders, desk.policy_answers)
        self.dialog: DisclosureDialog | None = None

    def do(self, _name: str) -> None:
        """Open the dialog."""
        folder = self._desk.workspace.path.parent
        self.dialog = dialog = DisclosureDialog(self._disclosing, self._prompts, folder, self._view)
        dialog.saved.connect(self._on_saved)
        dialog.event_chosen.connect(self.event_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_saved(self, path: Path) -> None:
        self.told.emit(self.tr("Saved as {name}.").format(name=path.name))
