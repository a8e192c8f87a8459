from __future__ import annotations

from decimal import Decimal

import pytest

from cocreate.agents.budget import Budget, BudgetState, estimate, is_over
from cocreate.core.usage import Money, Price, Usage
from cocreate.providers.provider import Message

PRICE = Price(Decimal(1), Decimal(4), "USD", "2026-11-01")


@pytest.mark.parametrize(
    ("spent", "state"),
    [
        (0, BudgetState.OK),
        (799_999, BudgetState.OK),
        (800_000, BudgetState.NEAR),
        (999_999, BudgetState.NEAR),
        (1_000_000, BudgetState.SPENT),
        (5_000_000, BudgetState.SPENT),
    ],
)
def test_a_budget_is_near_at_eighty_per_cent_and_spent_at_all_of_it(spent: int, state: BudgetState):
    assert Budget(1_000_000).state(spent) is state


def test_no_limit_is_never_reached():
    assert Budget().state(10**12) is BudgetState.OK


def test_a_budget_of_nothing_is_spent():
    assert Budget(0).state(0) is BudgetState.SPENT


def test_an_estimate_counts_four_characters_a_token_and_the_longest_answer():
    guess = estimate([Message("user", "x" * 401)], 100, PRICE)
    assert (guess.input_tokens, guess.output_tokens) == (101, 100)
    assert guess.cost == Money(501, "USD")


def test_an_unknown_price_gives_an_unknown_cost():
    assert estimate([Message("user", "x")], 100, None).cost is None


def test_a_limit_is_over_when_it_is_reached_and_unknown_never_is():
    usage = Usage(input_tokens=100, output_tokens=100)
    assert is_over(usage, PRICE, Money(500, "USD"))
    assert not is_over(usage, PRICE, Money(501, "USD"))
    assert not is_over(usage, None, Money(1, "USD"))
    assert not is_over(usage, PRICE, None)
    assert not is_over(usage, PRICE, Money(1, "EUR"))
