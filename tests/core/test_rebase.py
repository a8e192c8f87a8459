from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import EMPTY, TYPED, UNOBSERVED, Contributor, Edit, plain
from cocreate.core.rebase import (
    HunkIndex,
    hunks_between,
    is_restored_by_inverse,
    place,
    rebase_hunk,
    rebase_hunks,
    rebase_matches,
    rebase_note,
    rebase_notes,
)
from cocreate.core.suggestion import Hunk, Match, Note, Verdict

WORDS = "The sea was calm.\nThe sky was grey.\nNobody spoke.\n"


def a_hunk(start, end, new="other", verdict=Verdict.PENDING, id_="h"):
    old = WORDS[start:end]
    return Hunk(id_, "r", "s", "agent", "m", Contributor.AI, start, end, old, new, verdict=verdict)


def an_edit(text, start, end, new):
    return Edit(start, plain(text[start:end], TYPED), plain(new, TYPED))


words = st.text("ab\n", max_size=4)


@st.composite
def edits_of(draw, text=WORDS):
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 12)))
    return an_edit(text, start, end, draw(words))


@st.composite
def hunks_in(draw, id_="h"):
    start = draw(st.integers(0, len(WORDS)))
    end = draw(st.integers(start, min(len(WORDS), start + 9)))
    new = draw(st.sampled_from(["other", "a line\n", ""]))
    return a_hunk(start, end, new, draw(st.sampled_from(Verdict)), id_)


@settings(deadline=None, max_examples=300)
@given(hunks_in(), edits_of())
def test_an_edit_elsewhere_moves_a_hunk_and_one_inside_makes_it_stale(hunk, edit):
    if hunk.start == hunk.end:
        return
    hunk = replace(hunk, verdict=Verdict.PENDING)
    after = WORDS[: edit.start] + edit.new.text + WORDS[edit.old_end :]
    moved = rebase_hunk(hunk, edit)
    touches = edit.start < hunk.end and edit.old_end > hunk.start
    if touches and edit.old.text != edit.new.text:
        assert moved.verdict is Verdict.STALE
    else:
        assert moved.verdict is Verdict.PENDING
        assert after[moved.start : moved.end] == hunk.old
    kept = replace(moved, start=hunk.start, end=hunk.end, verdict=hunk.verdict)
    assert kept == hunk


@settings(deadline=None, max_examples=300)
@given(hunks_in(), edits_of())
def test_only_pending_hunks_turn_stale_and_all_stay_in_the_text(hunk, edit):
    moved = rebase_hunk(hunk, edit)
    length = len(WORDS) + edit.growth
    if hunk.verdict is Verdict.LOOSE:
        assert moved is hunk
        return
    if hunk.verdict is not Verdict.PENDING:
        assert moved.verdict is hunk.verdict
    assert 0 <= moved.start <= moved.end <= length


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_an_index_agrees_with_a_plain_dictionary(data):
    hunks = [data.draw(hunks_in(f"h{at}")) for at in range(data.draw(st.integers(0, 8)))]
    simple = {hunk.id: hunk for hunk in hunks}
    index = HunkIndex(simple)
    text = WORDS
    for at in range(data.draw(st.integers(1, 8))):
        edit = data.draw(edits_of(text))
        text = text[: edit.start] + edit.new.text + text[edit.old_end :]
        expected = rebase_hunks(simple, edit)
        found = rebase_hunks(index, edit)
        assert sorted(found, key=lambda pair: pair[0].id) == sorted(
            expected, key=lambda pair: pair[0].id
        )
        if data.draw(st.booleans()):
            assert index == simple
        late = data.draw(hunks_in(f"late{at % 3}"))
        if late.end <= len(text):
            simple[late.id] = index[late.id] = late
        if simple and data.draw(st.booleans()):
            gone = data.draw(st.sampled_from(sorted(simple)))
            del simple[gone]
            del index[gone]
        low, high = sorted(data.draw(st.tuples(st.integers(0, 60), st.integers(0, 60))))
        near = {hunk.id for hunk in hunks_between(simple, low, high)}
        standing = {hunk.id for hunk in hunks_between(index, low, high)}
        assert standing == {id_ for id_ in near if simple[id_].verdict is not Verdict.LOOSE}
    assert index == simple
    assert list(index) == list(simple)
    assert len(index) == len(simple)


@settings(deadline=None, max_examples=200)
@given(hunks_in(), edits_of())
def test_whoever_is_not_named_comes_back_by_the_inverted_edit(hunk, edit):
    hunks = {"h": hunk}
    pairs = rebase_hunks(hunks, edit)
    if pairs:
        assert pairs == [(hunk, hunks["h"])]
        assert not is_restored_by_inverse(hunk, hunks["h"], edit)
    else:
        assert rebase_hunk(hunks["h"], edit.inverted()) == hunk


def test_other_origins_for_the_same_words_touch_nothing():
    hunk = a_hunk(4, 7)
    edit = Edit(4, plain("sea", TYPED), plain("sea", replace(TYPED, source="p")))
    assert rebase_hunk(hunk, edit) is hunk
    index = HunkIndex({"h": hunk})
    assert index.rebase(edit) == []
    assert index["h"] is hunk


def test_words_typed_at_the_edges_of_a_hunk_leave_it_pending():
    assert rebase_hunk(a_hunk(4, 7), an_edit(WORDS, 4, 4, "x")).start == 5
    assert rebase_hunk(a_hunk(4, 7), an_edit(WORDS, 7, 7, "x")) == a_hunk(4, 7)


@pytest.mark.parametrize(
    ("start", "end", "new", "place_after"),
    [
        (18, 18, "x", 18),
        (17, 17, "x", 19),
        (18, 36, "", 18),
        (5, 9, "", 14),
        (10, 18, "new.\n", 15),
        (30, 36, "", 18),
    ],
)
def test_a_place_for_lines_stays_a_beginning_of_a_line(start, end, new, place_after):
    moved = rebase_hunk(a_hunk(18, 18, "A line.\n"), an_edit(WORDS, start, end, new))
    assert (moved.verdict, moved.start) == (Verdict.PENDING, place_after)


@pytest.mark.parametrize(("start", "end", "new"), [(17, 18, ""), (17, 18, " "), (10, 20, "\n")])
def test_a_place_for_lines_is_lost_when_no_line_begins_there_any_more(start, end, new):
    moved = rebase_hunk(a_hunk(18, 18, "A line.\n"), an_edit(WORDS, start, end, new))
    assert moved.verdict is Verdict.STALE


def test_an_accepted_stretch_grows_with_what_comes_inside_it():
    accepted = a_hunk(4, 7, verdict=Verdict.ACCEPTED)
    grown = rebase_hunk(accepted, an_edit(WORDS, 5, 5, "xx"))
    assert (grown.start, grown.end, grown.verdict) == (4, 9, Verdict.ACCEPTED)


def test_ten_thousand_hunks_move_by_one_number():
    index = HunkIndex(
        {f"h{at}": replace(a_hunk(0, 3), start=at * 5, end=at * 5 + 3) for at in range(10_000)}
    )
    for at in range(100):
        assert index.rebase(Edit(3, EMPTY, plain("x", TYPED))) == []
        assert index["h1"].start == 5 + at + 1
    assert index["h0"].end == 3
    assert index["h9999"].start == 49_995 + 100


def test_an_index_shows_what_it_holds():
    assert repr(HunkIndex()) == "HunkIndex({})"
    with pytest.raises(KeyError):
        HunkIndex()["h"]


def a_note(start, end):
    return Note(
        "n", "r", "s", "agent", start, end, WORDS[start:end] if start >= 0 else "sea", "Why?"
    )


def test_a_note_clings_to_what_is_left_of_its_words():
    note = rebase_note(a_note(4, 11), an_edit(WORDS, 0, 7, "A"))
    assert (note.start, note.end) == (0, 5)
    note = rebase_note(a_note(4, 11), an_edit(WORDS, 5, 6, ""))
    assert (note.start, note.end) == (4, 10)


def test_a_note_comes_back_with_its_words():
    text = AttributedText(plain(WORDS, TYPED))
    notes = {"n": a_note(4, 7), "far": replace(a_note(0, 3), id="far")}
    edit = text.replace(4, 8, EMPTY)
    assert rebase_notes(notes, edit) == [notes["n"]]
    assert (notes["n"].start, notes["n"].end) == (-1, -1)
    assert rebase_note(notes["n"], an_edit(WORDS, 0, 0, "none")) is notes["n"]
    assert rebase_note(notes["n"], an_edit(WORDS, 0, 0, "sea sea")) is notes["n"]
    assert rebase_notes(notes, edit.inverted()) == [notes["n"]]
    assert notes["n"] == a_note(4, 7)


def test_a_note_is_left_alone_by_other_origins_and_by_edits_behind_it():
    note = a_note(4, 7)
    assert rebase_note(note, Edit(4, plain("sea", TYPED), plain("sea", TYPED))) is note
    assert rebase_note(note, an_edit(WORDS, 9, 10, "x")) is note
    assert rebase_note(note, an_edit(WORDS, 7, 7, "x")) is note
    assert (
        rebase_note(replace(note, start=-1, end=-1, quote=""), an_edit(WORDS, 0, 0, "x")).start < 0
    )


def test_a_quote_is_placed_where_it_stands_once_or_nearest_to_its_line():
    assert place(WORDS, "sky", None) == (22, 25)
    assert place(WORDS, "was", None) is None
    assert place(WORDS, "was", 2) == (26, 29)
    assert place(WORDS, "ocean", 1) is None


def test_new_lines_are_placed_behind_their_line():
    assert place(WORDS, "", 1) == (18, 18)
    assert place(WORDS, "", 0) == (0, 0)
    assert place(WORDS, "", 99) is None
    assert place(WORDS, "", None) is None


def test_a_match_moves_with_edits_grows_with_words_inside_and_goes_with_its_words():
    matches = {"m": Match("m", "s", "h", 10, 20, 8)}
    rebase_matches(matches, Edit(0, EMPTY, plain("four", TYPED)))
    rebase_matches(matches, Edit(16, EMPTY, plain("in", TYPED)))
    rebase_matches(matches, Edit(26, EMPTY, plain("behind", TYPED)))
    assert (matches["m"].start, matches["m"].end) == (14, 26)
    rebase_matches(matches, Edit(14, plain("x" * 12, TYPED), plain("x" * 12, UNOBSERVED)))
    assert matches["m"].is_open
    rebase_matches(matches, Edit(13, plain("x" * 14, TYPED), plain("other", TYPED)))
    assert (matches["m"].start, matches["m"].is_open) == (-1, False)
