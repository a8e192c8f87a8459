from __future__ import annotations

from datetime import date

import pytest

from cocreate.core.origin import ALLOWED_PAIRS, Contributor, Method
from cocreate.core.usage import Money
from cocreate.reports.report import CostRow, Range
from cocreate.reports.wording import (
    METHODS,
    clean,
    cost_words,
    counted,
    day_words,
    duration,
    method_words,
    money,
    observed_sentence,
    percent,
    percent_range,
    purpose_words,
)

HAIR = "\u00a0"


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0"), (0.0001, "<1"), (0.012, "1"), (0.5, "50"), (0.9999, ">99"), (1, "100")],
)
def test_a_percentage_never_rounds_something_to_nothing_or_all(share, words):
    assert percent(share) == f"{words}{HAIR}%"


def test_a_range_whose_ends_meet_is_one_percentage():
    assert percent_range(Range(0.5, 0.5)) == f"50{HAIR}%"
    assert percent_range(Range(0.5, 0.625)) == f"50–62{HAIR}%"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59.4, "59 s"), (60, "1 min"), (3599, "60 min"), (213_480, "59 h 18 min")],
)
def test_time_is_told_in_hours_and_minutes(seconds, words):
    assert duration(seconds).replace(HAIR, " ") == words


@pytest.mark.parametrize(
    ("micros", "words"),
    [
        (0, "0.00"),
        (42, "0.000042"),
        (4_200, "0.0042"),
        (10_000, "0.01"),
        (1_234_567_890, "1,234.57"),
    ],
)
def test_money_shows_what_there_is(micros, words):
    assert money(Money(micros, "EUR")) == f"{words}{HAIR}EUR"


def test_an_unknown_cost_is_never_nothing():
    assert cost_words(CostRow("", 2, 0, 0, (), 2)) == "unknown"
    assert cost_words(CostRow("", 2, 0, 0, (Money(0, "USD"),), 1)).endswith(f"1{HAIR}call unknown")
    assert cost_words(CostRow()) == "no calls"
    assert cost_words(CostRow("", 1, is_local=True)) == "0, on this computer"


def test_every_class_of_text_has_its_words():
    assert set(METHODS) == ALLOWED_PAIRS
    assert method_words(Contributor.HUMAN, Method.PASTED) == "Human, pasted"


def test_purposes_have_words_and_unknown_ones_are_kept():
    assert purpose_words("line_edit") == "Line editing"
    assert purpose_words("night_music") == "night music"
    assert purpose_words("") == "Other"


def test_names_lose_control_signs_and_line_ends():
    assert clean("a\x1b[0m\r\n b\u2028c\ud800") == "a [0m b c"


def test_plurals_and_dates():
    assert counted(1, "word") == f"1{HAIR}word"
    assert counted(2_000, "entry", "entries") == f"2,000{HAIR}entries"
    assert day_words(date(2026, 11, 3)) == f"3{HAIR}November{HAIR}2026"


def test_what_was_never_observed_says_so():
    assert observed_sentence(("", ""), 1.0) == "Nothing has been observed in Cocreate yet."
