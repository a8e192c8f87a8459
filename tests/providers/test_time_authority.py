from __future__ import annotations

import asyncio

import httpx
import pytest

from cocreate.base.errors import InputError, ProviderError
from cocreate.providers.http_client import make
from cocreate.providers.time_authority import ask_authority, host_of

URL = "http://stamps.example/tsa"


def asked(answer: httpx.Response | Exception, url: str = URL) -> tuple[bytes, list[httpx.Request]]:
    seen: list[httpx.Request] = []

    def serve(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    client = make(httpx.MockTransport(serve))
    return asyncio.run(ask_authority(url, b"question", client)), seen


def test_nothing_but_the_question_is_sent():
    reply, (request,) = asked(httpx.Response(200, content=b"reply"))
    assert reply == b"reply"
    assert request.method == "POST"
    assert request.content == b"question"
    assert request.headers["Content-Type"] == "application/timestamp-query"
    assert "authorization" not in request.headers


@pytest.mark.parametrize("status", [301, 400, 404, 500])
def test_a_refusal_names_host_and_status(status: int):
    with pytest.raises(ProviderError, match=rf"stamps\.example refused \({status}\)"):
        asked(httpx.Response(status))


@pytest.mark.parametrize(
    "answer",
    [
        httpx.ReadTimeout("slow"),
        httpx.ConnectError("no"),
        httpx.Response(200, content=bytes(200_001)),
    ],
)
def test_silence_and_too_much_are_one_sentence(answer: httpx.Response | Exception):
    with pytest.raises(ProviderError, match="no reply that can be used") as caught:
        asked(answer)
    assert "base_url" not in caught.value.sentence


@pytest.mark.parametrize("url", ["", "ftp://x.example", "stamps.example", "http://", "http://[x"])
def test_an_address_that_is_none_is_not_asked(url: str):
    with pytest.raises(InputError, match="begins with https"):
        asked(httpx.Response(200), url)


def test_the_host_is_what_is_named():
    assert host_of(" https://Stamps.example:8443/x ") == "stamps.example"
