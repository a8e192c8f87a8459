"""What the menus do within an open project: outline, scenes, review, panels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from cocreate.core.suggestion import Verdict
from cocreate.ui.project_view import ProjectView
from cocreate.ui.project_wiring import ProjectWiring
from cocreate.ui.prompts import Prompts, TextQuestion
from cocreate.ui.sidebar.sidebar import Tab
from cocreate.ui.sidebar.suggestion_card import Deciding

# Commands of the outline leave whatever stands in place of the page; all others are about the page.
_STAY = frozenset(
    {
        "copy_markdown",
        "new_scene",
        "new_chapter",
        "rename",
        "move_up",
        "move_down",
        "delete_scene",
        "undo_outline",
        "focus_outline",
        "show_outline",
    }
)


class ProjectCommands:
    """A table of names and what they do."""

    def __init__(self, view: ProjectView, wiring: ProjectWiring, prompts: Prompts) -> None:
        self._view = view
        self._wiring = wiring
        self._prompts = prompts
        outline, page = view.outline, view.sidebar.suggestions
        self._table: dict[str, Callable[[], object]] = {
            "undo": self._undo,
            "redo": view.editor.redo,
            "search": self._search,
            "new_scene": outline.add_scene,
            "new_chapter": self._new_chapter,
            "rename": self._rename,
            "move_up": lambda: outline.move_current(-1),
            "move_down": lambda: outline.move_current(1),
            "delete_scene": outline.delete,
            "undo_outline": outline.undo,
            "previous_scene": lambda: wiring.step_scene(-1),
            "next_scene": lambda: wiring.step_scene(1),
            "ask": self._ask,
            "agents": lambda: self._show(Tab.AGENTS),
            "next_hunk": lambda: wiring.step_hunk(1),
            "previous_hunk": lambda: wiring.step_hunk(-1),
            "accept": wiring.accept,
            "accept_edited": self._change,
            "accept_some": lambda: self._open_form(Deciding.CHOOSING),
            "reject": page.reject,
            "reject_why": lambda: self._open_form(Deciding.REASONING),
            "accept_all": page.accept_all,
            "origin": view.editor.show_origin,
            "copy_markdown": view.editor.copy_markdown,
            "focus_outline": self._focus_outline,
            "focus_page": view.editor.setFocus,
            "focus_suggestions": lambda: self._show(Tab.SUGGESTIONS),
            "focus_threads": lambda: self._show(Tab.THREADS),
            "focus_notes": lambda: self._show(Tab.NOTES),
            "focus_insight": view.show_insight,
            "next_pane": lambda: view.step_pane(1),
            "previous_pane": lambda: view.step_pane(-1),
            "show_outline": lambda: view.show_outline(is_shown=not view.shows_outline),
            "show_sidebar": lambda: view.show_side(is_shown=not view.shows_side),
            "focus_mode": view.toggle_focus_mode,
        }

    def do(self, name: str) -> bool:
        """Carry a command out; return whether it is one of these."""
        act = self._table.get(name)
        if act is not None:
            if name not in _STAY:
                self._view.show_instead(None)
            act()
        return act is not None

    def at_hand(self) -> frozenset[str]:
        """Return what commands can be about now."""
        found = {"project"}
        if self._wiring.scene is not None:
            found.add("scene")
        hunk = self._wiring.chosen()
        if hunk is not None and hunk.verdict in (Verdict.PENDING, Verdict.LOOSE, Verdict.STALE):
            found.add("hunk")
        return frozenset(found)

    def _undo(self) -> None:
        if self._view.has_focus_in(self._view.outline):
            self._view.outline.undo()
        else:
            self._view.editor.undo()

    def _search(self) -> None:
        self._view.show_sidebar()
        self._view.sidebar.show_tab(Tab.SUGGESTIONS)
        self._view.sidebar.suggestions.list.search()

    def _new_chapter(self) -> None:
        question = TextQuestion(_tr("New chapter"), _tr("Name of the chapter"), _tr("Chapter"))
        title = self._prompts.ask_text(question)
        if title is not None:
            self._view.outline.add_chapter(title)

    def _rename(self) -> None:
        self._view.show_outline(is_shown=True)
        self._view.outline.rename()

    def _ask(self) -> None:
        self._view.show_sidebar()
        self._view.sidebar.composer.begin()

    def _change(self) -> None:
        if not self._wiring.change_words():
            self._open_form(Deciding.CHANGING)

    def _open_form(self, deciding: Deciding) -> None:
        self._wiring.align()
        self._view.show_sidebar()
        self._view.sidebar.show_tab(Tab.SUGGESTIONS)
        self._view.sidebar.suggestions.open_form(deciding)

    def _show(self, tab: Tab) -> None:
        self._view.show_sidebar()
        self._view.sidebar.focus_tab(tab)

    def _focus_outline(self) -> None:
        self._view.show_outline(is_shown=True)
        self._view.outline.view.setFocus()


def _tr(words: str) -> str:
    return QCoreApplication.translate("ProjectCommands", words)
