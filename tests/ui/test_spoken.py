"""Numbers, times and money as a writer reads them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from cocreate.core.usage import Money
from cocreate.ui.spoken import (
    counted,
    duration,
    moment,
    money,
    number,
    percent,
    percent_range,
    shortened,
    time_of_day,
    words,
)


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


def test_thousands_are_parted():
    assert number(1234567) == "1,234,567"


def test_thousands_are_parted_on_a_machine_without_a_language():
    QLocale.setDefault(QLocale.c())
    assert number(11789) == "11,789"


@pytest.mark.parametrize(("count", "text"), [(0, "0 words"), (1, "1 word"), (1204, "1,204 words")])
def test_words_are_counted_in_words(count, text):
    assert words(count) == text


def test_one_thing_is_not_many():
    assert (counted(1, "1 note", "{n} notes"), counted(3, "1 note", "{n} notes")) == (
        "1 note",
        "3 notes",
    )


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (59.4, "59 s"), (61, "1 min"), (3900, "1 h 05 min")]
)
def test_a_stretch_of_time_has_two_units_at_most(seconds, text):
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("micros", "currency", "text"),
    [
        (0, "USD", "$0.00"),
        (1, "USD", "under $0.01"),
        (15_000, "EUR", "€0.02"),
        (1_234_560_000, "USD", "$1,234.56"),
        (2_000_000, "CHF", "CHF 2.00"),
        (-500_000, "GBP", "-£0.50"),
    ],
)
def test_money_is_told_to_the_cent(micros, currency, text):
    assert money(Money(micros, currency)) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0 %"), (0.001, "under 1 %"), (0.42, "42 %"), (0.999, "over 99 %")]
)
def test_a_little_is_not_nothing(value, text):
    assert percent(value) == text


def test_a_share_is_a_range_where_not_all_was_seen():
    assert percent_range(0.6, 0.8, 0.8) == "60–80 %"
    assert percent_range(0.6, 0.6) == "60 %"
    assert percent_range(0.001, 0.999) == "1–99 %"
    assert percent_range(0.5, 1) == "50–100 %"


def test_too_little_seen_gives_no_percentage():
    assert percent_range(0.1, 0.9, 0.2) == "too little seen"


def test_a_moment_has_date_and_time():
    at = 1_793_000_000_000
    assert moment(at).endswith(time_of_day(at))
    assert "2026" in moment(at)


def test_long_words_are_cut_at_a_words_end():
    assert shortened("a quiet\nline", 20) == "a quiet line"
    assert shortened("one two three, four five", 16) == "one two three…"
    assert shortened("x" * 30, 10) == "x" * 9 + "…"
