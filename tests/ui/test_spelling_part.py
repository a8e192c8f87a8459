"""Spelling in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from cocreate.core.origin import TYPED, checker_of, plain
from cocreate.ui import spelling_part
from cocreate.ui.spelling_part import SpellingPart
from cocreate.workspace.scenes import NewScene
from cocreate.workspace.spell_book import OFF

TEXT = "Teh sea.\n\nA calm whihc."


@pytest.fixture
def scene(bench, desk):
    (made,) = desk.scenes.add_all([NewScene("Zwei", "Last", plain(TEXT, TYPED))])
    bench.wiring.open_scene(made)
    return made


@pytest.fixture
def said():
    return []


@pytest.fixture
def part(bench, desk, preferences, scene, said, qtbot):
    preferences.set(replace(preferences.settings, spelling="en_GB"))
    made = SpellingPart(desk, bench.prompts, bench.view, bench.wiring)
    made.told.connect(said.append)
    made.trouble_met.connect(said.append)
    desk.workspace.changes.listen(made.refresh)
    made.start()
    bench.view.editor.grab()
    qtbot.waitUntil(lambda: not made.watch._wanted)
    return made


def _chosen(bench) -> str:
    return str(bench.view.editor.textCursor().selectedText())


def _words(items) -> list[str]:
    return [item.words for item in items]


def _item(part, offset, words):
    return next(item for item in part.items_at(offset) if item.words == words)


def test_an_unknown_word_has_replacements_and_two_more_ways(part):
    words = _words(part.items_at(1))
    assert words[0] == "The"
    assert words[-4:] == ["", "Add to dictionary", "Ignore in this project", ""]
    assert len(words) <= 7 + 4
    assert part.items_at(5) == []


def test_taking_a_replacement_is_a_checkers_fix_that_undo_takes_back(part, bench, desk, scene):
    _item(part, 1, "The").act()
    text = desk.workspace.scene(scene).text
    assert text.text().startswith("The sea.")
    assert checker_of(text.origin_at(0)) == "Hunspell en_GB"
    assert text.origin_at(4) == TYPED
    assert bench.view.editor.caret() == 3
    bench.view.editor.undo()
    assert text.text() == TEXT


def test_a_word_that_changed_meanwhile_is_left_alone_and_told(part, bench, said, desk, scene):
    item = _item(part, 1, "The")
    bench.view.editor.goto(0)
    bench.view.editor.insertPlainText("x")
    item.act()
    assert "does not stand there" in said[-1]


@pytest.mark.parametrize("way", ["Add to dictionary", "Ignore in this project"])
def test_a_word_is_held_for_right(part, way, qtbot, bench):
    _item(part, 1, way).act()
    bench.view.editor.grab()
    qtbot.waitUntil(lambda: not part.watch._wanted)
    assert part.items_at(1) == []


def test_a_word_like_no_other_is_said_to_be_one(part, monkeypatch):
    monkeypatch.setattr(part.spelling, "suggestions", lambda word: ())
    first = part.items_at(1)[0]
    assert first.words == "No similar word is known"
    assert not first.is_enabled
    first.act()


def test_the_mouse_opens_the_menu_about_the_word_under_it(part, bench):
    editor = bench.view.editor
    editor.goto(10)
    cursor = editor.textCursor()
    cursor.setPosition(1)
    at = editor.cursorRect(cursor).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, QPoint(5, 5))
    QApplication.sendEvent(editor.viewport(), event)
    menu = next(child for child in editor.findChildren(QMenu) if child.isVisible())
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "The"
    assert "Paste" in texts
    menu.close()


def test_the_menu_key_opens_it_about_the_word_at_the_caret(part, bench):
    editor = bench.view.editor
    editor.goto(2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(900, 600), QPoint(5, 5))
    QApplication.sendEvent(editor, event)
    menu = next(child for child in editor.findChildren(QMenu) if child.isVisible())
    assert menu.actions()[0].text() == "The"
    menu.close()


def test_the_command_opens_a_menu_of_the_word_alone(part, bench, said, desk, scene, qtbot):
    editor = bench.view.editor
    editor.goto(2)
    part.do("spelling_menu")
    menu = next(child for child in editor.findChildren(QMenu) if child.isVisible())
    assert menu.accessibleName() == "Spelling of this word"
    assert menu.activeAction().text() == "The"
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert desk.workspace.scene(scene).text.text().startswith("The")
    editor.goto(6)
    part.do("spelling_menu")
    assert said == ["The word at the caret is known."]


def test_from_word_to_word_and_on_into_other_scenes(part, bench, scene):
    bench.view.editor.goto(0)
    part.do("next_misspelling")
    assert _chosen(bench) == "Teh"
    part.do("next_misspelling")
    assert _chosen(bench) == "whihc"
    part.do("previous_misspelling")
    assert _chosen(bench) == "Teh"
    for _ in range(3):
        part.do("next_misspelling")
    assert bench.wiring.scene is not None


def test_where_every_word_is_known_it_says_so(part, bench, said, desk):
    desk.scenes.remove(bench.wiring.scene)
    for scene in desk.workspace.state.manuscript():
        for word in scene.text.text().split():
            part.spelling.ignore(word.strip(".,*#"))
    part.do("next_misspelling")
    assert said == ["Every word is known."]


def test_a_long_search_pauses_and_goes_on(part, bench, qtbot, monkeypatch):
    monkeypatch.setattr(spelling_part, "_SLICE_MS", 0)
    bench.view.editor.goto(4)
    part.do("next_misspelling")
    assert part._turn.isActive()
    qtbot.waitUntil(lambda: _chosen(bench) == "whihc")
    assert not part._turn.isActive()


def test_whoever_writes_ends_the_search(part, bench, qtbot, monkeypatch):
    monkeypatch.setattr(spelling_part, "_SLICE_MS", 0)
    part.do("next_misspelling")
    qtbot.keyClicks(bench.view.editor, "x")
    assert not part._turn.isActive()
    part._look_on()
    assert _chosen(bench) == ""


def test_switched_off_it_says_where_to_switch_on(part, preferences, said, bench):
    preferences.set(replace(preferences.settings, spelling=OFF))
    for name in ("next_misspelling", "spelling_menu"):
        part.do(name)
    assert said == ["Spelling is off. Choose a language in the settings."] * 2
    assert not bench.view.editor.spelling
    assert part.items_at(1) == []


def test_without_a_scene_there_is_nowhere_to_go(part, bench):
    bench.view.editor.show_scene("")
    part.do("next_misspelling")
    assert bench.wiring.scene is None


def test_the_project_has_a_language_of_its_own(part, bench):
    codes = sorted(part.spelling.book.languages)
    bench.prompts.will_answer(None, 1)
    part.do("spelling_language")
    assert part.spelling.is_checking
    part.do("spelling_language")
    assert part.spelling.project_language == OFF
    assert not part.spelling.is_checking
    bench.prompts.will_answer(0)
    part.do("spelling_language")
    assert part.spelling.project_language == ""
    choice = bench.prompts.asked[-1]
    assert len(choice.options) == 2 + len(codes)
    assert choice.current == 1


def test_a_dictionary_that_cannot_be_read_is_told(part, preferences, said):
    folder = preferences.user_files.dictionaries_folder
    folder.mkdir()
    (folder / "xx.dic").write_text("nothing\n", encoding="utf-8")
    (folder / "xx.aff").write_text("", encoding="utf-8")
    vars(part.spelling.book).pop("languages", None)
    preferences.set(replace(preferences.settings, spelling="xx"))
    assert "no dictionary" in said[-1]


def test_when_the_page_goes_nobody_listens_any_more(part, preferences, bench):
    part.setParent(None)
    part.deleteLater()
    QApplication.sendPostedEvents(part, 52)
    preferences.set(replace(preferences.settings, spelling="en_US"))
    assert part.spelling._in_use == "en_GB"
