"""The dialogs and questions of the window; each is loaded when it is first wanted."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from cocreate.ui.prompts import FileQuestion, Prompts, Question
from cocreate.ui.theme import Theme
from cocreate.workspace.desk import Preferences

ENDING = ".cocreate"


def ask_new(prompts: Prompts) -> Path | None:
    """Ask where a new project goes."""
    place = Path.home() / f"{_tr('Untitled')}{ENDING}"
    path = prompts.choose_target(FileQuestion(_tr("New project"), place, (_kind(),)))
    return None if path is None else path if path.suffix else path.with_suffix(ENDING)


def ask_existing(prompts: Prompts) -> Path | None:
    """Ask which project is opened."""
    question = FileQuestion(_tr("Open a project"), Path.home(), (_kind(), _tr("All files (*)")))
    return next(iter(prompts.choose_files(question)), None)


def may_lose(prompts: Prompts) -> bool:
    """Ask whether to close although not everything is saved."""
    return prompts.ask(
        Question(
            _tr("Not everything is saved"),
            _tr("The last words could not be written to the project file."),
            _tr("Stay to try again with Ctrl+S, or close and lose them."),
            yes=_tr("Close anyway"),
            no=_tr("Stay"),
            is_risky=True,
        )
    )


class Host(Protocol):
    """What the dialogs need of the window they stand over."""

    def do(self, name: str) -> None:
        """Carry a command of the table out."""
        ...


def open_palette(window: QWidget, host: Host, theme: Theme, enabled: frozenset[str]) -> None:
    """Offer all commands that can be carried out."""
    from cocreate.ui.command_palette import CommandPalette  # noqa: PLC0415 - not at the start

    palette = CommandPalette(theme, enabled, window)
    palette.command_chosen.connect(host.do)
    palette.finished.connect(palette.deleteLater)
    palette.open()


def open_sheet(window: QWidget) -> None:
    """Show all shortcuts."""
    from cocreate.ui.shortcut_sheet import ShortcutSheet  # noqa: PLC0415 - not at the start

    sheet = ShortcutSheet(window)
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()


def is_backed_up(preferences: Preferences, project: Path) -> bool:
    """Tell whether there are earlier versions of a project that is lost."""
    from cocreate.workspace.versions import is_known  # noqa: PLC0415 - not at the start

    return is_known(preferences.user_files.backups_folder, project)


def open_outside(path: Path) -> None:
    """Open a file or folder in the program that the writer uses for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _kind() -> str:
    return _tr("Cocreate projects (*.cocreate)")


def _tr(words: str) -> str:
    return QCoreApplication.translate("WindowDialogs", words)
