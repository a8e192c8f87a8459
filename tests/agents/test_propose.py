from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.agents.propose import Proposal, as_lines, line_at, place_hunk, place_note
from cocreate.agents.wire import ParsedHunk, ParsedNote
from tests.agents.gather import brief_of

TEXT = "The sea was calm.\nThe sky was grey.\nThe sea was calm.\nNobody spoke.\n"


def _place(old: str, new: str, line: int | None, lines: tuple[int, int] | None = None) -> Proposal:
    proposal = place_hunk(brief_of(TEXT, lines), ParsedHunk(old, new, "why", line))
    assert proposal is not None
    return proposal


def test_words_that_stand_once_are_found_whatever_the_line():
    for line in (2, 99, 0, None):
        proposal = _place("grey", "blue", line)
        assert TEXT[proposal.start : proposal.end] == "grey"
        assert (proposal.old, proposal.new, proposal.reason) == ("grey", "blue", "why")


@pytest.mark.parametrize(("line", "start"), [(1, 4), (3, 40), (4, 40)])
def test_of_equal_words_those_nearest_to_the_line_are_meant(line: int, start: int):
    assert _place("sea was", "sea lay", line).start == start


@pytest.mark.parametrize(
    ("old", "line"), [("sea was", None), ("sea was", 2), ("ocean", 1), ("The sea  was", 1)]
)
def test_words_that_stand_nowhere_or_nobody_knows_where_are_loose(old: str, line: int | None):
    proposal = _place(old, "x", line)
    assert proposal.is_loose
    assert (proposal.start, proposal.end, proposal.old) == (-1, -1, old)


def test_a_hunk_that_changes_nothing_is_dropped():
    assert place_hunk(brief_of(TEXT), ParsedHunk("grey", "grey", "", 2)) is None
    assert place_hunk(brief_of(TEXT), ParsedHunk("", "", "", 2)) is None


def test_only_the_lines_asked_about_are_looked_at():
    assert _place("sea was", "x", None, (0, 2)).start == 4
    assert _place("sea was", "x", 1, (2, 3)).start == 40
    assert _place("Nobody", "x", 4, (0, 2)).is_loose


def test_a_passage_may_run_over_line_ends():
    proposal = _place("calm.\nThe sky", "calm; the sky", 1)
    assert TEXT[proposal.start : proposal.end] == "calm.\nThe sky"


@pytest.mark.parametrize(
    ("line", "start", "new"),
    [(0, 0, "New.\n"), (1, 18, "New.\n"), (4, len(TEXT), "New.\n")],
)
def test_an_insertion_becomes_lines_after_its_line(line: int, start: int, new: str):
    proposal = _place("", "New.", line)
    assert (proposal.start, proposal.end, proposal.new) == (start, start, new)


@pytest.mark.parametrize("line", [None, 5, 999])
def test_an_insertion_outside_the_scene_is_loose(line: int | None):
    proposal = _place("", "New.", line)
    assert proposal.is_loose
    assert proposal.new == "New."


def test_an_insertion_outside_the_lines_asked_about_is_loose():
    assert _place("", "New.", 4, (0, 2)).is_loose
    assert not _place("", "New.", 2, (0, 2)).is_loose


def test_lines_of_their_own_at_the_end_of_a_text_without_line_end():
    assert as_lines("abc", 3, "new\n") == "\nnew"
    assert as_lines("", 0, "new") == "new\n"


def test_a_note_finds_its_words():
    assert place_note(brief_of(TEXT), ParsedNote("grey", "!", None)) == (30, 34)


def test_a_note_forgives_other_quotation_marks():
    text = "“Don’t,” she said."
    assert place_note(brief_of(text), ParsedNote('"Don\'t,"', "!", 1)) == (0, 8)


def test_a_note_whose_words_stand_twice_belongs_nowhere():
    assert place_note(brief_of(TEXT), ParsedNote("sea", "!", None)) == (-1, -1)


@pytest.mark.parametrize(
    ("line", "place"), [(2, (18, 35)), (None, (-1, -1)), (0, (-1, -1)), (77, (-1, -1))]
)
def test_a_note_without_words_stands_at_its_line(line: int | None, place: tuple[int, int]):
    assert place_note(brief_of(TEXT), ParsedNote("", "!", line)) == place


def test_lines_count_from_one():
    assert [line_at(TEXT, offset) for offset in (0, 17, 18, len(TEXT))] == [1, 1, 2, 5]


@settings(deadline=None, max_examples=100)
@given(
    st.text("ab \n", max_size=30),
    st.text("ab\n", max_size=4),
    st.one_of(st.none(), st.integers(-2, 9)),
)
def test_a_proposal_never_stands_at_words_it_is_not_about(text: str, old: str, line: int | None):
    proposal = place_hunk(brief_of(text), ParsedHunk(old, "new", "", line))
    assert proposal is not None
    if not proposal.is_loose:
        assert text[proposal.start : proposal.end] == old
