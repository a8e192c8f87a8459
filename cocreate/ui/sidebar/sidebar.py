"""The sidebar of agents: ask above; suggestions, threads, notes and the agents themselves below."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from cocreate.agents.roster import Roster
from cocreate.ui.panel_parts import GRID, column, rule
from cocreate.ui.sidebar.agent_page import AgentPage
from cocreate.ui.sidebar.agent_words import Lacks
from cocreate.ui.sidebar.composer import Composer
from cocreate.ui.sidebar.note_page import NotePage
from cocreate.ui.sidebar.suggestion_page import SuggestionPage
from cocreate.ui.sidebar.thread_page import ThreadPage
from cocreate.ui.theme import Theme
from cocreate.workspace.change import Change
from cocreate.workspace.review import Review
from cocreate.workspace.workspace import Workspace


class Tab(IntEnum):
    """The pages below the composer."""

    SUGGESTIONS = 0
    THREADS = 1
    NOTES = 2
    AGENTS = 3


class Sidebar(QWidget):
    """The panel at the right."""

    asked = Signal(str, str, bool)
    model_wanted = Signal()
    run_again_chosen = Signal(str)
    copy_chosen = Signal(str)
    folder_chosen = Signal()
    left = Signal()

    def __init__(
        self, workspace: Workspace, review: Review, roster: Roster, lacks: Lacks, theme: Theme
    ) -> None:
        super().__init__()
        self.composer = Composer(roster, lacks)
        self.suggestions = SuggestionPage(workspace, review, theme)
        self.threads = ThreadPage(workspace, theme)
        self.notes = NotePage(workspace, review, theme)
        self.agents = AgentPage(roster, lacks, theme)
        self._tabs = QTabBar()
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for _ in Tab:
            self._tabs.addTab("")
        self._stack = QStackedWidget()
        for page in (self.suggestions, self.threads, self.notes, self.agents):
            self._stack.addWidget(page)
        self._counts = dict.fromkeys(Tab, 0)
        self._name_tabs()
        body = column(self.composer, rule(), self._tabs, self._stack, margin=0, gap=GRID)
        body.setContentsMargins(12, 12, 12, 12)
        body.setStretch(3, 1)
        self.setLayout(body)
        self._connect()

    def refresh(self, change: Change) -> None:
        """Hand a change to every page."""
        self.suggestions.refresh(change)
        self.threads.refresh(change)
        self.notes.refresh(change)

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        for page in (self.suggestions, self.threads, self.notes, self.agents):
            page.set_theme(theme)

    def show_scene(self, scene: str) -> None:
        """Show what belongs to another scene."""
        self.suggestions.list.show_scene(scene)
        self.notes.show_scene(scene)

    def show_roster(self, roster: Roster) -> None:
        """Offer these agents."""
        self.composer.show_roster(roster)
        self.agents.show_roster(roster)

    def update_needs(self) -> None:
        """Look again at what the agents lack: models changed."""
        self.composer.update_needs()
        self.agents.update_needs()

    def show_tab(self, tab: Tab) -> None:
        """Show a page."""
        self._tabs.setCurrentIndex(tab)

    def focus_tab(self, tab: Tab) -> None:
        """Show a page and go to what stands first in it."""
        self.show_tab(tab)
        page = self._stack.widget(tab)
        if tab is Tab.SUGGESTIONS and self.suggestions.list.rows():
            self.suggestions.list.view.setFocus()
        elif not _focus_first(page):
            self._tabs.setFocus()

    def tab(self) -> Tab:
        """Return the page shown."""
        return Tab(self._tabs.currentIndex())

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.composer.asked.connect(self.asked)
        self.composer.model_wanted.connect(self.model_wanted)
        self.composer.left.connect(self.left)
        self.suggestions.review_left.connect(self.left)
        self.suggestions.pending_counted.connect(self._on_pending_counted)
        self.threads.live_counted.connect(self._on_live_counted)
        self.threads.again_chosen.connect(self.run_again_chosen)
        self.threads.model_wanted.connect(self.model_wanted)
        self.notes.notes_counted.connect(self._on_notes_counted)
        self.agents.ask_chosen.connect(self._on_ask_chosen)
        self.agents.model_wanted.connect(self.model_wanted)
        self.agents.copy_chosen.connect(self.copy_chosen)
        self.agents.folder_chosen.connect(self.folder_chosen)

    def _name_tabs(self) -> None:
        names = {
            Tab.SUGGESTIONS: self.tr("Suggestions"),
            Tab.THREADS: self.tr("Threads"),
            Tab.NOTES: self.tr("Notes"),
            Tab.AGENTS: self.tr("Agents"),
        }
        for tab, name in names.items():
            count = self._counts[tab]
            self._tabs.setTabText(tab, f"{name} {count}" if count else name)

    def _count(self, tab: Tab, count: int) -> None:
        if self._counts[tab] != count:
            self._counts[tab] = count
            self._name_tabs()

    def _on_pending_counted(self, count: int) -> None:
        self._count(Tab.SUGGESTIONS, count)

    def _on_live_counted(self, count: int) -> None:
        self._count(Tab.THREADS, count)

    def _on_notes_counted(self, count: int) -> None:
        self._count(Tab.NOTES, count)

    def _on_ask_chosen(self, agent: str) -> None:
        self.composer.choose(agent)
        self.composer.begin()


def _focus_first(page: QWidget | None) -> bool:
    for child in [] if page is None else page.findChildren(QWidget):
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            child.setFocus()
            return True
    return False
