"""The history in place of the page: the text as it stood, and the timeline that leads there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from cocreate.base.errors import CocreateError
from cocreate.base.settings import Settings
from cocreate.ui.history.aside_list import AsideList
from cocreate.ui.history.head import Head
from cocreate.ui.history.history_keys import arrow_keys, letter_keys
from cocreate.ui.history.looking import Against, Looking
from cocreate.ui.history.moment_text import Segment, Shown
from cocreate.ui.history.paper import Paper
from cocreate.ui.history.player import Player
from cocreate.ui.history.reader import Reader
from cocreate.ui.history.strip import TimelineStrip
from cocreate.ui.history.transport import Transport
from cocreate.ui.panel_parts import column, row, rule
from cocreate.ui.theme import Theme
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.past import Past
from cocreate.workspace.timeline import Unit


class HistoryView(QWidget):
    """Leads through the past of one project; changes nothing but by bringing words back."""

    left = Signal()
    restored = Signal(str)
    revived = Signal(str, str)
    trouble_met = Signal(str)

    def __init__(self, past: Callable[[], Past], theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._make_past = past
        self._theme = theme
        self._known: Looking | None = None
        self._aside: AsideList | None = None
        self._shown = Shown()
        self._wanted: int | None = None
        self._is_at_end = True
        self.player = Player(self)
        self.head = Head()
        self.paper = Paper(theme, settings)
        self.strip = TimelineStrip(theme)
        self.transport = Transport()
        self._middle = row(self.paper, gap=0)
        layout = column(self.head, self._middle, rule(), self.transport, self.strip, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.reader = Reader(self, self)
        self._scrubbing = QTimer(self)
        self._scrubbing.setSingleShot(True)
        self._scrubbing.timeout.connect(self._on_scrub)
        self._letters = letter_keys(self)
        self._arrows = arrow_keys(self)
        self.head.scene_chosen.connect(self._on_scene)
        self.head.against_chosen.connect(self._on_against)
        self.paper.chosen_changed.connect(self._show_restorable)
        self.strip.moment_chosen.connect(self._on_moment_chosen)
        self.transport.folding_changed.connect(self._on_folding)
        self.transport.aside_toggled.connect(self._on_aside)
        self.player.reached.connect(self._on_reached)
        self.reader.read_on.connect(self._on_read_on)
        self.reader.failed.connect(self.trouble_met)
        _connect(self)

    @property
    def looking(self) -> Looking:
        """What is looked at; the past is read from the project when it is first wanted."""
        if self._known is None:
            self._known = Looking(self._make_past())
        return self._known

    @property
    def past(self) -> Past:
        """The past of the project."""
        return self.looking.past

    def begin(self, scene: str | None, seq: int | None = None) -> None:
        """Look at a scene as of now, or as of an event."""
        self.past.settle()
        self.looking.scene = scene
        self.head.show_scenes(self.past.titles(), scene)
        self._is_at_end = seq is None
        self._wanted = seq
        self.reader.begin(self.past)
        self.strip.setFocus()

    def show_scene(self, scene: str | None) -> None:
        """Look at another scene at the same moment."""
        if scene == self.looking.scene:
            return
        self.looking.scene = scene
        self.head.show_scenes(self.past.titles(), scene)
        self._follow_edits()
        self._show()

    def refresh(self, change: Change) -> None:
        """Read what was written since, while the history is seen."""
        if self._known is None or not self.isVisible() or change.kind is ChangeKind.SAVED:
            return
        self.past.settle()
        self.head.show_scenes(self.past.titles(), self.looking.scene)
        self.reader.begin(self.past)

    def set_look(self, theme: Theme, settings: Settings) -> None:
        """Take another look."""
        self._theme = theme
        self.paper.set_look(theme, settings)
        self.strip.set_theme(theme)
        if self._aside is not None:
            self._aside.set_theme(theme)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still while nobody looks."""
        super().hideEvent(event)
        self.player.pause()
        self.reader.stop()
        self._scrubbing.stop()

    def goto(self, seq: int) -> None:
        """Look at right after an event."""
        self.looking.goto(seq)
        self._is_at_end = self.looking.seq >= self.past.timeline.last_seq
        self._show()

    def step(self, unit: str, by: int) -> None:
        """Go one edit, suggestion or sitting on (1) or back (-1)."""
        self.player.pause()
        seq = self.looking.seq
        if unit == Unit.EDIT:
            self.goto(self.player.playback.step(seq, by))
        else:
            self.goto(self.past.timeline.step(seq, Unit(unit), by))

    def goto_end(self, *, is_first: bool) -> None:
        """Go to the beginning, or to now."""
        self.player.pause()
        self.goto(0 if is_first else self.past.timeline.last_seq)

    def toggle_playing(self) -> None:
        """Play on from here, or stand still."""
        if self.player.is_playing:
            self.player.pause()
        else:
            self.head.against.setCurrentIndex(Against.NOTHING)
            self.player.play(self.looking.seq)

    def step_against(self) -> None:
        """Compare with the next thing there is: nothing, now, the marked moment."""
        count = 3 if self.looking.marked is not None else 2
        self.head.against.setCurrentIndex((self.head.against.currentIndex() + 1) % count)

    def mark(self) -> None:
        """Remember this moment, to compare others with it."""
        looking = self.looking
        looking.marked = looking.seq
        self.strip.show_marked(looking.at_ms)
        if looking.against is Against.MARKED:
            self._show()

    def restore(self) -> None:
        """Bring back the passage that is chosen, or the scene."""
        segment = self._segment()
        if segment is None:
            return
        try:
            self.looking.bring_back(segment, *self.paper.chosen())
        except CocreateError as error:
            self.trouble_met.emit(error.sentence)
            return
        self.restored.emit(segment.scene)

    def show_aside(self, *, is_shown: bool) -> None:
        """Show or hide the suggestions that were put aside."""
        if self._aside is None and is_shown:
            self._aside = AsideList(self.past, self._theme)
            self._aside.setFixedWidth(320)
            self._aside.revived.connect(self.revived)
            self._aside.trouble_met.connect(self.trouble_met)
            self._middle.addWidget(self._aside)
        if self._aside is not None:
            self._aside.setVisible(is_shown)
            if is_shown:
                self._aside.begin()
            else:
                self.strip.setFocus()
        self.transport.aside.setChecked(is_shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that neither paper nor field wanted."""
        act = self._arrows.get(
            (event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        )
        act = act or self._letters.get(event.text().casefold() or "none")
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _show(self) -> None:
        looking = self.looking
        shown = self._shown = looking.shown()
        fresh = looking.fresh(shown)
        self.paper.show_text(shown.text, shown.stretches, fresh)
        place = shown.first_change() if looking.against is not Against.NOTHING else fresh
        if place is not None:
            self.paper.bring_into_view(place[0])
        self.head.show_told(looking.when(), looking.what(), looking.whose())
        self.strip.show_moment(looking.at_ms)
        self._show_restorable()

    def _segment(self) -> Segment | None:
        return self._shown.segment_at(*self.paper.chosen())

    def _show_restorable(self) -> None:
        start, end = self.paper.chosen()
        segment = self._segment()
        is_plain = segment is not None and segment.content is not None
        is_passage = start < end and is_plain
        can_restore = segment is not None and (
            not self._is_at_end and (not is_passage or self.past.is_there(segment.scene))
        )
        self.head.show_restorable(can_restore=can_restore, is_passage=is_passage)

    def _follow_edits(self) -> None:
        self.player.follow(*self.past.edits_of(self.looking.scene))

    def _on_read_on(self, is_done: bool) -> None:  # noqa: FBT001 - a Qt slot
        timeline = self.past.timeline
        self.strip.show_timeline(timeline, self.past.progress)
        if is_done:
            self._follow_edits()
        if self._wanted is not None and timeline.last_seq >= self._wanted:
            seq, self._wanted = self._wanted, None
            self.goto(seq)
        elif is_done:
            self.goto(timeline.last_seq if self._is_at_end else self.looking.seq)

    def _on_scrub(self) -> None:
        if self._wanted is not None:
            seq, self._wanted = self._wanted, None
            self.goto(seq)

    def _on_moment_chosen(self, at_ms: object) -> None:
        """Scrub: only the place reached last is shown, so that the hand is never waited for."""
        if isinstance(at_ms, int):
            self.player.pause()
            self._wanted = self.past.timeline.seq_at(at_ms)
            self._scrubbing.start()

    def _on_reached(self, seq: object) -> None:
        if isinstance(seq, int) and seq != self.looking.seq:
            self.goto(seq)

    def _on_against(self, index: int) -> None:
        self.player.pause()
        if index == Against.MARKED and self.looking.marked is None:
            self.mark()
        self.looking.against = Against(index)
        self._show()

    def _on_scene(self, scene: object) -> None:
        self.show_scene(scene if isinstance(scene, str) else None)

    def _on_folding(self, folds: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.strip.set_folding(folds=folds)

    def _on_aside(self, is_shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.show_aside(is_shown=is_shown)


def _connect(view: HistoryView) -> None:
    """Let the parts of a history speak to it."""
    head, strip, transport, player = view.head, view.strip, view.transport, view.player
    head.mark_chosen.connect(view.mark)
    head.restore_chosen.connect(view.restore)
    head.left.connect(view.left)
    transport.play_toggled.connect(view.toggle_playing)
    transport.step_chosen.connect(view.step)
    transport.speed_chosen.connect(player.set_speed)
    transport.zoom_chosen.connect(strip.zoom)
    transport.all_chosen.connect(strip.show_all)
    transport.show_speed(player.playback.speed)
    player.playing_changed.connect(transport.show_playing)
    player.speed_changed.connect(transport.show_speed)
