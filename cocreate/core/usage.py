"""Tokens, prices and money. Money is whole micro-units of a currency, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call as the provider reported them.

    Args:
        input_tokens: all tokens read, cached ones included.
        output_tokens: all tokens written, reasoning included.
        cached_tokens: the part of the input that came from a cache.
        reasoning_tokens: the part of the output that was reasoning.
        is_estimated: the service reported nothing: ceil(characters / 4).
    """

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    reasoning_tokens: int = 0
    is_estimated: bool = False


@dataclass(frozen=True, slots=True)
class Price:
    """Money per million tokens, as of a date.

    Args:
        input_per_mtok: price of input tokens, in whole currency units.
        output_per_mtok: price of output tokens.
        cached_per_mtok: price of cached input; None: the input price.
        reasoning_per_mtok: price of reasoning; None: part of the output.
        as_of: ISO date from which the price is known.
        source: where the price comes from, e.g. "genai-prices 0.2.3", "your price table".
    """

    input_per_mtok: Decimal
    output_per_mtok: Decimal
    currency: str
    as_of: str
    cached_per_mtok: Decimal | None = None
    reasoning_per_mtok: Decimal | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole micro-units (millionths) of a currency."""

    micros: int
    currency: str


def estimate_tokens(characters: int) -> int:
    """Return ceil(characters / 4): the estimate where a service reports nothing."""
    return -(-characters // 4)


def cost(usage: Usage, price: Price) -> Money:
    """Return what a call cost, rounded half up to whole micro-units.

    A price per million tokens in currency units is a price per token in micro-units.
    """
    cached_price = price.input_per_mtok if price.cached_per_mtok is None else price.cached_per_mtok
    fresh = usage.input_tokens - usage.cached_tokens
    micros = fresh * price.input_per_mtok + usage.cached_tokens * cached_price
    if price.reasoning_per_mtok is None:
        micros += usage.output_tokens * price.output_per_mtok
    else:
        micros += (usage.output_tokens - usage.reasoning_tokens) * price.output_per_mtok
        micros += usage.reasoning_tokens * price.reasoning_per_mtok
    return Money(int(Decimal(micros).quantize(Decimal(1), ROUND_HALF_UP)), price.currency)
