from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.formats.presets import ExportOptions, Preset
from cocreate.ui.export.export_preview import ExportPreview
from cocreate.ui.export.previewing import Previewing
from cocreate.workspace.export_target import Target

LONG_MS = 60_000


@pytest.fixture
def preview(qtbot):
    made = ExportPreview()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def previewing(workspace, scene_ids, preview):
    made = Previewing(workspace, preview)
    yield made
    made.stop()


def test_the_last_choice_is_the_one_that_is_shown(previewing, preview, qtbot):
    previewing.want(Target(Path("a.md")), is_report=True)
    previewing.want(Target(Path("a.md")), is_report=False)
    assert previewing.is_busy
    qtbot.waitUntil(lambda: not previewing.is_busy, timeout=LONG_MS)
    assert "The sea was calm." in preview.text.toPlainText()


def test_what_cannot_be_shown_says_why(previewing, preview, qtbot):
    options = ExportOptions(preset=Preset.WEB)
    previewing.begin(Target(Path("a.pdf"), options=options), is_report=False)
    qtbot.waitUntil(lambda: not previewing.is_busy, timeout=LONG_MS)
    assert "cannot be dressed" in preview.text.toPlainText()


def test_it_can_be_stopped(previewing, preview):
    previewing.begin(Target(Path("a.md")), is_report=False)
    previewing.stop()
    assert not previewing.is_busy
    assert not preview.bar.isVisible()
    previewing._on_look()
    previewing._on_quiet()
    assert not previewing.is_busy


def test_a_project_that_is_closed_is_not_looked_at(previewing, workspace):
    workspace.close()
    previewing.begin(Target(Path("a.md")), is_report=False)
    assert not previewing.is_busy
