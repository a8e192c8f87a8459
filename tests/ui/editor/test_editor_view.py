from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QHelpEvent,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from cocreate.base.settings import Settings
from cocreate.core.events import Cause, NoteOffered
from cocreate.metrics.effort import ActionKind
from cocreate.ui.editor.editor_view import EditorView, menu_items
from cocreate.ui.theme import DARK, LIGHT
from cocreate.workspace.change import Change, ChangeKind, Write
from cocreate.workspace.opening import open_project

CTRL = Qt.KeyboardModifier.ControlModifier
BARE = Qt.KeyboardModifier.NoModifier


def place_of(desk, offset):
    cursor = QTextCursor(desk.view.document())
    cursor.setPosition(desk.view.position_of(offset))
    return desk.view.cursorRect(cursor).center()


def drop(desk, data: QMimeData, offset: int, action: Qt.DropAction = Qt.DropAction.CopyAction):
    place = QPointF(place_of(desk, offset))
    event = QDropEvent(place, action, data, Qt.MouseButton.LeftButton, BARE)
    desk.view.dropEvent(event)
    return event


def words(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def test_typing_is_the_writers(desk):
    desk.type("The sea")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == "The sea\n"


def test_undo_and_redo_put_the_caret_where_it_was(desk):
    desk.open("[a#h1:The ]sea")
    desk.view.goto(0, 4)
    desk.press(Qt.Key.Key_Delete)
    assert desk.told() == "sea"
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.told() == "[a#h1:The ]sea"
    desk.view.goto(7)
    desk.press(Qt.Key.Key_Y, CTRL)
    assert desk.told() == "sea"
    assert desk.view.caret() == 0


def test_undo_takes_an_acceptance_back_and_the_suggestion_is_open_again(desk):
    scene = desk.open("The sea was calm.")
    hunk = desk.agents.offer(scene, "The sea", "The grey sea")
    desk.view.hunks.refresh(Change(ChangeKind.HUNKS, scene))
    desk.review.accept(hunk)
    assert desk.view.document_text() == "The grey sea was calm."
    assert desk.view.next_hunk() == ""
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.view.document_text() == "The sea was calm."
    assert desk.view.next_hunk() == hunk


def test_copied_words_are_pasted_with_their_origins(desk):
    desk.open("[a#h1:The ]sea")
    desk.view.goto(0, 4)
    desk.press(Qt.Key.Key_C, CTRL)
    desk.view.goto(7)
    desk.press(Qt.Key.Key_V, CTRL)
    assert desk.told() == "[a#h1:The ]sea[a#h1:The ]"
    assert desk.view.caret() == 11


def test_cut_words_leave_and_come_back_as_they_were(desk):
    desk.open("[a#h1:The ]sea")
    desk.view.goto(0, 4)
    desk.press(Qt.Key.Key_X, CTRL)
    assert desk.told() == "sea"
    desk.view.goto(3)
    desk.press(Qt.Key.Key_V, CTRL)
    assert desk.told() == "sea[a#h1:The ]"


def test_nothing_chosen_is_neither_cut_nor_copied(desk):
    desk.open("The sea")
    QGuiApplication.clipboard().setText("before")
    desk.view.cut()
    desk.view.copy()
    assert QGuiApplication.clipboard().text() == "before"


def test_an_empty_clipboard_pastes_nothing(desk):
    desk.open("The sea")
    QGuiApplication.clipboard().setMimeData(QMimeData())
    desk.view.paste()
    assert desk.told() == "The sea"


def test_a_shifted_return_is_a_plain_new_line(desk):
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert desk.told() == "\n"
    assert desk.view.document().blockCount() == 2


def test_a_foreign_drop_is_pasted_where_it_falls(desk):
    desk.open("The sea")
    drop(desk, words("grey "), 4)
    assert desk.told() == "The [p#paste-1:grey ]sea"
    assert desk.view.selection() == (4, 9)


def test_a_drop_without_words_changes_nothing(desk):
    desk.open("The sea")
    drop(desk, QMimeData(), 4)
    assert desk.told() == "The sea"


class OwnDrop(QDropEvent):
    def __init__(self, desk, data: QMimeData, offset: int) -> None:
        place = QPointF(place_of(desk, offset))
        both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        super().__init__(place, both, data, Qt.MouseButton.LeftButton, BARE)
        self.setDropAction(Qt.DropAction.MoveAction)
        self._data = data
        self._source = desk.view.viewport()

    def source(self):
        return self._source


@pytest.mark.parametrize(("target", "after"), [(7, "sea[a#h1:The ]"), (2, "[a#h1:The ]sea")])
def test_a_drag_within_the_page_moves_origins_along(desk, target, after):
    desk.open("[a#h1:The ]sea")
    desk.view.goto(0, 4)
    event = OwnDrop(desk, desk.view.createMimeDataFromSelection(), target)
    desk.view.dropEvent(event)
    assert desk.told() == after
    assert event.dropAction() is Qt.DropAction.CopyAction


def test_a_page_held_by_another_program_takes_nothing(desk, project_path, clock, ids, qtbot):
    scene = desk.open("The sea")
    desk.workspace.save()
    held = open_project(project_path, clock=clock, ids=ids)
    view = EditorView(held, ids, clock, LIGHT, Settings())
    qtbot.addWidget(view)
    view.show_scene(scene)
    qtbot.keyClicks(view, "x")
    QGuiApplication.clipboard().setText("y")
    view.paste()
    view.undo()
    view.redo()
    view.goto(0, 3)
    view.cut()
    event = QDropEvent(
        QPointF(1, 1), Qt.DropAction.CopyAction, words("z"), Qt.MouseButton.LeftButton, BARE
    )
    view.dropEvent(event)
    assert not event.isAccepted()
    assert view.document_text() == "The sea"
    assert not any(item.is_enabled for item in menu_items(view) if item.words in ("Cut", "Undo"))
    held.close()


def test_the_markdown_alone_can_be_copied(desk, qapp):
    desk.open("The *sea*")
    qapp.clipboard().setText("before")
    desk.view.copy_markdown()
    assert qapp.clipboard().text() == "before"
    desk.view.selectAll()
    desk.view.copy()
    assert qapp.clipboard().mimeData().hasHtml()
    desk.view.copy_markdown()
    assert qapp.clipboard().text() == "The *sea*"
    assert not qapp.clipboard().mimeData().hasHtml()


def test_changes_of_other_scenes_pass_by(desk):
    first = desk.open("one")
    desk.open("two")
    desk.workspace.edit(first, 0, 0, "x", Write(Cause.TYPING))
    assert desk.view.document_text() == "two"


def test_an_empty_page_shows_no_scene(desk):
    desk.open("one")
    desk.view.show_scene("")
    assert desk.view.current_scene == ""
    assert desk.view.document_text() == ""
    assert desk.view.show_origin() == ""
    desk.type("x")
    desk.view.refresh(Change(ChangeKind.TEXT, None))
    assert desk.view.isReadOnly()


def test_the_caret_tells_where_it_is_in_code_points(desk, qtbot):
    desk.open("a😀b")
    with qtbot.waitSignal(desk.view.caret_moved) as told:
        desk.view.goto(2)
    assert told.args == [2]
    desk.view.goto(99)
    assert desk.view.caret() == 3
    desk.view.goto(1, 2)
    assert desk.view.selection() == (1, 2)


def test_the_origin_is_shown_at_the_caret(desk):
    desk.open("The [p:sea]")
    desk.view.goto(6)
    assert desk.view.show_origin() == "Unknown: pasted from outside Cocreate"
    assert "Unknown: pasted from outside Cocreate" in QToolTip.text()
    QToolTip.hideText()


def test_the_mouse_asks_for_the_origin_too(desk):
    desk.open("The [p:sea]")
    at = place_of(desk, 6)
    event = QHelpEvent(QEvent.Type.ToolTip, at, desk.view.viewport().mapToGlobal(at))
    QApplication.sendEvent(desk.view.viewport(), event)
    assert "Unknown: pasted from outside Cocreate" in QToolTip.text()
    desk.open("")
    QApplication.sendEvent(desk.view.viewport(), event)
    QToolTip.hideText()


def test_what_an_agent_says_is_shown_as_words_not_as_markup(desk):
    scene = desk.open("The sea")
    desk.workspace.record(
        NoteOffered("n-1", "run", scene, "reader", 4, 7, "sea", "<h1>Loud</h1>", 1)
    )
    at = place_of(desk, 5)
    event = QHelpEvent(QEvent.Type.ToolTip, at, desk.view.viewport().mapToGlobal(at))
    QApplication.sendEvent(desk.view.viewport(), event)
    assert "&lt;h1&gt;Loud&lt;/h1&gt;<br>You: typed here" in QToolTip.text()
    QToolTip.hideText()


def test_a_click_on_a_suggestion_takes_it_to_hand(desk, qtbot):
    scene = desk.open("The sea was calm.")
    hunk = desk.agents.offer(scene, "sea", "grey sea")
    desk.view.refresh(Change(ChangeKind.HUNKS, scene))
    at = place_of(desk, 5)
    with qtbot.waitSignal(desk.view.hunk_hovered) as hovered:
        QTest.mouseMove(desk.view.viewport(), at)
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(desk.view.viewport().mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            BARE,
        )
        QApplication.sendEvent(desk.view.viewport(), move)
    assert hovered.args == [hunk]
    with qtbot.waitSignal(desk.view.hunk_chosen) as chosen:
        qtbot.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [hunk]
    assert desk.view.hunks.current == hunk
    desk.press(Qt.Key.Key_Escape)
    assert desk.view.hunks.current == ""
    desk.press(Qt.Key.Key_Escape)


def test_dragging_the_mouse_chooses_words(desk, qtbot):
    desk.open("The sea was calm.")
    viewport = desk.view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place_of(desk, 4))
    target = place_of(desk, 7)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(target),
        QPointF(viewport.mapToGlobal(target)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        BARE,
    )
    QApplication.sendEvent(viewport, move)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=target)
    assert desk.view.selection() == (4, 7)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place_of(desk, 9))
    assert desk.view.selection() == (8, 11)


def test_the_menu_goes_through_our_own_history(desk, qtbot):
    desk.open("The sea")
    desk.type("x")
    at = place_of(desk, 2)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, desk.view.viewport().mapToGlobal(at)
    )
    desk.view.contextMenuEvent(event)
    menu = desk.view.findChild(QMenu)
    assert isinstance(menu, QMenu)
    actions = {action.text(): action for action in menu.actions()}
    assert not actions["Cut"].isEnabled()
    actions["Undo"].trigger()
    assert desk.told() == "The sea"
    actions["Where does this come from?"].trigger()
    assert "You: typed here" in QToolTip.text()
    QToolTip.hideText()
    menu.close()


def test_another_look_keeps_text_and_caret(desk):
    desk.open("# One\n\ntwo *three* four")
    desk.view.goto(12)
    desk.view.set_look(DARK, replace(Settings(), shows_tint=True, shows_gutter=False))
    desk.view.grab()
    assert desk.view.caret() == 12
    assert desk.agree()


def test_going_through_the_suggestions_by_keyboard(desk, qtbot):
    scene = desk.open("one two three four")
    hunks = [desk.agents.offer(scene, word, word.upper()) for word in ("one", "three")]
    desk.view.refresh(Change(ChangeKind.HUNKS, scene))
    assert desk.view.next_hunk() == hunks[0]
    assert desk.view.next_hunk() == hunks[1]
    assert desk.view.next_hunk() == hunks[0]
    with qtbot.waitSignal(desk.view.hunk_chosen) as chosen:
        desk.view.previous_hunk()
    assert chosen.args == [hunks[1]]


def test_proposed_words_are_changed_at_the_line(desk, qtbot):
    scene = desk.open("one two three four")
    hunk = desk.agents.offer(scene, "two", "2")
    desk.view.refresh(Change(ChangeKind.HUNKS, scene))
    desk.view.set_card_hints("keys", "other keys")
    desk.view.next_hunk()
    assert desk.view.hunks.edit()
    desk.view.grab()
    field = desk.view.hunks.field
    assert field.isVisible()
    qtbot.keyClicks(field, "II")
    with qtbot.waitSignal(desk.view.hunk_rewritten) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert told.args == [hunk, "II"]
    desk.review.accept_edited(*told.args)
    assert desk.told() == "one II three four"
    assert desk.view.hunks.current == ""


def test_moving_about_is_reading_and_typing_is_not(desk, clock, qtbot):
    desk.open("one two three")
    desk.type("x")
    for act in (
        lambda: desk.type("y"),
        lambda: desk.press(Qt.Key.Key_Left),
        lambda: desk.view.wheelEvent(_wheel(desk)),
    ):
        clock.advance(10)
        act()
    active = desk.workspace.sitting._active
    assert (active[ActionKind.WRITING], active[ActionKind.READING]) == (10, 20)


def _wheel(desk) -> QWheelEvent:
    place = QPointF(50, 50)
    return QWheelEvent(
        place,
        place,
        QPoint(0, -40),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        BARE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
