"""The window: the welcome page or a project, the menus, the look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from cocreate.base.settings import Appearance, Settings
from cocreate.ui.actions import ACTIONS, Actions
from cocreate.ui.open_project import OpenProject
from cocreate.ui.panel_parts import column
from cocreate.ui.panel_style import panel_stylesheet
from cocreate.ui.prompts import Prompts
from cocreate.ui.status_line import StatusLine
from cocreate.ui.theme import LIGHT, Theme, apply, choose
from cocreate.ui.welcome import WelcomePage
from cocreate.ui.window_dialogs import (
    ask_existing,
    ask_new,
    is_backed_up,
    may_lose,
    open_outside,
    open_palette,
    open_sheet,
)
from cocreate.workspace.desk import Desk, Preferences

_SIZE = (1280, 820)
_ACTIONS_AFTER_MS = 100


class Window(QMainWindow):
    """Shows the welcome page or a project; `app.py` opens projects when asked by signal."""

    new_chosen = Signal(Path)
    open_chosen = Signal(Path)
    sample_chosen = Signal()
    versions_wanted = Signal(str)
    settings_wanted = Signal()
    models_wanted = Signal()
    project_closed = Signal()

    def __init__(self, preferences: Preferences, prompts: Prompts) -> None:
        super().__init__()
        self._preferences = preferences
        self._prompts = prompts
        self._open: OpenProject | None = None
        self._theme = wanted_theme(self._preferences.settings.appearance)
        self._actions = Actions(self)
        self._actions.fill(self.menuBar())
        self._actions.action_chosen.connect(self.do)
        self.status = StatusLine()
        self._stack = QStackedWidget()
        body = QWidget()
        layout = column(self._stack, self.status, gap=0)
        layout.setStretch(0, 1)
        body.setLayout(layout)
        self.setCentralWidget(body)
        self.setMinimumSize(900, 560)
        self.resize(*_SIZE)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_ACTIONS_AFTER_MS)
        self._later.timeout.connect(self._update_actions)
        self._stop_listening = preferences.changes.listen(self._on_settings_changed)
        self.status.insight_wanted.connect(self._on_insight_wanted)
        self._commands: dict[str, Callable[[], object]] = {
            "new_project": self._on_new,
            "open_project": self._on_open,
            "open_sample": self.sample_chosen.emit,
            "settings": self.show_settings,
            "connect_model": self.show_models,
            "show_gutter": self._on_show_gutter,
            "show_tint": self._on_show_tint,
            "full_screen": self._on_full_screen,
            "palette": self._on_palette,
            "shortcuts": self._on_shortcuts,
            "quit": self.close,
        }
        QApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._is_dressed = False
        self._was_away = False

    @cached_property
    def _welcome(self) -> WelcomePage:
        page = WelcomePage(partial(is_backed_up, self._preferences))
        page.new_chosen.connect(self._on_new)
        page.open_chosen.connect(self._on_open)
        page.sample_chosen.connect(self.sample_chosen)
        page.versions_wanted.connect(self.versions_wanted)
        page.recent_chosen.connect(self._on_recent)
        self._stack.addWidget(page)
        return page

    # -- projects --------------------------------------------------------------------------------

    @property
    def project(self) -> OpenProject | None:
        """What is open."""
        return self._open

    def show_desk(self, desk: Desk) -> None:
        """Show a project in place of what was shown."""
        self._let_go()
        self._open = OpenProject(desk, self._prompts, self._theme, self.status)
        view = self._open.view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self._open.wiring.at_hand_changed.connect(self._on_at_hand_changed)
        view.panels_changed.connect(self._update_actions)
        self._open.file_wanted.connect(open_outside)
        view.sidebar.model_wanted.connect(self.show_models)
        view.insight.left.connect(view.show_sidebar)
        self.setWindowTitle(f"{desk.workspace.state.title} — Cocreate")
        self._preferences.remember(desk.workspace.path)
        self._update_actions()
        view.editor.setFocus()

    def close_project(self) -> bool:
        """Save and let the project go; return False where the writer would rather stay."""
        if self._open is not None:
            workspace = self._open.desk.workspace
            if not workspace.is_read_only and not workspace.save() and not may_lose(self._prompts):
                return False
        self._let_go()
        self._show_welcome()
        return True

    def tell(self, sentence: str) -> None:
        """Tell the writer something in one sentence."""
        if self._open is not None:
            self._open.view.notice.say(sentence)
        else:
            self.status.say(sentence, "trouble")

    def show(self) -> None:
        """Show the window; its look is put on now, when all that wears it is there."""
        if self._open is None:
            self._show_welcome()
        if not self._is_dressed:
            self._wear()
        super().show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save before the window goes."""
        if self.close_project():
            self._stop_listening()
            event.accept()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Read the agents' files again when the writer comes back from changing them."""
        super().changeEvent(event)
        if event.type() != QEvent.Type.ActivationChange:
            return
        came_back = self.isActiveWindow() and self._was_away
        self._was_away = not self.isActiveWindow()
        if came_back and self._open is not None:
            self._open.reload_agents()

    def _let_go(self) -> None:
        if self._open is not None:
            opened, self._open = self._open, None
            self._stack.removeWidget(opened.view)
            opened.close()
            self.project_closed.emit()

    def _show_welcome(self) -> None:
        self._welcome.show_recent(self._preferences.settings.recent_projects)
        self._stack.setCurrentWidget(self._welcome)
        self._welcome.setFocus()
        self.setWindowTitle("Cocreate")
        self._update_actions()

    # -- commands --------------------------------------------------------------------------------

    def do(self, name: str) -> None:
        """Carry a command of the table out."""
        act = self._commands.get(name)
        if act is not None:
            act()
        elif self._open is not None:
            self._open.do(name)
        self._update_actions()

    def show_settings(self) -> None:
        """Have the settings opened."""
        self.settings_wanted.emit()

    def show_models(self) -> None:
        """Have the settings of models opened."""
        self.models_wanted.emit()

    def update_needs(self) -> None:
        """Look again at what the agents lack: models changed."""
        if self._open is not None:
            self._open.view.sidebar.update_needs()

    def _on_at_hand_changed(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _on_new(self) -> None:
        path = ask_new(self._prompts)
        if path is not None:
            self.new_chosen.emit(path)

    def _on_open(self) -> None:
        path = ask_existing(self._prompts)
        if path is not None:
            self.open_chosen.emit(path)

    def _on_recent(self, path: str) -> None:
        self.open_chosen.emit(Path(path))

    def _on_insight_wanted(self) -> None:
        if self._open is not None:
            self._open.view.show_insight()

    def _on_palette(self) -> None:
        enabled = frozenset(spec.name for spec in ACTIONS if self._actions[spec.name].isEnabled())
        open_palette(self, self, self._theme, enabled)

    def _on_shortcuts(self) -> None:
        open_sheet(self)

    def _on_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _on_show_gutter(self) -> None:
        settings = self._preferences.settings
        self._preferences.set(replace(settings, shows_gutter=not settings.shows_gutter))

    def _on_show_tint(self) -> None:
        settings = self._preferences.settings
        self._preferences.set(replace(settings, shows_tint=not settings.shows_tint))

    # -- look ------------------------------------------------------------------------------------

    def _on_settings_changed(self, settings: Settings) -> None:
        theme = wanted_theme(self._preferences.settings.appearance)
        if theme != self._theme:
            self._theme = theme
            if self._is_dressed:
                self._wear()
        if self._open is not None:
            self._open.set_look(self._theme, settings)
        self._update_actions()

    def _on_scheme_changed(self) -> None:
        self._on_settings_changed(self._preferences.settings)

    def _wear(self) -> None:
        self._is_dressed = True
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply(app, self._theme, panel_stylesheet(self._theme))

    def _update_actions(self) -> None:
        opened = self._open
        self._actions.enable(frozenset() if opened is None else opened.commands.at_hand())
        settings = self._preferences.settings
        view = None if opened is None else opened.view
        self._actions.check(
            {
                "show_outline": view is not None and view.shows_outline,
                "show_sidebar": view is not None and view.shows_side,
                "focus_mode": view is not None and view.is_focused,
                "show_gutter": settings.shows_gutter,
                "show_tint": settings.shows_tint,
                "full_screen": self.isFullScreen(),
            }
        )
        self.status.setVisible(view is None or not view.is_focused)


def wanted_theme(appearance: Appearance) -> Theme:
    """Return the light or the dark theme, as the writer or the system wants it."""
    app = QApplication.instance()
    return choose(appearance, app) if isinstance(app, QApplication) else LIGHT
