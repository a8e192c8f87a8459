"""The commands by which something comes into the project: manuscripts, folders, pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cocreate.ui.import_flow import ImportFlow
from cocreate.ui.project_view import ProjectView
from cocreate.ui.project_wiring import ProjectWiring
from cocreate.ui.prompts import FileQuestion, Prompts, TextQuestion
from cocreate.ui.spoken import counted
from cocreate.workspace.arrivals import Arrived
from cocreate.workspace.picturing import insert_picture
from cocreate.workspace.workspace import Workspace

_MANUSCRIPTS = "*.docx *.odt *.rtf *.epub *.html *.htm *.md *.markdown *.txt *.fountain *.scrivx"
_PICTURES = "*.png *.jpg *.jpeg *.gif *.webp"


class ComingIn(QObject):
    """Asks which files, and lets them in."""

    told = Signal(str)
    trouble_met = Signal(str)

    def __init__(
        self, workspace: Workspace, prompts: Prompts, view: ProjectView, wiring: ProjectWiring
    ) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._prompts = prompts
        self._view = view
        self._wiring = wiring
        self.flow = ImportFlow(workspace, view)
        self.flow.arrived.connect(self._on_arrived)
        self.flow.trouble_met.connect(self.trouble_met)

    def do(self, name: str) -> None:
        """Carry a command out.

        Raises:
            CocreateError: it cannot be done; nothing was changed.
        """
        match name:
            case "import_files":
                self._import_files()
            case "import_folder":
                self._import_folder()
            case _:
                self._insert_picture()

    def _import_files(self) -> None:
        kinds = (
            self.tr("Manuscripts ({endings})").format(endings=_MANUSCRIPTS),
            self.tr("All files (*)"),
        )
        question = FileQuestion(self.tr("Import manuscript"), Path.home(), kinds)
        if files := self._prompts.choose_files(question):
            self.flow.begin(files)

    def _import_folder(self) -> None:
        question = FileQuestion(self.tr("Import folder or Scrivener project"), Path.home())
        if folder := self._prompts.choose_folder(question):
            self.flow.begin((folder,))

    def _insert_picture(self) -> None:
        scene = self._wiring.scene
        if scene is None:
            return
        at = self._view.editor.caret()
        kinds = (self.tr("Pictures ({endings})").format(endings=_PICTURES),)
        question = FileQuestion(self.tr("Insert picture"), Path.home(), kinds)
        files = self._prompts.choose_files(question)
        if not files:
            return
        words = TextQuestion(
            self.tr("Insert picture"),
            self.tr("What does it show? These words stand for it where it cannot be seen."),
        )
        alt = self._prompts.ask_text(words)
        if alt is not None:
            insert_picture(self._workspace, scene, at, files[0], alt)

    def _on_arrived(self, arrived: Arrived) -> None:
        if arrived.scenes:
            self._wiring.open_scene(arrived.scenes[0])
        count = len(arrived.scenes)
        self.told.emit(counted(count, self.tr("Imported 1 scene"), self.tr("Imported {n} scenes")))
