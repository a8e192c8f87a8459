from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from cocreate.ui.origins.away_dialog import AwayDialog
from cocreate.workspace.away_time import AwayTime


@pytest.fixture
def away(workspace):
    return AwayTime(workspace)


@pytest.fixture
def dialog(away, qtbot):
    made = AwayDialog(away)
    qtbot.addWidget(made)
    made.show()
    return made


def rows(dialog: AwayDialog) -> list[str]:
    return [dialog._list.item(at).text() for at in range(dialog._list.count())]


def test_time_is_entered_and_listed_the_latest_day_first(dialog, away, qtbot):
    assert dialog._total.text() == "Nothing was entered yet."
    assert not dialog._back.isEnabled()
    today = away.today()
    dialog.fill(today - timedelta(days=2), 195, "Letters in the archive")
    dialog._enter.click()
    dialog.fill(today, 90, "Walking")
    qtbot.keyClick(dialog._what, Qt.Key.Key_Return)
    assert rows(dialog) == [
        f"{today} · 1 h 30 min · Walking",
        f"{today - timedelta(days=2)} · 3 h 15 min · Letters in the archive",
    ]
    assert dialog._total.text() == "Declared in all: 4 h 45 min"
    assert (dialog._hours.value(), dialog._what.text()) == (0, "")


def test_an_entry_is_taken_back(dialog, away):
    dialog.fill(away.today(), 60, "Walking")
    dialog.enter()
    dialog._back.click()
    assert rows(dialog) == []
    assert away.entries() == []
    dialog.take_back()
    assert dialog._trouble.isHidden()


def test_what_cannot_be_is_said_so(dialog, away):
    dialog.fill(away.today(), 60, " ")
    dialog.enter()
    assert "what the time was for" in dialog._trouble.text()
    dialog.fill(away.today(), 60, "Walking")
    dialog.enter()
    assert dialog._trouble.isHidden()
    away.withdraw(away.entries()[0].id)
    dialog.take_back()
    assert "no time entered" in dialog._trouble.text()
