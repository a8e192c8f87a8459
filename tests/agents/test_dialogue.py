from __future__ import annotations

import pytest

from cocreate.agents.dialogue import is_inside, paragraphs, spoken_ranges


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("“Come in,” she said.", ["“Come in,”"]),
        ('"Come in," she said. "Now."', ['"Come in,"', '"Now."']),
        ("‘Don’t,’ he said.", ["‘Don’t,’"]),
        ("'Don't,' he said.", ["'Don't,'"]),
        ("'Tis late, and the dog's asleep.", []),
        ("«Entrez», dit-il. „Ja“, sagte er.", ["«Entrez»", "„Ja“"]),
        ("— Come in, she said.", ["— Come in, she said."]),
        ("“It goes on\n\nand ends.", ["“It goes on"]),
        ("Nobody speaks.", []),
    ],
)
def test_what_is_spoken_stands_between_marks(text: str, spoken: list[str]):
    assert [text[start:end] for start, end in spoken_ranges(text)] == spoken


def test_paragraphs_are_what_blank_lines_divide():
    text = "One\nstill one.\n \n\nTwo.  \n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["One\nstill one.", "Two."]


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [(0, 2, False), (0, 3, True), (3, 4, True), (5, 8, False), (9, 10, True), (12, 20, False)],
)
def test_a_range_is_inside_when_it_touches_one(start: int, end: int, inside: bool):
    assert is_inside(((2, 5), (8, 12)), start, end) is inside
