from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import TYPED, UNKNOWN_IMPORTED, Contributor, Method, origin, plain
from cocreate.core.settle import SettledEdit, choose, parts, settle, stretch
from cocreate.core.suggestion import Hunk
from tests.core.models import AI, fragments
from tests.notation import read, show


def a_hunk(old, new, start=0, contributor=Contributor.AI):
    return Hunk("hunk-1", "r", "s", "agent", "m", contributor, start, start + len(old), old, new)


def settled(text, hunk, final):
    body = AttributedText(text)
    edits = settle(hunk, body.slice(hunk.start, hunk.end), final)
    body.replace_many([(edit.start, edit.end, edit.new) for edit in edits])
    return body, edits


phrases = st.lists(st.sampled_from(["the", "sea", "grey", ",", "\n", "was", "a"]), max_size=8).map(
    " ".join
)


@settings(deadline=None, max_examples=150)
@given(fragments, fragments, phrases, phrases, phrases)
def test_the_text_is_the_final_text_and_no_origin_is_lost_or_doubled(head, tail, old, new, final):
    by = replace(UNKNOWN_IMPORTED, source="mine")
    text = AttributedText(head)
    text.replace(len(text), len(text), plain(old, by))
    text.replace(len(text), len(text), tail)
    hunk = a_hunk(old, new, len(head.text))
    first = text.fragment()
    edits = settle(hunk, old, final)
    text.replace_many([(edit.start, edit.end, edit.new) for edit in edits])
    assert text.text() == head.text + final + tail.text
    assert text.fragment(0, len(head.text)) == head
    assert text.fragment(len(text) - len(tail.text), len(text)) == tail
    inside = text.fragment(len(head.text), len(head.text) + len(final))
    kept = sum(span.length for span in inside.spans if span.origin == by)
    assert kept == len(old) - sum(edit.end - edit.start for edit in edits)
    assert {span.origin for span in inside.spans} <= {by, AI, TYPED}
    if final == new:
        assert TYPED not in {span.origin for span in inside.spans}
    if final == old:
        assert text.fragment() == first
    low, high = stretch(hunk, edits)
    assert hunk.start <= low <= high <= hunk.start + len(final)


def test_only_the_inserted_word_of_an_offer_is_the_agents():
    body, _ = settled(read("The sea was calm."), a_hunk("The sea", "The grey sea"), "The grey sea")
    assert show(body.fragment()) == "The [a#hunk-1:grey ]sea was calm."


def test_a_word_changed_on_the_way_is_the_writers():
    hunk = a_hunk("The sea was calm.", "The grey, cold sea was calm.")
    body, _ = settled(read(hunk.old), hunk, "The grey, warm sea was calm.")
    assert show(body.fragment()) == "The [a#hunk-1:grey, ]warm[a#hunk-1: ]sea was calm."


def test_words_the_writer_adds_of_her_own_are_typed():
    hunk = a_hunk("calm.", "still.")
    body, _ = settled(read("calm."), hunk, "still and dark.")
    assert show(body.fragment()) == "[a#hunk-1:still] and dark."


def test_a_checkers_words_are_the_tools():
    hunk = a_hunk("teh", "the", contributor=Contributor.TOOL)
    body, _ = settled(read("teh sea"), hunk, "the")
    assert body.origin_at(0) == origin(Contributor.TOOL, Method.ACCEPTED, "hunk-1")


def test_refusing_every_word_settles_nothing():
    hunk = a_hunk("The sea", "The grey sea", 3)
    assert settle(hunk, "The sea", "The sea") == ()
    assert stretch(hunk, ()) == (3, 3)


def test_a_stretch_runs_from_the_first_word_put_in_to_the_last():
    hunk = a_hunk("one two three", "one 2 three 4", 10)
    edits = settle(hunk, hunk.old, hunk.new)
    assert stretch(hunk, edits) == (14, 23)


def test_a_stretch_of_removals_is_empty_and_stands_at_the_first():
    assert stretch(a_hunk("a b", "a"), [SettledEdit(1, 3, plain("", TYPED))]) == (1, 1)


def test_some_of_the_words_can_be_taken():
    hunk = a_hunk("The sea was calm today.", "The grey sea was still today.")
    assert [edit.new for edit in parts(hunk)] == ["grey ", "still"]
    assert choose(hunk, frozenset({0})) == "The grey sea was calm today."
    assert choose(hunk, frozenset({1})) == "The sea was still today."
    assert choose(hunk, frozenset()) == hunk.old
    assert choose(hunk, frozenset({0, 1})) == hunk.new
