from __future__ import annotations

from pathlib import Path

from cocreate.ui.disclosures.disclosing_flow import DisclosingFlow


def test_the_dialog_opens_and_tells_what_was_done(bench, desk, qtbot):
    flow = DisclosingFlow(desk, bench.prompts, bench.view)
    flow.do("disclosures")
    dialog = flow.dialog
    assert dialog is not None
    assert dialog.isVisible()
    with qtbot.waitSignal(flow.told) as told:
        dialog.saved.emit(Path("kdp.txt"))
    assert told.args == ["Saved as kdp.txt."]
    with qtbot.waitSignal(flow.event_chosen) as chosen:
        dialog.event_chosen.emit(3, "scene")
    assert chosen.args == [3, "scene"]
    dialog.reject()
