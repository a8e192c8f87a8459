from __future__ import annotations

from cocreate.ui.export.export_flow import export_dialog


def test_policies_can_go_along(bench, desk):
    dialog = export_dialog(desk, bench.prompts, bench.view)
    titles = [dialog.choices.attached.itemText(at) for at in range(dialog.choices.attached.count())]
    assert titles[0] == "No disclosure"
    assert "Amazon KDP" in titles
    desk.policy_answers["amazon-kdp"] = {"images": "many"}
    make = dialog._attachments.make
    assert make is not None
    made = make("amazon-kdp")
    assert made.policy.name == "amazon-kdp.json"
    assert made.answers == (("images", "many"),)
    dialog.reject()
