"""What is painted over and under the words: the tint, the open suggestions, the card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from cocreate.core.attributed import AttributedText
from cocreate.core.state import ProjectState
from cocreate.core.suggestion import Hunk
from cocreate.ui.editor.card import MARGIN, Card
from cocreate.ui.editor.find_marks import FindMarks
from cocreate.ui.editor.geometry import PlacedBlock
from cocreate.ui.editor.ghosts import Ghosts
from cocreate.ui.editor.margin_notes import MarginNotes
from cocreate.ui.editor.match_marks import MatchMarks
from cocreate.ui.editor.open_hunks import OpenHunks
from cocreate.ui.editor.page_layout import PageLayout
from cocreate.ui.editor.spelling_marks import SpellingMarks
from cocreate.ui.editor.tint import Tint
from cocreate.ui.theme import Theme


class Overlay:
    """Paint beside the document what Qt does not know of."""

    def __init__(self, layout: PageLayout) -> None:
        self._layout = layout
        self._tint: Tint | None = None
        self._ghosts: Ghosts | None = None
        self._card: Card | None = None
        self._has_card = False
        self._theme: Theme | None = None
        self.hunks = OpenHunks()
        self.notes = MarginNotes()
        self.matches = MatchMarks()
        self.finds = FindMarks()
        self.spelling = SpellingMarks()
        self.current = ""
        self.shows_tint = False
        self.hint = ""
        self.field_hint = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to paint beside the words."""
        has_marks = len(self.hunks) or self.notes or self.matches or self.spelling
        return not (self.has_ground or has_marks)

    @property
    def has_ground(self) -> bool:
        """Whether there is something to paint behind the words."""
        return self.shows_tint or bool(self.finds)

    def set_look(self, theme: Theme, font: QFont) -> None:
        """Take colours and letters."""
        self._theme = theme
        self._tint = Tint(theme)
        self._ghosts = Ghosts(theme, font, self._layout.gap)
        self._card = Card(theme, font)

    def show_card(
        self, state: ProjectState, hunk: Hunk, position: int, width: float, field: float = 0.0
    ) -> None:
        """Keep room under a position for the card of a suggestion, and for a field so high."""
        if self._card is None:
            return
        self.current = hunk.id
        self._card.hint = self.field_hint if field else self.hint
        self._card.show(state, hunk, width - 2 * MARGIN, field)
        self._has_card = True
        self._layout.set_room(position, self._card.height)

    def hide_card(self) -> None:
        """Give the room back."""
        self.current = ""
        if self._has_card:
            self._has_card = False
            self._layout.set_room(None)

    def card_rect(self, placed: PlacedBlock, width: float) -> QRectF | None:
        """Return where the card stands in the viewport, if its room is in this block."""
        room = self._layout.room_rect(placed.block) if self._has_card else None
        if room is None:
            return None
        top = placed.corner.y() + room.top()
        return QRectF(placed.corner.x() + MARGIN, top, width - 2 * MARGIN, room.height())

    def paint_under(
        self, painter: QPainter, blocks: Sequence[PlacedBlock], text: AttributedText
    ) -> None:
        """Paint what lies behind the words."""
        if self.shows_tint and self._tint is not None:
            for placed in blocks:
                self._tint.paint(painter, placed, text)
        if self.finds and self._theme is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for placed in blocks:
                self.finds.paint(painter, placed, self._theme)

    def paint_over(self, painter: QPainter, blocks: Sequence[PlacedBlock], width: float) -> None:
        """Paint what lies on top of them."""
        if self._ghosts is None or self._card is None or self._theme is None:
            return
        for placed in blocks:
            if self.spelling:
                self.spelling.paint(painter, placed, self._theme)
            if self.notes:
                self.notes.paint(painter, placed, self._theme)
            if self.matches:
                self.matches.paint(painter, placed, self._theme)
            found = self.hunks.between(placed.start, placed.end)
            if found:
                self._ghosts.paint(painter, placed, found, self.current)
            card = self.card_rect(placed, width)
            if card is not None:
                self._card.paint(painter, card)

    def hunk_at(self, offset: int) -> Hunk | None:
        """Return the open suggestion at an offset, the narrowest of several."""
        found = self.hunks.between(offset, offset)
        return min(found, key=lambda hunk: hunk.end - hunk.start, default=None)

    def field_rect(self, card: QRectF) -> QRectF:
        """Return where in the card the field stands."""
        return self._card.field_rect(card) if self._card is not None else card
