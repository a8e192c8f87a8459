from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from cocreate.providers import complaints
from cocreate.providers.complaints import Called, code_within, error_object, refusal, retry_after_s

FAR = Called("mistral", "api.example.org", "large")
NEAR = Called("ollama", "127.0.0.1", "small", is_local=True)
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def sentence(status: int, message: str = "", called: Called = FAR, **error: object) -> str:
    body = json.dumps({"error": {"message": message, **error}}).encode()
    made = refusal(called, status, body, {}, NOW).sentence
    assert message == "" or message not in made
    return made


@pytest.mark.parametrize(
    ("status", "message", "words"),
    [
        (400, "bad thing sk-1234", "refused the request (400)"),
        (400, "This model's maximum context length is 8192 tokens", "too long"),
        (400, "the request exceeds the available context size", "too long"),
        (400, "prompt is too long: 210000 tokens", "too long"),
        (400, "Your credit balance is too low", "no credit"),
        (400, "model `x` does not exist", "does not know the model “large”"),
        (401, "Incorrect API key provided: sk-1234", "does not accept the key"),
        (402, "Insufficient Balance", "no credit"),
        (403, "Forbidden", "does not accept the key"),
        (404, "Missing", "does not know the model “large”"),
        (413, "Too big", "too long"),
        (422, "input is too long", "too long"),
        (429, "slow down", "wait a minute"),
        (429, "insufficient_quota", "no credit"),
        (500, "oops", "has trouble of its own (500)"),
        (529, "overloaded", "has trouble of its own (529)"),
        (307, "", "points elsewhere"),
    ],
)
def test_a_status_becomes_a_sentence_that_says_what_to_do(status, message, words):
    made = sentence(status, message)
    assert words in made
    assert made.endswith(".")
    assert "sk-1234" not in made


def test_trouble_on_this_machine_is_told_differently():
    assert "on this computer (500)" in sentence(500, called=NEAR)
    assert "start its program" in complaints.unreachable(NEAR).sentence


def test_a_short_code_is_taken_over_and_nothing_else():
    assert "(400, invalid_request_error)" in sentence(400, "x", type="invalid_request_error")
    assert "(400)" in sentence(400, "x", code="sk-Proj1234")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"error": {"code": "rate_limit"}}', "rate_limit"),
        ('{"type": "server_error"}', "server_error"),
        ('{"error": "text"}', ""),
        ("[1]", ""),
        ("nonsense", ""),
        ('{"error": {"code": "With Blanks"}}', ""),
    ],
)
def test_the_code_is_found_where_it_is_a_word(text, code):
    assert code_within(text) == code


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ({"code": 429, "message": "x"}, "too many requests"),
        ({"code": "401"}, "does not accept the key"),
        ({"status": 500}, "(500)"),
        ({"code": "context_length_exceeded"}, "too long"),
        ({"type": "insufficient_quota"}, "no credit"),
        ({"code": "model_not_found"}, "does not know the model"),
        ({"code": 7, "message": "x"}, "with an error:"),
        ("plain words sk-1234", "with an error:"),
        ({"type": "server_error"}, "with an error (server_error):"),
    ],
)
def test_an_error_in_a_stream_becomes_a_sentence(error, words):
    made = error_object(FAR, error).sentence
    assert words in made
    assert "sk-1234" not in made


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"Retry-After": "20"}, 20.0),
        ({"retry-after-ms": "1500"}, 1.5),
        ({"retry-after": "Tue, 24 Nov 2026 12:00:30 GMT"}, 30.0),
        ({"retry-after": "Tue, 24 Nov 2026 11:00:00 GMT"}, 0.0),
        ({"retry-after": "Tue, 24 Nov 2026 12:00:30 -0000"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "nan"}, None),
        ({}, None),
    ],
)
def test_the_time_to_wait_is_read_in_every_form(headers, wait_s):
    assert retry_after_s(headers, NOW) == wait_s


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 second"), (20, "20 seconds"), (180, "3 minutes"), (7300, "3 hours")],
)
def test_times_are_told_in_words_rounded_up(seconds, words):
    assert f"wait {words} and" in complaints.busy(FAR, seconds).sentence
