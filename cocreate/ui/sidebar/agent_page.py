"""The agents: what each does, what it needs, and the files that could not be read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocreate.agents.agent import Agent
from cocreate.agents.roster import AgentProblem, Roster
from cocreate.ui.panel_parts import GRID, Card, button, clear, column, label, row, scrolled
from cocreate.ui.sidebar.agent_words import Lacks, described
from cocreate.ui.theme import Theme, agent_colour


class AgentCard(Card):
    """One agent."""

    ask_chosen = Signal(str)
    model_wanted = Signal()
    copy_chosen = Signal(str)

    def __init__(self, agent: Agent, lacks: str, theme: Theme) -> None:
        super().__init__(agent_colour(theme, agent.name))
        self._agent = agent.name
        ask = button(self.tr("Ask"), hint=self.tr("Ask the {title}").format(title=agent.title))
        ask.clicked.connect(self._on_ask)
        connect = button(self.tr("Connect a model…"), hint=lacks)
        connect.clicked.connect(self._on_model)
        copy = button(
            self.tr("Copy and change"),
            "link",
            hint=self.tr("Makes your own copy of this agent and opens it"),
        )
        copy.clicked.connect(self._on_copy)
        body = column(
            label(agent.title, "title"),
            label(agent.role, wraps=True),
            label(described(agent), "caption", wraps=True),
            row(ask, connect, copy, 1),
            gap=6,
        )
        body.setContentsMargins(2 * GRID, 12, 12, 10)
        self.setLayout(body)
        # Only now: shown without a parent, a button would be a window of its own for a moment.
        ask.setVisible(not lacks)
        connect.setVisible(bool(lacks))

    def _on_ask(self) -> None:
        self.ask_chosen.emit(self._agent)

    def _on_model(self) -> None:
        self.model_wanted.emit()

    def _on_copy(self) -> None:
        self.copy_chosen.emit(self._agent)


class AgentPage(QWidget):
    """All agents in a column; broken files above them."""

    ask_chosen = Signal(str)
    model_wanted = Signal()
    copy_chosen = Signal(str)
    folder_chosen = Signal()

    def __init__(self, roster: Roster, lacks: Lacks, theme: Theme) -> None:
        super().__init__()
        self._lacks = lacks
        self._theme = theme
        self._roster = roster
        self._cards = column(gap=12)
        self._cards.setContentsMargins(0, GRID, 4, GRID)
        folder = button(self.tr("Open the folder of your own agents"), "link")
        folder.clicked.connect(self._on_folder)
        inner = QWidget()
        inner.setLayout(column(self._cards, row(folder, 1), 1))
        self.setLayout(column(scrolled(inner)))
        self.show_roster(roster)

    def show_roster(self, roster: Roster) -> None:
        """Show these agents."""
        self._roster = roster
        clear(self._cards)
        for problem in roster.problems:
            self._cards.addWidget(self._problem_card(problem))
        for agent in sorted(roster.agents, key=lambda agent: bool(self._lacks(agent))):
            card = AgentCard(agent, self._lacks(agent), self._theme)
            card.ask_chosen.connect(self.ask_chosen)
            card.model_wanted.connect(self.model_wanted)
            card.copy_chosen.connect(self.copy_chosen)
            self._cards.addWidget(card)

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self._theme = theme
        self.show_roster(self._roster)

    def update_needs(self) -> None:
        """Look again at what the agents lack."""
        self.show_roster(self._roster)

    def _problem_card(self, problem: AgentProblem) -> Card:
        card = Card()
        body = column(
            label(problem.name, "title"), label(problem.sentence, "trouble", wraps=True), gap=6
        )
        body.setContentsMargins(2 * GRID, 12, 12, 12)
        card.setLayout(body)
        return card

    def _on_folder(self) -> None:
        self.folder_chosen.emit()
