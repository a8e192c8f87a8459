"""Where the writer asks: which agent, about what, in which words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cocreate.agents.agent import Agent
from cocreate.agents.roster import Roster
from cocreate.ui.panel_parts import ChoiceBox, button, column, label, plain_hint, row
from cocreate.ui.sidebar.agent_words import Lacks, described

_LINES = 2
_SAYS_LINES = 3
_FIRST = "copy-editor"


class Composer(QWidget):
    """Choose an agent, say something if you like, press Return."""

    asked = Signal(str, str, bool)
    model_wanted = Signal()
    left = Signal()

    def __init__(self, roster: Roster, lacks: Lacks) -> None:
        super().__init__()
        self._roster = roster
        self._lacks = lacks
        self._has_selection = False
        self._agents = ChoiceBox()
        self._agents.setAccessibleName(self.tr("Agent"))
        self._agents.setMaxVisibleItems(16)
        self._about = label("", "caption")
        self._says = label("", "caption", wraps=True)
        # As high as the longest, so that nothing jumps when another agent is chosen.
        self._says.setMinimumHeight(self._says.fontMetrics().lineSpacing() * _SAYS_LINES)
        self._says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words = QPlainTextEdit()
        self._words.setTabChangesFocus(True)
        self._words.setPlaceholderText(self.tr("A question or a wish (or leave it empty)"))
        self._words.setAccessibleName(self.tr("What to ask"))
        self._words.setFixedHeight(self._words.fontMetrics().lineSpacing() * _LINES + 20)
        self._words.installEventFilter(self)
        self._agents.installEventFilter(self)
        self._ask = button(self.tr("Ask"), "primary")
        self._ask.clicked.connect(self.ask)
        self._connect = button(self.tr("Connect a model…"))
        self._connect.clicked.connect(self._on_connect)
        head = row(self._agents, self._ask, self._connect)
        head.setStretch(0, 1)
        self.setLayout(column(head, self._says, self._words, self._about, gap=6))
        self.setTabOrder(self._agents, self._words)
        self.setTabOrder(self._words, self._ask)
        self._agents.currentIndexChanged.connect(self._on_agent_changed)
        self.show_roster(roster)

    def show_roster(self, roster: Roster) -> None:
        """Offer these agents, keeping the one chosen."""
        current = self.agent()
        self._roster = roster
        self._agents.clear()
        # Those that can be asked at once stand first.
        for agent in sorted(roster.agents, key=lambda agent: bool(self._lacks(agent))):
            self._agents.addItem(agent.title, agent.name)
            self._agents.setItemData(
                self._agents.count() - 1, plain_hint(agent.role), Qt.ItemDataRole.ToolTipRole
            )
        ready = [agent for agent in roster.agents if not self._lacks(agent)]
        chosen = current or next(
            (agent for agent in ready if agent.name == _FIRST), next(iter(ready), None)
        )
        if chosen is not None:
            self.choose(chosen.name)
        self._on_agent_changed()

    def choose(self, agent: str) -> None:
        """Choose an agent by name."""
        at = self._agents.findData(agent)
        if at >= 0:
            self._agents.setCurrentIndex(at)

    def agent(self) -> Agent | None:
        """Return the agent chosen."""
        name = self._agents.currentData()
        return next((agent for agent in self._roster.agents if agent.name == name), None)

    def begin(self) -> None:
        """Go to the choice of agents."""
        self._agents.setFocus()

    def note_selection(self, *, has_selection: bool) -> None:
        """Say what the question will be about."""
        if has_selection != self._has_selection:
            self._has_selection = has_selection
            self._say_about()

    def update_needs(self) -> None:
        """Look again at what the agents lack: settings changed."""
        self._on_agent_changed()

    def ask(self) -> None:
        """Put the question, or lead to what is missing."""
        agent = self.agent()
        if agent is None:
            return
        if self._lacks(agent):
            self._on_connect()
            return
        words = self._words.toPlainText().strip()
        self._words.clear()
        self.asked.emit(agent.name, words, self._has_selection)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return asks, Shift+Return writes a line, Escape goes back to the page."""
        is_key = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if is_key and isinstance(event, QKeyEvent):
            is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            asks = is_return and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.type() == QEvent.Type.ShortcutOverride:
                # Here Ctrl+Return asks; it does not accept a suggestion unseen.
                event.setAccepted(asks)
                return asks
            if asks:
                self.ask()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _on_agent_changed(self) -> None:
        agent = self.agent()
        lacks = "" if agent is None else self._lacks(agent)
        self._says.setText("" if agent is None else f"{agent.role}\n{described(agent)}")
        self._ask.setVisible(not lacks)
        self._ask.setEnabled(agent is not None)
        self._connect.setVisible(bool(lacks))
        self._connect.setToolTip(plain_hint(lacks))
        self._say_about()

    def _say_about(self) -> None:
        self._about.setText(
            self.tr("About the selected lines · Return asks")
            if self._has_selection
            else self.tr("About the whole scene · Return asks")
        )

    def _on_connect(self) -> None:
        self.model_wanted.emit()
