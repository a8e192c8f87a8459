from __future__ import annotations

from dataclasses import replace

from cocreate.base.settings import Appearance, Face, Settings


def test_a_first_start_follows_the_system_and_asks_for_no_key_or_money():
    settings = Settings()
    assert settings.appearance is Appearance.SYSTEM
    assert settings.face is Face.SERIF
    assert settings.default_model.startswith("built-in/")
    assert settings.idle_limit_s == 120
    assert (settings.budget_session_micros, settings.budget_project_micros) == (None, None)


def test_a_choice_makes_another_value():
    settings = Settings()
    dark = replace(settings, appearance=Appearance.DARK)
    assert settings.appearance is Appearance.SYSTEM
    assert dark != settings
