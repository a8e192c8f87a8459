from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from cocreate.providers.model_catalog import (
    KNOWN_SERVICES,
    free,
    is_passed_on,
    known_service,
    price_for,
)
from cocreate.providers.provider import is_loopback

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def test_the_price_of_a_known_model_is_given_with_date_and_source():
    price = price_for("openai", "gpt-4o-mini", NOW)
    assert price is not None
    assert (price.input_per_mtok, price.output_per_mtok) == (Decimal("0.15"), Decimal("0.6"))
    assert price.cached_per_mtok == Decimal("0.075")
    assert price.currency == "USD"
    assert "2026-01-01" < price.as_of <= "2026-11-24"
    assert price.source.startswith("genai-prices ")


def test_a_service_is_recognised_by_its_address_whatever_its_name():
    by_address = price_for("mine", "gpt-4o-mini", NOW, base_url="https://api.openai.com/v1")
    assert by_address == price_for("openai", "gpt-4o-mini", NOW)


def test_of_a_tiered_price_the_first_tier_is_given():
    price = price_for("anthropic", "claude-sonnet-4-5", NOW)
    assert price is not None
    assert price.input_per_mtok == Decimal(3)


@pytest.mark.parametrize(
    ("provider", "model", "base_url"),
    [
        ("openai", "no-such-model", ""),
        ("nobody", "gpt-4o-mini", ""),
        ("openai", "gpt-4o-mini", "https://models.example/v1"),
    ],
)
def test_what_nobody_knows_stays_unknown(provider, model, base_url):
    assert price_for(provider, model, NOW, base_url=base_url) is None


def test_a_price_depends_on_the_day():
    priced = [
        price_for("deepseek", "deepseek-chat", datetime(2025, 1, 2, hour, tzinfo=UTC))
        for hour in (2, 20)
    ]
    assert None not in priced
    assert priced[0] != priced[1]


def test_a_price_carries_the_day_it_began_if_that_is_known():
    price = price_for("x-ai", "grok-4.20", NOW)
    assert price is None or price.as_of <= "2026-11-24"


def test_what_runs_here_is_free():
    price = free("2026-11-24")
    assert not price.input_per_mtok
    assert not price.output_per_mtok
    assert price.source == "runs on this computer"


def test_every_known_service_is_far_away_and_over_https():
    for service in KNOWN_SERVICES:
        assert service.base_url.startswith("https://")
        assert not is_loopback(service.base_url)
        assert service.key_env.endswith("_API_KEY")


def test_a_known_service_is_found_by_name():
    assert known_service("anthropic") in KNOWN_SERVICES
    assert known_service("nobody") is None


def test_models_that_a_local_program_passes_on_are_recognised():
    assert is_passed_on("ollama", "gpt-oss:120b-cloud")
    assert not is_passed_on("ollama", "gpt-oss:20b")
    assert not is_passed_on("lm-studio", "gpt-oss:120b-cloud")
