"""The question before text leaves this machine."""

from __future__ import annotations

from cocreate.agents.budget import Estimate
from cocreate.core.usage import Money
from cocreate.ui.consent_dialog import consent_question
from cocreate.workspace.asking import ConsentRequest


def _request(cost: Money | None) -> ConsentRequest:
    return ConsentRequest(
        "openrouter", "openrouter.ai", "qwen", "the scene", 1200, Estimate(300, 500, cost)
    )


def test_it_says_what_goes_to_whom_at_what_cost():
    question = consent_question(_request(Money(20_000, "USD")))
    for words in ("openrouter.ai", "qwen", "the scene", "300 tokens", "at most $0.02", "once"):
        assert words in question.detail
    assert question.title == "Send text to openrouter?"


def test_an_unknown_price_stays_unknown():
    assert "no price is known for qwen" in consent_question(_request(None)).detail
