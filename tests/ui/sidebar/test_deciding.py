"""Forms in which a suggestion is decided."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.core.origin import Contributor
from cocreate.core.suggestion import Hunk
from cocreate.ui.sidebar.deciding import ChangeForm, ChooseForm, ReasonForm

HUNK = Hunk(
    "s-1", "r", "sc", "a", "m", Contributor.AI, 0, 9, "calm, old sea", "still, grey\u00a0sea"
)


@pytest.fixture(params=[ChangeForm, ChooseForm, ReasonForm])
def form(request, qtbot):
    made = request.param()
    qtbot.addWidget(made)
    made.begin(HUNK)
    made.show()
    return made


def test_escape_puts_every_form_away(form, qtbot):
    with qtbot.waitSignal(form.put_away):
        qtbot.keyClick(form._field, Qt.Key.Key_Escape)
    with qtbot.waitSignal(form.put_away):
        qtbot.keyClick(form._cancel, Qt.Key.Key_Escape)
    with qtbot.waitSignal(form.put_away):
        form._cancel.click()


def test_the_button_confirms_every_form(form, qtbot):
    with qtbot.waitSignal(form.confirmed):
        form._confirm.click()


def test_changed_words_keep_their_no_break_spaces(qtbot):
    form = ChangeForm()
    qtbot.addWidget(form)
    form.begin(HUNK)
    form._text.moveCursor(form._text.textCursor().MoveOperation.End)
    qtbot.keyClicks(form._text, "!")
    qtbot.keyClick(form._text, Qt.Key.Key_Return)
    assert form.words() == "still, grey\u00a0sea!\n"


def test_space_takes_or_leaves_a_word(qtbot):
    form = ChooseForm()
    qtbot.addWidget(form)
    form.begin(HUNK)
    form.show()
    every = form.kept()
    assert len(every) >= 2
    qtbot.keyClick(form._list, Qt.Key.Key_Space)
    assert form.kept() == every - {0}
    assert form.preview().startswith("calm")
    with qtbot.waitSignal(form.confirmed):
        qtbot.keyClick(form._list, Qt.Key.Key_Return)


def test_taking_nothing_is_not_accepting(qtbot):
    form = ChooseForm()
    qtbot.addWidget(form)
    form.begin(HUNK)
    for at in range(form._list.count()):
        form._list.item(at).setCheckState(Qt.CheckState.Unchecked)
    assert not form._confirm.isEnabled()
    with qtbot.assertNotEmitted(form.confirmed):
        form.confirm()


def test_a_reason_is_one_line(qtbot):
    form = ReasonForm()
    qtbot.addWidget(form)
    form.begin(HUNK)
    qtbot.keyClicks(form._line, " not her voice ")
    with qtbot.waitSignal(form.confirmed):
        qtbot.keyClick(form._line, Qt.Key.Key_Return)
    assert form.why() == "not her voice"
