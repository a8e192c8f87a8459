"""Looking back in the window: the history in place of the page, the reason for words, revival."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from cocreate.base.errors import CocreateError
from cocreate.base.settings import Settings
from cocreate.core.suggestion import Verdict
from cocreate.ui.history.history_view import HistoryView
from cocreate.ui.history.reader import Reader
from cocreate.ui.history.why_card import WhyCard
from cocreate.ui.project_view import ProjectView
from cocreate.ui.project_wiring import ProjectWiring
from cocreate.ui.sidebar.sidebar import Tab
from cocreate.ui.theme import Theme
from cocreate.workspace.change import Change
from cocreate.workspace.desk import Desk
from cocreate.workspace.past import Past
from cocreate.workspace.word_classes import around


class LookingBack(QObject):
    """Connects the history with the panels of a project; made when it is first wanted."""

    trouble_met = Signal(str)
    told = Signal(str)

    def __init__(self, desk: Desk, view: ProjectView, wiring: ProjectWiring, theme: Theme) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._wiring = wiring
        self._theme = theme
        self.card: WhyCard | None = None
        self._asked: tuple[str, int, int] | None = None
        self._tells_progress = False
        self._reader = Reader(self, view)
        self._reader.read_on.connect(self._on_read_on)
        self._reader.failed.connect(self.trouble_met)
        self.history = HistoryView(lambda: self.past, theme, desk.preferences.get())
        self.history.left.connect(self._on_left)
        self.history.restored.connect(self._on_restored)
        self.history.revived.connect(self._on_revived)
        self.history.trouble_met.connect(self.trouble_met)
        view.outline.scene_chosen.connect(self._on_scene_chosen)
        self._table: dict[str, Callable[[], None]] = {
            "history": self.toggle,
            "why": self.explain,
            "revive": self.revive_chosen,
        }

    @cached_property
    def past(self) -> Past:
        """Every moment there was, read when it is first wanted."""
        return Past(self._desk.workspace)

    def do(self, name: str) -> None:
        """Carry one of its commands out; "history:12" shows the moment after event 12."""
        command, _, seq = name.partition(":")
        if seq:
            self.show_moment(int(seq))
        else:
            self._table[command]()

    def refresh(self, change: Change) -> None:
        """Follow a change while the history is seen."""
        self.history.refresh(change)

    def set_look(self, theme: Theme, settings: Settings) -> None:
        """Take another look."""
        self._theme = theme
        self.history.set_look(theme, settings)

    def toggle(self) -> None:
        """Show the history in place of the page, or go back to the page."""
        if self._view.instead is self.history:
            self._on_left()
        else:
            self._view.show_instead(self.history)
            self.history.begin(self._wiring.scene)

    def show_moment(self, seq: int) -> None:
        """Show the open scene as it stood right after an event."""
        self._view.show_instead(self.history)
        self.history.begin(self._wiring.scene, seq)

    def explain(self) -> None:
        """Say why the words selected, or those at the caret, are here."""
        scene = self._wiring.scene
        if scene is None:
            return
        start, end = self._view.editor.selection()
        text = self._desk.workspace.scene(scene).text
        if start == end:
            start, end = around(text, start, end)
        if start == end:
            self.told.emit(self.tr("Select some words, or put the caret in one, then ask again."))
            return
        self._asked = (scene, start, end)
        self.past.settle()
        self._reader.begin(self.past)

    def _on_read_on(self, is_done: bool) -> None:  # noqa: FBT001 - a Qt slot
        if not is_done:
            self._tells_progress = True
            self.told.emit(self.tr("Reading the history: {n} %").format(
                n=round(self.past.progress * 100)
            ))  # fmt: skip
            return
        if self._tells_progress:
            self._tells_progress = False
            self.told.emit("")
        if self._asked is not None:
            asked, self._asked = self._asked, None
            self._show_card(*asked)

    def _show_card(self, scene: str, start: int, end: int) -> None:
        reasons = self.past.why(scene, start, end)
        self.card = card = WhyCard(reasons, self._theme, self._view)
        card.moment_wanted.connect(self.show_moment)
        card.revival_wanted.connect(self.revive)
        card.finished.connect(card.deleteLater)
        card.open()

    def revive_chosen(self) -> None:
        """Bring the suggestion chosen in the list back for review."""
        hunk = self._wiring.chosen()
        if hunk is None or hunk.verdict not in (Verdict.REJECTED, Verdict.STALE):
            self.told.emit(
                self.tr("Choose a suggestion that was rejected or turned stale, then try again.")
            )
        else:
            self.revive(hunk.id)

    def revive(self, hunk: str) -> None:
        """Bring a suggestion back for review."""
        try:
            found = self.past.revive(hunk)
        except CocreateError as error:
            self.trouble_met.emit(error.sentence)
            return
        self._on_revived(hunk, found.scene)

    def _on_left(self) -> None:
        self._view.show_instead(None)
        self._view.editor.setFocus()

    def _on_restored(self, scene: str) -> None:
        self._on_left()
        self._wiring.open_scene(scene)
        self.told.emit(self.tr("Brought back. Undo takes it away again."))

    def _on_revived(self, hunk: str, scene: str) -> None:
        self._view.show_instead(None)
        self._wiring.open_scene(scene)
        self._view.show_sidebar()
        self._view.sidebar.show_tab(Tab.SUGGESTIONS)
        self._view.sidebar.suggestions.list.choose(hunk)
        self.told.emit(self.tr("The suggestion waits for review again."))

    def _on_scene_chosen(self, scene: str) -> None:
        if self._view.instead is self.history:
            self.history.show_scene(scene)
