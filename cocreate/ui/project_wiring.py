"""What the panels of a project say to each other: one connects, none of them knows another."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from cocreate.base.errors import CocreateError
from cocreate.core.suggestion import Hunk
from cocreate.ui.project_view import ProjectView
from cocreate.ui.sidebar.sidebar import Tab
from cocreate.ui.status_line import StatusLine
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.review import Review
from cocreate.workspace.workspace import Workspace


class ProjectWiring(QObject):
    """Keeps scene, caret and chosen suggestion the same in every panel."""

    at_hand_changed = Signal()
    trouble_met = Signal(str)

    def __init__(
        self, workspace: Workspace, review: Review, view: ProjectView, status: StatusLine
    ) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._review = review
        self._view = view
        self._status = status
        self._carets: dict[str, int] = {}
        self._connect()

    @property
    def scene(self) -> str | None:
        """The scene that is open, or None."""
        return self._view.editor.current_scene or None

    def refresh(self, change: Change) -> None:
        """Hand a change to every panel."""
        view = self._view
        view.outline.refresh(change)
        if change.kind is ChangeKind.SCENES:
            self._keep_scene()
        view.editor.refresh(change)
        view.sidebar.refresh(change)
        view.insight.refresh(change)
        self._status.refresh()
        self.at_hand_changed.emit()

    def open_scene(self, scene: str) -> None:
        """Show a scene in every panel, the caret where it was."""
        view = self._view
        if scene == view.editor.current_scene:
            return
        self._remember_caret()
        view.editor.show_scene(scene)
        view.outline.show_scene(scene)
        view.sidebar.show_scene(scene)
        view.insight.show_scene(scene)
        self._status.show_scene(scene)
        caret = self._carets.get(scene, 0)
        view.editor.goto(min(caret, len(self._workspace.scene(scene).text)))
        self.at_hand_changed.emit()

    def open_place(self, scene: str, start: int, end: int) -> None:
        """Show words of a scene and go to them."""
        self.open_scene(scene)
        self._view.editor.goto(start, end)
        self._view.editor.setFocus()

    def open_first(self) -> None:
        """Show the first scene."""
        order = self._workspace.state.order
        if order:
            self.open_scene(order[0])

    def step_scene(self, by: int) -> None:
        """Open the next (1) or previous (-1) scene."""
        order = self._workspace.state.order
        if self.scene in order:
            at = order.index(self.scene) + by
            if 0 <= at < len(order):
                self.open_scene(order[at])

    def chosen(self) -> Hunk | None:
        """Return the suggestion that the keys decide: the one whose card is seen."""
        current = self._view.editor.hunks.current
        if current:
            return self._review.hunk(current)
        if self._view.shows_side:
            return self._view.sidebar.suggestions.chosen()
        return None

    def step_hunk(self, by: int) -> None:
        """Go to the next (1) or previous (-1) suggestion, in the text and in the list."""
        caret = self._view.editor.caret() if self.scene is not None else 0
        if not self._review.open_hunks():
            self._status.say(self.tr("No suggestion is waiting."))
            return
        self._view.sidebar.show_tab(Tab.SUGGESTIONS)
        self._view.sidebar.suggestions.list.step(by, caret)
        if self._view.has_focus_in(self._view.sidebar.composer):
            # There Ctrl+Return asks; whoever goes to a suggestion means to decide it.
            self._view.editor.setFocus()

    def accept(self) -> None:
        """Accept the suggestion at hand, or what the field in the text says."""
        field = self._view.editor.hunks.field
        if field.hunk:
            hunk, words = field.hunk, field.words()
            field.put_away()
            self._view.editor.setFocus()
            self._on_hunk_rewritten(hunk, words)
        else:
            self.align()
            self._view.sidebar.suggestions.accept()

    def change_words(self) -> bool:
        """Open the field at the lines; return whether the suggestion stands in this scene."""
        hunk = self.chosen()
        if hunk is None or hunk.scene != self.scene:
            return False
        self.align()
        editor = self._view.editor
        return editor.hunks.show(hunk.id) and editor.hunks.edit()

    def place(self, hunk: str) -> None:
        """Put a loose suggestion at the words selected."""
        start, end = self._view.editor.selection()
        try:
            self._review.place(hunk, start, end)
        except CocreateError as error:
            self.trouble_met.emit(error.sentence)

    def lines_of_selection(self) -> tuple[int, int] | None:
        """Return the half-open range of lines selected, or None."""
        start, end = self._view.editor.selection()
        if start == end or self.scene is None:
            return None
        text = self._workspace.scene(self.scene).text
        last = end - 1 if end > start else end
        return text.line_of(start), text.line_of(last) + 1

    def align(self) -> None:
        """Choose in the list what is at hand in the text."""
        current = self._view.editor.hunks.current
        if current:
            self._view.sidebar.suggestions.list.choose(current)

    def _keep_scene(self) -> None:
        order = self._workspace.state.order
        if self.scene is not None and self.scene not in order:
            self._view.editor.show_scene("")
            self._status.show_scene(None)
            marked = self._view.outline.current_scene()
            if marked in order:
                self.open_scene(marked)
            else:
                self.open_first()
        elif self.scene is None:
            self.open_first()

    def _remember_caret(self) -> None:
        if self.scene is not None:
            self._carets[self.scene] = self._view.editor.caret()

    def _connect(self) -> None:
        view = self._view
        view.outline.scene_chosen.connect(self.open_scene)
        view.outline.scene_opened.connect(self._on_scene_opened)
        view.outline.trouble_met.connect(self.trouble_met)
        view.editor.hunk_chosen.connect(self._on_hunk_chosen_in_text)
        view.editor.hunk_rewritten.connect(self._on_hunk_rewritten)
        view.editor.selectionChanged.connect(self._on_selection_changed)
        suggestions = view.sidebar.suggestions
        suggestions.hunk_chosen.connect(self._on_hunk_chosen)
        suggestions.hunk_opened.connect(self._on_hunk_opened)
        suggestions.place_chosen.connect(self.place)
        suggestions.trouble_met.connect(self.trouble_met)
        view.sidebar.notes.note_opened.connect(self.open_place)
        view.sidebar.notes.trouble_met.connect(self.trouble_met)
        view.sidebar.left.connect(self._on_side_left)

    def _on_scene_opened(self, scene: str) -> None:
        self.open_scene(scene)
        self._view.editor.setFocus()

    def _on_hunk_chosen(self, hunk: str, scene: str) -> None:
        self._review.note_opened(hunk)
        self.open_scene(scene)
        if not self._view.editor.hunks.show(hunk):
            # It stands nowhere in the text: the keys decide it, not the one whose card was open.
            self._view.editor.hunks.leave()
        self.at_hand_changed.emit()

    def _on_hunk_opened(self, hunk: str, scene: str) -> None:
        self._on_hunk_chosen(hunk, scene)
        found = self._review.hunk(hunk)
        if found.start >= 0:
            self._view.editor.goto(found.start)
        self._view.editor.setFocus()

    def _on_hunk_chosen_in_text(self, hunk: str) -> None:
        self._view.sidebar.show_tab(Tab.SUGGESTIONS)
        self._view.sidebar.suggestions.list.choose(hunk)
        self.at_hand_changed.emit()

    def _on_hunk_rewritten(self, hunk: str, words: str) -> None:
        try:
            self._review.accept_edited(hunk, words)
        except CocreateError as error:
            self.trouble_met.emit(error.sentence)

    def _on_selection_changed(self) -> None:
        start, end = self._view.editor.selection()
        self._view.sidebar.composer.note_selection(has_selection=start != end)

    def _on_side_left(self) -> None:
        self._view.editor.setFocus()
