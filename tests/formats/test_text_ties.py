from __future__ import annotations

from cocreate.formats.document import LineBreak, NoteRef, Run
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.text_ties import OBJECT, Sign, sign_of, signs_of, ties


def test_words_stand_for_themselves():
    assert [sign_of(inline) for inline in (Run("ab"), LineBreak(), NoteRef("1"))] == [
        "ab", "\n", OBJECT
    ]  # fmt: skip


def test_every_sign_knows_its_place_and_paragraphs_end_without_room():
    assert signs_of(read_markdown("*a*b\n\n| c |\n|---|\n| |\n")) == [
        Sign("a", 1, 2), Sign("b", 3, 4), Sign("\n", 4, 4),
        Sign("c", 8, 9), Sign("\n", 9, 9), Sign("\n", 0, 0),
    ]  # fmt: skip


def test_footnotes_stand_behind_the_text():
    assert "".join(sign.sign for sign in signs_of(read_markdown("a[^n]\n\n[^n]: b"))) == (
        f"a{OBJECT}\nb\n"
    )


def test_what_is_said_in_another_way_belongs_to_its_first_sign():
    signs = signs_of(read_markdown("```\nab\n```"))
    assert signs[:2] == [Sign("a", 0, 10), Sign("b", -1, 10)]
    assert ties("ab\n", signs)[:2] == [(0, 10), None]


def test_white_space_that_is_not_kept_is_tied_to_nothing():
    signs = signs_of(read_markdown("One two."))
    tied = ties("  One two.\n\n", signs)
    assert tied[2:5] == [(0, 1), (1, 2), (2, 3)]
    assert tied[:2] == [None, None]
    assert len(tied) == 12
