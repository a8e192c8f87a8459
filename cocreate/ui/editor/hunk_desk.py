"""Going through the suggestions at the lines: which one is at hand, its card, its field."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from cocreate.core.state import ProjectState, SceneState
from cocreate.core.suggestion import Hunk
from cocreate.ui.editor.card import MARGIN
from cocreate.ui.editor.geometry import PlacedBlock
from cocreate.ui.editor.hunk_editor import HunkEditor
from cocreate.ui.editor.overlay import Overlay
from cocreate.workspace.change import Change, ChangeKind


class Page(Protocol):
    """What the desk needs of the editor it works in."""

    def viewport(self) -> QWidget:
        """Return the widget that the text is painted on."""
        ...

    def font(self) -> QFont:
        """Return the font of the text."""
        ...

    def position_of(self, offset: int) -> int:
        """Return Qt's position of an offset."""
        ...

    def bring_into_view(self, offset: int) -> None:
        """Scroll so that the line of an offset shows, and what hangs under it."""
        ...


class HunkDesk(QObject):
    """One suggestion is at hand at most."""

    chosen = Signal(str)
    finished = Signal(str, str)

    def __init__(self, page: Page, overlay: Overlay) -> None:
        super().__init__(page.viewport())
        self._page = page
        self._overlay = overlay
        self._state: ProjectState | None = None
        self._field: HunkEditor | None = None

    @property
    def field(self) -> HunkEditor:
        """The field in which proposed words are changed; made when it is first asked for."""
        if self._field is None:
            self._field = HunkEditor(self._page.viewport())
            self._field.finished.connect(self._on_finished)
            self._field.dismissed.connect(self._on_dismissed)
            self._field.textChanged.connect(self._on_field_changed)
        return self._field

    def load(self, state: ProjectState, scene: SceneState | None) -> None:
        """Begin anew with the suggestions of a scene."""
        self._state = state
        self.leave()
        self._overlay.hunks.load(scene)
        self._overlay.notes.load(scene)
        self._overlay.matches.load(scene)

    def refresh(self, change: Change) -> bool:
        """Take a change in; return whether the page must be painted anew."""
        hunks = self._overlay.hunks
        if change.kind in (ChangeKind.NOTES, ChangeKind.MATCHES):
            return True
        # Before anything is sorted: an undo and a redo may come between two paintings.
        is_gone = bool(self._overlay.current) and hunks.get(self._overlay.current) is None
        if is_gone:
            self.leave()
        if change.kind is not ChangeKind.HUNKS and not hunks.is_outdated_by(change.hunks):
            return is_gone
        hunks.outdate()
        return True

    @property
    def current(self) -> str:
        """Id of the suggestion at hand; "" for none."""
        return self._overlay.current

    def show(self, hunk: str) -> bool:
        """Take a suggestion to hand: open its card and scroll there; return whether it is open."""
        found = self._overlay.hunks.get(hunk)
        if found is None:
            return False
        self._put_away()
        self._open_card(found)
        self._page.bring_into_view(found.start)
        self._page.viewport().update()
        return True

    def step(self, offset: int, *, backwards: bool) -> str:
        """Go on to the next suggestion, or back; return its id, "" if there is none."""
        hunks = self._overlay.hunks
        find = hunks.previous if backwards else hunks.next
        found = find(offset, self.current)
        if found is None:
            return ""
        self.show(found.id)
        self.chosen.emit(found.id)
        return found.id

    def edit(self) -> bool:
        """Open the field with the words of the suggestion at hand; return whether there is one."""
        found = self._overlay.hunks.get(self.current)
        if found is None:
            return False
        self.field.open(found, self._page.font())
        self._fit_field()
        return True

    def leave(self) -> None:
        """Put the suggestion at hand down again; it stays open."""
        self._put_away()
        self._overlay.hide_card()
        self._page.viewport().update()

    def relayout(self) -> None:
        """Lay the card out anew: the width or the letters changed."""
        found = self._overlay.hunks.get(self.current)
        if found is None:
            return
        if self._in_field:
            self._fit_field()
        else:
            self._open_card(found)

    def place_field(self, blocks: list[PlacedBlock]) -> None:
        """Let the field stand in its card, wherever that scrolled to."""
        if not self._in_field:
            return
        for placed in blocks:
            card = self._overlay.card_rect(placed, self._width())
            if card is not None:
                self.field.place(self._overlay.field_rect(card))
                return

    @property
    def _in_field(self) -> str:
        return "" if self._field is None else self._field.hunk

    def _put_away(self) -> None:
        if self._field is not None:
            self._field.put_away()

    def _open_card(self, hunk: Hunk, field: float = 0.0) -> None:
        if self._state is not None:
            position = self._page.position_of(hunk.end)
            self._overlay.show_card(self._state, hunk, position, self._width(), field)

    def _fit_field(self) -> None:
        found = self._overlay.hunks.get(self._in_field)
        if found is not None:
            width = self._overlay.field_rect(QRectF(0, 0, self._width() - 2 * MARGIN, 100)).width()
            self._open_card(found, self.field.wanted_height(width))
            self._page.viewport().update()

    def _width(self) -> float:
        return float(self._page.viewport().width())

    def _on_field_changed(self) -> None:
        if self._in_field:
            self._fit_field()

    def _on_finished(self, hunk: str, words: str) -> None:
        self._page.viewport().setFocus()
        self.finished.emit(hunk, words)

    def _on_dismissed(self, hunk: str) -> None:
        self._page.viewport().setFocus()
        self.show(hunk)
