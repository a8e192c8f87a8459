from __future__ import annotations

import pytest

from cocreate.formats.languages import (
    full_tag,
    is_right_to_left,
    language_and_country,
    main_language,
    usual_country,
)


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("en", ("en", None)),
        ("de-AT", ("de", "AT")),
        ("pt_BR", ("pt", "BR")),
        ("zh-Hant", ("zh", "TW")),
        ("zh-Hans-SG", ("zh", "SG")),
        ("sr-Latn", ("sr", None)),
        ("", ("en", None)),
        ("not a language", ("en", None)),
    ],
)
def test_a_tag_falls_into_language_and_country(tag, parts):
    assert language_and_country(tag) == parts


def test_a_country_is_assumed_where_none_is_said():
    assert usual_country("de") == "DE"
    assert usual_country("de-CH") == "CH"
    assert usual_country("zh-Hant") == "TW"
    assert usual_country("xx") is None
    assert [full_tag(tag) for tag in ("en", "EN-gb", "xx")] == ["en-US", "en-gb", "xx-XX"]


def test_some_languages_run_to_the_left():
    assert is_right_to_left("he-IL")
    assert is_right_to_left("PS")
    assert not is_right_to_left("de")
    assert main_language("De_at") == "de"
