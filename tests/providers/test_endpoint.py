from __future__ import annotations

import pytest

from cocreate.base.errors import ProviderError
from cocreate.providers.endpoint import Endpoint


def test_an_endpoint_never_shows_its_key():
    assert "sk-secret" not in repr(Endpoint("s", "https://a.example", "sk-secret"))


def test_a_key_is_stripped():
    assert Endpoint("s", "https://a.example", " sk-secret\n").usable_key() == "sk-secret"


def test_no_key_is_fine_where_none_is_needed():
    assert Endpoint("s", "http://127.0.0.1").usable_key() == ""


def test_a_missing_key_is_told():
    with pytest.raises(ProviderError, match="There is no key for s"):
        Endpoint("s", "https://a.example", "  ", needs_key=True).usable_key()


@pytest.mark.parametrize("key", ["sk-secrét", "sk-\nsecret", "sk-\x00secret"])
def test_a_key_that_cannot_be_one_is_told_without_showing_it(key):
    with pytest.raises(ProviderError, match="characters that no key has") as caught:
        Endpoint("s", "https://a.example", key).usable_key()
    assert "secr" not in caught.value.sentence


def test_it_says_who_is_called():
    called = Endpoint("s", "https://A.example/v1").called("m")
    assert (called.service, called.host, called.model, called.is_local) == (
        "s",
        "a.example",
        "m",
        False,
    )
