from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from datetime import UTC, datetime

import httpx
import pytest

from cocreate.base.errors import ProviderError
from cocreate.providers.complaints import Called
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.http_client import Call, HttpClient, Patience, make
from cocreate.providers.openai_compat import OpenAiCompat
from cocreate.providers.provider import Delta, TextDelta, UsageDelta
from tests.fakes.scripted_service import (
    ScriptedAnswer,
    ScriptedService,
    breaks_off,
    never_ends,
    refuses,
    says,
)
from tests.providers.wire_fixtures import REQUEST, collected, stream_all

CALLED = Called("scripted", "models.example", "test-model")
CALL = Call(CALLED, "https://models.example/v1/x", {"Authorization": "Bearer sk-secret"}, {})
QUICK = Patience(connect_s=0.3, read_s=0.3)


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0


class Broken(httpx.AsyncByteStream):
    """A body that ends in an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def __aiter__(self):
        for piece in (b"{", None):
            if piece is None:
                raise self.error
            yield piece


def fetch(client: HttpClient, call: Call = CALL) -> object:
    async def go() -> object:
        try:
            async with client.ask(call) as answer:
                return await answer.document()
        finally:
            await client.aclose()

    return asyncio.run(go())


def raising(error: Exception, count: list[int] | None = None) -> httpx.MockTransport:
    def answer(request: httpx.Request) -> httpx.Response:
        if count is not None:
            count.append(1)
        raise error

    return httpx.MockTransport(answer)


def sentence_of(client: HttpClient, call: Call = CALL) -> str:
    with pytest.raises(ProviderError) as caught:
        fetch(client, call)
    sentence = caught.value.sentence
    assert "sk-" not in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def caused_by(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (httpx.ConnectError("refused"), "cannot be reached"),
        (httpx.ConnectError("[SSL] certificate verify failed"), "No secure connection"),
        (caused_by(httpx.ConnectError("x"), ssl.SSLError("x")), "No secure connection"),
        (httpx.ConnectError("[Errno -2] Name or service not known"), "cannot be found"),
        (caused_by(httpx.ConnectError("x"), socket.gaierror("x")), "cannot be found"),
        (httpx.ConnectTimeout("x"), "cannot be reached"),
        (httpx.ReadTimeout("x"), "sent nothing for 1 second"),
        (httpx.RemoteProtocolError("x"), "broke off"),
        (httpx.ReadError("x"), "broke off"),
        (httpx.LocalProtocolError("Illegal header value b'Bearer sk-secret'"), "holds characters"),
        (httpx.UnsupportedProtocol("x"), "not an address"),
    ],
)
def test_every_trouble_of_the_way_becomes_one_sentence(error, words):
    assert words in sentence_of(make(raising(error), patience=QUICK))


def test_the_error_of_a_bad_header_leaves_no_trace_of_the_key():
    error = httpx.LocalProtocolError("Illegal header value b'Bearer sk-secret'")
    with pytest.raises(ProviderError) as caught:
        fetch(make(raising(error)))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("url", ["models.example/v1", "ftp://models.example", "http://a:b"])
def test_an_address_that_is_none_is_named(url):
    assert "not an address" in sentence_of(make(), Call(CALLED, url, {}, {}))


def test_a_failed_connection_to_the_world_is_tried_once_more():
    count: list[int] = []
    sentence_of(make(raising(httpx.ConnectError("x"), count)))
    assert len(count) == 2


def test_a_failed_connection_on_this_machine_is_not_tried_again():
    count: list[int] = []
    sentence_of(make(raising(httpx.ConnectError("x"), count), local=True))
    assert len(count) == 1


@pytest.mark.parametrize(("status", "asked"), [(502, 2), (503, 2), (504, 2), (500, 1), (429, 1)])
def test_only_a_gateway_in_trouble_is_asked_twice(status, asked):
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(status)

    sentence_of(make(httpx.MockTransport(answer)))
    assert len(seen) == asked


def test_a_gateway_that_recovers_is_no_trouble():
    answers = [httpx.Response(503), httpx.Response(200, json={"ok": 1})]
    assert fetch(make(httpx.MockTransport(lambda _: answers.pop(0)))) == {"ok": 1}


@pytest.mark.parametrize(
    ("header", "wait_s"), [("7", 7.0), ("Tue, 24 Nov 2026 12:01:00 GMT", 60.0)]
)
def test_the_time_to_wait_is_told_and_kept(header, wait_s):
    answer = httpx.Response(429, headers={"retry-after": header})
    client = make(httpx.MockTransport(lambda _: answer), clock=StillClock())
    with pytest.raises(ProviderError) as caught:
        fetch(client)
    assert caught.value.retry_after_s == wait_s
    assert f"wait {round(wait_s)} seconds" in caught.value.sentence


def test_a_document_that_is_no_json_is_named():
    client = make(httpx.MockTransport(lambda _: httpx.Response(200, text="<html>")))
    assert "not a model's answer" in sentence_of(client)


def test_a_document_without_end_is_given_up():
    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self):
            while True:
                yield b"x" * 1_000_000

    client = make(httpx.MockTransport(lambda _: httpx.Response(200, stream=Endless())))
    assert "not a model's answer" in sentence_of(client)


def test_a_refusal_without_end_is_read_only_so_far():
    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self):
            while True:
                yield b"x" * 10_000

    client = make(httpx.MockTransport(lambda _: httpx.Response(400, stream=Endless())))
    assert "refused the request (400)" in sentence_of(client)


def test_a_refusal_that_breaks_off_is_told_by_its_status():
    client = make(
        httpx.MockTransport(lambda _: httpx.Response(401, stream=Broken(httpx.ReadError("gone"))))
    )
    assert "does not accept the key" in sentence_of(client)


def test_silence_in_the_middle_of_an_answer_is_told():
    client = make(
        httpx.MockTransport(
            lambda _: httpx.Response(200, stream=Broken(httpx.ReadTimeout("quiet")))
        )
    )
    assert "sent nothing for 2 minutes" in sentence_of(client)


def test_half_a_pair_in_a_request_is_nothing_to_fail_over():
    seen: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.content)
        return httpx.Response(200, json=1)

    fetch(make(httpx.MockTransport(answer)), Call(CALLED, CALL.url, {}, {"a": "Zo\udcff"}))
    assert seen == [b'{"a": "Zo?"}']


def test_a_call_without_a_payload_only_gets():
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.method)
        return httpx.Response(200, json=1)

    fetch(make(httpx.MockTransport(answer)), Call(CALLED, CALL.url, {}))
    assert seen == ["GET"]


def test_one_client_serves_one_loop_after_the_other():
    client = make(httpx.MockTransport(lambda _: httpx.Response(200, json=1)))
    assert [fetch(client), fetch(client)] == [1, 1]


def test_closing_from_another_loop_is_harmless():
    client = make(httpx.MockTransport(lambda _: httpx.Response(200, json=1)))

    async def ask() -> None:
        async with client.ask(CALL) as answer:
            await answer.document()

    asyncio.run(ask())
    asyncio.run(client.aclose())
    asyncio.run(client.aclose())


# With a real server on this machine.


def local_provider(base_url: str, patience: Patience | None = None) -> OpenAiCompat:
    return OpenAiCompat(
        Endpoint("scripted", base_url, "sk-secret"), make(local=True, patience=patience)
    )


@pytest.mark.local_server
def test_an_answer_comes_over_a_real_connection():
    with ScriptedService(says("Zoë and the 🐋", reasoning="hm", is_list=True)) as service:
        made = collected(stream_all(local_provider(service.base_url)))
    assert (made.text, made.reasoning, made.finish) == ("Zoë and the 🐋", "hm", "stop")
    assert made.usage.input_tokens == 100
    assert service.requests[0].headers["authorization"] == "Bearer sk-secret"


@pytest.mark.local_server
def test_many_answers_one_after_another_come_through():
    with ScriptedService("yes") as service:

        async def go() -> list[str]:
            provider = local_provider(service.base_url)
            texts = []
            for _ in range(20):
                deltas = [delta async for delta in provider.stream(REQUEST)]
                texts.append(collected(deltas).text)
            await provider.aclose()
            return texts

        assert asyncio.run(go()) == ["yes"] * 20


@pytest.mark.local_server
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (refuses(401), "does not accept the key"),
        (refuses(404), "does not know the model “test-model”"),
        (refuses(429, retry_after="7"), "wait 7 seconds"),
        (refuses(500), "failed on this computer (500)"),
        (refuses(503), "failed on this computer (503)"),
        (refuses(400, code="context_length_exceeded"), "too long for the model"),
        (breaks_off("The sea "), "broke off"),
        (ScriptedAnswer(raw=b"data: {nonsense\n\ndata: x\n\n"), "not a model's answer"),
        (ScriptedAnswer(raw=b"<html>hello", content_type="text/html"), "not a model's answer"),
        (ScriptedAnswer(raw=b"{}", content_type="application/json"), "not a model's answer"),
        (says("Hm", error={"message": "sk-test-secret", "type": "server_error"}), "with an error"),
        (ScriptedAnswer(raw=b""), "broke off"),
    ],
)
def test_every_refusal_and_failure_becomes_one_sentence(answer, words):
    with ScriptedService(answer) as service, pytest.raises(ProviderError) as caught:
        stream_all(local_provider(service.base_url))
    assert words in caught.value.sentence
    assert "sk-" not in caught.value.sentence


@pytest.mark.local_server
def test_what_arrived_before_the_cut_is_kept():
    async def go(url: str) -> list[Delta]:
        deltas: list[Delta] = []
        provider = local_provider(url)
        with contextlib.suppress(ProviderError):
            async for delta in provider.stream(REQUEST):
                deltas.append(delta)
        await provider.aclose()
        return deltas

    with ScriptedService(breaks_off("The sea was calm")) as service:
        deltas = asyncio.run(go(service.base_url))
    assert collected(deltas).text == "The sea was calm"
    assert isinstance(deltas[-1], UsageDelta)


@pytest.mark.local_server
def test_leaving_an_endless_answer_ends_it_at_the_service():
    async def go(url: str) -> str:
        provider = local_provider(url)
        text = ""
        async with contextlib.aclosing(provider.stream(REQUEST)) as deltas:
            async for delta in deltas:
                if isinstance(delta, TextDelta):
                    text += delta.text
                if len(text) > 30:
                    break
        await provider.aclose()
        return text

    with ScriptedService(never_ends()) as service:
        assert asyncio.run(go(service.base_url)).startswith("and on and on")
        assert service.left_early.wait(5)


@pytest.mark.local_server
def test_a_cancelled_task_ends_the_answer_at_the_service():
    async def go(url: str) -> None:
        provider = local_provider(url)
        begun = asyncio.Event()

        async def listen() -> None:
            async for _ in provider.stream(REQUEST):
                begun.set()

        task = asyncio.create_task(listen())
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await provider.aclose()

    with ScriptedService(never_ends()) as service:
        asyncio.run(go(service.base_url))
        assert service.left_early.wait(5)


@pytest.mark.local_server
def test_nobody_at_a_local_address_is_told():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        with pytest.raises(ProviderError, match="Nothing answers at the address of scripted"):
            stream_all(local_provider(url))


@pytest.mark.local_server
def test_a_service_that_takes_the_call_and_stays_silent_is_given_up():
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/v1"
        with pytest.raises(ProviderError, match="sent nothing for 1 second"):
            stream_all(local_provider(url, QUICK))
