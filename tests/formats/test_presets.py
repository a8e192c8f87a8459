from __future__ import annotations

from cocreate.formats.presets import PLAIN_OPTIONS, ExportOptions, Preset


def test_options_are_equal_when_their_choices_are():
    assert ExportOptions() == PLAIN_OPTIONS
    assert ExportOptions(Preset.WEB) != PLAIN_OPTIONS
