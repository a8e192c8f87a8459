from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from cocreate.base.errors import ProviderError
from cocreate.core.usage import Usage
from cocreate.providers.anthropic import Anthropic, messages_url, payload
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.http_client import make
from cocreate.providers.provider import Finished, Message, Request, TextDelta, UsageDelta
from tests.providers.wire_fixtures import (
    ANTHROPIC,
    REQUEST,
    Read,
    collected,
    read,
    recording,
    stream_all,
)

ENDPOINT = Endpoint("claude", "https://models.example", "sk-ant-secret")
FIRST = ANTHROPIC[0]


def provider(data: bytes, *, status: int = 200, kind: str = "text/event-stream", seen=None):
    def answer(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(request)
        return httpx.Response(status, content=data, headers={"content-type": kind})

    return Anthropic(ENDPOINT, make(httpx.MockTransport(answer)))


def events(*documents: dict[str, Any]) -> bytes:
    return b"".join(
        f"event: {document['type']}\ndata: {json.dumps(document)}\n\n".encode()
        for document in documents
    )


def check(row: dict[str, Any], made: Read) -> None:
    assert (made.text, made.reasoning, made.finish) == (
        row["text"],
        row["reasoning"] or "",
        row["finish"],
    )
    usage = made.usage
    fresh = usage.input_tokens - usage.cached_tokens
    assert {"in": fresh, "out": usage.output_tokens} == row["usage"]


@pytest.mark.parametrize("row", ANTHROPIC, ids=lambda row: row["file"])
def test_a_recorded_stream_is_read_as_expected(row):
    check(row, collected(stream_all(provider(recording(row)))))


@pytest.mark.parametrize("row", ANTHROPIC, ids=lambda row: row["file"])
def test_a_recorded_stream_may_be_cut_anywhere(row):
    data = recording(row)
    whole = read(row, data)
    check(row, whole)
    assert read(row, *(data[place : place + 1] for place in range(len(data)))) == whole
    step = 1 if len(data) < 3_000 else 5
    for cut in range(0, len(data), step):
        assert read(row, data[:cut], data[cut:]) == whole


@pytest.mark.parametrize("row", ANTHROPIC, ids=lambda row: row["file"])
def test_a_recorded_stream_may_have_crlf_line_ends(row):
    check(row, read(row, recording(row).replace(b"\n", b"\r\n")))


def test_cached_tokens_are_part_of_the_input():
    usage = read(FIRST, recording(FIRST)).usage
    assert usage == Usage(input_tokens=1171, output_tokens=256, cached_tokens=1167)


def test_the_input_is_known_from_the_first_event_on():
    usages = read(FIRST, recording(FIRST)).usages
    assert usages[0] == Usage(1171, 1, 1167)
    assert len(usages) == 2


def test_tokens_put_into_the_cache_are_input_and_thinking_is_output():
    counts = {"input_tokens": 5, "cache_creation_input_tokens": 20, "cache_read_input_tokens": 3}
    data = events(
        {"type": "message_start", "message": {"usage": counts}},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn"},
            "usage": {"output_tokens": 9, "output_tokens_details": {"thinking_tokens": 4}},
        },
        {"type": "message_stop"},
    )
    assert collected(stream_all(provider(data))).usage == Usage(28, 9, 3, 4)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ({"type": "overloaded_error", "message": "Overloaded"}, "too many requests"),
        ({"type": "rate_limit_error", "message": "x"}, "too many requests"),
        ({"type": "authentication_error", "message": "sk-ant-secret"}, "does not accept the key"),
        ({"type": "invalid_request_error", "message": "prompt is too long: 9 > 8"}, "too long"),
        ({"type": "api_error", "message": "Internal"}, "with an error (api_error)"),
    ],
)
def test_an_error_event_in_a_stream_becomes_a_sentence(error, words):
    data = events(
        {"type": "message_start", "message": {"usage": {"input_tokens": 5, "output_tokens": 1}}},
        {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "Hello"}},
        {"type": "error", "error": error},
    )
    with pytest.raises(ProviderError) as caught:
        stream_all(provider(data))
    assert words in caught.value.sentence
    assert "sk-ant" not in caught.value.sentence


def test_a_stream_without_its_last_word_is_complete_if_it_gave_a_reason():
    data = recording(FIRST).split(b"event: message_stop")[0]
    assert read(FIRST, data).finish == "end_turn"


def test_a_cut_stream_is_told():
    data = recording(FIRST).split(b"event: message_delta")[0]
    with pytest.raises(ProviderError, match="broke off"):
        stream_all(provider(data))


def test_unknown_events_and_odd_ones_are_passed_over():
    data = events(
        {"type": "something_new"},
        {"type": "message_start", "message": "odd"},
        {"type": "content_block_delta", "delta": None},
        {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "Hi"}},
        {"type": "content_block_delta", "delta": {"type": "signature_delta", "signature": "x"}},
        {"type": "message_stop"},
    )
    assert stream_all(provider(data)) == [
        TextDelta("Hi"),
        UsageDelta(Usage(5, 1, is_estimated=True)),
        Finished("stop"),
    ]


@pytest.mark.parametrize("kind", ["application/json", "text/html"])
def test_what_is_no_stream_is_named(kind):
    with pytest.raises(ProviderError, match="not a model's answer"):
        stream_all(provider(b"{}", kind=kind))


def test_the_request_carries_key_and_version():
    seen: list[httpx.Request] = []
    stream_all(provider(recording(FIRST), seen=seen))
    sent = seen[0]
    assert str(sent.url) == "https://models.example/v1/messages"
    assert sent.headers["x-api-key"] == "sk-ant-secret"
    assert sent.headers["anthropic-version"] == "2023-06-01"


def test_without_a_key_none_is_sent():
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, stream=httpx.ByteStream(recording(FIRST)))

    local = Anthropic(Endpoint("near", "http://127.0.0.1:9"), make(httpx.MockTransport(answer)))
    stream_all(local)
    assert "x-api-key" not in seen[0].headers
    assert local.is_local
    assert local.name == "near"


@pytest.mark.parametrize(
    "base", ["https://a.example", "https://a.example/", "https://a.example/v1/"]
)
def test_the_address_may_end_in_the_version_or_not(base):
    assert messages_url(base) == "https://a.example/v1/messages"


def test_system_messages_stand_apart_and_equal_roles_are_joined():
    request = Request(
        "m",
        (
            Message("system", "A"),
            Message("user", "one"),
            Message("user", "two"),
            Message("assistant", "three"),
            Message("system", "B"),
        ),
        temperature=1.5,
        stop=("\n", "END"),
    )
    body = payload(request)
    assert body["system"] == "A\n\nB"
    assert body["messages"] == [
        {"role": "user", "content": "one\n\ntwo"},
        {"role": "assistant", "content": "three"},
    ]
    assert body["max_tokens"] == 4096
    assert body["temperature"] == 1.0
    assert body["stop_sequences"] == ["END"]


def test_the_form_of_the_answer_is_asked_for_in_words():
    request = Request("m", REQUEST.messages, max_tokens=9, json_schema={"type": "object"})
    body = payload(request)
    assert "JSON schema" in str(body["system"])
    assert body["max_tokens"] == 9


def test_without_system_messages_none_is_sent():
    assert "system" not in payload(Request("m", (Message("user", "x"),)))
