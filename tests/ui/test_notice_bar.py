"""What the writer must know."""

from __future__ import annotations

from cocreate.ui.notice_bar import NoticeBar


def test_a_notice_stays_until_it_is_put_away(qtbot):
    bar = NoticeBar()
    qtbot.addWidget(bar)
    assert bar.sentence() == ""
    bar.say("The disk is full.")
    assert bar.sentence() == "The disk is full."
    bar.say("Select the words first.", passes=True)
    assert bar._timer.isActive()
    bar._timer.timeout.emit()
    assert bar.sentence() == ""
    bar.say("Held by another program.")
    assert not bar._timer.isActive()
    bar.say("")
    assert bar.sentence() == ""
