from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from cocreate.ui.prompts import Choice, FileQuestion, QtPrompts, Question, TextQuestion, typed_path


@pytest.fixture
def prompts(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    return QtPrompts(parent)


def when_open(do: Callable[[QDialog], None]) -> None:
    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        do(dialog)

    QTimer.singleShot(0, act)


def press(label: str) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
        buttons[label].click()

    return act


def escape(dialog: QDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def accept(dialog: QDialog) -> None:
    dialog.accept()


def test_agreeing_is_yes(prompts):
    when_open(press("Send it"))
    assert prompts.ask(Question("Send?", "May it go?", "To example.org", yes="Send it"))


def test_putting_a_question_away_is_no(prompts):
    when_open(escape)
    assert not prompts.ask(Question("Send?", "May it go?"))


def test_the_plain_buttons_say_yes_and_cancel(prompts):
    when_open(press("Cancel"))
    assert not prompts.ask(Question("Send?", "May it go?"))
    when_open(press("Yes"))
    assert prompts.ask(Question("Send?", "May it go?"))


@pytest.mark.parametrize("is_long", [True, False])
def test_text_comes_back_as_written(prompts, is_long):
    when_open(accept)
    question = TextQuestion("Rename", "New name", "The sea", is_long=is_long)
    assert prompts.ask_text(question) == "The sea"
    when_open(escape)
    assert prompts.ask_text(question) is None


def test_one_of_several_is_chosen_by_index(prompts):
    when_open(accept)
    assert prompts.choose(Choice("Open", "Which?", ("a", "b", "c"), current=1)) == 1
    when_open(escape)
    assert prompts.choose(Choice("Open", "Which?", ("a", "b", "c"))) is None


def test_existing_files_are_chosen(prompts, tmp_path):
    file = tmp_path / "one.md"
    file.write_text("x")

    def choose(dialog):
        dialog.selectFile(str(file))
        dialog.accept()

    when_open(choose)
    question = FileQuestion("Import", tmp_path, ("Markdown (*.md)",))
    assert prompts.choose_files(question) == (file,)
    when_open(escape)
    assert prompts.choose_files(question) == ()


def test_a_folder_is_chosen(prompts, tmp_path):
    when_open(accept)
    assert prompts.choose_folder(FileQuestion("Folder", tmp_path)) == tmp_path
    when_open(escape)
    assert prompts.choose_folder(FileQuestion("Folder", tmp_path)) is None


def test_a_target_gets_the_ending_proposed(prompts, tmp_path):
    when_open(accept)
    question = FileQuestion("Export", tmp_path / "book.md")
    assert prompts.choose_target(question) == tmp_path / "book.md"
    when_open(escape)
    assert prompts.choose_target(question) is None


def test_telling_needs_no_answer(prompts):
    when_open(press("Close"))
    prompts.tell("Trouble", "The disk is full.", "Free some space.")


def test_a_place_is_what_was_typed_with_a_home_where_there_is_one(monkeypatch):
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.setenv("USERPROFILE", "/home/ann")
    assert typed_path(" ~/book.md ") == Path("/home/ann/book.md")
    assert typed_path("~nobody-at-all/x") == Path("~nobody-at-all/x")
    assert typed_path("") == Path()


@pytest.mark.parametrize("is_risky", [True, False])
def test_return_agrees_to_nothing_that_loses_something(prompts, is_risky):
    when_open(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
    assert prompts.ask(Question("Close?", "It is lost.", is_risky=is_risky)) is not is_risky
