"""Words found and replaced, with the origins that are due."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.fragments import is_sound
from cocreate.core.suggestion import Verdict
from cocreate.workspace.replacing import (
    Replaced,
    Replacing,
    Wanted,
    find_all,
    replacements,
    words_for,
)
from cocreate.workspace.scenes import NewScene
from tests.notation import read, show
from tests.workspace.writing import typing


def _replaced(line: str, wanted: Wanted, new: str) -> str:
    text = AttributedText(read(line))
    starts = find_all(text.text(), wanted)
    text.replace_many([step for place in replacements(text, starts, wanted, new) for step in place])
    return show(text.fragment())


@pytest.mark.parametrize(
    ("text", "wanted", "starts"),
    [
        ("The sea, the SEA.", Wanted("the"), [0, 9]),
        ("The sea, the SEA.", Wanted("the", matches_case=True), [9]),
        ("a sea, a season, sea", Wanted("sea"), [2, 9, 17]),
        ("a sea, a season, sea", Wanted("sea", whole_words=True), [2, 17]),
        ("over undersea", Wanted("sea", whole_words=True), []),
        ("Anna's hat, _Anna_", Wanted("anna", whole_words=True), [0, 13]),
        ("a - b -c", Wanted("-", whole_words=True), [2, 6]),
        ("aaaa", Wanted("aa"), [0, 2]),
        ("seasea sea", Wanted("sea", whole_words=True), [7]),
        ("cafe\u0301 cafe", Wanted("cafe"), [6]),
        ("İstanbul, istanbul", Wanted("STANBUL"), [1, 11]),
        ("ΟΔΟΣ οδος οδοσ", Wanted("οδοσ"), [0, 5, 10]),
        ("don’t don't", Wanted("don't"), [0, 6]),
        ("“a” ’", Wanted("'"), []),
        ("🌊 sea 🌊 sea", Wanted("🌊 s"), [0, 6]),
        ("anything", Wanted(""), []),
        ("", Wanted("a"), []),
    ],
)
def test_places_are_found(text, wanted, starts):
    assert find_all(text, wanted) == starts


@pytest.mark.parametrize(
    ("wanted", "found", "new", "put_in"),
    [
        (Wanted("colour"), "colour", "color", "color"),
        (Wanted("colour"), "Colour", "color", "Color"),
        (Wanted("colour"), "COLOUR", "color", "COLOR"),
        (Wanted("colour"), "Colour", "Tint", "Tint"),
        (Wanted("Colour"), "Colour", "color", "color"),
        (Wanted("colour", matches_case=True), "colour", "color", "color"),
        (Wanted("i"), "I", "we", "We"),
        (Wanted("the"), "The", "", ""),
    ],
)
def test_capitals_follow_what_stood_there(wanted, found, new, put_in):
    assert words_for(wanted, found, new) == put_in


@pytest.mark.parametrize(
    ("line", "wanted", "new", "after"),
    [
        # Words that change are the writer's; the rest of the word was not replaced.
        ("[a#1:The colour faded]", Wanted("colour"), "color", "[a#1:The ]color[a#1: faded]"),
        ("[a#1:colourful]", Wanted("colour"), "color", "color[a#1:ful]"),
        # Words that stay are not touched.
        (
            "[a#1:the grey sea]",
            Wanted("the grey sea"),
            "the green sea",
            "[a#1:the ]green[a#1: sea]",
        ),
        ("[a#1:the sea]", Wanted("the sea"), "the grey sea", "[a#1:the ]grey [a#1:sea]"),
        ("[a#1:a very big] sea", Wanted("very "), "", "[a#1:a big] sea"),
        # Punctuation, case and white space carry the origin of what they replace.
        ("[a#1:the Sea]", Wanted("Sea"), "SEA", "[a#1:the SEA]"),
        ("[a#1:dont] go", Wanted("dont"), "don't", "[a#1:don't] go"),
        ("a[i:--]b", Wanted("--"), "—", "a[i:—]b"),
        ("a[i:…]b", Wanted("…"), "...", "a[i:...]b"),
        ("[a#1:al]ot", Wanted("alot"), "a lot", "[a#1:a l]ot"),
        ("[a#1:hello] you", Wanted("hello"), "hello,", "[a#1:hello,] you"),
        ("[a#1:hello] you", Wanted("hello"), "“hello", "[a#1:“hello] you"),
        ("[a#1:ice] cream", Wanted("ice cream"), "icecream", "[a#1:ice]cream"),
        ("[i:STRASSE]", Wanted("STRASSE", matches_case=True), "Straße", "[i:Straße]"),
        ("[a#1:a  ]b", Wanted("  "), " ", "[a#1:a ]b"),
        ("[a#1:(sea])", Wanted("(sea)"), "[sea]", "[a#1:\\[sea]\\]"),
        # Other signs are words of their own.
        ("[a#1:five €]", Wanted("€"), "$", "[a#1:five ]$"),
        # Nothing to do.
        ("[a#1:sea]", Wanted("sea"), "sea", "[a#1:sea]"),
        ("[a#1:aa]", Wanted("a"), "a,", "[a#1:a,a,]"),
    ],
)
def test_only_changed_words_become_the_writers(line, wanted, new, after):
    assert _replaced(line, wanted, new) == after


_MIXED = st.lists(
    st.tuples(st.sampled_from(["h", "a#1", "i"]), st.text("ab ,.'", min_size=1, max_size=6)),
    max_size=8,
)


@settings(deadline=None, max_examples=150)
@given(_MIXED, st.text("ab ,'", min_size=1, max_size=3), st.text("abA ,.'", max_size=4))
def test_what_stands_afterwards_is_what_plain_text_would_be(parts, words, new):
    text = AttributedText(read("".join(f"[{mark}:{words}]" for mark, words in parts)))
    before = text.text()
    wanted = Wanted(words, matches_case=True)
    places = list(replacements(text, find_all(before, wanted), wanted, new))
    text.replace_many([step for place in places for step in place])
    assert text.text() == before.replace(words, new)
    assert is_sound(text.fragment())


@pytest.fixture
def replacing(workspace):
    return Replacing(workspace)


@pytest.fixture
def pair(scenes):
    """Two scenes that say colour three and one times."""
    return scenes.add_all(
        [
            NewScene("One", "A", read("A colour, [a#1:another Colour] and a [i:colourful] day.")),
            NewScene("One", "B", read("[a#2:No colour.]")),
        ]
    )


def test_all_places_of_a_scene_are_one_step(workspace, replacing, pair):
    wanted = Wanted("colour")
    assert replacing.starts(pair[0], wanted) == [2, 18, 31]
    done = replacing.replace_all([pair[0]], wanted, "color", (pair[0], 20))
    assert done == Replaced(3, 1)
    text = workspace.scene(pair[0]).text
    assert show(text.fragment()) == "A color, [a#1:another ]Color and a color[i:ful] day."
    assert workspace.undo_label(pair[0]) == "replace"
    step = workspace.undo(pair[0])
    assert step is not None
    assert (step.caret_before, step.caret_after) == (20, 17)
    assert "[a#1:another Colour]" in show(text.fragment())
    workspace.redo(pair[0])
    assert text.text().startswith("A color, another Color")


def test_the_whole_manuscript_is_taken_back_at_once(workspace, replacing, pair):
    before = [show(workspace.scene(scene).text.fragment()) for scene in pair]
    assert replacing.replace_all(pair, Wanted("colour"), "color") == Replaced(4, 2)
    assert replacing.can_take_back
    assert replacing.take_back() == 2
    assert [show(workspace.scene(scene).text.fragment()) for scene in pair] == before
    assert not replacing.can_take_back


def test_a_scene_written_in_since_is_left_alone(workspace, replacing, scenes, pair):
    replacing.replace_all(pair, Wanted("colour"), "color")
    workspace.edit(pair[0], 0, 0, "x", typing())
    assert replacing.take_back() == 1
    assert workspace.scene(pair[0]).text.text().startswith("xA color")
    assert workspace.scene(pair[1]).text.text() == "No colour."
    replacing.replace_all(pair, Wanted("colour"), "color")
    scenes.remove(pair[1])
    assert not replacing.can_take_back


def test_a_decision_made_since_is_not_taken_back(workspace, replacing, review, agents, pair):
    hunk = agents.offer(pair[1], "No", "Not any")
    replacing.replace_all([pair[1]], Wanted("colour"), "color")
    review.reject(hunk)
    assert not replacing.can_take_back


def test_one_place_is_replaced(workspace, replacing, pair):
    end = replacing.replace_at(pair[0], 18, Wanted("colour"), "tint")
    assert end == 22
    assert workspace.scene(pair[0]).text.text().startswith("A colour, another Tint and")
    assert replacing.starts(pair[0], Wanted("colour")) == [2, 29]


def test_places_that_read_so_already_are_not_touched(workspace, replacing, pair):
    version = workspace.scene(pair[0]).text.version
    assert replacing.replace_all(pair, Wanted("colour"), "colour") == Replaced()
    assert workspace.scene(pair[0]).text.version == version
    assert workspace.undo_label(pair[0]) is None
    assert replacing.replace_at(pair[0], 2, Wanted("colour"), "colour") == 8


def test_a_suggestion_about_replaced_words_turns_stale(workspace, replacing, agents, pair):
    hunk = agents.offer(pair[1], "No colour.", "No colour at all.")
    replacing.replace_all(pair, Wanted("colour"), "color")
    assert workspace.scene(pair[1]).hunks[hunk].verdict is Verdict.STALE
    replacing.take_back()
    assert workspace.scene(pair[1]).hunks[hunk].verdict is Verdict.PENDING


def test_what_was_found_is_remembered_until_the_text_changes(workspace, replacing, pair):
    first = replacing.starts(pair[0], Wanted("colour"))
    assert replacing.starts(pair[0], Wanted("colour")) is first
    workspace.edit(pair[0], 0, 0, "x", typing())
    assert replacing.starts(pair[0], Wanted("colour")) == [3, 19, 32]
    again = replacing.starts(pair[0], Wanted("colour"))
    replacing.forget()
    assert replacing.starts(pair[0], Wanted("colour")) is not again


def test_ten_megabytes_are_searched_in_a_moment():
    sentence = "The sea was “calm” and every word of it was heard, far out. " * 42 + "colour\n"
    text = sentence * 4_000
    assert len(text) > 10_000_000
    begun = time.process_time()
    assert len(find_all(text, Wanted("Colour"))) == 4_000
    assert time.process_time() - begun < 0.5
