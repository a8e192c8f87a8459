"""What a run may spend, and what it is likely to cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cocreate.core.usage import Money, Price, Usage, cost, estimate_tokens
from cocreate.providers.provider import Message

_NEAR_PERCENT = 80


class BudgetState(StrEnum):
    """How much of the money allowed is gone."""

    OK = "ok"
    NEAR = "near"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class Budget:
    """Money allowed.

    Args:
        limit_micros: micro-units of `currency`; None: no limit.
    """

    limit_micros: int | None = None
    currency: str = "USD"

    def state(self, spent_micros: int) -> BudgetState:
        """Return where the budget stands: near from 80 per cent on, spent from all of it on."""
        if self.limit_micros is None:
            return BudgetState.OK
        if spent_micros >= self.limit_micros:
            return BudgetState.SPENT
        if spent_micros * 100 >= self.limit_micros * _NEAR_PERCENT:
            return BudgetState.NEAR
        return BudgetState.OK


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a call may come to before it is made.

    Args:
        input_tokens: tokens that will be sent.
        output_tokens: tokens of the longest answer allowed.
        cost: the most it costs; None where no price is known.
    """

    input_tokens: int
    output_tokens: int
    cost: Money | None


def estimate(messages: Sequence[Message], max_tokens: int, price: Price | None) -> Estimate:
    """Return what sending `messages` may cost at most; unknown stays unknown."""
    sent = estimate_tokens(sum(len(message.content) for message in messages))
    usage = Usage(input_tokens=sent, output_tokens=max_tokens, is_estimated=True)
    return Estimate(sent, max_tokens, None if price is None else cost(usage, price))


def is_over(usage: Usage, price: Price | None, limit: Money | None) -> bool:
    """Whether `usage` at `price` has reached `limit`; what is unknown never stops a run."""
    if price is None or limit is None or price.currency != limit.currency:
        return False
    return cost(usage, price).micros >= limit.micros
