"""The composition root of the window: builds every part once, hands it on, opens projects."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from cocreate.base.bug_log import log_to, report_bug
from cocreate.base.clock import Clock, SystemClock
from cocreate.base.errors import CocreateError
from cocreate.base.ids import IdSource, SystemIds
from cocreate.base.resources import resource_path
from cocreate.base.spawn import BackgroundSpawner
from cocreate.store.user_files import UserFiles, default_home
from cocreate.ui.prompts import Prompts, QtPrompts
from cocreate.ui.window import Window
from cocreate.workspace.backing_up import BackingUp
from cocreate.workspace.desk import Desk, Preferences, model_access, refresh_access
from cocreate.workspace.opening import create, open_project
from cocreate.workspace.workspace import Workspace

SAMPLE_NAME = "Moby-Dick, the opening"
_MODELS_AFTER_MS = 1_500
SAMPLE_FILE = "moby-dick-opening.md"


class Studio(QObject):
    """The running program: one window, and the project that is open in it."""

    def __init__(
        self,
        preferences: Preferences,
        prompts: Prompts,
        clock: Clock,
        ids: IdSource,
        *,
        makes_backups: bool = False,
    ) -> None:
        super().__init__()
        self.preferences = preferences
        self.spawner = BackgroundSpawner(self._on_bug)
        self.access = model_access(preferences)
        self.window = Window(preferences, prompts)
        self._prompts = prompts
        self._clock = clock
        self._ids = ids
        self._open_settings: Callable[[str], None] | None = None
        self.window.new_chosen.connect(self.make_project)
        self.window.open_chosen.connect(self.open_project)
        self.window.sample_chosen.connect(self.open_sample)
        self.window.versions_wanted.connect(self.show_versions)
        self.window.settings_wanted.connect(self.show_settings)
        self.window.models_wanted.connect(self.show_models)
        self.window.project_closed.connect(self._on_project_closed)
        self._makes_backups = makes_backups
        self.backing_up: BackingUp | None = None

    def make_project(self, path: Path) -> None:
        """Make a project and show it."""
        self._show(
            lambda: create(
                path,
                title=path.stem,
                writer=self.preferences.settings.writer,
                clock=self._clock,
                ids=self._ids,
            )
        )

    def open_project(self, path: Path) -> None:
        """Open a project and show it; trouble is told in one sentence."""
        self._show(
            lambda: open_project(
                path,
                clock=self._clock,
                ids=self._ids,
                idle_limit_s=self.preferences.settings.idle_limit_s,
            )
        )

    def open_sample(self) -> None:
        """Open the sample project; it is made at the first time."""
        path = self.preferences.user_files.sample_folder / f"{SAMPLE_NAME}.cocreate"
        if path.exists():
            self.open_project(path)
            return
        self._show(lambda: make_sample(path, self._clock, self._ids))

    def show_versions(self, path: str) -> None:
        """Offer the earlier versions of a project."""
        # Not before it is wanted: the window does not wait for it.
        from cocreate.ui.versions_dialog import VersionsDialog  # noqa: PLC0415 - not at the start
        from cocreate.workspace.versions import Versions  # noqa: PLC0415 - not at the start

        versions = Versions(self.preferences.user_files.backups_folder, self._clock)
        dialog = VersionsDialog(versions, Path(path), self.window)
        dialog.version_restored.connect(self._on_version_restored)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_settings(self) -> None:
        """Open the settings, with or without a project."""
        self._show_settings("LOOK")

    def show_models(self) -> None:
        """Open the settings of models."""
        self._show_settings("MODELS")

    def look_for_models(self) -> None:
        """Look for local programs that offer models, in the background."""
        self.spawner.start(self._discovering, self._on_models_found)

    def close(self) -> None:
        """Let everything go that lives outside the window."""
        self.spawner.close()
        self.access.stop()

    def _show_settings(self, page: str) -> None:
        if self._open_settings is None:
            self._open_settings = self._settings_opener()
        self._open_settings(page)

    def _settings_opener(self) -> Callable[[str], None]:
        # Not before they are wanted: the window does not wait for them.
        from cocreate.ui.settings_dialog import (  # noqa: PLC0415 - not at the start
            SettingsDialog,
            SettingsPage,
        )
        from cocreate.workspace.model_book import ModelBook  # noqa: PLC0415 - not at the start

        preferences, access = self.preferences, self.access
        refresh = partial(refresh_access, preferences, access)
        # One for all times they are opened: it knows of an installation that goes on.
        book = ModelBook(preferences.user_files, access, self.spawner, self._clock, refresh)

        def open_settings(page: str) -> None:
            dialog = SettingsDialog(preferences, book, self._prompts, self.window)
            dialog.models_changed.connect(self.window.update_needs)
            dialog.finished.connect(dialog.deleteLater)
            dialog.show_page(SettingsPage[page])
            dialog.open()

        return open_settings

    def _on_version_restored(self, path: Path, said: str) -> None:
        self.open_project(path)
        if self.window.project is not None:
            self.window.project.view.notice.say(said, passes=True)

    async def _discovering(self) -> AsyncIterator[object]:
        # The first question shall not wait for what agents bring with them.
        import cocreate.agents.run  # noqa: PLC0415 - not at the start
        import cocreate.store.backup_child  # noqa: F401, PLC0415 - before a key could wait for it

        yield await self.access.discover()

    def _on_models_found(self, _models: object) -> None:
        if self.window.project is not None:
            self.window.project.view.sidebar.update_needs()

    def _show(self, make: Callable[[], Workspace]) -> None:
        if self.window.project is not None and not self.window.close_project():
            return
        try:
            workspace = make()
        except CocreateError as trouble:
            self.window.tell(trouble.sentence)
            return
        workspace.recorder.checkpoints.sign_with(self.preferences.user_files)
        self.window.show_desk(Desk(workspace, self.preferences, self.spawner, self.access))
        if self._makes_backups:
            self.backing_up = BackingUp(workspace, self.preferences.user_files.backups_folder)

    def _on_project_closed(self) -> None:
        if self.backing_up is not None:
            self.backing_up.finish()

    def _on_bug(self, bug: BaseException) -> None:
        report_bug(type(bug), bug, bug.__traceback__)
        self.window.tell(_SORRY)


_SORRY = (
    "Something in Cocreate went wrong. Your text is safe; if it happens again, save, close "
    "the window and open it again."
)


def make_sample(path: Path, clock: Clock, ids: IdSource) -> Workspace:
    """Make the sample project from the text that comes with the program."""
    from cocreate.workspace.arrivals import take_in  # noqa: PLC0415 - only at the first time
    from cocreate.workspace.importing import read_files  # noqa: PLC0415 - not at the start

    path.parent.mkdir(parents=True, exist_ok=True)
    licence = resource_path("sample", "LICENSE.md")
    if licence.exists():
        shutil.copyfile(licence, path.parent / licence.name)
    batch = read_files([resource_path("sample", SAMPLE_FILE)])
    workspace = create(path, title=SAMPLE_NAME, writer="Herman Melville", clock=clock, ids=ids)
    take_in(workspace, batch)
    workspace.save()
    return workspace


def application(argv: Sequence[str]) -> QApplication:
    """Return the one Qt application."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    made = QApplication(list(argv))
    made.setApplicationName("Cocreate")
    made.setApplicationDisplayName("Cocreate")
    made.setDesktopFileName("cocreate")
    return made


def run(project: Path | None, environ: Mapping[str, str], *, is_sample: bool = False) -> int:
    """Open the window and stay until it is closed; return the exit code."""
    qt = application(["cocreate"])
    user_files = UserFiles(default_home(environ), environ)
    log_to(user_files.log_path)
    studio = Studio(
        Preferences(user_files), QtPrompts(), SystemClock(), SystemIds(), makes_backups=True
    )

    def on_bug(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        report_bug(kind, bug, trace)
        studio.window.tell(_SORRY)

    sys.excepthook = on_bug
    if project is not None:
        studio.open_project(project)
    elif is_sample:
        studio.open_sample()
    studio.window.show()
    QTimer.singleShot(_MODELS_AFTER_MS, studio.look_for_models)
    if not gc.isenabled():
        # All that the start made stays; it is never looked through again.
        gc.freeze()
        gc.enable()
    code = qt.exec()
    studio.close()
    return code
