"""Menus and shortcuts in one table: what the writer can do, where it stands, which keys do it.

No shortcut here is one that text editing or the platforms use otherwise: Ctrl+Backspace deletes a
word, Ctrl+Alt is AltGr, Ctrl+. cancels on macOS (Qt turns Ctrl into Command there).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

Keys = tuple[str | QKeySequence.StandardKey, ...]


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing the writer can do.

    Args:
        name: what the program calls it.
        menu: the menu it stands in.
        title: what the writer reads.
        keys: shortcuts, the first of which is shown.
        needs: "project", "scene", "hunk" (an open suggestion) or "" for always.
        opens_group: whether a line stands above it in the menu.
        is_switch: whether it is on or off.
    """

    name: str
    menu: str
    title: str
    keys: Keys = ()
    needs: str = ""
    opens_group: bool = False
    is_switch: bool = False


_Std = QKeySequence.StandardKey
# On macOS, Ctrl+H (Command there) hides a program, and no key is AltGr.
_REPLACE = "Ctrl+Alt+F" if sys.platform == "darwin" else "Ctrl+H"

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new_project", "File", "New project…", (_Std.New,)),
    ActionSpec("open_project", "File", "Open project…", (_Std.Open,)),
    ActionSpec("open_sample", "File", "Open the sample"),
    ActionSpec("import_files", "File", "Import manuscript…", (), "project", opens_group=True),
    ActionSpec("import_folder", "File", "Import folder or Scrivener project…", (), "project"),
    ActionSpec("export", "File", "Export with report…", (_Std.SaveAs,), "project"),
    ActionSpec("proof", "File", "Proof bundle…", (), "project"),
    ActionSpec("disclosures", "File", "Disclosures…", (), "project"),
    ActionSpec("mirror", "File", "Mirror to a folder…", (), "project"),
    ActionSpec("save", "File", "Save now", (_Std.Save,), "project"),
    ActionSpec("settings", "File", "Settings…", ("Ctrl+,",), opens_group=True),
    ActionSpec("quit", "File", "Quit", ("Ctrl+Q",), opens_group=True),
    ActionSpec("undo", "Edit", "Undo", (_Std.Undo,), "scene"),
    ActionSpec("redo", "Edit", "Redo", (_Std.Redo,), "scene"),
    ActionSpec(
        "copy_markdown",
        "Edit",
        "Copy as Markdown only",
        ("Ctrl+Shift+C",),
        "scene",
        opens_group=True,
    ),
    ActionSpec("find", "Edit", "Find…", (_Std.Find,), "scene", opens_group=True),
    ActionSpec("find_replace", "Edit", "Find and replace…", (_REPLACE,), "scene"),
    ActionSpec("find_next", "Edit", "Find next", (_Std.FindNext,), "scene"),
    ActionSpec("find_previous", "Edit", "Find previous", (_Std.FindPrevious,), "scene"),
    ActionSpec("next_misspelling", "Edit", "Next unknown word", ("F7",), "scene", opens_group=True),
    ActionSpec("previous_misspelling", "Edit", "Previous unknown word", ("Shift+F7",), "scene"),
    ActionSpec("spelling_menu", "Edit", "Spelling of this word…", ("Ctrl+F7",), "scene"),
    ActionSpec("spelling_language", "Edit", "Spelling of this project…", (), "project"),
    ActionSpec("search", "Edit", "Search suggestions…", ("Ctrl+Shift+F",), "project"),
    ActionSpec("new_scene", "Manuscript", "New scene", ("Ctrl+Shift+N",), "project"),
    ActionSpec("new_chapter", "Manuscript", "New chapter…", (), "project"),
    ActionSpec("rename", "Manuscript", "Rename…", ("F2",), "project"),
    ActionSpec("move_up", "Manuscript", "Move scene up", (), "scene", opens_group=True),
    ActionSpec("move_down", "Manuscript", "Move scene down", (), "scene"),
    ActionSpec("insert_picture", "Manuscript", "Insert picture…", (), "scene", opens_group=True),
    ActionSpec("delete_scene", "Manuscript", "Delete scene", (), "scene", opens_group=True),
    ActionSpec("undo_outline", "Manuscript", "Undo in the outline", (), "project"),
    ActionSpec(
        "previous_scene", "Manuscript", "Previous scene", ("Ctrl+PgUp",), "scene", opens_group=True
    ),
    ActionSpec("next_scene", "Manuscript", "Next scene", ("Ctrl+PgDown",), "scene"),
    ActionSpec("ask", "Agents", "Ask an agent…", ("Ctrl+L",), "scene"),
    ActionSpec("stop_runs", "Agents", "Stop all agents", ("Ctrl+Shift+X",), "project"),
    ActionSpec("agents", "Agents", "What each agent does", (), opens_group=True),
    ActionSpec("connect_model", "Agents", "Connect a model…"),
    ActionSpec("next_hunk", "Review", "Next suggestion", ("F8", "Ctrl+J"), "project"),
    ActionSpec(
        "previous_hunk", "Review", "Previous suggestion", ("Shift+F8", "Ctrl+Shift+J"), "project"
    ),
    ActionSpec(
        "accept", "Review", "Accept", ("Ctrl+Return", "Ctrl+Enter"), "hunk", opens_group=True
    ),
    ActionSpec("accept_edited", "Review", "Accept with changes", ("Ctrl+Shift+E",), "hunk"),
    ActionSpec("accept_some", "Review", "Accept some words", ("Ctrl+Shift+Return",), "hunk"),
    ActionSpec("reject", "Review", "Reject", ("Ctrl+Shift+Backspace",), "hunk", opens_group=True),
    ActionSpec("reject_why", "Review", "Reject with a reason", ("Ctrl+Shift+R",), "hunk"),
    ActionSpec(
        "accept_all",
        "Review",
        "Accept all of this agent in this scene",
        ("Ctrl+Shift+Y",),
        "hunk",
        opens_group=True,
    ),
    ActionSpec("ask_again", "Review", "Ask again about a stale suggestion", (), "project"),
    ActionSpec("origin", "Review", "Who wrote this?", ("Ctrl+Shift+L",), "scene", opens_group=True),
    ActionSpec("declare", "Review", "Declare where this came from…", (), "scene"),
    ActionSpec("matches", "Review", "Words like an agent's…", (), "project"),
    ActionSpec("why", "Review", "Why is this here?", ("Ctrl+Shift+K",), "scene"),
    ActionSpec("revive", "Review", "Bring suggestion back", ("Ctrl+Shift+B",), "project"),
    ActionSpec("away", "Review", "Enter time away from the desk…", (), "project", opens_group=True),
    ActionSpec("forget", "Review", "Forget this passage…", (), "project"),
    ActionSpec("focus_outline", "View", "Go to the outline", ("Ctrl+1",), "project"),
    ActionSpec("focus_page", "View", "Go to the page", ("Ctrl+2",), "scene"),
    ActionSpec("focus_suggestions", "View", "Go to the suggestions", ("Ctrl+3",), "project"),
    ActionSpec("focus_threads", "View", "Go to the threads", ("Ctrl+4",), "project"),
    ActionSpec("focus_notes", "View", "Go to the margin notes", ("Ctrl+5",), "project"),
    ActionSpec("focus_insight", "View", "Go to share, effort and cost", ("Ctrl+6",), "project"),
    ActionSpec("history", "View", "History", ("Ctrl+7",), "project"),
    ActionSpec("next_pane", "View", "Next part of the window", ("F6",), "project"),
    ActionSpec("previous_pane", "View", "Previous part of the window", ("Shift+F6",), "project"),
    ActionSpec(
        "show_outline",
        "View",
        "Outline",
        ("Ctrl+Shift+O",),
        "project",
        opens_group=True,
        is_switch=True,
    ),
    ActionSpec("show_sidebar", "View", "Sidebar", ("Ctrl+Shift+I",), "project", is_switch=True),
    ActionSpec("show_gutter", "View", "Attribution beside the lines", is_switch=True),
    ActionSpec("show_tint", "View", "Attribution in the text", ("Ctrl+Shift+T",), is_switch=True),
    ActionSpec(
        "focus_mode",
        "View",
        "Focus mode",
        ("Ctrl+Shift+D",),
        "project",
        opens_group=True,
        is_switch=True,
    ),
    ActionSpec("full_screen", "View", "Full screen", (_Std.FullScreen,), is_switch=True),
    ActionSpec("palette", "Help", "All commands…", ("Ctrl+Shift+P",)),
    ActionSpec("shortcuts", "Help", "Keyboard shortcuts", (_Std.HelpContents,)),
)

MENUS: tuple[str, ...] = ("File", "Edit", "Manuscript", "Agents", "Review", "View", "Help")


def sequences(keys: Keys) -> list[QKeySequence]:
    """Return the key sequences of this platform; a standard key gives all of its own."""
    result: list[QKeySequence] = []
    for key in keys:
        if isinstance(key, QKeySequence.StandardKey):
            result.extend(QKeySequence.keyBindings(key))
        else:
            result.append(QKeySequence(key))
    return result


def spec_of(name: str) -> ActionSpec:
    """Return the row of the table with this name."""
    return next(spec for spec in ACTIONS if spec.name == name)


def key_text(name: str) -> str:
    """Return the first shortcut of an action as this platform writes it, or ""."""
    keys = sequences(spec_of(name).keys)
    return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


_SIGNS = {"Shift": "⇧", "Return": "⏎", "Backspace": "⌫"}


def short_keys(name: str) -> str:
    """Return the first shortcut of an action in as few signs as can be read."""
    text = key_text(name)
    for word, sign in _SIGNS.items():
        text = text.replace(word, sign)
    return text


def translated(words: str) -> str:
    """Return a menu's or an action's title in the writer's language."""
    return QCoreApplication.translate("Actions", words)


class Actions(QObject):
    """The table as Qt actions of one window; `action_chosen` carries the name."""

    action_chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(translated(spec.title), window)
            action.setObjectName(spec.name)
            action.setShortcuts(sequences(spec.keys))
            action.setCheckable(spec.is_switch)
            action.setMenuRole(_role(spec.name))
            action.triggered.connect(self._on_triggered)
            window.addAction(action)
            self._actions[spec.name] = action

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        for name in MENUS:
            menu = bar.addMenu(translated(name))
            for spec in ACTIONS:
                if spec.menu == name:
                    if spec.opens_group:
                        menu.addSeparator()
                    menu.addAction(self._actions[spec.name])

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def enable(self, at_hand: frozenset[str]) -> None:
        """Switch actions on whose need is at hand ("project", "scene", "hunk")."""
        for spec in ACTIONS:
            self._actions[spec.name].setEnabled(not spec.needs or spec.needs in at_hand)

    def check(self, states: Mapping[str, bool]) -> None:
        """Show switches as on or off, without choosing them."""
        for name, is_on in states.items():
            self._actions[name].setChecked(is_on)

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.action_chosen.emit(action.objectName())


def _role(name: str) -> QAction.MenuRole:
    match name:
        case "settings":
            return QAction.MenuRole.PreferencesRole
        case "quit":
            return QAction.MenuRole.QuitRole
        case _:
            return QAction.MenuRole.NoRole
