"""Whose text stands: worked cases, definitions, and the counter that keeps up with typing."""

from __future__ import annotations

from collections import Counter

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import (
    TYPED,
    UNKNOWN_IMPORTED,
    UNKNOWN_PASTED,
    Contributor,
    Fragment,
    Method,
    Span,
    origin,
    plain,
)
from cocreate.metrics.share import (
    ClassCount,
    LiveCounter,
    SceneCount,
    code_points,
    combine,
    count_scene,
    share_of,
)
from cocreate.text.markup import markup_ranges

AI = origin(Contributor.AI, Method.ACCEPTED, "h1")
OTHER_AI = origin(Contributor.AI, Method.ACCEPTED, "h2")
TOOL = origin(Contributor.TOOL, Method.ACCEPTED, "h3")
DECLARED = origin(Contributor.HUMAN, Method.DECLARED)

HUMAN_TYPED = (Contributor.HUMAN, Method.TYPED)
AI_ACCEPTED = (Contributor.AI, Method.ACCEPTED)

words = st.sampled_from(
    ["a", "bé", " ", "\n", "\n\n", "*", "**", "`", "```\n", "# ", "- ", "> ", "    ", "  ",
     "[a]", "(u)", "[a]: u\n", "<!-- ", "-->", "<b>", "1. ", "\u2060", "\u0301", "\t", "\r\n"]
)  # fmt: skip
origins = st.sampled_from([TYPED, AI, OTHER_AI, TOOL, UNKNOWN_PASTED, DECLARED])
fragments = st.lists(st.tuples(words, origins), max_size=14)


def joined(parts):
    text = AttributedText()
    for words, by in parts:
        text.replace(len(text), len(text), plain(words, by))
    return text.fragment()


def plainly_counted(fragment):
    """The definitions, word for word, with one origin for each character."""
    text = fragment.text
    by = [span.origin for span in fragment.spans for _ in range(span.length)]
    is_markup = [False] * len(text)
    for start, end in markup_ranges(text):
        is_markup[start:end] = [True] * (end - start)
    graphemes = [found.span() for found in regex.finditer(r"\X", text)]
    counted = [a for a, b in graphemes if not is_markup[a] and not text[a:b].isspace()]
    found = Counter((by[at].contributor, by[at].method) for at in counted)
    kept = [at for at in range(len(text)) if not is_markup[at]]
    runs: list[list[int]] = [[]]
    for at in kept:
        if text[at].isspace():
            runs.append([])
        else:
            runs[-1].append(at)
    real = [run for run in runs if any(text[at].isalnum() for at in run)]
    mixed = 0
    starts = set(counted)
    for run in real:
        hands = {by[at].contributor for at in run if at in starts and text[at] != "\u2060"}
        mixed += len(hands) > 1
    return found, len(real), mixed


@given(fragments)
@settings(deadline=None, max_examples=300)
def test_counting_does_what_the_definitions_say(parts):
    fragment = joined(parts)
    count = count_scene(fragment.text, fragment.spans)
    graphemes, word_total, mixed = plainly_counted(fragment)
    assert dict(count.graphemes) == dict(graphemes)
    assert (count.total_words, count.mixed_words) == (word_total, mixed)


@given(st.lists(fragments, max_size=5))
@settings(deadline=None, max_examples=200)
def test_the_live_counter_agrees_with_a_full_count_after_every_edit(steps):
    counter, text = LiveCounter(), AttributedText()
    for number, parts in enumerate(steps):
        at = len(text) * number // 5
        text.replace(at, min(len(text), at + number), joined(parts))
        live = counter.count(text)
        full = count_scene(text.text(), text.spans())
        assert (dict(live.graphemes), dict(live.words)) == (dict(full.graphemes), dict(full.words))
        assert live.mixed_words == full.mixed_words


@given(fragments, fragments)
@settings(deadline=None)
def test_parts_sum_to_the_whole_in_any_order(one, other):
    first, second = (count_scene(f.text, f.spans) for f in (joined(one), joined(other)))
    both = combine([first, second])
    assert both == combine([second, first])
    assert both.total == first.total + second.total
    assert both.total_words == first.total_words + second.total_words
    assert sum(row.characters for row in share_of(both).classes) == both.total


def test_what_the_writer_types_is_all_human():
    share = share_of(count_scene("The sea was calm.", [Span(17, TYPED)]))
    assert share.classes == (ClassCount(Contributor.HUMAN, Method.TYPED, 14, 4),)
    assert (share.human, share.ai, share.coverage) == ((1.0, 1.0), (0.0, 0.0), 1.0)
    assert share.has_headline


def test_an_accepted_word_is_the_agents_and_the_rest_stays_human():
    count = count_scene("The grey sea was calm.", [Span(4, TYPED), Span(5, AI), Span(13, TYPED)])
    assert count == SceneCount({HUMAN_TYPED: 14, AI_ACCEPTED: 4}, {HUMAN_TYPED: 4, AI_ACCEPTED: 1})


def test_unknown_text_opens_the_ranges():
    fragment = joined([("Mine. ", TYPED), ("From elsewhere.", UNKNOWN_PASTED), (" Its", AI)])
    share = share_of(count_scene(fragment.text, fragment.spans))
    assert share.total == 22
    assert share.human == (5 / 22, 19 / 22)
    assert share.ai == (3 / 22, 17 / 22)
    assert share.coverage == 1 - 14 / 22
    assert not share.has_headline


def test_a_tool_is_in_neither_range_and_what_is_declared_counts_as_declared():
    fragment = joined([("aa ", TOOL), ("bb", DECLARED)])
    share = share_of(count_scene(fragment.text, fragment.spans))
    assert share.human == (0.5, 0.5)
    assert share.ai == (0.0, 0.0)
    assert share.classes[0].method is Method.DECLARED


def test_nothing_to_count_is_covered_and_has_no_share():
    share = share_of(count_scene(" \n**", [Span(4, UNKNOWN_IMPORTED)]))
    assert share_of(count_scene("", [])) == share_of(SceneCount())
    assert share_of(SceneCount()).coverage == 1.0
    assert not share_of(SceneCount()).has_headline
    assert share.total == 2


def test_a_word_of_two_hands_is_mixed_and_counted_nowhere_else():
    fragment = joined([("calm", TYPED), (", ", AI), ("so", AI)])
    count = count_scene(fragment.text, fragment.spans)
    assert count.mixed_words == 1
    assert dict(count.words) == {AI_ACCEPTED: 1}
    assert dict(count.graphemes) == {HUMAN_TYPED: 4, AI_ACCEPTED: 3}


def test_a_grapheme_has_the_origin_of_its_first_code_point():
    fragment = joined([("e", TYPED), ("\u0301", AI)])
    assert dict(count_scene(fragment.text, fragment.spans).graphemes) == {HUMAN_TYPED: 1}


def test_every_code_point_has_a_contributor():
    found = code_points([Span(3, TYPED), Span(2, AI), Span(1, TYPED)])
    assert found == {
        Contributor.HUMAN: 4, Contributor.AI: 2, Contributor.TOOL: 0, Contributor.UNKNOWN: 0,
    }  # fmt: skip


@pytest.mark.parametrize("opening", ["```\ncode", "<!-- no", "- a\n\n      *b*", "[r]: u\n\n[r]"])
def test_passages_that_reach_further_are_read_together(opening):
    text = AttributedText(Fragment(opening, (Span(len(opening), TYPED),)))
    counter = LiveCounter()
    counter.count(text)
    text.replace(len(text), len(text), plain("\n\nmore *words* here", AI))
    assert dict(counter.count(text).graphemes) == dict(plainly_counted(text.fragment())[0])


def test_a_line_without_end_is_counted_like_any_other_text():
    line = "The *grey* sea was [calm](u), and “the wind” fell. " * 1_000
    text = AttributedText(plain(line, TYPED))
    text.replace(20_000, 20_010, plain("some **new** words", AI))
    text.replace(30_000, 30_000, plain("a", UNKNOWN_PASTED))
    for before in ("", "```\nno\n```\n\n"):
        text.replace(0, 0, plain(before, TYPED))
        graphemes, word_total, mixed = plainly_counted(text.fragment())
        count = LiveCounter().count(text)
        assert dict(count.graphemes) == dict(graphemes)
        assert (count.total_words, count.mixed_words) == (word_total, mixed)


def test_a_reference_definition_reaches_over_passages():
    text = AttributedText(plain("see [it] there\n\n[it]: u (t\nt)\n\nend", TYPED))
    assert dict(LiveCounter().count(text).graphemes) == {HUMAN_TYPED: 13}
