"""The list of suggestions: of the scene, of the manuscript, or put aside; searched by words."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from cocreate.core.suggestion import Hunk, Verdict
from cocreate.ui.panel_parts import GRID, ChoiceBox, EmptyState, column, label, row
from cocreate.ui.sidebar.diff_words import NOTHING_AROUND, around
from cocreate.ui.sidebar.suggestion_rows import (
    ROW_ROLE,
    Rows,
    SuggestionDelegate,
    SuggestionModel,
    SuggestionRow,
)
from cocreate.ui.spoken import counted
from cocreate.ui.theme import Theme
from cocreate.workspace.review import Review
from cocreate.workspace.workspace import Workspace

_OPEN = (Verdict.PENDING, Verdict.LOOSE, Verdict.STALE)


class Scope(IntEnum):
    """Which suggestions are listed."""

    SCENE = 0
    PROJECT = 1
    ASIDE = 2


class SuggestionList(QWidget):
    """Lists suggestions, keeps one of them chosen, and says what to do where there are none."""

    row_chosen = Signal(str)
    row_opened = Signal(str)
    rows_changed = Signal()

    def __init__(self, workspace: Workspace, review: Review, theme: Theme) -> None:
        super().__init__()
        self._workspace = workspace
        self._review = review
        self._scene: str | None = None
        self._chosen: str | None = None
        self._is_showing = False
        self._was_visited = False
        self._model = SuggestionModel(self)
        self._delegate = SuggestionDelegate(theme, self)
        self._make_parts()
        self._scope.currentIndexChanged.connect(self.update_rows)
        self._field.textChanged.connect(self.update_rows)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.activated.connect(self._on_activated)

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self._delegate.theme = theme
        self.view.viewport().update()

    def show_scene(self, scene: str) -> None:
        """List the suggestions of another scene."""
        if scene != self._scene:
            self._scene = scene
            self.update_rows()

    def search(self) -> None:
        """Go to the field that searches."""
        self._field.setFocus()
        self._field.selectAll()

    def set_scope(self, scope: Scope) -> None:
        """List other suggestions."""
        self._scope.setCurrentIndex(scope)

    def choose(self, hunk: str) -> None:
        """Choose a suggestion, widening what is listed where it is not among it."""
        if self._model.at(hunk) is None:
            self._field.clear()
            self._scope.setCurrentIndex(Scope.PROJECT)
            self.update_rows()
        at = self._model.at(hunk)
        if at is None:
            return
        index = self._model.index(at, 0)
        if self.view.currentIndex() == index:
            self._on_current_changed(index)
        else:
            self.view.setCurrentIndex(index)

    def chosen(self) -> SuggestionRow | None:
        """Return the chosen row as it stands."""
        at = None if self._chosen is None else self._model.at(self._chosen)
        return None if at is None else self._model.rows[at]

    def rows(self) -> Rows:
        """Return what is listed."""
        return self._model.rows

    def pending(self) -> list[Hunk]:
        """Return the pending suggestions listed."""
        return [hunk for hunk in self._model.rows.hunks if hunk.verdict is Verdict.PENDING]

    def step(self, by: int, caret: int) -> None:
        """Choose the next (1) or previous (-1) pending one, beginning at the caret."""
        self.update_rows()
        pending = self.pending()
        if not pending and self._scope.currentIndex() != Scope.PROJECT:
            self.set_scope(Scope.PROJECT)
            pending = self.pending()
        if not pending:
            return
        places = {hunk.id: at for at, hunk in enumerate(pending)}
        if self._chosen in places and self._was_visited:
            at = (places[self._chosen] + by) % len(pending)
        else:
            behind = [
                at
                for at, hunk in enumerate(pending)
                if hunk.scene == self._scene and hunk.start >= caret
            ]
            first = behind[0] if behind else 0
            at = first if by > 0 else first - 1
        self.choose(pending[at].id)

    def follower(self) -> str | None:
        """Return the pending one that comes after the chosen one, wrapping."""
        hunks = self._model.rows.hunks
        at = None if self._chosen is None else self._model.at(self._chosen)
        if at is None:
            return None
        order = [*hunks[at + 1 :], *hunks[:at]]
        return next((hunk.id for hunk in order if hunk.verdict is Verdict.PENDING), None)

    def update_rows(self) -> None:
        """List what is to be listed now."""
        hunks = self._listed()
        self._is_showing = True
        if self._model.show(Rows(hunks, self._row_of)):
            at = None if self._chosen is None else self._model.at(self._chosen)
            if at is None:
                # Chosen for the writer, not by the writer: a step may still go to it.
                self._was_visited = False
                at = 0 if hunks else None
            self._chosen = None if at is None else hunks[at].id
            self.view.setCurrentIndex(QModelIndex() if at is None else self._model.index(at, 0))
        self._is_showing = False
        self._say_what_is_there(len(hunks))
        self.rows_changed.emit()

    def _listed(self) -> list[Hunk]:
        words = self._field.text()
        match Scope(self._scope.currentIndex()):
            case Scope.SCENE:
                found = [] if self._scene is None else self._review.all_hunks(self._scene)
            case Scope.PROJECT:
                found = self._review.all_hunks()
            case Scope.ASIDE:
                return [h for h in self._review.search(words) if h.verdict is not Verdict.LOOSE]
        wanted = words.casefold()
        found = [
            hunk
            for hunk in found
            if hunk.verdict in _OPEN
            and (
                not wanted
                or any(wanted in part.casefold() for part in (hunk.old, hunk.new, hunk.reason))
            )
        ]
        return sorted(found, key=lambda hunk: _OPEN.index(hunk.verdict))

    def _row_of(self, hunk: Hunk) -> SuggestionRow:
        run = self._workspace.state.runs.get(hunk.run)
        line = self._review.line(hunk)
        place = self.tr("no place") if line is None else self.tr("line {n}").format(n=line + 1)
        if self._scope.currentIndex() != Scope.SCENE:
            place = f"{self._workspace.scene(hunk.scene).title}, {place}"
        title = run.agent_title if run is not None else hunk.agent
        nearby = NOTHING_AROUND
        if hunk.verdict is Verdict.PENDING:
            nearby = around(self._workspace.scene(hunk.scene).text, hunk)
        return SuggestionRow(hunk, title, place, self._verdict(hunk), nearby)

    def _verdict(self, hunk: Hunk) -> str:
        return {
            Verdict.PENDING: "",
            Verdict.STALE: self.tr("stale"),
            Verdict.LOOSE: self.tr("loose"),
            Verdict.REJECTED: self.tr("rejected"),
            Verdict.ACCEPTED: self.tr("accepted"),
            Verdict.EDITED: self.tr("accepted with changes"),
        }[hunk.verdict]

    def _say_what_is_there(self, listed: int) -> None:
        self.view.setVisible(listed > 0)
        self._empty.setVisible(listed == 0)
        self._count.setVisible(listed > 0)
        self._count.setText(self._describe(listed))
        elsewhere = self._review.count_pending()
        if self._field.text():
            self._empty.say(self.tr("Nothing found"), self.tr("No suggestion has these words."))
        elif self._scope.currentIndex() == Scope.ASIDE:
            self._empty.say(
                self.tr("Nothing decided yet"),
                self.tr("What you accept, reject or leave to turn stale can be found again here."),
            )
        elif elsewhere:
            self._empty.say(
                self.tr("Nothing to decide in this scene"),
                self.tr("{n} waiting in other scenes. F8 goes to the next.").format(n=elsewhere),
            )
        else:
            self._empty.say(
                self.tr("No suggestions"),
                self.tr("Ask an agent above. What it proposes waits here until you decide."),
            )

    def _describe(self, listed: int) -> str:
        pending = len(self.pending())
        if self._scope.currentIndex() == Scope.ASIDE:
            return counted(listed, self.tr("1 suggestion"), self.tr("{n} suggestions"))
        text = counted(pending, self.tr("1 to decide"), self.tr("{n} to decide"))
        if listed > pending:
            text += self.tr(", {n} stale or loose").format(n=listed - pending)
        return text

    def _on_current_changed(self, current: QModelIndex) -> None:
        found = current.data(ROW_ROLE)
        if isinstance(found, SuggestionRow) and not self._is_showing:
            self._chosen = found.hunk.id
            self._was_visited = True
            self.row_chosen.emit(found.hunk.id)

    def _on_activated(self) -> None:
        if self._chosen is not None:
            self.row_opened.emit(self._chosen)

    def _make_parts(self) -> None:
        self._scope = ChoiceBox()
        self._scope.addItems(
            [self.tr("This scene"), self.tr("Whole manuscript"), self.tr("Decided, set aside")]
        )
        self._scope.setAccessibleName(self.tr("Which suggestions"))
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Search"))
        self._field.setAccessibleName(self.tr("Search suggestions"))
        self._field.setClearButtonEnabled(True)
        self._count = label("", "caption")
        self._empty = EmptyState("", "")
        self.view = _ListView()
        self.view.setProperty("part", "list")
        self.view.setModel(self._model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setLayoutMode(QListView.LayoutMode.Batched)
        self.view.setMinimumHeight(90)
        self.view.setAccessibleName(self.tr("Suggestions"))
        head = row(self._scope, self._field)
        head.setStretch(1, 1)
        body = column(head, self._count, self._empty, self.view, gap=GRID)
        body.setStretch(2, 1)
        body.setStretch(3, 1)
        self.setLayout(body)


class _ListView(QListView):
    """The list itself; the chosen row stays in view when a card takes room from it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the chosen row."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())
