from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.agents.wire import (
    ANSWER_SCHEMA,
    MOST_ITEMS,
    AnswerParser,
    Item,
    ParsedHunk,
    ParsedNote,
)

HUNK = ParsedHunk("old words", "new words", "because", 3)
NOTE = ParsedNote("quoted", "a remark", None)
ANSWER = json.dumps(
    {
        "hunks": [{"old": "old words", "new": "new words", "reason": "because", "line": 3}],
        "notes": [{"quote": "quoted", "note": "a remark", "line": None}],
    }
)


def _parse(*pieces: str) -> list[Item]:
    parser = AnswerParser()
    items = [item for piece in pieces for item in parser.feed(piece)]
    return items + parser.close()


def _hunks(*hunks: object) -> str:
    return json.dumps({"hunks": hunks, "notes": []})


def test_an_answer_is_read():
    assert _parse(ANSWER) == [HUNK, NOTE]


@pytest.mark.parametrize("cut", range(1, len(ANSWER)))
def test_an_answer_may_be_cut_anywhere(cut: int):
    assert _parse(ANSWER[:cut], ANSWER[cut:]) == [HUNK, NOTE]


def test_an_answer_may_come_sign_by_sign():
    assert _parse(*json.dumps(json.loads(ANSWER), indent=2)) == [HUNK, NOTE]


def test_a_hunk_is_given_as_soon_as_it_is_complete():
    parser = AnswerParser()
    end = ANSWER.index("}") + 1
    assert parser.feed(ANSWER[: end - 1]) == []
    assert parser.feed(ANSWER[end - 1 : end]) == [HUNK]


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "```json\n{}\n```",
        "Here is what I found:\n\n{}\n\nI hope it helps! {{smile}}",
        'I use {{braces}} and "quotes" {{ so }}. {}',
        '{{"answer": {}}}',
        '{{"comment": "hunks", "list": [1, {{"a": []}}], "x": {{"hunks": 1}}}}\n{}',
        'A muddle: {{"broken {}',
    ],
)
def test_prose_and_fences_around_the_object_are_tolerated(around: str):
    text = around.replace("{}", "\0").replace("{{", "{").replace("}}", "}").replace("\0", ANSWER)
    assert _parse(text) == [HUNK, NOTE]
    assert _parse(*text) == [HUNK, NOTE]


def test_other_keys_before_the_lists_are_ignored():
    text = '{"thoughts": "He said: {\\"hunks\\": [", "n": [[1]], ' + ANSWER[1:]
    assert _parse(text) == [HUNK, NOTE]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The scene is fine as it is.",
        '[{"old": "a", "new": "b"}]',
        '{"hunks": "none"}',
        "{" * 5_000,
        "[" * 5_000,
        '{"hunks": [' + "[" * 5_000,
        '{"hunks": [' + '{"a":' * 3_000 + "}" * 3_000,
        '"' * 999,
        "\\" * 999,
        "\x1b[2J\x00\ud800",
    ],
)
def test_what_holds_no_proposal_gives_none(text: str):
    assert _parse(text) == []
    assert _parse(*text) == []


@pytest.mark.parametrize(
    "hunk",
    [
        {"old": "a"},
        {"new": "b"},
        {"old": 1, "new": "b"},
        {"old": "a", "new": ["b"]},
        {"old": None, "new": "b"},
        "a hunk",
        7,
        None,
        [{"old": "a", "new": "b"}],
    ],
)
def test_a_hunk_of_the_wrong_kind_is_passed_over_and_the_others_stay(hunk: object):
    good = {"old": "old words", "new": "new words", "reason": "because", "line": 3}
    assert _parse(_hunks(hunk, good)) == [HUNK]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (12, 12),
        (0, 0),
        ("12", 12),
        (" 12 ", 12),
        (12.0, 12),
        (12.5, None),
        (True, None),
        (-1, None),
        ("twelve", None),
        (None, None),
        ([12], None),
        (10**30, None),
    ],
)
def test_a_line_is_a_whole_number_or_nothing(line: object, read: int | None):
    [hunk] = _parse(_hunks({"old": "a", "new": "b", "line": line}))
    assert isinstance(hunk, ParsedHunk)
    assert hunk.line == read


def test_reasons_are_one_clean_line():
    [hunk] = _parse(_hunks({"old": "a", "new": "b", "reason": "\x1b[1mBold\x1b[0m\nand\x07 loud"}))
    assert isinstance(hunk, ParsedHunk)
    assert hunk.reason == "Bold and loud"


def test_a_reason_that_is_no_text_is_none():
    assert _parse(_hunks({"old": "a", "new": "b", "reason": 7})) == [ParsedHunk("a", "b", "", None)]


def test_offered_words_hold_no_escapes_and_no_impossible_signs():
    text = (
        '{"hunks": [{"old": "a\\ud800", "new": "\\u001b[31mred\\u001b[0m \\udfff <i>x</i>\\r\\n"}]}'
    )
    assert _parse(text) == [ParsedHunk("a\ufffd", "red \ufffd <i>x</i>\n", "", None)]


def test_raw_line_ends_and_wrong_escapes_in_strings_are_forgiven():
    text = '{"hunks": [{"old": "two\nlines", "new": "it\\\'s \\d"}]}'
    assert _parse(text) == [ParsedHunk("two\nlines", "it\\'s \\d", "", None)]


def test_an_object_that_breaks_off_keeps_what_was_complete():
    assert _parse(ANSWER[: ANSWER.index('"notes"') + 30]) == [HUNK]


def test_a_note_needs_words_but_no_quotation():
    text = json.dumps({"notes": [{"quote": "q"}, {"note": " "}, {"note": "whole", "quote": 5}]})
    assert _parse(text) == [ParsedNote("", "whole", None)]


def test_the_same_proposal_twice_is_one():
    hunk = {"old": "old words", "new": "new words", "reason": "because", "line": 3}
    assert _parse(_hunks(hunk, hunk)) == [HUNK]


def test_ten_thousand_hunks_are_read_and_no_more():
    text = _hunks(*({"old": f"a{n}", "new": "b"} for n in range(MOST_ITEMS + 5)))
    parser = AnswerParser()
    began = time.process_time()
    pieces = [text[at : at + 40] for at in range(0, len(text), 40)]
    items = [item for piece in pieces for item in parser.feed(piece)]
    assert len(items) == MOST_ITEMS
    assert parser.is_full
    assert parser.feed(text) == []
    assert parser.close() == []
    assert time.process_time() - began < 3


def test_a_string_without_end_is_given_up_in_bounded_memory():
    parser = AnswerParser()
    parser.feed('{"hunks": [{"old": "')
    for _ in range(60):
        parser.feed("x" * 10_000)
    assert parser.feed(ANSWER) == [HUNK, NOTE]


def test_plain_words_can_be_shown():
    parser = AnswerParser()
    parser.feed("```markdown\nThe scene \x1b[1mworks\x1b[0m.\n```\n")
    assert parser.close() == []
    assert not parser.has_object
    assert parser.prose == "The scene works."


def test_an_empty_object_is_an_answer_all_the_same():
    parser = AnswerParser()
    assert parser.feed('{"hunks": [], "notes": []}') == []
    assert parser.has_object


def test_the_form_can_be_enforced_by_a_service():
    properties = ANSWER_SCHEMA["properties"]
    assert isinstance(properties, dict)
    assert set(properties) == {"hunks", "notes"}


@settings(deadline=None, max_examples=100)
@given(st.text('{}[]":,\\ hunksold', max_size=80), st.integers(1, 7))
def test_no_muddle_makes_it_stumble_and_cuts_do_not_matter(text: str, size: int):
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    assert _parse(*pieces) == _parse(text)
