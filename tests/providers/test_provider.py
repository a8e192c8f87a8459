from __future__ import annotations

import subprocess
import sys

import pytest

from cocreate.core.usage import Usage
from cocreate.providers.provider import (
    Finished,
    Message,
    Request,
    estimated_usage,
    host_of_url,
    is_loopback,
    model_info,
    split_ref,
)


def a_request(**changes) -> Request:
    fields = {"model": "m", "messages": (Message("user", "Zoë?"),), "json_schema": {"a": 1, "b": 2}}
    return Request(**{**fields, **changes})


def test_equal_requests_have_equal_hashes_and_digests():
    other = a_request(json_schema={"b": 2, "a": 1})
    assert a_request() == other
    assert hash(a_request()) == hash(other)
    assert a_request().digest() == other.digest()


@pytest.mark.parametrize(
    "change",
    [
        {"model": "n"},
        {"max_tokens": 1},
        {"temperature": 0.5},
        {"stop": ("\n",)},
        {"json_schema": None},
    ],
)
def test_any_difference_changes_the_digest(change):
    assert a_request(**change).digest() != a_request().digest()


def test_a_ref_is_split_at_its_first_slash():
    assert split_ref("openrouter/meta/llama") == ("openrouter", "meta/llama")
    assert split_ref("alone") == ("alone", "")


def test_a_model_info_carries_its_ref():
    info = model_info("ollama", "llama3", is_local=True, is_ready=True)
    assert (info.ref, info.is_larger) == ("ollama/llama3", True)


def test_usage_is_estimated_from_characters_rounded_up():
    assert estimated_usage(a_request(), 5) == Usage(1, 2, is_estimated=True)


def test_the_reason_tells_a_cut_answer_and_a_refused_one():
    assert Finished("length").is_cut_short
    assert Finished("max_tokens").is_cut_short
    assert Finished("content_filter").is_refused
    assert not Finished("stop").is_cut_short
    assert not Finished("stop").is_refused


@pytest.mark.parametrize(
    ("url", "is_near"),
    [
        ("http://127.0.0.1:8099/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:1/v1", True),
        ("http://127.1.2.3", True),
        ("https://api.openai.com/v1", False),
        ("http://localhost.evil.example/v1", False),
        ("http://127.0.0.1.evil.example", False),
        ("http://192.168.0.2", False),
        ("nonsense", False),
        ("http://[broken", False),
    ],
)
def test_an_address_is_local_only_if_it_stays_on_this_machine(url, is_near):
    assert is_loopback(url) is is_near


def test_the_host_of_an_address_is_in_small_letters():
    assert host_of_url("https://user@API.Example.org:99/x") == "api.example.org"


def test_the_values_need_neither_qt_nor_the_network_library():
    code = (
        "import sys, cocreate.providers.provider, cocreate.providers.access;"
        "sys.exit(any(name in sys.modules for name in ('httpx', 'PySide6', 'genai_prices')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_adapters_need_no_qt():
    code = (
        "import sys, cocreate.providers.connections;"
        "sys.exit(any(name in sys.modules for name in ('PySide6', 'xllamacpp')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
