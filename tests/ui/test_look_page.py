"""Settings of the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocreate.base.settings import Appearance, Face, Settings
from cocreate.ui.look_page import LookPage


@pytest.fixture
def page(preferences, qtbot):
    made = LookPage(preferences.get, preferences.set)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_field_works_at_once(page, preferences, qtbot):
    page.appearance.setCurrentIndex(2)
    page.face.setCurrentIndex(1)
    page.points.setValue(18)
    page.measure.setValue(60)
    page.spacing.setValue(1.8)
    page.idle.setValue(90)
    page.gutter.setChecked(False)
    page.tint.setChecked(True)
    page.dialect.setCurrentIndex(1)
    qtbot.keyClicks(page.writer, "Ada")
    page.writer.editingFinished.emit()
    now = preferences.settings
    assert (now.appearance, now.face, now.font_points) == (Appearance.DARK, Face.SANS, 18)
    assert (now.measure_characters, now.line_spacing, now.idle_limit_s) == (60, 1.8, 90)
    assert (now.shows_gutter, now.shows_tint) == (False, True)
    assert (now.dialect, now.writer) == ("british", "Ada")


def test_what_is_not_touched_stays_as_it_was(page, preferences):
    page.points.setValue(18)
    assert preferences.settings == replace(Settings(), font_points=18)
