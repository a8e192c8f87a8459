from __future__ import annotations

import pytest

from cocreate.core.events import Cause
from cocreate.core.origin import TYPED
from cocreate.ui.origins.forget_dialog import ForgetDialog
from cocreate.workspace.change import ChangeKind, Write
from cocreate.workspace.forgetting import Forgotten
from tests.ui.writing_desk import OPENING

SECRET = "She was very, very tired."


@pytest.fixture
def dialog(workspace, scene_ids, qtbot):
    made = ForgetDialog(workspace, SECRET)
    qtbot.addWidget(made)
    made.show()
    return made


def delete(workspace, scene):
    start = OPENING.index(SECRET)
    how = Write(Cause.TYPING, TYPED, "delete")
    workspace.edit(scene, start, start + len(SECRET), "", how)


def test_words_are_forgotten_only_when_the_writer_is_sure(dialog, workspace, scene_ids):
    delete(workspace, scene_ids[0])
    assert not dialog._forget.isEnabled()
    dialog._is_sure.setChecked(True)
    dialog._why.setText("It is about a friend.")
    heard = []
    workspace.changes.listen(lambda change: heard.append(change.kind))
    dialog._forget.click()
    assert dialog._told.text() == f"{len(SECRET)} characters were taken out of the record."
    assert {ChangeKind.HUNKS, ChangeKind.NOTES, ChangeKind.RUNS} <= set(heard)
    assert dialog._words.toPlainText() == ""
    assert not dialog._forget.isEnabled()
    assert dialog._close.text() == "Close"
    assert SECRET not in str(list(workspace.project.ledger.entries()))
    assert "It is about a friend." in str(list(workspace.project.ledger.entries()))


def test_words_that_stand_have_to_be_deleted_first(dialog, workspace, scene_ids):
    dialog.fill(SECRET)
    dialog.forget()
    assert "still stands in “Opening”, line 2" in dialog._trouble.text()
    assert not dialog._trouble.isHidden()
    delete(workspace, scene_ids[0])
    dialog.forget()
    assert dialog._trouble.isHidden()


def test_traces_that_could_not_be_swept_are_told(dialog):
    told = dialog._sentence(Forgotten(1, (3,), is_scrubbed=False))
    assert told.startswith("1 character was taken out of the record. Traces may be left")
