from __future__ import annotations

from decimal import Decimal

import pytest

from cocreate.base.errors import InputError
from cocreate.core.usage import Price
from cocreate.store.provider_table import (
    ProviderEntry,
    parse_prices,
    parse_providers,
    with_price,
    with_provider,
    without_provider,
)

CONTRACT = """
[providers.scripted]            # any name
kind = "openai"                 # openai (chat-completions dialect), anthropic
base_url = "http://127.0.0.1:8099/v1"
api_key_env = "SCRIPTED_KEY"    # or the keyring; never the key itself in this file
models = ["test-model"]
price = { input_per_mtok = "1.00", output_per_mtok = "4.00", currency = "USD", as_of = 2026-11-01 }
"""
PRICE = Price(Decimal("1.00"), Decimal("4.00"), "USD", "2026-11-01", source="your price table")
SCRIPTED = ProviderEntry(
    "scripted", "openai", "http://127.0.0.1:8099/v1", "SCRIPTED_KEY", ("test-model",), PRICE
)


def test_the_contracts_example_is_read():
    table = parse_providers(CONTRACT)
    assert table.entries == (SCRIPTED,)
    assert table.problems == ()


def test_an_empty_text_has_no_services():
    assert parse_providers("").entries == ()


def test_text_that_is_not_toml_is_one_problem():
    assert parse_providers("[providers").problems[0].startswith("providers.toml cannot be read")
    assert parse_prices("[prices").problems[0].startswith("prices.toml cannot be read")


def test_tables_of_another_shape_are_one_problem():
    assert "not a table" in parse_providers("providers = 3").problems[0]
    assert "not a table" in parse_prices("prices = 3").problems[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('kind = "soap"', "kind is"),
        ('base_url = "localhost:1"', "base_url is"),
        ("base_url = 3", "base_url is"),
        ("api_key_env = 3", "environment variable"),
        ('api_key = "sk-1"', "never stands in this file"),
        ('models = "one"', "list of names"),
        ("models = [1]", "list of names"),
        ("colour = 1", "“colour” is not a setting"),
        ("price = 3", "a price is a table"),
        ('price = { input_per_mtok = "1" }', "output_per_mtok is an amount"),
        ('price = { input_per_mtok = "x", output_per_mtok = "1" }', "input_per_mtok is an amount"),
        ('price = { input_per_mtok = "-1", output_per_mtok = "1" }', "input_per_mtok is an amount"),
        ('price = { input_per_mtok = "NaN", output_per_mtok = "1" }', "input_per_mtok is"),
        ("price = { input_per_mtok = 1.5, output_per_mtok = 1 }", "input_per_mtok is an amount"),
        ("price = { input_per_mtok = true, output_per_mtok = 1 }", "input_per_mtok is an amount"),
        ('price = { input_per_mtok = 1, output_per_mtok = 1, currency = "$" }', "currency is"),
        ('price = { input_per_mtok = 1, output_per_mtok = 1, as_of = "May" }', "as_of is a date"),
    ],
)
def test_a_broken_entry_is_named_and_the_others_stay(line: str, said: str):
    kept = "".join(
        f"{known}\n"
        for known in ('kind = "openai"', 'base_url = "http://127.0.0.1:1"')
        if known.split()[0] != line.split(maxsplit=1)[0]
    )
    table = parse_providers(f"{CONTRACT}\n[providers.broken]\n{kept}{line}\n")
    assert table.entries == (SCRIPTED,)
    assert len(table.problems) == 1
    assert "[providers.broken]" in table.problems[0]
    assert said in table.problems[0]


def test_an_entry_that_is_no_table_is_named():
    assert "it is not a table" in parse_providers("[providers]\nx = 1").problems[0]


def test_a_service_is_added_and_the_rest_of_the_file_stays():
    other = ProviderEntry("other", "anthropic", "https://example.org", models=("a", "b"))
    text = with_provider(CONTRACT, other)
    assert text.startswith(CONTRACT)
    assert parse_providers(text).entries == (SCRIPTED, other)


def test_a_service_is_replaced_and_comments_elsewhere_stay():
    text = (
        "# mine\n" + CONTRACT + "\n[providers.b]  # kept\nkind = 'openai'\nbase_url = 'http://b'\n"
    )
    new = ProviderEntry("scripted", "openai", "http://127.0.0.1:9/v1", price=PRICE)
    changed = with_provider(text, new)
    assert changed.startswith("# mine\n")
    assert "[providers.b]  # kept" in changed
    assert {entry.name: entry for entry in parse_providers(changed).entries}["scripted"] == new


def test_sub_tables_of_a_service_go_with_it():
    text = CONTRACT.replace("price =", "#") + "[providers.scripted.price]\ninput_per_mtok = 1\n"
    assert without_provider(text + "[other]\nx = 1\n", "scripted").strip() == "[other]\nx = 1"


def test_an_unreadable_header_belongs_to_nobody():
    assert without_provider("[a..b]\nx = 1\n", "a") == "[a..b]\nx = 1\n"


@pytest.mark.parametrize(
    "entry",
    [
        ProviderEntry("two words", "openai", "http://a"),
        ProviderEntry("name", "soap", "http://a"),
        ProviderEntry("name", "openai", "nowhere"),
    ],
)
def test_a_service_that_could_not_be_read_back_is_refused(entry: ProviderEntry):
    with pytest.raises(InputError):
        with_provider("", entry)


def test_prices_are_kept_by_ref_and_replaced():
    full = Price(
        Decimal("0.15"),
        Decimal("0.60"),
        "EUR",
        "2026-10-01",
        Decimal("0.075"),
        Decimal("0.90"),
        "your price table",
    )
    text = with_price("", "openrouter/acme/large", PRICE)
    text = with_price(text, "openrouter/acme/large", full)
    text = with_price(text, "x/y", PRICE)
    assert parse_prices(text).prices == {"openrouter/acme/large": full, "x/y": PRICE}


def test_a_date_may_be_written_without_quotes_or_left_out():
    table = parse_prices(
        "[prices.'a/b']\ninput_per_mtok = 1\noutput_per_mtok = 2\nas_of = 2026-11-01\n"
        "[prices.'a/c']\ninput_per_mtok = 1\noutput_per_mtok = 2\n"
    )
    assert table.prices["a/b"].as_of == "2026-11-01"
    assert table.prices["a/c"].as_of == ""
    assert parse_prices(with_price("", "a/c", table.prices["a/c"])).prices["a/c"].as_of == ""


def test_a_broken_price_is_named():
    table = parse_prices("[prices.'a/b']\ninput_per_mtok = 1\n")
    assert table.prices == {}
    assert '[prices."a/b"]' in table.problems[0]
