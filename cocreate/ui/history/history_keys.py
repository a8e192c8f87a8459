"""The keys of the history: every one of its commands, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, SignalInstance

from cocreate.ui.history.head import Head
from cocreate.ui.history.player import Player
from cocreate.ui.history.strip import TimelineStrip
from cocreate.ui.history.transport import Transport
from cocreate.workspace.timeline import Unit

Act = Callable[[], object]
_None = Qt.KeyboardModifier.NoModifier
_Ctrl = Qt.KeyboardModifier.ControlModifier
_Shift = Qt.KeyboardModifier.ShiftModifier


class Commands(Protocol):
    """What the keys can do."""

    head: Head
    strip: TimelineStrip
    transport: Transport
    player: Player
    left: SignalInstance

    def toggle_playing(self) -> None:
        """Play or stand still."""
        ...

    def step(self, unit: str, by: int, /) -> None:
        """Go a step."""
        ...

    def goto_end(self, *, is_first: bool) -> None:
        """Go to an end."""
        ...

    def step_against(self) -> None:
        """Compare with something else."""
        ...

    def mark(self) -> None:
        """Mark the moment."""
        ...

    def restore(self) -> None:
        """Bring back."""
        ...

    def show_aside(self, *, is_shown: bool) -> None:
        """Show what was put aside."""
        ...


def letter_keys(to: Commands) -> Mapping[str, Act]:
    """Return what each letter or sign does."""
    return {
        " ": to.toggle_playing,
        "<": partial(to.player.change_speed, -1),
        ">": partial(to.player.change_speed, 1),
        ",": partial(to.step, Unit.EDIT, -1),
        ".": partial(to.step, Unit.EDIT, 1),
        "p": partial(to.step, Unit.SUGGESTION, -1),
        "n": partial(to.step, Unit.SUGGESTION, 1),
        "[": partial(to.step, Unit.SITTING, -1),
        "]": partial(to.step, Unit.SITTING, 1),
        "+": partial(to.strip.zoom, 1),
        "=": partial(to.strip.zoom, 1),
        "-": partial(to.strip.zoom, -1),
        "0": to.strip.show_all,
        "f": to.transport.folds.toggle,
        "c": to.step_against,
        "m": to.mark,
        "r": to.restore,
        "\x1b": to.left.emit,
    }


def arrow_keys(to: Commands) -> Mapping[tuple[int, Qt.KeyboardModifier], Act]:
    """Return what each arrow does on the timeline, with its modifiers."""
    keys = Qt.Key
    return {
        (keys.Key_Left, _None): partial(to.step, Unit.EDIT, -1),
        (keys.Key_Right, _None): partial(to.step, Unit.EDIT, 1),
        (keys.Key_Left, _Shift): partial(to.step, Unit.SUGGESTION, -1),
        (keys.Key_Right, _Shift): partial(to.step, Unit.SUGGESTION, 1),
        (keys.Key_Left, _Ctrl): partial(to.step, Unit.SITTING, -1),
        (keys.Key_Right, _Ctrl): partial(to.step, Unit.SITTING, 1),
        (keys.Key_Up, _None): partial(to.strip.zoom, 1),
        (keys.Key_Down, _None): partial(to.strip.zoom, -1),
        (keys.Key_PageUp, _None): partial(to.strip.pan, -1),
        (keys.Key_PageDown, _None): partial(to.strip.pan, 1),
        (keys.Key_Home, _None): partial(to.goto_end, is_first=True),
        (keys.Key_End, _None): partial(to.goto_end, is_first=False),
        (keys.Key_F, _Ctrl): partial(to.show_aside, is_shown=True),
    }
