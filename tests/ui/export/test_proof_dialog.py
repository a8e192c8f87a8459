"""A bundle goes out, from a real project."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from cocreate.provenance.levels import Level
from cocreate.provenance.verifier import check_bundle
from cocreate.store.user_files import UserFiles
from cocreate.ui.export.proof_dialog import ProofDialog, level_name
from tests.fakes.prompts import FakePrompts
from tests.fakes.time_authority import TimeAuthority, make_authority
from tests.workspace.test_signing import Keyring


@dataclass
class Bench:
    dialog: ProofDialog
    prompts: FakePrompts
    said: list[str]


@pytest.fixture
def bench(workspace, scene_ids, tmp_path, qtbot):
    prompts = FakePrompts()
    made = ProofDialog(workspace, prompts, tmp_path / "book.cocreate")
    qtbot.addWidget(made)
    made.show()
    said: list[str] = []
    made.told.connect(said.append)
    return Bench(made, prompts, said)


def test_each_level_says_what_it_shows_and_what_it_gives_away(bench):
    seen = set()
    for level in Level:
        bench.dialog.choose(level)
        seen.add((bench.dialog._shows.text(), bench.dialog._gives_away.text()))
        assert bench.dialog._coarse.isEnabled() == (level is Level.PROCESS)
        assert level_name(level) in [b.text() for b in bench.dialog._levels.buttons()]
    assert len(seen) == 4
    bench.dialog.choose(Level.PROCESS, is_coarse=True)
    assert "only when each sitting began" in bench.dialog._gives_away.text()


def test_a_bundle_is_sealed_and_written_by_keyboard(bench, workspace, tmp_path, qtbot):
    workspace.recorder.checkpoints.sign_with(UserFiles(tmp_path, {}, Keyring()))
    qtbot.keyClick(bench.dialog._levels.button(0), Qt.Key.Key_Down)
    qtbot.keyClick(bench.dialog._levels.button(1), Qt.Key.Key_Down)
    assert bench.dialog._given().level is Level.PROCESS
    (write,) = [
        each for each in bench.dialog.findChildren(QPushButton) if each.text() == "Seal and write"
    ]
    assert write.isDefault()
    qtbot.keyClick(bench.dialog, Qt.Key.Key_Return)
    assert bench.dialog._progress.isVisible()
    assert not write.isEnabled()
    qtbot.waitUntil(lambda: bool(bench.said), timeout=60_000)
    target = tmp_path / "book.cocreate-proof"
    assert not bench.dialog.isVisible()
    found = check_bundle(target)
    assert found.sentence == "INTACT"
    assert bench.said == [f"Written: {target.name}, signed with the key {found.key}."]


def test_a_bundle_without_a_key_says_so(bench, qtbot):
    bench.dialog.write()
    qtbot.waitUntil(lambda: bool(bench.said), timeout=60_000)
    assert "It is not signed" in bench.said[0]


def test_what_cannot_be_done_is_told_in_the_dialog(bench, tmp_path):
    bench.dialog.set_file(tmp_path / "none.docx")
    bench.dialog.write()
    assert bench.dialog._trouble.isVisible()
    assert "export the manuscript first" in bench.dialog._trouble.text()
    assert bench.said == []


def test_what_is_under_way_can_be_stopped(bench, tmp_path):
    bench.dialog.write()
    bench.dialog.reject()
    bench.dialog._on_tick()
    assert not bench.dialog.isVisible()
    assert bench.said == []
    assert not (tmp_path / "book.cocreate-proof").exists()
    bench.dialog.reject()


def test_a_place_that_cannot_be_written_is_told_in_the_end(bench, tmp_path, qtbot):
    bench.dialog.set_target(tmp_path / "no" / "where.cocreate-proof")
    bench.dialog.write()
    qtbot.waitUntil(lambda: "no folder" in bench.dialog._trouble.text(), timeout=60_000)
    assert bench.dialog._write.isEnabled()
    assert bench.said == []


def test_file_and_target_can_be_chosen(bench, tmp_path, qtbot):
    export = tmp_path / "sea.md"
    export.write_text("sea", encoding="utf-8")
    bench.prompts.will_answer((export,), (), tmp_path / "other.cocreate-proof", None)
    bench.dialog._on_choose_file()
    bench.dialog._on_choose_file()
    bench.dialog._on_browse()
    bench.dialog._on_browse()
    bench.dialog.write()
    qtbot.waitUntil(lambda: bool(bench.said), timeout=60_000)
    told = check_bundle(tmp_path / "other.cocreate-proof", files=[export])
    assert any(line.startswith("recomputed  File sea.md") for line in told.lines)


@pytest.mark.local_server
def test_an_authority_stamps_the_root_and_is_remembered(bench, tmp_path, qtbot):
    make_authority(tmp_path)
    chosen: list[str] = []
    bench.dialog.authority_chosen.connect(chosen.append)
    assert "this computer's clock" in bench.dialog._stamp.goes_out.text()
    with TimeAuthority(tmp_path) as authority:
        bench.dialog._stamp.line.setText(authority.url)
        assert "only a hash" in bench.dialog._stamp.goes_out.text()
        bench.dialog.write()
        qtbot.waitUntil(lambda: bool(bench.said), timeout=60_000)
    assert chosen == [authority.url]
    lines = check_bundle(tmp_path / "book.cocreate-proof").lines
    assert any("A time stamp is enclosed" in line for line in lines)


@pytest.mark.local_server
def test_without_a_time_stamp_the_writer_is_asked(bench, tmp_path, qtbot):
    make_authority(tmp_path)
    target = tmp_path / "book.cocreate-proof"
    with TimeAuthority(tmp_path, status=503) as authority:
        bench.dialog._stamp.line.setText(authority.url)
        bench.prompts.will_answer(False, True)
        bench.dialog.write()
        qtbot.waitUntil(bench.dialog._trouble.isVisible, timeout=60_000)
        assert "refused (503)" in bench.dialog._trouble.text()
        assert not target.exists()
        bench.dialog.write()
        qtbot.waitUntil(lambda: bool(bench.said), timeout=60_000)
    assert "No outside witness of time." in check_bundle(target).lines


def test_an_address_that_is_none_is_told_in_the_dialog(bench):
    bench.dialog._stamp.line.setText("nonsense")
    bench.dialog.write()
    assert "begins with https://" in bench.dialog._trouble.text()
