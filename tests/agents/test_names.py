from __future__ import annotations

import pytest

from cocreate.agents.names import Names, bare, may_be_one_name


def _names(*texts: str) -> Names:
    names = Names()
    for index, text in enumerate(texts):
        names.take(text, is_read=index == 0)
    return names


def test_names_are_capitalised_within_sentences():
    names = _names("Then Marta came. The Door was open. We saw Marta’s dog.", "A door. The door.")
    assert names.all() == ["Marta"]


def test_a_word_that_only_begins_sentences_is_a_name_if_it_can_be_nothing_else():
    names = _names("Ishmael spoke. Ishmael slept. Suddenly it rained. Suddenly it stopped. Rain.")
    assert names.all() == ["Ishmael"]


def test_days_titles_and_shouts_are_no_names():
    assert _names("We met on Monday. He saw Captain NEMO and the Queen.").all() == []


def test_places_are_kept_of_the_text_that_is_read():
    names = _names("We saw Tom.", "They saw Tom.")
    assert names.places["Tom"] == [7]
    assert names.counts["Tom"] == 2


def test_celtic_names_are_names():
    assert "McCoy" in _names("We saw McCoy.").all()


def test_possession_is_no_part_of_a_name():
    assert bare("Tom’s") == bare("Tom's") == bare("Tom") == "Tom"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ishmael", "Ishmeal"),
        ("Katherine", "Catherine"),
        ("Anna", "Anne"),
        ("Philip", "Phillip"),
        ("Mathew", "Matthew"),
        ("Bildad", "Bilbad"),
        ("Sara", "Sarah"),
    ],
)
def test_two_spellings_of_one_name_are_seen(one: str, other: str):
    assert may_be_one_name(one, other)
    assert may_be_one_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tom", "TOM"),
        ("India", "Indian"),
        ("Tom", "Tommy"),
        ("Quaker", "Quakerish"),
        ("Bacon", "Baron"),
        ("Spain", "Swain"),
        ("Anna", "Hanna"),
        ("Jill", "Bill"),
        ("Americans", "Africans"),
        ("Achilles", "Antilles"),
        ("Marta", "Tom"),
    ],
)
def test_two_names_are_two(one: str, other: str):
    assert not may_be_one_name(one, other)
