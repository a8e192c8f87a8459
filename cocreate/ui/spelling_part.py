"""Spelling in the window: marks in the page, replacements in its menu, from word to word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QElapsedTimer, QLocale, QObject, QTimer, Signal

from cocreate.base.errors import CocreateError
from cocreate.base.settings import Settings
from cocreate.ui.editor.menu import Item, context_menu
from cocreate.ui.editor.spell_watch import SpellWatch
from cocreate.ui.project_view import ProjectView
from cocreate.ui.project_wiring import ProjectWiring
from cocreate.ui.prompts import Choice, Prompts
from cocreate.ui.spelling_words import language_name, languages_in_order
from cocreate.workspace.change import Change
from cocreate.workspace.desk import Desk
from cocreate.workspace.misspellings import Misspelling, search
from cocreate.workspace.spell_book import OFF
from cocreate.workspace.spelling import Spelling

_SLICE_MS = 8


class SpellingPart(QObject):
    """Brings the page, the dictionary and the commands together."""

    trouble_met = Signal(str)
    told = Signal(str)

    def __init__(
        self, desk: Desk, prompts: Prompts, view: ProjectView, wiring: ProjectWiring
    ) -> None:
        super().__init__(view)
        self._desk = desk
        self._prompts = prompts
        self._view = view
        self._editor = view.editor
        self._wiring = wiring
        self.spelling = Spelling(desk.workspace, desk.preferences, QLocale.system().name())
        self._looking: Iterator[Misspelling | None] | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._look_on)
        self.watch = SpellWatch(self._editor, self.spelling)
        stops = (
            self.spelling.changes.listen(self._on_changed),
            desk.preferences.changes.listen(self._on_settings_changed),
        )
        self.destroyed.connect(partial(_call_all, stops))
        self._editor.words_at = self.items_at
        self._editor.text_changed.connect(self._stop_looking)

    def start(self) -> None:
        """Take the dictionary to hand."""
        self._carefully(self.spelling.follow)

    def do(self, name: str) -> None:
        """Carry a command out: the next word, the one before, the word's menu, the language."""
        match name:
            case "next_misspelling":
                self._step(backwards=False)
            case "previous_misspelling":
                self._step(backwards=True)
            case "spelling_menu":
                self._open_menu()
            case _:
                self._choose_language()

    def refresh(self, change: Change) -> None:
        """Hand a change on to the page's marks."""
        self.watch.refresh(change)

    def items_at(self, offset: int) -> list[Item]:
        """Return what can be done about an unknown word at an offset of the scene shown."""
        place = self._unknown_at(offset)
        if place is None:
            return []
        word = self._word(place)
        can_write = not self._editor.isReadOnly()
        items = [
            Item(mend, partial(self._mend, place, word, mend), is_own_words=True)
            for mend in (self.spelling.suggestions(word) if can_write else ())
        ]
        if not items:
            items = [Item(self.tr("No similar word is known"), _nothing, is_enabled=False)]
        return [
            *items,
            Item(""),
            Item(
                self.tr("Add to dictionary"),
                partial(self._carefully, partial(self.spelling.add, word)),
            ),
            Item(
                self.tr("Ignore in this project"),
                partial(self._carefully, partial(self.spelling.ignore, word)),
                is_enabled=can_write,
            ),
            Item(""),
        ]

    def _unknown_at(self, offset: int) -> tuple[int, int] | None:
        placed = self._editor.block_at(offset)
        return self._editor.spelling.at(placed, offset) if placed and self._is_on() else None

    def _is_on(self) -> bool:
        return self.spelling.is_checking and bool(self._editor.spelling)

    def _word(self, place: tuple[int, int]) -> str:
        scene = self._desk.workspace.scene(self._editor.current_scene)
        return scene.text.slice(*place)

    def _mend(self, place: tuple[int, int], word: str, mend: str) -> None:
        def put() -> None:
            end = self.spelling.mend(self._editor.current_scene, place, word, mend)
            self._editor.goto(end)

        self._carefully(put)

    def _open_menu(self) -> None:
        offset = self._editor.caret()
        items = self.items_at(offset)
        if not items and self._say_off():
            return
        if not items:
            self.told.emit(self.tr("The word at the caret is known."))
            return
        at = self._editor.viewport().mapToGlobal(self._editor.cursorRect().bottomLeft())
        menu = context_menu(self._editor, items[:-1])
        menu.setAccessibleName(self.tr("Spelling of this word"))
        menu.popup(at)
        menu.setActiveAction(menu.actions()[0])

    # -- from word to word -----------------------------------------------------------------------

    def _step(self, *, backwards: bool) -> None:
        scene = self._wiring.scene
        if scene is None or self._say_off():
            return
        start, end = self._editor.selection()
        state = self._desk.workspace.state
        offset = start if backwards else end
        self._looking = search(self.spelling, state, scene, offset, backwards=backwards)
        self._look_on()

    def _look_on(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._looking is not None:
            hit = next(self._looking, _NOTHING)
            if isinstance(hit, Misspelling):
                self._stop_looking()
                self._wiring.open_place(hit.scene, hit.start, hit.end)
                return
            if hit is _NOTHING:
                self._stop_looking()
                self.told.emit(self.tr("Every word is known."))
                return
            if clock.elapsed() >= _SLICE_MS:
                self._turn.start()
                return

    def _stop_looking(self) -> None:
        self._looking = None
        self._turn.stop()

    # -- the language ----------------------------------------------------------------------------

    def _choose_language(self) -> None:
        codes = languages_in_order(self.spelling.book.languages)
        options = ("", OFF, *codes)
        names = (self.tr("As in the settings"), self.tr("Off"), *map(language_name, codes))
        now = self.spelling.project_language
        choice = Choice(
            self.tr("Spelling of this project"),
            self.tr("The language in which this project is written"),
            names,
            options.index(now) if now in options else 0,
        )
        chosen = self._prompts.choose(choice)
        if chosen is not None:
            self._carefully(partial(self.spelling.choose_language, options[chosen]))

    def _say_off(self) -> bool:
        """Say so if nothing is checked; return whether."""
        if self._is_on():
            return False
        self.told.emit(self.tr("Spelling is off. Choose a language in the settings."))
        return True

    def _on_changed(self, _nothing: None) -> None:
        self.watch.begin()

    def _on_settings_changed(self, _settings: Settings) -> None:
        self._carefully(self.spelling.follow)

    def _carefully(self, act: Callable[[], object]) -> None:
        try:
            act()
        except CocreateError as error:
            self.trouble_met.emit(error.sentence)


_NOTHING = object()


def _nothing() -> None:
    """Do nothing: for a line of a menu that only says something."""


def _call_all(acts: tuple[Callable[[], None], ...], _gone: object = None) -> None:
    for act in acts:
        act()
