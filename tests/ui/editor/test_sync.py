from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import (
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication

from cocreate.base.errors import ProjectHeldError
from cocreate.base.settings import Settings
from cocreate.core.origin import TYPED, UNOBSERVED, Contributor, Method, Origin
from cocreate.ui.editor.editor_view import EditorView
from cocreate.ui.editor.offsets import BLOCK_LIMIT
from cocreate.ui.theme import LIGHT
from cocreate.workspace.opening import open_project
from tests.notation import read
from tests.ui.editor.conftest import Desk

Told = list[tuple[str, Origin]]
BARE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def press(desk: Desk, key: int, text: str = "", modifiers: Qt.KeyboardModifier = BARE) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(desk.view, QKeyEvent(kind, key, modifiers, text))


def compose(desk: Desk, preedit: str = "", commit: str = "", replaced: tuple[int, int] = (0, 0)):
    event = QInputMethodEvent(preedit, [])
    if commit or replaced != (0, 0):
        event.setCommitString(commit, *replaced)
    QApplication.sendEvent(desk.view, event)


def characters(desk: Desk) -> Told:
    text = desk.workspace.scene(desk.scene).text
    told: Told = []
    for span in text.spans():
        for sign in text.slice(len(told), len(told) + span.length):
            told.append((sign, _nameless(span.origin)))
    return told


def _nameless(origin: Origin) -> Origin:
    is_pasted = origin.method is Method.PASTED
    return Origin(origin.contributor, origin.method, None if is_pasted else origin.source)


PASTED = Origin(Contributor.UNKNOWN, Method.PASTED)


class Writer:
    """Do steps on the page and keep, independently, one origin per character."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.told = characters(desk)
        self.clip: Told | None = None

    def put(self, start: int, end: int, new: Told) -> None:
        self.told[start:end] = new

    def place(self, one: int, other: int) -> None:
        size = len(self.told) + 1
        self.desk.view.goto(one % size, other % size)

    def caret(self, one: int, _other: int) -> None:
        self.desk.view.goto(one % (len(self.told) + 1))

    def type(self, one: int, _other: int) -> None:
        sign = "abab \u0301é😀ש"[one % 9]
        start, end = self.desk.view.selection()
        press(self.desk, 0, sign)
        self.put(start, end, [(sign, TYPED)])

    def enter(self, _one: int, other: int) -> None:
        start, end = self.desk.view.selection()
        press(
            self.desk,
            Qt.Key.Key_Return,
            "\r",
            Qt.KeyboardModifier.ShiftModifier if other % 3 == 0 else BARE,
        )
        self.put(start, end, [("\n", TYPED)])

    def delete(self, one: int, other: int) -> None:
        start, end = self.desk.view.selection()
        before = len(self.desk.text())
        key = Qt.Key.Key_Backspace if one % 2 else Qt.Key.Key_Delete
        press(self.desk, key, "", CTRL if other % 3 == 0 else BARE)
        gone = before - len(self.desk.text())
        if start == end:
            start, end = (start - gone, start) if one % 2 else (start, start + gone)
        self.put(start, end, [])

    def compose(self, one: int, other: int) -> None:
        commit = ["", "に", "日本", "a", "é😀"][other % 5]
        start, end = self.desk.view.selection()
        if one % 3:
            compose(self.desk, "ab"[: one % 3])
            self.put(start, end, [])
            end = start
        back = min(start, one % 2) if start == end and not one % 3 else 0
        if back and self.told[start - 1][0] in "\n😀":
            back = 0
        compose(self.desk, "", commit, (-back, back))
        if commit or back or one % 3 == 0:
            changes_text = bool(commit) or bool(back)
            self.put(start - back, end if changes_text else start, [(s, TYPED) for s in commit])

    def copy(self, one: int, other: int) -> None:
        self.place(one, other)
        start, end = self.desk.view.selection()
        if start < end:
            if other % 2:
                press(self.desk, Qt.Key.Key_X, "", CTRL)
                self.clip = self.told[start:end]
                self.put(start, end, [])
            else:
                self.desk.view.copy()
                self.clip = self.told[start:end]

    def paste(self, one: int, _other: int) -> None:
        start, end = self.desk.view.selection()
        if one % 2 or self.clip is None:
            text = ["ab", "a\nb", "x\r\ny", "😀\n"][one % 4]
            QGuiApplication.clipboard().setText(text)
            self.clip = [(sign, PASTED) for sign in text.replace("\r\n", "\n")]
        press(self.desk, Qt.Key.Key_V, "", CTRL)
        self.put(start, end, self.clip)

    def drop(self, one: int, other: int) -> None:
        view = self.desk.view
        self.place(one, other)
        start, end = view.selection()
        cursor = QTextCursor(view.document())
        cursor.setPosition(view.position_of(other * 7 % (len(self.told) + 1)))
        place = view.cursorRect(cursor).center()
        target = view._sync.index.offset(view.cursorForPosition(place).position())
        data = view.createMimeDataFromSelection() if start < end else QMimeData()
        event = QDropEvent(
            QPointF(place), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, BARE
        )
        if start < end:
            moved = view._clipboard.drop(view.current_scene, (start, end), target)
            if moved is not None:
                piece = self.told[start:end]
                self.put(start, end, [])
                self.put(moved[0], moved[0], piece)
        else:
            view.dropEvent(event)

    def agent(self, one: int, other: int) -> None:
        size = len(self.told) + 1
        start, end = sorted((one % size, other % size))
        end = min(end, start + 4)
        new = ["[a#h1:ab]", "[a#h1:😀\nb]", ""][other % 3]
        self.desk.edit(start, end, new)
        fragment = read(new)
        self.put(start, end, [(s, fragment.spans[0].origin) for s in fragment.text])

    def unannounced(self, one: int, _other: int) -> None:
        at = one % (len(self.told) + 1)
        cursor = QTextCursor(self.desk.view.document())
        cursor.setPosition(self.desk.view.position_of(at))
        cursor.insertText("z")
        self.put(at, at, [("z", UNOBSERVED)])

    def undo(self, one: int, _other: int) -> None:
        press(self.desk, Qt.Key.Key_Z if one % 3 else Qt.Key.Key_Y, "", CTRL)
        self.told = characters(self.desk)

    def style(self, one: int, _other: int) -> None:
        self.desk.view.grab()
        document = self.desk.view.document()
        block = document.findBlockByNumber(one % document.blockCount())
        block.layout().setFormats([])


STEPS = [
    Writer.place,
    Writer.caret,
    Writer.type,
    Writer.type,
    Writer.enter,
    Writer.delete,
    Writer.delete,
    Writer.compose,
    Writer.copy,
    Writer.paste,
    Writer.drop,
    Writer.agent,
    Writer.unannounced,
    Writer.undo,
    Writer.style,
]
START = "ab[a#h1:ab ab]a\n\n[p:aab]b *ab*\n[t#h2:b]a😀a שלום ab\n# a"


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 10_000), st.integers(0, 10_000)),
        min_size=5,
        max_size=40,
    )
)
def test_page_and_buffer_agree_whatever_is_done_and_undo_brings_all_back(desk, steps):
    desk.open(START)
    first = characters(desk)
    writer = Writer(desk)
    for step, one, other in steps:
        step(writer, one, other)
        assert desk.agree()
        assert characters(desk) == writer.told
    while desk.workspace.undo(desk.scene, "test") is not None:
        assert desk.agree()
    assert characters(desk) == first


def test_a_letter_typed_among_its_likes_is_put_where_it_was_typed(desk):
    desk.open("[a#h1:aaaa]")
    desk.view.goto(1)
    desk.type("a")
    assert desk.told() == "[a#h1:a]a[a#h1:aaa]"


def test_a_letter_taken_out_among_its_likes_is_the_one_at_the_caret(desk):
    desk.open("a[a#h1:a]a")
    desk.view.goto(1)
    desk.press(Qt.Key.Key_Backspace)
    assert desk.told() == "[a#h1:a]a"
    desk.view.goto(0)
    desk.press(Qt.Key.Key_Delete)
    assert desk.told() == "a"


def test_typing_over_the_same_word_makes_it_the_writers(desk):
    desk.open("[a#h1:aba]")
    desk.view.goto(1, 2)
    desk.type("b")
    assert desk.told() == "[a#h1:a]b[a#h1:a]"


def test_composing_changes_nothing_until_it_is_committed(desk):
    desk.open("[a#h1:The sea]")
    desk.view.goto(4)
    compose(desk, "に")
    compose(desk, "にほ")
    assert desk.told() == "[a#h1:The sea]"
    compose(desk, "", "日本")
    assert desk.told() == "[a#h1:The ]日本[a#h1:sea]"


def test_a_composition_that_is_given_up_leaves_no_trace(desk):
    desk.open("[a#h1:The sea]")
    desk.view.goto(4)
    compose(desk, "にほ")
    compose(desk, "")
    assert desk.told() == "[a#h1:The sea]"


def test_an_input_method_may_replace_what_stands_before_the_caret(desk):
    desk.open("[a#h1:aaa]")
    desk.view.goto(2)
    compose(desk, "", "a", (-1, 1))
    assert desk.told() == "[a#h1:a]a[a#h1:a]"


def test_a_scene_is_known_before_anybody_hears_of_its_caret(desk):
    desk.open("a😀b")
    carets: list[int] = []
    desk.view.caret_moved.connect(carets.append)
    desk.open("😀\n\nc\n")  # asking for the caret while the page fills must not fail
    assert carets[-1] == 0


def test_unannounced_words_beside_equal_ones_are_told_apart(desk):
    desk.open("so quiet")
    cursor = QTextCursor(desk.view.document())
    cursor.setPosition(3)
    cursor.insertText("qu😀q")
    assert desk.told() == "so [o:qu😀q]quiet"
    cursor.setPosition(3)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    assert desk.told() == "so [o:q]quiet"


def test_where_only_origins_change_the_caret_stays(desk):
    desk.open("The [p:grey] sea")
    desk.view.set_look(LIGHT, Settings(shows_tint=True))
    desk.view.goto(6)
    before = desk.view.grab().toImage()
    desk.edit(4, 8, "[d:grey]")
    assert desk.told() == "The [d:grey] sea"
    assert desk.view.caret() == 6
    assert desk.view.grab().toImage() != before


def test_what_is_composed_does_not_stay_behind_when_the_text_changes_from_elsewhere(desk):
    desk.open("calm\ncafe\u0301")
    desk.view.goto(2)
    compose(desk, "ka")
    desk.edit(5, 5, "x")
    assert desk.view.document().firstBlock().layout().preeditAreaText() == ""
    assert desk.told() == "calm\nxcafe\u0301"
    compose(desk, "", "か")
    assert desk.told() == "caか" + "lm\nxcafe\u0301"


def test_what_comes_unannounced_is_unknown(desk):
    desk.open("The sea")
    QTextCursor(desk.view.document()).insertText("x")
    assert desk.told() == "[o:x]The sea"


def test_half_a_pair_is_never_left_behind(desk, qtbot):
    desk.open("a😀b\nc")
    cursor = QTextCursor(desk.view.document())
    cursor.setPosition(1)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    qtbot.waitUntil(lambda: desk.view.document().characterCount() == 5)
    assert desk.text() == "ab\nc"
    assert desk.agree()
    desk.view.goto(4)
    desk.type("d")
    assert desk.text() == "ab\ncd"


@pytest.mark.parametrize("sign", ["😀", "e\u0301"])
def test_backspace_takes_signs_of_two_units_whole(desk, sign):
    desk.open(f"a{sign}b")
    desk.view.goto(1 + len(sign))
    desk.press(Qt.Key.Key_Backspace)
    assert desk.text() in ("ab", "aeb")
    assert desk.agree()


LONG = ("word " * (BLOCK_LIMIT // 5 + 10)) * 3


def test_a_long_paragraph_is_broken_on_the_page_only(desk):
    desk.open(f"{LONG}\nend 😀 x")
    assert desk.view.document().blockCount() == 5
    assert desk.agree()
    at = len(LONG) + 7
    desk.view.goto(at)
    assert desk.view.caret() == at
    desk.type("y")
    assert desk.text() == f"{LONG}\nend 😀 yx"
    assert desk.agree()


def test_backspace_and_delete_step_over_a_soft_break(desk):
    desk.open(LONG)
    document = desk.view.document()
    at = len(document.firstBlock().text())
    cursor = QTextCursor(document.findBlockByNumber(1))
    desk.view.setTextCursor(cursor)
    desk.press(Qt.Key.Key_Backspace)
    assert desk.text() == LONG[: at - 1] + LONG[at:]
    assert desk.agree()
    cursor = QTextCursor(document.firstBlock())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    desk.view.setTextCursor(cursor)
    desk.press(Qt.Key.Key_Delete)
    assert desk.text() == LONG[: at - 1] + LONG[at + 1 :]
    assert desk.agree()


def test_edits_across_soft_breaks_keep_page_and_buffer_equal(desk):
    desk.open(f"x\n{LONG}\ny")
    desk.view.goto(BLOCK_LIMIT - 200, 2 * BLOCK_LIMIT + 50)
    desk.type("Z")
    assert (
        desk.text()
        == f"x\n{LONG}\ny"[: BLOCK_LIMIT - 200] + "Z" + f"x\n{LONG}\ny"[2 * BLOCK_LIMIT + 50 :]
    )
    assert desk.agree()
    desk.edit(10, BLOCK_LIMIT + 500, "[a:short]")
    assert desk.agree()
    desk.view.undo()
    desk.view.undo()
    assert desk.text() == f"x\n{LONG}\ny"
    assert desk.agree()


def test_a_paragraph_that_grows_too_long_is_broken_in_time(desk, qtbot):
    desk.open("a")
    desk.edit(1, 1, "b" * (BLOCK_LIMIT - 10))
    desk.edit(1, 1, "c " * 4990)
    assert desk.view.document().blockCount() == 1
    desk.edit(1, 1, "d" * 100)
    assert desk.view.document().blockCount() == 2
    assert desk.agree()
    desk.open("e" * (BLOCK_LIMIT - 10))
    desk.edit(1, 1, "c " * 4990)
    desk.view.goto(30)
    for _ in range(40):
        desk.type("x")
    qtbot.waitUntil(lambda: desk.view.document().blockCount() == 2)
    assert desk.agree()
    desk.type("y")
    assert desk.agree()


def test_signs_that_qt_cannot_hold_are_shown_by_stand_ins(desk):
    desk.open("a\ufdd0b\u2029c\rd\u2028e\u00a0f\x00g")
    assert desk.view.document_text() == "a\ufffdb\u2028c\u240dd\u2028e\u00a0f\x00g"
    desk.view.goto(5)
    desk.type("x")
    assert desk.text() == "a\ufdd0b\u2029cx\rd\u2028e\u00a0f\x00g"


def test_a_refused_edit_is_taken_off_the_page(desk, qtbot, project_path, clock, ids):
    scene = desk.open("abc")
    desk.workspace.save()
    held = open_project(project_path, clock=clock, ids=ids)
    view = EditorView(held, ids, clock, LIGHT, Settings())
    qtbot.addWidget(view)
    view.show_scene(scene)
    assert view.isReadOnly()
    view.setReadOnly(False)
    with qtbot.captureExceptions() as raised:
        qtbot.keyClicks(view, "x")
        qtbot.waitUntil(lambda: view.document_text() == "abc")
    assert [kind for kind, *_ in raised] == [ProjectHeldError]
    held.close()
