"""Looking for words and replacing them, by the keys of the bar and the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cocreate.core.origin import TYPED, UNKNOWN_IMPORTED
from cocreate.ui.finding import Finding
from cocreate.workspace.scenes import NewScene
from tests.notation import read, show
from tests.ui.writing_desk import OPENING
from tests.workspace.writing import typing

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Search:
    """The bar over a page, and short ways to use it."""

    def __init__(self, bench, desk, qtbot):
        self.finding = Finding(desk.workspace, bench.view, bench.wiring)
        desk.workspace.changes.listen(self.finding.refresh)
        self.bar = self.finding.bar
        self.editor = bench.view.editor
        self.wiring = bench.wiring
        self.workspace = desk.workspace
        self.qtbot = qtbot

    def type(self, words):
        self.bar.words.clear()
        self.qtbot.keyClicks(self.bar.words, words)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier, at=None):
        self.qtbot.keyClick(at or self.bar.words, key, modifiers)

    def chosen(self):
        start, end = self.editor.selection()
        return start, self.workspace.scene(self.wiring.scene).text.slice(start, end)

    def text(self, scene=None):
        return self.workspace.scene(scene or self.wiring.scene).text.text()

    def marks(self):
        return self.editor._overlay.finds.between(0, 10_000)


@pytest.fixture
def search(bench, desk, qtbot):
    made = Search(bench, desk, qtbot)
    bench.view.editor.goto(0)
    return made


def test_what_is_typed_is_found_from_the_caret_on(search, bench):
    search.editor.goto(25)
    search.finding.do("find")
    assert search.bar.isVisible()
    assert search.bar.words.hasFocus()
    search.type("ver")
    assert search.chosen() == (26, "ver")
    assert search.bar.count() == "1 of 2"
    assert search.marks() == [26, 32]
    search.type("was")
    assert search.chosen() == (54, "was")
    search.type("wasp")
    assert search.bar.count() == "No match"
    assert search.editor.selection() == (25, 25)
    search.bar.words.clear()
    assert search.bar.count() == ""
    assert search.marks() == []


def test_return_goes_on_and_around_and_shift_goes_back(search):
    search.finding.do("find")
    search.type("was")
    assert OPENING.count("was") == 3
    search.press(KEY.Key_Return)
    assert search.bar.count() == "2 of 3"
    search.press(KEY.Key_Enter)
    search.press(KEY.Key_Return)
    assert search.bar.count() == "1 of 3"
    search.press(KEY.Key_Return, SHIFT)
    assert search.bar.count() == "3 of 3"
    search.bar._previous.click()
    search.bar._next.click()
    search.bar._next.click()
    assert search.bar.count() == "1 of 3"


def test_case_and_whole_words_count_where_they_shall(search):
    search.finding.do("find")
    search.type("the")
    assert search.bar.count() == "1 of 2"
    search.bar.matches_case.click()
    assert search.bar.count() == "No match"
    search.bar.matches_case.click()
    search.type("ver")
    search.bar.whole_words.click()
    assert search.bar.count() == "No match"


def test_words_chosen_in_the_page_are_looked_for(search):
    search.editor.goto(4, 7)
    search.finding.do("find")
    assert search.bar.words.text() == "sea"
    assert search.bar.count() == "1 of 1"
    search.editor.goto(4, 22)
    search.finding.do("find")
    assert search.bar.words.text() == "sea", "a line's end is not looked for"


def test_escape_leaves_the_caret_at_the_place(search):
    search.finding.do("find")
    search.type("calm")
    search.press(KEY.Key_Escape)
    assert search.bar.isHidden()
    assert search.editor.hasFocus()
    assert search.chosen() == (12, "calm")
    assert search.marks() == []
    search.finding.do("find")
    search.press(KEY.Key_Escape, at=search.editor)
    assert search.bar.isHidden()
    search.press(KEY.Key_Escape, at=search.editor)


def test_the_next_place_is_found_from_the_page(search, bench):
    search.finding.do("find_next")
    assert search.bar.words.hasFocus()
    search.type("was")
    search.finding.close()
    search.finding.do("find_next")
    assert search.bar.isVisible()
    assert search.editor.hasFocus()
    assert search.bar.count() == "2 of 3"
    search.finding.do("find_previous")
    assert search.bar.count() == "1 of 3"
    search.editor.goto(10)
    assert search.bar.count() == "3 found"


def test_writing_on_moves_the_marks_and_is_looked_through(search, qtbot):
    search.finding.do("find")
    search.type("was")
    before = search.marks()
    search.editor.setFocus()
    search.editor.goto(0)
    qtbot.keyClicks(search.editor, "It was so. ")
    assert search.marks() == [at + 11 for at in before]
    qtbot.waitUntil(lambda: search.marks() == [3, *(at + 11 for at in before)])
    assert search.bar.count() == "4 found"


def test_another_scene_is_looked_through_when_it_is_opened(search, scene_ids):
    search.finding.do("find")
    search.type("came")
    assert search.bar.count() == "No match"
    search.wiring.open_scene(scene_ids[1])
    assert search.bar.count() == "1 found"
    assert len(search.marks()) == 1


def test_the_whole_manuscript_is_gone_through(search, scene_ids):
    search.finding.do("find")
    search.bar.scope.setCurrentIndex(1)
    search.bar.scope.activated.emit(1)
    search.type("o")
    total = sum(search.text(scene).count("o") for scene in scene_ids)
    seen = []
    for _ in range(total + 1):
        seen.append((search.wiring.scene, *search.chosen()))
        search.press(KEY.Key_Return)
    assert len(set(seen)) == total
    assert seen[0] == seen[-1]
    assert [scene for scene, _, _ in seen[:-1]] == sorted(
        (scene for scene, _, _ in seen[:-1]), key=scene_ids.index
    )
    back = []
    for _ in range(total):
        search.press(KEY.Key_Return, SHIFT)
        back.append((search.wiring.scene, *search.chosen()))
    assert back == [seen[0], *reversed(seen[1:total])]


def test_one_place_after_the_other_is_replaced(search):
    search.finding.do("find_replace")
    search.type("very")
    search.qtbot.keyClicks(search.bar.new, "quite")
    search.press(KEY.Key_Return, at=search.bar.new)
    assert "She was quite, very tired" in search.text()
    assert search.chosen()[1] == "very"
    search.bar.replace.click()
    assert "She was quite, quite tired" in search.text()
    assert search.bar.count() == "No match"
    search.bar.replace_chosen.emit()
    assert "quite, quite" in search.text()
    search.editor.undo()
    search.editor.undo()
    assert search.text() == OPENING


def test_a_place_is_gone_to_before_it_is_replaced(search):
    search.finding.do("find_replace")
    search.type("was")
    search.editor.goto(0)
    search.finding.replace()
    assert search.text() == OPENING
    assert search.chosen()[1] == "was"


def test_all_is_replaced_and_taken_back(search, scene_ids):
    search.finding.do("find_replace")
    search.bar.scope.setCurrentIndex(1)
    search.type("o")
    search.qtbot.keyClicks(search.bar.new, "0")
    before = [search.text(scene) for scene in scene_ids]
    search.bar.replace_all.click()
    count = sum(text.lower().count("o") for text in before)
    assert search.bar.said() == f"Replaced {count} in 3 scenes."
    assert search.bar.count() == "No match"
    assert [search.text(scene) for scene in scene_ids] == [
        text.replace("o", "0").replace("O", "0") for text in before
    ]
    search.bar.take_back.click()
    assert [search.text(scene) for scene in scene_ids] == before
    assert search.bar.said() == "Taken back."
    search.bar.replace_all.click()
    search.bar.undo_wanted.emit()
    assert [search.text(scene) for scene in scene_ids] == before
    search.type("sea")
    assert search.bar.said() == ""


def test_the_page_comes_back_for_it(search, bench, qtbot):
    history = QWidget()
    bench.view.show_instead(history)
    search.finding.do("find")
    assert bench.view.instead is None
    assert search.bar.words.hasFocus()


def test_undo_in_the_bar_takes_writing_back_once_the_line_is_as_it_was(
    search, workspace, scene_ids
):
    workspace.edit(scene_ids[0], 0, 0, "x", typing())
    search.finding.do("find")
    search.bar.undo_wanted.emit()
    assert search.text() == OPENING


def test_without_a_scene_nothing_is_looked_for(search, desk, scene_ids):
    search.finding.do("find")
    for scene in scene_ids:
        desk.scenes.remove(scene)
    search.bar.wanted_changed.emit()
    for act in (search.finding.replace, search.finding.replace_all):
        act()
    search.finding.do("find")
    search.finding.do("find_next")
    search.bar.stepped.emit(1)
    assert search.marks() == []


def test_worked_case_9_only_the_changed_words_become_the_writers(search, desk, qtbot):
    """Replace-all of colour by color over 300 places in mixed text."""
    parts = [
        "The colour of it. ",
        "[a#s1:A Colour, no colour! ]",
        "[i:colours] ",
        "[t#c:colour.]\n",
    ]
    lines = [parts[at % 4] for at in range(240)]
    scene = desk.scenes.add_all([NewScene("One", "Colours", read("".join(lines)))])[0]
    search.wiring.open_scene(scene)
    text = desk.workspace.scene(scene).text
    before = show(text.fragment())
    assert text.text().lower().count("colour") == 300
    search.finding.do("find_replace")
    search.type("colour")
    assert search.bar.count() == "1 of 300"
    qtbot.keyClicks(search.bar.new, "color")
    search.bar.replace_all.click()
    assert search.bar.said() == "Replaced 300."
    after = (
        "The color of it. [a#s1:A ]Color[a#s1:, no ]color[a#s1:! ]color[i:s] color[t#c:.]\n" * 60
    )
    assert show(text.fragment()) == show(read(after))
    assert {span.origin for span in text.spans() if span.origin not in (TYPED, UNKNOWN_IMPORTED)}
    assert search.editor.document_text() == text.text()
    search.editor.undo()
    assert show(text.fragment()) == before
    assert search.editor.document_text() == text.text()
    search.editor.redo()
    assert text.text().count("olor") == 300
