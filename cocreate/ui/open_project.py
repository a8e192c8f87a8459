"""One open project in the window: its panels, what connects them, and what needs the whole desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from cocreate.agents.agent import Agent, Needs
from cocreate.base.errors import CocreateError
from cocreate.base.settings import Settings
from cocreate.ui.actions import short_keys
from cocreate.ui.bridge import Bridge
from cocreate.ui.editor.editor_view import EditorView
from cocreate.ui.insight.insight_panel import InsightPanel
from cocreate.ui.later_parts import NAMES, LaterParts
from cocreate.ui.outline.outline import Outline
from cocreate.ui.project_commands import ProjectCommands
from cocreate.ui.project_view import ProjectView
from cocreate.ui.project_wiring import ProjectWiring
from cocreate.ui.prompts import Prompts
from cocreate.ui.sidebar.sidebar import Sidebar, Tab
from cocreate.ui.status_line import StatusLine
from cocreate.ui.theme import Theme
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.desk import Desk

_MODELS_AFTER_MS = 250
_COMING_IN = ("import_files", "import_folder", "insert_picture")


class _Doer(Protocol):
    """What carries commands out."""

    def do(self, name: str) -> None:
        """Carry one out."""
        ...


class OpenProject(QObject):
    """The panels of one project, what connects them, and what agents need to be asked."""

    file_wanted = Signal(Path)

    def __init__(self, desk: Desk, prompts: Prompts, theme: Theme, status: StatusLine) -> None:
        super().__init__()
        self.desk = desk
        # Which models there are is looked up when the window is painted.
        self._knows_models = False
        self._is_closed = False
        self._coming_in: _Doer | None = None
        self._prompts = prompts
        workspace = desk.workspace
        settings = desk.preferences.get
        editor = EditorView(workspace, workspace.ids, workspace.clock, theme, settings())
        self.view = ProjectView(
            Outline(workspace, desk.scenes, desk.figures, theme),
            editor,
            Sidebar(workspace, desk.review, desk.roster(), self._lacks_by_now, theme),
            InsightPanel(desk.figures, desk.sessions, settings, theme),
        )
        editor.set_card_hints(_card_hint(), _field_hint())
        self.wiring = ProjectWiring(workspace, desk.review, self.view, status)
        self.commands = ProjectCommands(self.view, self.wiring, prompts)
        self.bridge = Bridge(workspace, desk.spawner, self.view)
        self.status = status
        status.follow(workspace, desk.figures)
        sidebar = self.view.sidebar
        self._table: dict[str, Callable[[], object]] = {
            **{name: partial(self._bring_in, name) for name in _COMING_IN},
            "export": self._export,
            "save": workspace.save,
            "stop_runs": self._stop_runs,
            "ask_again": self._ask_again_chosen,
        }
        self._later = LaterParts(desk, prompts, self.view, self.wiring, theme)
        self._table |= {name: partial(self._later.do, name) for name in NAMES}
        self._later.trouble_met.connect(self.say_trouble)
        self._later.told.connect(status.say)
        sidebar.copy_chosen.connect(self._copy_agent)
        sidebar.folder_chosen.connect(self._open_agent_folder)
        sidebar.asked.connect(self.ask)
        sidebar.run_again_chosen.connect(self._on_run_again)
        sidebar.suggestions.ask_again_chosen.connect(self.ask_again)
        self.bridge.changed.connect(self.wiring.refresh)
        self.bridge.changed.connect(self._later.refresh)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.troubled.connect(self.view.notice.say)
        self.bridge.noticed.connect(self.view.notice.say)
        self.wiring.trouble_met.connect(self.say_trouble)
        self._begin()

    def lacks(self, agent: Agent) -> str:
        """Return the sentence that says what an agent lacks, or "" where it can be asked."""
        if agent.needs is Needs.NONE:
            return ""
        try:
            self.desk.asking.model_for(agent)
        except CocreateError as error:
            return error.sentence
        return ""

    def _lacks_by_now(self, agent: Agent) -> str:
        return self.lacks(agent) if self._knows_models else ""

    def _look_at_models(self) -> None:
        if not self._is_closed:
            self._knows_models = True
            self.view.sidebar.show_roster(self.desk.roster())

    def set_look(self, theme: Theme, settings: Settings) -> None:
        """Take another look."""
        self._later.set_look(theme, settings)
        self.view.editor.set_look(theme, settings)
        for panel in (self.view.outline, self.view.sidebar, self.view.insight):
            panel.set_theme(theme)

    def ask(self, agent: str, words: str, about_selection: object) -> None:
        """Ask an agent about the scene or, if `about_selection`, the lines selected."""
        scene = self.wiring.scene
        if scene is None:
            return
        lines = self.wiring.lines_of_selection() if about_selection else None
        runs = self.desk.runs
        self._put(lambda: runs.ask(agent, scene, lines=lines, words=words))

    def ask_again(self, hunk: str) -> None:
        """Ask the agent of a suggestion again."""
        found = self.desk.review.hunk(hunk)
        runs = self.desk.runs
        self._put(lambda: runs.ask_again(found))

    def say_trouble(self, sentence: str) -> None:
        """Tell the writer what went wrong."""
        self.view.notice.say(sentence, passes=True)

    def _put(self, ask: Callable[[], str]) -> None:
        # Not before the first question: it brings what speaks to models with it.
        from cocreate.ui.asking_flow import AskingFlow  # noqa: PLC0415 - not at the start

        flow = AskingFlow(self.desk.runs, self._prompts, self.view)
        self.view.sidebar.threads.follow(self.desk.runs)
        flow.run_started.connect(self._on_run_started)
        flow.trouble_met.connect(self.say_trouble)
        flow.model_missed.connect(self.say_trouble)
        flow.put(ask)
        flow.deleteLater()

    def _begin(self) -> None:
        workspace = self.desk.workspace
        if workspace.is_read_only:
            self.view.notice.say(workspace.holder or "")
        elif not workspace.state.order:
            self.desk.scenes.add(self.tr("First scene"))
        self.wiring.open_first()
        self.bridge.start()
        # A timer of the view's: it goes when the view goes.
        later = QTimer(self.view)
        later.setSingleShot(True)
        later.timeout.connect(self._look_at_models)
        later.start(_MODELS_AFTER_MS)
        self._later.begin()
        self.view.editor.setFocus()

    def _on_run_started(self) -> None:
        self.view.sidebar.show_tab(Tab.THREADS)
        self.status.say(self.tr("Asked. You can go on writing."))

    def _on_run_again(self, run: str) -> None:
        state = self.desk.workspace.state.runs[run]
        runs = self.desk.runs
        self._put(lambda: runs.ask(state.agent, state.scene, lines=state.lines, words=state.ask))

    def _on_changed(self, change: Change) -> None:
        if change.kind is ChangeKind.SAVED:
            self.status.say(self.tr("Saved"))

    def do(self, name: str) -> None:
        """Carry a command out."""
        act = self._table.get(name)
        if act is None:
            self.commands.do(name)
            return
        try:
            act()
        except CocreateError as error:
            self.say_trouble(error.sentence)

    def reload_agents(self) -> None:
        """Read the agents' files again; views follow if something changed."""
        before = self.desk.roster()
        after = self.desk.reload_roster()
        if before != after:
            self.view.sidebar.show_roster(after)

    def close(self) -> None:
        """Let the project go."""
        self._is_closed = True
        self._later.end()
        self.bridge.stop()
        self.status.follow(None, None)
        self.view.hide()
        self.view.deleteLater()
        self.desk.close()

    def _stop_runs(self) -> None:
        self.desk.runs.stop_all()

    def _ask_again_chosen(self) -> None:
        hunk = self.wiring.chosen()
        if hunk is not None:
            self.ask_again(hunk.id)

    def _bring_in(self, name: str) -> None:
        if self._coming_in is None:
            # Not before it is wanted: it brings the formats with it.
            from cocreate.ui.coming_in import ComingIn  # noqa: PLC0415 - not at the start

            made = ComingIn(self.desk.workspace, self._prompts, self.view, self.wiring)
            made.told.connect(self.status.say)
            made.trouble_met.connect(self.say_trouble)
            self._coming_in = made
        self._coming_in.do(name)

    def _export(self) -> None:
        # Not before it is wanted: it brings formats and reports with it.
        from cocreate.ui.export.export_flow import export_dialog  # noqa: PLC0415 - not at the start

        dialog = export_dialog(self.desk, self._prompts, self.view)
        dialog.exported.connect(self._on_exported)
        dialog.losses_met.connect(self.say_trouble)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _copy_agent(self, name: str) -> None:
        agent = self.desk.roster().get(name)
        folder = self.desk.preferences.user_files.agents_folder
        target = folder / f"{name}.md"
        if agent.file is not None and not target.exists():
            folder.mkdir(parents=True, exist_ok=True)
            target.write_text(agent.file.read_text(encoding="utf-8"), encoding="utf-8")
        self.reload_agents()
        self.status.say(self.tr("Your copy: {path}").format(path=target))
        self.file_wanted.emit(target)

    def _open_agent_folder(self) -> None:
        folder = self.desk.preferences.user_files.agents_folder
        folder.mkdir(parents=True, exist_ok=True)
        self.status.say(self.tr("Your agents: {path}").format(path=folder))
        self.file_wanted.emit(folder)

    def _on_exported(self, files: tuple[Path, ...]) -> None:
        names = ", ".join(file.name for file in files)
        self.status.say(self.tr("Written: {names}").format(names=names))


def _card_hint() -> str:
    """Return the line at the foot of the card in the text: which keys decide."""
    return _tr("{accept} accept   {reject} reject").format(
        accept=short_keys("accept"), reject=short_keys("reject")
    )


def _field_hint() -> str:
    """Return the line at the foot of the card while its words are changed."""
    return _tr("{accept} accept these   Esc back").format(accept=short_keys("accept"))


def _tr(words: str) -> str:
    return QCoreApplication.translate("OpenProject", words)
