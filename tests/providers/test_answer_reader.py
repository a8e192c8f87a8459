from __future__ import annotations

import asyncio
import json

import pytest

from cocreate.base.errors import ProviderError
from cocreate.core.usage import Usage
from cocreate.providers.answer_reader import (
    AnswerReader,
    SurrogateJoiner,
    read_stream,
    whole_number,
)
from cocreate.providers.complaints import cut_off
from cocreate.providers.openai_compat import ChatCompletions
from cocreate.providers.provider import Delta, Finished, TextDelta, UsageDelta
from tests.providers.wire_fixtures import CALLED, REQUEST, several


def event(**document) -> bytes:
    return b"data: " + json.dumps(document).encode() + b"\n\n"


def says(text: str, finish: str | None = None) -> bytes:
    return event(choices=[{"index": 0, "delta": {"content": text}, "finish_reason": finish}])


def a_reader() -> AnswerReader:
    return AnswerReader(ChatCompletions(), REQUEST, CALLED)


def drain(reader: AnswerReader, *pieces: bytes, error: ProviderError | None = None):
    """Return what came, and the sentence of the error that ended it."""

    async def broken():
        async for piece in several(*pieces):
            yield piece
        if error is not None:
            raise error

    async def go() -> tuple[list[Delta], str | None]:
        deltas = []
        try:
            async for delta in read_stream(broken(), reader):
                deltas.append(delta)
        except ProviderError as trouble:
            return deltas, trouble.sentence
        return deltas, None

    return asyncio.run(go())


def test_a_complete_answer_ends_with_usage_and_reason():
    deltas, sentence = drain(a_reader(), says("Hello"), says("", "stop"))
    assert deltas == [
        TextDelta("Hello"),
        UsageDelta(Usage(5, 2, is_estimated=True)),
        Finished("stop"),
    ]
    assert sentence is None


def test_what_follows_the_end_is_not_read():
    deltas, _ = drain(a_reader(), says("A") + b"data: [DONE]\n\n" + says("B"), says("C"))
    assert [delta for delta in deltas if isinstance(delta, TextDelta)] == [TextDelta("A")]


def test_a_cut_answer_keeps_what_came_and_its_cost_and_says_so():
    deltas, sentence = drain(a_reader(), says("Hello"), b'data: {"choices": [{"del')
    assert deltas == [TextDelta("Hello"), UsageDelta(Usage(5, 2, is_estimated=True))]
    assert sentence is not None
    assert "broke off" in sentence


def test_a_connection_lost_after_the_reason_loses_nothing():
    deltas, sentence = drain(a_reader(), says("Hello", "stop"), error=cut_off(CALLED))
    assert deltas[-1] == Finished("stop")
    assert sentence is None


def test_a_connection_lost_in_the_middle_tells_so_after_the_usage():
    deltas, sentence = drain(a_reader(), says("Hello"), error=cut_off(CALLED))
    assert isinstance(deltas[-1], UsageDelta)
    assert sentence is not None


def test_an_error_at_once_reports_no_usage():
    deltas, sentence = drain(
        a_reader(), event(error={"message": "sk-secret", "code": "overloaded"})
    )
    assert deltas == []
    assert sentence is not None
    assert "too many requests" in sentence
    assert "sk-secret" not in sentence


def test_an_error_in_the_middle_reports_the_usage_so_far():
    deltas, sentence = drain(a_reader(), says("Hello"), event(error={"code": 502, "message": "x"}))
    assert deltas == [TextDelta("Hello"), UsageDelta(Usage(5, 2, is_estimated=True))]
    assert sentence is not None
    assert "502" in sentence


@pytest.mark.parametrize("data", [b"data: {nonsense\n\n", b"data: 7\n\n", b"data: []\n\n"])
def test_what_is_no_answer_is_named(data):
    _, sentence = drain(a_reader(), data, says("x", "stop"))
    assert sentence is not None
    assert "not a model's answer" in sentence


def test_json_nested_without_end_is_named():
    _, sentence = drain(a_reader(), b"data: " + b"[" * 200_000 + b"\n\n", says("x", "stop"))
    assert sentence is not None
    assert "not a model's answer" in sentence


def test_an_answer_of_nothing_is_a_cut_one():
    deltas, sentence = drain(a_reader())
    assert deltas == []
    assert sentence is not None


def test_usage_reported_before_the_cut_is_raised_to_what_came():
    reader = a_reader()
    usage = {"prompt_tokens": 9, "completion_tokens": 1}
    deltas, _ = drain(reader, event(choices=[], usage=usage), says("x" * 40))
    assert deltas[-1] == UsageDelta(Usage(9, 10, is_estimated=True))


def test_usage_reported_before_the_cut_stays_if_it_is_more():
    usage = {"prompt_tokens": 9, "completion_tokens": 50}
    deltas, _ = drain(a_reader(), says("x" * 40), event(choices=[], usage=usage))
    assert deltas[-1] == UsageDelta(Usage(9, 50))


def test_the_same_usage_is_given_once():
    usage = {"prompt_tokens": 9, "completion_tokens": 1}
    deltas, _ = drain(
        a_reader(),
        event(choices=[], usage=usage),
        event(choices=[], usage=usage),
        says("x", "stop"),
    )
    assert [delta for delta in deltas if isinstance(delta, UsageDelta)] == [UsageDelta(Usage(9, 1))]


def test_a_whole_document_is_an_answer_too():
    document = {"choices": [{"message": {"content": "Hi"}, "finish_reason": "stop"}]}
    deltas = list(a_reader().document(document))
    assert deltas[0] == TextDelta("Hi")
    assert deltas[-1] == Finished("stop")


def test_a_document_that_is_no_answer_is_named():
    with pytest.raises(ProviderError, match="not a model's answer"):
        list(a_reader().document({"hello": "world"}))


def test_a_pair_cut_between_two_escapes_becomes_one_character():
    pieces = [
        b'data: {"choices":[{"delta":{"content":"a\\ud83d"}}]}\n\n',
        b'data: {"choices":[{"delta":{"content":"\\udc0bb"},"finish_reason":"stop"}]}\n\n',
    ]
    deltas, _ = drain(a_reader(), *pieces)
    assert deltas[:2] == [TextDelta("a"), TextDelta("🐋b")]


def test_halves_that_stay_alone_become_replacement_characters():
    joiner = SurrogateJoiner()
    assert joiner.join("\udc0b") == "\ufffd"
    assert joiner.join("x\ud83d") == "x"
    assert joiner.join("y") == "\ufffdy"
    assert joiner.join("\ud83d") == ""
    assert joiner.rest() == "\ufffd"
    assert joiner.rest() == ""


def test_a_lone_half_at_the_end_of_an_answer_is_not_lost():
    data = b'data: {"choices":[{"delta":{"content":"a\\ud83d"},"finish_reason":"stop"}]}\n\n'
    deltas, _ = drain(a_reader(), data)
    assert deltas[:2] == [TextDelta("a"), TextDelta("\ufffd")]


@pytest.mark.parametrize(
    ("value", "number"),
    [(7, 7), (7.0, 7), (True, None), ("7", None), (-1, None), (1e15, None), (None, None)],
)
def test_only_numbers_that_make_sense_are_counted(value, number):
    assert whole_number({"a": {"b": value}}, "a", "b") == number


def test_a_path_through_something_else_leads_to_nothing():
    assert whole_number({"a": 1}, "a", "b") is None
