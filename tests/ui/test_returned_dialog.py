"""The choice between what was changed and all of it anew."""

from __future__ import annotations

from cocreate.ui.returned_dialog import ReturnedDialog, headline


def test_only_one_way_can_be_taken_and_changes_are_offered_first(qtbot):
    dialog = ReturnedDialog(["novel.docx"])
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.changes.isChecked(), dialog.as_new.isChecked()) == (True, False)
    dialog.as_new.click()
    assert (dialog.changes.isChecked(), dialog.as_new.isChecked()) == (False, True)
    with qtbot.waitSignal(dialog.accepted):
        dialog.go_on.click()


def test_it_can_be_left_alone(qtbot):
    dialog = ReturnedDialog(["novel.docx"])
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.rejected):
        dialog.cancel.click()


def test_it_says_which_file_it_is():
    assert headline(["novel.docx"]) == "“novel.docx” is an export of this project"
    assert headline(["a.docx", "b.docx"]) == "2 of these files are exports of this project"
