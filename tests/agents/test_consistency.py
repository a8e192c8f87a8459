from __future__ import annotations

import pytest

from cocreate.agents.consistency import find_contradictions
from tests.agents.gather import findings_in


def _notes(text: str, *others: tuple[str, str]) -> list[tuple[str, str]]:
    findings = findings_in(find_contradictions(text, (0, len(text)), others))
    return [(text[finding.start : finding.end], finding.note) for finding in findings]


@pytest.mark.parametrize(
    ("text", "quote", "note"),
    [
        (
            "Marta had blue eyes. Rain fell. Then Marta’s grey eyes were wet.",
            "Marta’s grey eyes",
            "Marta’s eyes: here “Marta’s grey eyes”, but “had blue eyes” in line 1.",
        ),
        (
            "We knew Tom. His hair was black.\n\nOne day Tom came, and his hair was red.",
            "his hair was red",
            "Tom’s hair: here “his hair was red”, but “His hair was black” in line 1.",
        ),
        (
            "So Anna was thirty years old. Later Anna was thirty-one years old.",
            "was thirty-one years old",
            "Anna’s age",
        ),
        ("We saw Jonas, 34, once. Today Jonas, 43, was missing.", "Jonas, 43,", "Jonas’s age"),
        (
            "We met Eva, aged 9. They say that Eva was ten years old.",
            "was ten years old",
            "Eva’s age",
        ),
        (
            "Then Lena met her two brothers. In spring Lena saw her three brothers.",
            "her three brothers",
            "Lena’s brothers",
        ),
        ("So Ada was born in 1962. But Ada was not born in 1964.", "born in 1964", "year of birth"),
        (
            "It was Ishmael. Then Ishmeal cried. But Ishmael was glad, and Ishmael slept.",
            "Ishmeal",
            "“Ishmeal” stands once; everywhere else it seems to be “Ishmael”.",
        ),
        (
            "So Katherine left. I called Catherine, and Katherine laughed.",
            "Catherine",
            "“Catherine” stands once",
        ),
        (
            "So Bildad," + " Bildad," * 7 + " Bilbad, Bilbad!",
            "Bilbad",
            "spelt in another way (twice against eight times)",
        ),
    ],
)
def test_what_disagrees_is_quoted_against_what_came_before(text: str, quote: str, note: str):
    [(quoted, said)] = _notes(text)
    assert quoted == quote
    assert note in said


@pytest.mark.parametrize(
    "text",
    [
        "Marta had blue eyes. Then Marta’s blue eyes were wet.",
        "Marta had grey eyes. Then Marta’s gray eyes were wet.",
        "Marta had blue eyes. But Tom had brown eyes, and Tom slept. So Marta slept.",
        "He had blue eyes. He had green eyes.",  # nobody's
        "The cat’s eyes were green. His eyes were blue.",
        "Then Tom came, and Tommy, and India with the Indian.",
        "So Anna met Hanna. Then Anna and Hanna met Anna and Hanna. See Anna! See Hanna!",
        "Nothing here.",
        "",
    ],
)
def test_what_agrees_or_belongs_to_others_is_left_alone(text: str):
    assert _notes(text) == []


def test_other_scenes_are_compared_and_named():
    [(quote, note)] = _notes(
        "Then Marta’s green eyes shone.", ("The Letter", "It was Marta. Marta had blue eyes.")
    )
    assert quote == "Marta’s green eyes"
    assert note == (
        "Marta’s eyes: here “Marta’s green eyes”, but “had blue eyes” in “The Letter”. "
        "Which one holds?"
    )


def test_contradictions_between_other_scenes_are_not_told_here():
    one, two = ("One", "So Marta had blue eyes."), ("Two", "So Marta had green eyes.")
    assert _notes("Here Marta slept.", one, two) == []


def test_only_the_scope_gets_notes():
    text = "Marta had blue eyes. Then Marta’s grey eyes were wet. Nobody spoke."
    assert findings_in(find_contradictions(text, (54, len(text)))) == []
