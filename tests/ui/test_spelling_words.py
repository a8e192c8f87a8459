"""Names of languages."""

from __future__ import annotations

import pytest

from cocreate.ui.spelling_words import language_name, languages_in_order


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("en_GB", "English (United Kingdom)"),
        ("eo", "Esperanto"),
        ("zzz", "zzz"),
    ],
)
def test_a_language_has_a_name(code, name):
    assert language_name(code) == name


def test_languages_stand_in_the_order_of_their_names():
    assert languages_in_order(["fr_FR", "en_US", "en_GB"]) == ("en_GB", "en_US", "fr_FR")
