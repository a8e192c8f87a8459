"""The margin notes of a scene: what agents remarked, each at the words it quotes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cocreate.base.errors import CocreateError
from cocreate.core.suggestion import Note
from cocreate.ui.panel_parts import (
    GRID,
    Card,
    EmptyState,
    button,
    clear,
    column,
    label,
    row,
    scrolled,
)
from cocreate.ui.spoken import shortened
from cocreate.ui.theme import Theme, agent_colour
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.review import Review
from cocreate.workspace.workspace import Workspace

_REFRESH_AFTER_MS = 200
_LIMIT = 200


class NoteCard(Card):
    """One margin note: Return goes to its words, Delete puts it away."""

    opened = Signal(str)
    dismissed = Signal(str)

    def __init__(self, note: Note, agent_title: str, place: str, theme: Theme) -> None:
        super().__init__(agent_colour(theme, note.agent))
        self._note = note.id
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{agent_title}: {note.note}")
        go = button(self.tr("Show"), "link", hint=self.tr("Go to these words (Return)"))
        go.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        go.clicked.connect(self._on_open)
        away = button(self.tr("Put away"), "link", hint=self.tr("Put this note away (Delete)"))
        away.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        away.clicked.connect(self._on_dismiss)
        quote = label(f"“{shortened(note.quote, 90)}”", "caption", wraps=True)
        body = column(
            row(label(agent_title, "title"), 1, label(place, "caption")),
            label(note.note, wraps=True),
            quote,
            row(go, away, 1),
            gap=6,
        )
        body.setContentsMargins(2 * GRID, 10, 12, 8)
        self.setLayout(body)
        # Only now: shown without a parent, a label would be a window of its own for a moment.
        go.setVisible(note.start >= 0)
        quote.setVisible(bool(note.quote))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return shows the words, Delete puts the note away, arrows walk."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._on_open()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._on_dismiss()
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)

    def _on_open(self) -> None:
        self.opened.emit(self._note)

    def _on_dismiss(self) -> None:
        self.dismissed.emit(self._note)


class NotePage(QWidget):
    """All notes of the scene that were not put away."""

    note_opened = Signal(str, int, int)
    notes_counted = Signal(int)
    trouble_met = Signal(str)

    def __init__(self, workspace: Workspace, review: Review, theme: Theme) -> None:
        super().__init__()
        self._workspace = workspace
        self._review = review
        self._theme = theme
        self._scene: str | None = None
        self._shown: list[Note] = []
        self._empty = EmptyState(
            self.tr("No margin notes"),
            self.tr("Agents that only comment, such as the pacing reader, write their notes here."),
        )
        self._cards = column(gap=12)
        self._cards.setContentsMargins(0, GRID, 4, GRID)
        inner = QWidget()
        inner.setLayout(column(self._cards, 1))
        self._scroll = scrolled(inner)
        self.setLayout(column(self._empty, self._scroll))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REFRESH_AFTER_MS)
        self._timer.timeout.connect(self.update_notes)
        self.update_notes()

    def refresh(self, change: Change) -> None:
        """Follow a change of notes or scenes."""
        if change.kind in (ChangeKind.NOTES, ChangeKind.SCENES) and not self._timer.isActive():
            self._timer.start()

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self._theme = theme
        self._shown = []
        self.update_notes()

    def show_scene(self, scene: str) -> None:
        """Show the notes of another scene."""
        if scene != self._scene:
            self._scene = scene
            self.update_notes()

    def update_notes(self) -> None:
        """Show what there is now."""
        notes = [] if self._scene is None else self._review.notes(self._scene)
        self._empty.setVisible(not notes)
        self._scroll.setVisible(bool(notes))
        self.notes_counted.emit(len(notes))
        if notes == self._shown:
            return
        self._shown = notes
        clear(self._cards)
        for note in notes[:_LIMIT]:
            card = NoteCard(note, self._title_of(note), self._place_of(note), self._theme)
            card.opened.connect(self._on_opened)
            card.dismissed.connect(self._on_dismissed)
            self._cards.addWidget(card)

    def _title_of(self, note: Note) -> str:
        run = self._workspace.state.runs.get(note.run)
        return run.agent_title if run is not None else note.agent

    def _place_of(self, note: Note) -> str:
        if note.start < 0:
            return self.tr("the whole scene") if not note.quote else self.tr("words not found")
        text = self._workspace.scene(note.scene).text
        return self.tr("line {n}").format(n=text.line_of(note.start) + 1)

    def _on_opened(self, note: str) -> None:
        found = next((item for item in self._shown if item.id == note), None)
        if found is not None and found.start >= 0:
            self.note_opened.emit(found.scene, found.start, found.end)

    def _on_dismissed(self, note: str) -> None:
        found = next((item for item in self._shown if item.id == note), None)
        if found is not None:
            try:
                self._review.dismiss_note(found)
            except CocreateError as error:
                self.trouble_met.emit(error.sentence)
            self.update_notes()
