from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.base.errors import ProviderError
from cocreate.providers.sse import ServerEvent, SseParser


def parse(*pieces: bytes) -> list[ServerEvent]:
    parser = SseParser()
    events = [event for piece in pieces for event in parser.feed(piece)]
    return [*events, *parser.finish()]


def test_an_event_is_given_as_soon_as_its_blank_line_arrives():
    parser = SseParser()
    assert list(parser.feed(b"data: one\n")) == []
    assert list(parser.feed(b"\n")) == [ServerEvent("message", "one")]


def test_data_lines_are_joined_and_the_name_is_kept():
    assert parse(b"event: ping\ndata: a\ndata:b\n\n") == [ServerEvent("ping", "a\nb")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_kind_of_line_end_is_understood(end):
    stream = end.join([b"data: one", b"", b"data: two", b"", b""])
    assert parse(stream) == [ServerEvent("message", "one"), ServerEvent("message", "two")]


def test_a_cr_and_its_lf_may_come_apart():
    assert parse(b"data: one\r", b"\n\r", b"\ndata: two\r", b"\n\r\n") == [
        ServerEvent("message", "one"),
        ServerEvent("message", "two"),
    ]


def test_comments_ids_and_events_without_data_are_passed_over():
    assert parse(b": hello\n\nid: 7\nretry: 10\n\nevent: x\n\ndata: y\n\n") == [
        ServerEvent("message", "y")
    ]


def test_a_missing_last_blank_line_loses_nothing():
    assert parse(b"data: one\n\ndata: two") == [
        ServerEvent("message", "one"),
        ServerEvent("message", "two"),
    ]


def test_a_byte_order_mark_at_the_start_is_no_part_of_the_first_field():
    assert parse(b"\xef\xbb", b"\xbfdata: one\n\n") == [ServerEvent("message", "one")]


def test_a_character_may_be_cut_between_two_reads():
    data = "data: Zoë 🐋 日本\n\n".encode()
    for cut in range(len(data)):
        assert parse(data[:cut], data[cut:]) == [ServerEvent("message", "Zoë 🐋 日本")]


def test_bytes_that_are_no_text_become_replacement_characters():
    assert parse(b"data: \xff\n\n") == [ServerEvent("message", "\ufffd")]


def test_a_line_without_end_is_given_up_with_a_sentence():
    parser = SseParser()
    for _ in range(8):
        list(parser.feed(b"x" * 1_000_000))
    with pytest.raises(ProviderError, match="far too large"):
        list(parser.feed(b"x"))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_how_a_stream_is_cut_changes_nothing(data):
    words = data.draw(st.lists(st.text(alphabet="aé🐋: ", max_size=4), max_size=5))
    ends = data.draw(
        st.lists(st.sampled_from(["\n", "\r\n"]), min_size=len(words) * 2, max_size=len(words) * 2)
    )
    stream = "".join(
        f"data: {word}{ends[2 * place]}{ends[2 * place + 1]}" for place, word in enumerate(words)
    ).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    bounds = [0, *cuts, len(stream)]
    pieces = [stream[start:end] for start, end in pairwise(bounds)]
    assert parse(*pieces) == [ServerEvent("message", word) for word in words]
