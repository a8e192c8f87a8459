"""The outline: chapters and scenes with their words; add, rename, reorder, delete, bring back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QModelIndex, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from cocreate.base.errors import CocreateError
from cocreate.ui.outline.outline_model import (
    CHAPTER_ROLE,
    ID_ROLE,
    OutlineModel,
    SceneRow,
    step,
    total_words,
)
from cocreate.ui.outline.outline_view import OutlineView
from cocreate.ui.panel_parts import GRID, EmptyState, button, column, label, row
from cocreate.ui.spoken import shortened, words
from cocreate.ui.theme import Theme
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.figures import Figures
from cocreate.workspace.scenes import Scenes
from cocreate.workspace.workspace import Workspace

_COUNT_AFTER_MS = 400
_COUNT_AT_FIRST_MS = 200
_COUNT_FOR_MS = 12


class Outline(QWidget):
    """The panel at the left."""

    scene_chosen = Signal(str)
    scene_opened = Signal(str)
    trouble_met = Signal(str)

    def __init__(
        self, workspace: Workspace, scenes: Scenes, figures: Figures, theme: Theme
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._scenes = scenes
        self._figures = figures
        self._is_showing = False
        self._deleted = ""
        self._model = OutlineModel(self)
        self._model.fix(is_fixed=workspace.is_read_only)
        self._model.scene_dropped.connect(self._on_scene_dropped)
        self._model.scene_renamed.connect(self._on_scene_renamed)
        self._model.chapter_renamed.connect(self._on_chapter_renamed)
        self.view = OutlineView(theme, self)
        self.view.setModel(self._model)
        self._connect_view()
        self._title = label("", "title", wraps=True)
        self._total = label("", "caption")
        self._empty = EmptyState(
            self.tr("No scene yet"),
            self.tr("A manuscript is made of scenes. Add the first one, or import a file."),
            self.tr("Add a scene"),
        )
        self._empty.action_chosen.connect(self.add_scene)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)
        self._show()

    def refresh(self, change: Change) -> None:
        """Show what changed: scenes at once, counts a little later."""
        if change.kind is ChangeKind.SCENES:
            self._show()
        elif change.kind is ChangeKind.TEXT and not self._timer.isActive():
            self._timer.start(_COUNT_AFTER_MS)

    def showEvent(self, event: QShowEvent) -> None:
        """Count a little later: first the window is painted."""
        super().showEvent(event)
        self._timer.start(_COUNT_AT_FIRST_MS)

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self.view.delegate.theme = theme
        self.view.viewport().update()

    def show_scene(self, scene: str) -> None:
        """Mark the scene that is open."""
        index = self._model.index_of(scene)
        if index.isValid() and index != self.view.currentIndex():
            self.view.setCurrentIndex(index)

    def current_scene(self) -> str | None:
        """Return the scene that is marked, or None on a chapter."""
        found = self.view.currentIndex().data(ID_ROLE)
        return found if isinstance(found, str) else None

    def add_scene(self) -> None:
        """Add a scene behind the one marked, open it and let the writer name it."""
        rows = self._model.rows
        current = self.current_scene()
        chapter = self.view.currentIndex().data(CHAPTER_ROLE) or ""
        inside = [at for at, item in enumerate(rows) if item.chapter == chapter]
        position = inside[-1] + 1 if inside else len(rows)
        if current is not None:
            position = next(at for at, item in enumerate(rows) if item.id == current) + 1
        self._add(self.tr("New scene"), str(chapter), position)

    def add_chapter(self, title: str) -> None:
        """Add a chapter at the end, with its first scene."""
        if title.strip():
            self._add(self.tr("New scene"), title.strip(), len(self._model.rows))

    def rename(self) -> None:
        """Let the writer rename what is marked."""
        index = self.view.currentIndex()
        if index.isValid() and not self._workspace.is_read_only:
            self.view.setFocus()
            self.view.edit(index)

    def move_current(self, by: int) -> None:
        """Move what is marked one step up (-1) or down (1); a chapter goes with its scenes."""
        scene = self.current_scene()
        if scene is None:
            self._move_chapter(by)
            return
        place = step(self._model.rows, scene, by)
        if place is not None:
            self._do(lambda: self._scenes.move(scene, place.position, place.chapter))
            self.show_scene(scene)

    def delete(self) -> None:
        """Take the marked scene out; the bar below offers it back."""
        scene = self.current_scene()
        if scene is None:
            return
        rows = self._model.rows
        at = next(place for place, item in enumerate(rows) if item.id == scene)
        neighbour = rows[at + 1 if at + 1 < len(rows) else at - 1].id if len(rows) > 1 else None
        if self._do(lambda: self._scenes.remove(scene)):
            self._say_deleted(rows[at].title)
            if neighbour is not None:
                self.show_scene(neighbour)

    def undo(self) -> None:
        """Take the last step of the outline back, a deletion for example."""
        before = {item.id for item in self._model.rows}
        if self._do(self._scenes.undo):
            for item in self._model.rows:
                if item.id not in before:
                    self.show_scene(item.id)

    def _add(self, title: str, chapter: str, position: int) -> None:
        added: list[str] = []
        if self._do(lambda: added.append(self._scenes.add(title, chapter, position))):
            self.show_scene(added[0])
            self.rename()

    def _move_chapter(self, by: int) -> None:
        index = self.view.currentIndex()
        other = index.sibling(index.row() + by, 0)
        if not index.isValid() or not other.isValid():
            return
        moving, passed = self._ids_under(index), self._ids_under(other)
        ids = [item.id for item in self._model.rows]
        chapters = {item.id: item.chapter for item in self._model.rows}
        first, second = (moving, passed) if by > 0 else (passed, moving)
        start = ids.index(first[0])
        # Whichever stands second goes, scene by scene, to where the first began.
        for at, scene in enumerate(second):
            if not self._do(
                lambda scene=scene, at=at: self._scenes.move(  # type: ignore[misc]  # bound now
                    scene, start + at, chapters[scene]
                )
            ):
                return
        self.view.setCurrentIndex(self._model.index_of(moving[0]).parent())

    def _ids_under(self, index: QModelIndex) -> list[str]:
        own = index.data(ID_ROLE)
        if isinstance(own, str):
            return [own]
        return [
            str(self._model.index(at, 0, index).data(ID_ROLE))
            for at in range(self._model.rowCount(index))
        ]

    def _do(self, act: Callable[[], object]) -> bool:
        self._say_deleted("")
        try:
            act()
        except CocreateError as error:
            self.trouble_met.emit(error.sentence)
            self._show()
            return False
        self._show()
        return True

    def _show(self) -> None:
        state = self._workspace.state
        if self.isVisible():
            self._count()
        rows = [
            SceneRow(scene.id, scene.title, scene.chapter, self._figures.words_so_far(scene.id))
            for scene in state.manuscript()
        ]
        current = self.current_scene()
        self._is_showing = True
        if self._model.show(rows):
            self.view.expandAll()
            if current is not None:
                self.view.setCurrentIndex(self._model.index_of(current))
        self._is_showing = False
        self._title.setText(state.title or self.tr("Untitled"))
        total = total_words(rows)
        self._total.setText("" if total is None else words(total))
        self._empty.setVisible(not rows)
        self.view.setVisible(bool(rows))

    def _count(self) -> None:
        """Count for a moment; the rest of a long manuscript follows in the next turns."""
        spent = QElapsedTimer()
        spent.start()
        if not self._figures.count_until(lambda: spent.elapsed() >= _COUNT_FOR_MS):
            self._timer.start(0)

    def _say_deleted(self, title: str) -> None:
        self._bar.setVisible(bool(title))
        self._bar_text.setText(self.tr("“{title}” deleted").format(title=shortened(title, 24)))

    def _lay_out(self) -> None:
        head = column(self._title, self._total, gap=2)
        head.setContentsMargins(GRID, GRID, GRID, GRID)
        self._add_button = button(self.tr("+  Scene"), hint=self.tr("Add a scene (Ctrl+Shift+N)"))
        self._add_button.setFlat(True)
        self._add_button.setEnabled(not self._workspace.is_read_only)
        self._add_button.clicked.connect(self.add_scene)
        self._bar_text = label("", "dim", wraps=True)
        back = button(self.tr("Bring back"), "link")
        back.clicked.connect(self.undo)
        self._bar = QWidget()
        bar = row(self._bar_text, back)
        bar.setStretch(0, 1)
        self._bar.setLayout(bar)
        self._bar.hide()
        self.setLayout(
            column(head, self._empty, self.view, self._bar, row(self._add_button, 1), margin=GRID)
        )

    def _connect_view(self) -> None:
        self.view.step_asked.connect(self.move_current)
        self.view.delete_asked.connect(self.delete)
        self.view.undo_asked.connect(self.undo)
        self.view.open_asked.connect(self._on_open_asked)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)

    def _on_current_changed(self, current: QModelIndex) -> None:
        scene = current.data(ID_ROLE)
        if isinstance(scene, str) and not self._is_showing:
            self.scene_chosen.emit(scene)

    def _on_open_asked(self) -> None:
        scene = self.current_scene()
        if scene is not None:
            self.scene_opened.emit(scene)

    def _on_scene_dropped(self, scene: str, position: int, chapter: str) -> None:
        self._do(lambda: self._scenes.move(scene, position, chapter))
        self.show_scene(scene)

    def _on_scene_renamed(self, scene: str, title: str) -> None:
        self._do(lambda: self._scenes.rename(scene, title))

    def _on_chapter_renamed(self, old: str, new: str) -> None:
        self._do(lambda: self._scenes.rename_chapter(old, new))
