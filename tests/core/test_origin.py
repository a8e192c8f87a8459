from __future__ import annotations

from hypothesis import given

from cocreate.core.attributed import AttributedText
from cocreate.core.fragments import is_sound
from cocreate.core.origin import (
    ALLOWED_PAIRS,
    EMPTY,
    TYPED,
    UNKNOWN_IMPORTED,
    Contributor,
    Edit,
    Method,
    Origin,
    Span,
    checker_of,
    mended_by,
    origin,
    plain,
)
from tests.core.models import fragments
from tests.notation import MARKS, read, show


def test_equal_origins_are_one_object():
    assert origin(Contributor.AI, Method.ACCEPTED, "h") is origin(
        Contributor.AI, Method.ACCEPTED, "h"
    )
    assert origin(Contributor.HUMAN, Method.TYPED) is TYPED
    assert Origin(Contributor.HUMAN, Method.TYPED) == TYPED


def test_no_pair_makes_a_human_of_what_was_not_seen():
    assert (Contributor.HUMAN, Method.UNOBSERVED) not in ALLOWED_PAIRS
    assert (Contributor.HUMAN, Method.PASTED) not in ALLOWED_PAIRS
    assert {method for who, method in ALLOWED_PAIRS if who is Contributor.TOOL} == {Method.ACCEPTED}
    assert len(ALLOWED_PAIRS) == 9


def test_plain_text_is_one_span_and_no_text_is_none():
    assert plain("sea", TYPED).spans == (Span(3, TYPED),)
    assert plain("", TYPED) is EMPTY


def test_an_edit_knows_its_ends_and_its_growth():
    edit = Edit(4, plain("sea", TYPED), plain("ocean", UNKNOWN_IMPORTED))
    assert (edit.old_end, edit.new_end, edit.growth) == (7, 9, 2)


@given(fragments, fragments)
def test_an_edit_and_its_inverse_are_nothing(old, new):
    text = AttributedText(old)
    edit = Edit(0, old, new)
    text.apply(edit)
    assert text.fragment() == new
    text.apply(edit.inverted())
    assert text.fragment() == old
    assert edit.inverted().inverted() == edit


@given(fragments)
def test_the_notation_of_the_tests_reads_what_it_shows(fragment):
    assert is_sound(fragment)
    assert read(show(fragment)) == fragment


def test_the_notation_has_a_mark_for_every_allowed_pair():
    assert set(MARKS.values()) == ALLOWED_PAIRS
    line = r"a \[b\] [a#h:c\\][p:d]"
    assert show(read(line)) == line
    assert read(line).text == "a [b] c\\d"


def test_a_fix_outside_of_suggestions_names_its_checker():
    by = mended_by("Hunspell en_GB")
    assert (by.contributor, by.method) == (Contributor.TOOL, Method.ACCEPTED)
    assert checker_of(by) == "Hunspell en_GB"
    brought = origin(by.contributor, by.method, f"{by.source}@project")
    assert checker_of(brought) == "Hunspell en_GB"
    assert checker_of(TYPED) == checker_of(origin(by.contributor, by.method, "s-1")) == ""
