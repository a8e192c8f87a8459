"""Known services and the prices of their models, from data that came with the program."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Literal

from cocreate.core.usage import Price

Kind = Literal["openai", "anthropic"]

_LOADING = threading.Lock()


@dataclass(frozen=True, slots=True)
class KnownService:
    """A service that the writer can choose by name and needs to give no more than a key for."""

    name: str
    title: str
    kind: Kind
    base_url: str
    key_env: str


KNOWN_SERVICES: tuple[KnownService, ...] = (
    KnownService("openai", "OpenAI", "openai", "https://api.openai.com/v1", "OPENAI_API_KEY"),
    KnownService(
        "anthropic", "Anthropic", "anthropic", "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"
    ),
    KnownService(
        "dashscope",
        "Qwen (DashScope)",
        "openai",
        "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
        "DASHSCOPE_API_KEY",
    ),
    KnownService(
        "openrouter", "OpenRouter", "openai", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"
    ),
    KnownService("mistral", "Mistral", "openai", "https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    KnownService(
        "deepseek", "DeepSeek", "openai", "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"
    ),
    KnownService("groq", "Groq", "openai", "https://api.groq.com/openai/v1", "GROQ_API_KEY"),
)


@dataclass(frozen=True, slots=True)
class LocalService:
    """A program that serves models on this machine.

    Args:
        name: the first half of its models' refs.
        root_url: where it listens, without a path.
    """

    name: str
    title: str
    root_url: str

    @property
    def base_url(self) -> str:
        """The address of its chat-completions dialect."""
        return f"{self.root_url}/v1"


LOCAL_SERVICES: tuple[LocalService, ...] = (
    LocalService("ollama", "Ollama", "http://127.0.0.1:11434"),
    LocalService("lm-studio", "LM Studio", "http://127.0.0.1:1234"),
)


def is_passed_on(service: str, model: str) -> bool:
    """Return whether a local program sends the text of this model on to a service of its own."""
    return service == "ollama" and model.endswith(("-cloud", ":cloud"))


def known_service(name: str) -> KnownService | None:
    """Return the known service of that name."""
    return next((service for service in KNOWN_SERVICES if service.name == name), None)


def price_for(provider: str, model: str, at: datetime, *, base_url: str = "") -> Price | None:
    """Return the price of a model on a day, None if the data knows none.

    The service is recognised by its address, else by its name. Where a price grows with the length
    of the input, the one for ordinary lengths is given.
    """
    from importlib.metadata import version  # noqa: PLC0415 - not at the start

    _load()
    from genai_prices import data_snapshot  # noqa: PLC0415 - large tables, needed at first use only

    snapshot = data_snapshot.get_snapshot()
    try:
        if base_url:
            _, found = snapshot.find_provider_model(model, None, None, base_url)
        else:
            _, found = snapshot.find_provider_model(model, None, provider, None)
    except LookupError:
        return None
    prices = found.get_prices(at)
    read = _amount(getattr(prices, "input_mtok", None))
    written = _amount(getattr(prices, "output_mtok", None))
    if read is None or written is None:
        return None
    return Price(
        input_per_mtok=read,
        output_per_mtok=written,
        currency="USD",
        as_of=_as_of(found.prices, at),
        cached_per_mtok=_amount(getattr(prices, "cache_read_mtok", None)),
        source=f"genai-prices {version('genai-prices')}",
    )


def _load() -> None:
    """Load the price data; two threads that want it at once do it one after the other.

    It brings in a great many modules that import each other, which two threads must not begin at
    the same time.
    """
    with _LOADING:
        import_module("genai_prices.data_snapshot").get_snapshot()


def free(as_of: str) -> Price:
    """Return the price of a model that runs on this machine."""
    return Price(Decimal(0), Decimal(0), "USD", as_of, source="runs on this computer")


def _amount(price: object) -> Decimal | None:
    """Return a price per million tokens; of a tiered one, that of the first tier."""
    base = getattr(price, "base", price)
    return base if isinstance(base, Decimal) else None


def _as_of(prices: object, at: datetime) -> str:
    """Return since when the price is valid, else how new the data is at least."""
    starts = _starts(prices, at.date())
    return max(starts, default=_newest(at.date())).isoformat()


def _starts(prices: object, until: date) -> list[date]:
    dates = []
    for conditional in prices if isinstance(prices, list) else ():
        start = getattr(conditional.constraint, "start_date", None)
        if isinstance(start, date) and start <= until:
            dates.append(start)
    return dates


@cache
def _newest(until: date) -> date:
    """Return the last day on which the data knows of a changed price."""
    _load()
    from genai_prices import data_snapshot  # noqa: PLC0415 - large tables, needed at first use only

    every = [
        start
        for provider in data_snapshot.get_snapshot().providers
        for model in provider.models
        for start in _starts(model.prices, until)
    ]
    return max(every, default=until)
