from __future__ import annotations

from decimal import Decimal

import pytest

from cocreate.core.usage import Money, Price, Usage, cost, estimate_tokens


def a_price(read="1.00", written="4.00", **more):
    return Price(Decimal(read), Decimal(written), "USD", "2026-11-01", **more)


def test_a_call_costs_its_tokens_in_whole_micro_units():
    assert cost(Usage(1_000, 500), a_price()) == Money(3_000, "USD")
    assert cost(Usage(), a_price()) == Money(0, "USD")


@pytest.mark.parametrize(("tokens", "micros"), [(1, 1), (3, 2), (5, 3)])
def test_half_a_micro_unit_is_rounded_up(tokens, micros):
    assert cost(Usage(tokens, 0), a_price(read="0.5")).micros == micros


def test_cached_tokens_cost_the_input_price_unless_told_otherwise():
    usage = Usage(1_000, 0, cached_tokens=400)
    assert cost(usage, a_price()).micros == 1_000
    assert cost(usage, a_price(cached_per_mtok=Decimal("0.25"))).micros == 700


def test_reasoning_is_part_of_the_output_unless_told_otherwise():
    usage = Usage(0, 100, reasoning_tokens=60)
    assert cost(usage, a_price()).micros == 400
    assert cost(usage, a_price(reasoning_per_mtok=Decimal(10))).micros == 760


@pytest.mark.parametrize(("characters", "tokens"), [(0, 0), (1, 1), (4, 1), (5, 2)])
def test_where_nothing_is_reported_a_token_is_four_characters(characters, tokens):
    assert estimate_tokens(characters) == tokens
