from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from cocreate.base.errors import ProviderError
from cocreate.core.usage import Usage
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.http_client import make
from cocreate.providers.openai_compat import Manners, OpenAiCompat, payload
from cocreate.providers.provider import Finished, Message, ReasoningDelta, Request, TextDelta
from tests.providers.wire_fixtures import (
    OPENAI,
    REQUEST,
    Read,
    collected,
    read,
    recording,
    stream_all,
)

ENDPOINT = Endpoint("scripted", "https://models.example/v1/", "sk-secret")
MISTRAL = "openai-chat-sse-api-mistral-ai-1.txt"
SCHEMA = {"type": "object", "additionalProperties": False, "properties": {}, "required": []}
OK = (
    b'data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}],'
    b'"usage":{"prompt_tokens":3,"completion_tokens":1}}\n\ndata: [DONE]\n\n'
)


class Script:
    """Answers in order over httpx's mock transport; keeps the requests."""

    def __init__(self, *answers: httpx.Response) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answers.pop(0)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(request.content) for request in self.requests]

    def provider(self, endpoint: Endpoint = ENDPOINT) -> OpenAiCompat:
        return OpenAiCompat(endpoint, make(httpx.MockTransport(self)))


def ok(data: bytes = OK, kind: str = "text/event-stream") -> httpx.Response:
    return httpx.Response(200, content=data, headers={"content-type": kind})


def refused(message: str, status: int = 400) -> httpx.Response:
    return httpx.Response(status, json={"error": {"message": message}})


def expected(row: dict[str, Any]) -> tuple[str, str, str]:
    text, reasoning = row["text"], row["reasoning"] or ""
    if row["file"] == MISTRAL:  # a part of it comes as a list: see NOTICE
        text, reasoning = "144", read(row, recording(row)).reasoning
        assert reasoning.startswith("The user is asking for the product of 12")
    return text, reasoning, row["finish"]


def check(row: dict[str, Any], made: Read) -> None:
    assert (made.text, made.reasoning, made.finish) == expected(row)
    if row["usage"] is None:
        assert made.usage.is_estimated
        assert made.usage.output_tokens == -(-len(made.text + made.reasoning) // 4)
    else:
        counted = {"in": made.usage.input_tokens, "out": made.usage.output_tokens}
        assert counted == row["usage"]
        assert not made.usage.is_estimated


@pytest.mark.parametrize("row", OPENAI, ids=lambda row: row["file"])
def test_a_recorded_stream_is_read_as_expected(row):
    provider = Script(ok(recording(row))).provider()
    check(row, collected(stream_all(provider)))


@pytest.mark.parametrize("row", OPENAI, ids=lambda row: row["file"])
def test_a_recorded_stream_may_come_byte_by_byte(row):
    data = recording(row)
    whole = read(row, data)
    pieces = [data[place : place + 1] for place in range(len(data))]
    assert read(row, *pieces) == whole
    check(row, whole)


@pytest.mark.parametrize("row", OPENAI, ids=lambda row: row["file"])
def test_a_recorded_stream_may_be_cut_in_two_anywhere(row):
    data = recording(row)
    whole = read(row, data)
    step = 1 if len(data) < 2_000 else 7
    for cut in range(0, len(data), step):
        assert read(row, data[:cut], data[cut:]) == whole


@pytest.mark.parametrize("row", OPENAI, ids=lambda row: row["file"])
def test_a_recorded_stream_may_have_crlf_line_ends(row):
    data = recording(row).replace(b"\n", b"\r\n")
    whole = read(row, data)
    check(row, whole)
    for cut in range(0, len(data), 97):
        assert read(row, data[:cut], data[cut:]) == whole


@pytest.mark.parametrize("row", OPENAI, ids=lambda row: row["file"])
def test_a_recorded_stream_needs_no_last_word(row):
    data = recording(row).replace(b"data: [DONE]\n\n", b"").rstrip(b"\n")
    check(row, read(row, data))


def test_cached_and_reasoning_tokens_are_read():
    usage = {
        "prompt_tokens": 100,
        "completion_tokens": 30,
        "prompt_tokens_details": {"cached_tokens": 64},
        "completion_tokens_details": {"reasoning_tokens": 20},
    }
    document = {"choices": [{"message": {"content": "x"}, "finish_reason": "stop"}], "usage": usage}
    script = Script(ok(json.dumps(document).encode(), "application/json"))
    assert collected(stream_all(script.provider())).usage == Usage(100, 30, 64, 20)


@pytest.mark.parametrize(
    ("usage", "counted"),
    [
        ({"prompt_tokens": 9, "prompt_cache_hit_tokens": 4}, Usage(9, 0, 4)),
        ({"completion_tokens": 2}, Usage(0, 2)),
        ({"prompt_tokens": 1, "prompt_tokens_details": {"cached_tokens": 5}}, Usage(1, 0, 1)),
    ],
)
def test_other_ways_to_report_usage_are_read(usage, counted):
    document = {"choices": [{"message": {"content": "x"}, "finish_reason": "stop"}], "usage": usage}
    script = Script(ok(json.dumps(document).encode(), "application/json"))
    assert collected(stream_all(script.provider())).usage == counted


def test_groqs_own_place_for_usage_is_read():
    usage = {"prompt_tokens": 4, "completion_tokens": 2}
    chunk = {"choices": [{"delta": {}, "finish_reason": "stop"}], "x_groq": {"usage": usage}}
    script = Script(ok(b"data: " + json.dumps(chunk).encode() + b"\n\n"))
    assert collected(stream_all(script.provider())).usage == Usage(4, 2)


def test_odd_content_is_read_or_passed_over():
    content = ["a", {"type": "text", "text": "b"}, {"thinking": "hm"}, {"image": 1}, 7, {"text": 3}]
    chunks = [
        {"choices": [{"index": 1, "delta": {"content": "another choice"}}]},
        {"choices": ["nonsense"]},
        {"choices": "nonsense"},
        {"choices": [{"delta": {"content": content, "refusal": "c"}}]},
        {"choices": [{"delta": None, "finish_reason": "stop"}]},
    ]
    data = b"".join(b"data: " + json.dumps(chunk).encode() + b"\n\n" for chunk in chunks)
    deltas = stream_all(Script(ok(data)).provider())
    assert deltas[:4] == [TextDelta("a"), TextDelta("b"), ReasoningDelta("hm"), TextDelta("c")]


def test_the_request_says_what_was_asked():
    script = Script(ok())
    request = Request("m", REQUEST.messages, 50, 0.25, SCHEMA, ("\n",))
    stream_all(script.provider(), request)
    sent = script.requests[0]
    assert str(sent.url) == "https://models.example/v1/chat/completions"
    assert sent.headers["authorization"] == "Bearer sk-secret"
    body = script.bodies[0]
    assert body["messages"][1] == {"role": "user", "content": "Count to 3."}
    assert (body["max_tokens"], body["temperature"], body["stop"]) == (50, 0.25, ["\n"])
    assert body["response_format"]["json_schema"]["strict"] is True
    assert body["stream_options"] == {"include_usage": True}


def test_wishes_not_made_are_not_sent():
    assert set(payload(REQUEST, Manners())) == {"model", "stream", "stream_options", "messages"}


def test_a_service_without_forms_is_asked_in_words_and_remembered():
    script = Script(refused("response_format is not supported"), ok(), ok())
    provider = script.provider()
    request = Request("m", REQUEST.messages, json_schema=SCHEMA)
    assert collected(stream_all(provider, request)).text == "Hi"
    stream_all(provider, request)
    assert ["response_format" in body for body in script.bodies] == [True, False, False]
    assert "JSON schema" in script.bodies[1]["messages"][0]["content"]


def test_words_about_the_form_stand_alone_where_there_is_no_system_message():
    request = Request("m", (Message("user", "x"),), json_schema=SCHEMA)
    messages = payload(request, Manners(enforces_schema=False))["messages"]
    assert [message["role"] for message in messages] == ["system", "user"]  # type: ignore[attr-defined]  # JSON


def test_every_wish_that_a_service_refuses_is_given_up_one_by_one():
    script = Script(
        refused("Unsupported parameter: 'max_tokens'; use 'max_completion_tokens' instead."),
        refused("Unsupported value: 'temperature'"),
        refused("unknown field stream_options", 422),
        refused("'stop' is not supported with this model"),
        ok(),
    )
    request = Request("m", REQUEST.messages, 50, 0.25, None, ("\n",))
    assert collected(stream_all(script.provider(), request)).text == "Hi"
    last = script.bodies[-1]
    assert last["max_completion_tokens"] == 50
    assert not {"max_tokens", "temperature", "stream_options", "stop"} & set(last)


def test_a_refusal_that_teaches_nothing_is_told():
    script = Script(refused("no response_format", 400), refused("no response_format", 400))
    request = Request("m", REQUEST.messages, json_schema=SCHEMA)
    with pytest.raises(ProviderError, match="refused the request"):
        stream_all(script.provider(), request)


def test_a_refusal_of_another_kind_is_told_at_once():
    script = Script(refused("response_format?", 401))
    with pytest.raises(ProviderError, match="does not accept the key"):
        stream_all(script.provider(), Request("m", REQUEST.messages, json_schema=SCHEMA))


def test_a_page_in_place_of_an_answer_is_named():
    script = Script(ok(b"<html>", "text/html; charset=utf-8"))
    with pytest.raises(ProviderError, match="check the kind and the base_url"):
        stream_all(script.provider())


def test_without_a_key_none_is_sent():
    script = Script(ok())
    stream_all(script.provider(Endpoint("s", "https://models.example/v1")))
    assert "authorization" not in script.requests[0].headers


def test_a_missing_key_is_told_before_anything_is_sent():
    script = Script(ok())
    with pytest.raises(ProviderError, match="There is no key for s"):
        stream_all(script.provider(Endpoint("s", "https://models.example/v1", needs_key=True)))
    assert script.requests == []


def test_the_provider_knows_its_name_and_where_it_is():
    assert Script().provider().name == "scripted"
    assert not Script().provider().is_local
    assert Script().provider(Endpoint("s", "http://localhost:1/v1")).is_local


def test_an_answer_ends_with_its_reason():
    assert stream_all(Script(ok()).provider())[-1] == Finished("stop")
