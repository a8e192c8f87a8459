"""The writer's tables of model services and prices: TOML text to values and back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from cocreate.base.errors import InputError
from cocreate.core.usage import Price

KINDS = ("openai", "anthropic")
_KNOWN = {"kind", "base_url", "api_key_env", "models", "price"}
_NAME = re.compile(r"[A-Za-z0-9_-]+\Z")
_HEADER = re.compile(r"\s*\[+\s*(?P<key>[^\]#]+?)\s*\]+\s*(#.*)?\Z")
_PRICE_SOURCE = "your price table"


@dataclass(frozen=True, slots=True)
class ProviderEntry:
    """A model service that the writer set up.

    Args:
        name: what the part of a model's ref before the first `/` says.
        kind: the dialect, one of KINDS.
        base_url: where it listens.
        api_key_env: environment variable that may hold the key; "" for none.
        models: names of its models.
        price: what its models cost; None: unknown.
    """

    name: str
    kind: str
    base_url: str
    api_key_env: str = ""
    models: tuple[str, ...] = ()
    price: Price | None = None


@dataclass(frozen=True, slots=True)
class ProviderTable:
    """What `providers.toml` says; each broken entry is a sentence in `problems`."""

    entries: tuple[ProviderEntry, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceTable:
    """What `prices.toml` says, by model ref (`provider/model`)."""

    prices: Mapping[str, Price]
    problems: tuple[str, ...] = ()


def _read(text: str) -> dict[str, object]:
    """Return the tables of a text; raise ValueError where it is none."""
    if not text:
        return {}
    import tomllib  # noqa: PLC0415 - most writers have no such file

    return tomllib.loads(text)


def parse_providers(text: str) -> ProviderTable:
    """Read the text of `providers.toml`; the good entries stay usable beside broken ones."""
    try:
        providers = _read(text).get("providers", {})
    except ValueError as error:
        return ProviderTable(problems=(f"providers.toml cannot be read: {error}.",))
    if not isinstance(providers, dict):
        return ProviderTable(problems=("providers.toml: “providers” is not a table.",))
    entries: list[ProviderEntry] = []
    problems: list[str] = []
    for name, values in providers.items():
        try:
            entries.append(_entry(name, values))
        except InputError as error:
            problems.append(f"providers.toml, [providers.{name}]: {error}")
    return ProviderTable(tuple(entries), tuple(problems))


def parse_prices(text: str) -> PriceTable:
    """Read the text of `prices.toml`."""
    try:
        prices = _read(text).get("prices", {})
    except ValueError as error:
        return PriceTable({}, (f"prices.toml cannot be read: {error}.",))
    if not isinstance(prices, dict):
        return PriceTable({}, ("prices.toml: “prices” is not a table.",))
    good: dict[str, Price] = {}
    problems: list[str] = []
    for ref, values in prices.items():
        try:
            good[ref] = _price(values)
        except InputError as error:
            problems.append(f"prices.toml, [prices.{json.dumps(ref)}]: {error}")
    return PriceTable(good, tuple(problems))


def with_provider(text: str, entry: ProviderEntry) -> str:
    """Return the text of `providers.toml` with `entry` in it; the other lines stay as they are.

    Raises:
        InputError: the entry could not be read back.
    """
    if not _NAME.match(entry.name):
        raise InputError("A service's name is made of letters, digits, “-” and “_” only.")
    lines = [
        f"[providers.{entry.name}]",
        f"kind = {json.dumps(entry.kind)}",
        f"base_url = {json.dumps(entry.base_url)}",
        *([f"api_key_env = {json.dumps(entry.api_key_env)}"] if entry.api_key_env else []),
        f"models = {json.dumps(list(entry.models), ensure_ascii=False)}",
        *([f"price = {_price_text(entry.price)}"] if entry.price is not None else []),
    ]
    new = _appended(without_provider(text, entry.name), lines)
    table = parse_providers(new)
    if entry.name not in {read.name for read in table.entries}:
        raise InputError(table.problems[-1])
    return new


def without_provider(text: str, name: str) -> str:
    """Return the text of `providers.toml` without the tables of `name`."""
    return _without(text, ("providers", name))


def with_price(text: str, ref: str, price: Price) -> str:
    """Return the text of `prices.toml` with the price of a model in it."""
    lines = [f"[prices.{json.dumps(ref, ensure_ascii=False)}]", *_price_fields(price)]
    return _appended(_without(text, ("prices", ref)), lines)


def _entry(name: str, values: object) -> ProviderEntry:
    if not isinstance(values, dict):
        raise InputError("it is not a table.")
    if any("key" in field and field != "api_key_env" for field in values):
        raise InputError("a key never stands in this file; use api_key_env or the keyring.")
    unknown = sorted(values.keys() - _KNOWN)
    if unknown:
        raise InputError(f"“{unknown[0]}” is not a setting.")
    if values.get("kind") not in KINDS:
        raise InputError("kind is “openai” or “anthropic”.")
    url = values.get("base_url")
    if not isinstance(url, str) or not re.match(r"https?://[^/\s]+", url):
        raise InputError("base_url is an address that begins with http:// or https://.")
    env = values.get("api_key_env", "")
    if not isinstance(env, str):
        raise InputError("api_key_env is the name of an environment variable.")
    models = values.get("models", [])
    if not isinstance(models, list) or not all(isinstance(m, str) and m for m in models):
        raise InputError("models is a list of names.")
    price = _price(values["price"]) if "price" in values else None
    return ProviderEntry(name, str(values["kind"]), url, env, tuple(models), price)


def _price(values: object) -> Price:
    if not isinstance(values, dict):
        raise InputError("a price is a table with input_per_mtok and output_per_mtok.")
    currency = values.get("currency", "USD")
    if not isinstance(currency, str) or not re.fullmatch(r"[A-Z]{3}", currency):
        raise InputError("currency is three capital letters, such as USD.")
    return Price(
        _amount(values, "input_per_mtok"),
        _amount(values, "output_per_mtok"),
        currency,
        _as_of(values.get("as_of", "")),
        _amount(values, "cached_per_mtok") if "cached_per_mtok" in values else None,
        _amount(values, "reasoning_per_mtok") if "reasoning_per_mtok" in values else None,
        _PRICE_SOURCE,
    )


def _amount(values: Mapping[str, object], field: str) -> Decimal:
    value = values.get(field)
    sentence = f'{field} is an amount such as "1.00".'
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(sentence)
    try:
        amount = Decimal(value)
    except InvalidOperation as error:
        raise InputError(sentence) from error
    if not amount.is_finite() or amount < 0:
        raise InputError(sentence)
    return amount


def _as_of(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if value == "":
        return ""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise InputError("as_of is a date such as 2026-11-01.") from error


def _price_fields(price: Price) -> list[str]:
    fields = [
        f'input_per_mtok = "{price.input_per_mtok}"',
        f'output_per_mtok = "{price.output_per_mtok}"',
        f"currency = {json.dumps(price.currency)}",
    ]
    if price.as_of:
        fields.append(f"as_of = {json.dumps(price.as_of)}")
    if price.cached_per_mtok is not None:
        fields.append(f'cached_per_mtok = "{price.cached_per_mtok}"')
    if price.reasoning_per_mtok is not None:
        fields.append(f'reasoning_per_mtok = "{price.reasoning_per_mtok}"')
    return fields


def _price_text(price: Price) -> str:
    return "{ " + ", ".join(_price_fields(price)) + " }"


def _appended(text: str, lines: list[str]) -> str:
    kept = text.rstrip("\n")
    return (kept + "\n\n" if kept else "") + "\n".join(lines) + "\n"


def _without(text: str, key: tuple[str, str]) -> str:
    kept: list[str] = []
    is_inside = False
    for line in text.splitlines(keepends=True):
        header = _HEADER.match(line.rstrip("\r\n"))
        if header is not None:
            is_inside = _header_key(header["key"])[:2] == key
        if not is_inside:
            kept.append(line)
    return "".join(kept)


def _header_key(text: str) -> tuple[str, ...]:
    """Return the dotted key of a table header as its parts."""
    try:
        table: object = _read(f"[{text}]")
    except ValueError:
        return ()
    parts: list[str] = []
    while isinstance(table, dict) and table:
        name, table = next(iter(table.items()))
        parts.append(name)
    return tuple(parts)
