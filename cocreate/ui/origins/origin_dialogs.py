"""What the menus do about where words came from: they open the dialogs and follow the answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from cocreate.ui.history.history_view import HistoryView
from cocreate.ui.origins.away_dialog import AwayDialog
from cocreate.ui.origins.declare_dialog import DeclareDialog
from cocreate.ui.origins.forget_dialog import ForgetDialog
from cocreate.ui.origins.matches_dialog import MatchesDialog
from cocreate.ui.origins.mirror_dialog import MirrorDialog
from cocreate.ui.project_view import ProjectView
from cocreate.ui.prompts import Prompts
from cocreate.ui.theme import Theme
from cocreate.workspace.away_time import AwayTime
from cocreate.workspace.declaring import Declaring
from cocreate.workspace.desk import Desk

AnyDialog = TypeVar("AnyDialog", bound=QDialog)


class OriginDialogs(QObject):
    """Opens one dialog at a time over the window."""

    trouble_met = Signal(str)
    place_chosen = Signal(str, int, int)

    def __init__(
        self, desk: Desk, prompts: Prompts, theme: Callable[[], Theme], view: ProjectView
    ) -> None:
        super().__init__(view)
        self._desk = desk
        self._prompts = prompts
        self._theme = theme
        self._view = view

    def do(self, name: str) -> None:
        """Carry a command out: "declare" or "forget" for the words selected, or another."""
        editor = self._view.editor
        match name:
            case "declare":
                self.declare(editor.current_scene, *editor.selection())
            case "matches":
                self.matches()
            case "forget":
                self.forget()
            case "away":
                self.away()
            case _:
                self.mirror()

    def declare(self, scene: str, start: int, end: int) -> DeclareDialog | None:
        """Ask where a passage came from; None, with a sentence, where that is known."""
        declaring = Declaring(self._desk.workspace)
        obstacle = declaring.obstacle(scene, start, end)
        if obstacle is not None:
            self.trouble_met.emit(obstacle)
            return None
        words = self._desk.workspace.scene(scene).text.slice(start, end)
        dialog = DeclareDialog(declaring, (scene, start, end), words, self._view)
        return self._opened(dialog)

    def matches(self) -> MatchesDialog:
        """Ask about words that look like an agent's."""
        if not self._desk.workspace.is_read_only:
            self._desk.echoes.catch_up()
        dialog = MatchesDialog(self._desk.echoes, self._prompts, self._theme(), self._view)
        dialog.place_chosen.connect(self.place_chosen)
        return self._opened(dialog)

    def mirror(self) -> MirrorDialog:
        """Show the mirror's folder and what was changed in it."""
        return self._opened(
            MirrorDialog(self._desk.mirror, self._prompts, self._theme(), self._view)
        )

    def forget(self) -> ForgetDialog | None:
        """Ask which words to take out of the record: those selected in the text or its history."""
        workspace = self._desk.workspace
        if workspace.is_read_only:
            self.trouble_met.emit(workspace.holder or "")
            return None
        editor, instead = self._view.editor, self._view.instead
        if isinstance(instead, HistoryView):
            words = instead.paper.chosen_words()
            self._view.show_instead(None)  # what it shows may be about to go
        elif editor.current_scene:
            words = workspace.scene(editor.current_scene).text.slice(*editor.selection())
        else:
            words = ""
        return self._opened(ForgetDialog(workspace, words, self._view))

    def away(self) -> AwayDialog | None:
        """Ask for time away from the desk."""
        workspace = self._desk.workspace
        if workspace.is_read_only:
            self.trouble_met.emit(workspace.holder or "")
            return None
        return self._opened(AwayDialog(AwayTime(workspace), self._view))

    @staticmethod
    def _opened(dialog: AnyDialog) -> AnyDialog:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog
