from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.formats.book import (
    BookScene,
    ImportedNote,
    ImportedSuggestion,
    MarginNote,
    OpenSuggestion,
)
from cocreate.formats.critic import CriticText, read_critic, write_critic

EDITOR = "Line Editor (AI: test-model)"
signs = st.lists(
    st.sampled_from(
        [*"ab \n{}+-~=<>\\:\"", "{++", "++}", "{--", "--}", "{~~", "~~}", "~>", "{==", "==}", "{>>",
         "<<}", "Ada: "]
    ),
    max_size=8,
).map("".join)  # fmt: skip
authors = st.sampled_from(["", EDITOR, "Ada", 'A "B": c', "x: y", "3rd", "A. Quill"])


@st.composite
def scenes(draw):
    """A text of pieces, each of which is words, a change, or words with a remark."""
    text = ""
    changes: list[OpenSuggestion] = []
    notes: list[MarginNote] = []
    for kind in draw(st.lists(st.sampled_from(["words", "change", "note", "both"]), max_size=6)):
        start = len(text)
        text += draw(signs)
        if kind in ("change", "both") and (
            start < len(text) or not changes or changes[-1].end < start
        ):
            new = draw(signs)
            if new != text[start:]:
                changes.append(OpenSuggestion(start, len(text), new, draw(authors), draw(signs)))
        if kind in ("note", "both"):
            note = MarginNote(start, len(text), draw(signs), draw(authors))
            notes += [] if any(other.start == note.start for other in notes) else [note]
    return BookScene("", "", text, (), tuple(changes), tuple(notes))


@given(scenes())
@settings(deadline=None, max_examples=200)
def test_out_and_in_again_is_the_same(scene):
    found = read_critic(write_critic(scene))
    assert found.text == scene.text
    assert found.suggestions == [
        ImportedSuggestion(one.start, one.end, one.new, one.author, reason=one.reason)
        for one in scene.suggestions
    ]
    assert found.notes == sorted(
        (ImportedNote(one.start, one.end, one.text, one.author) for one in scene.notes),
        key=lambda note: (note.start, note.end),
    )


def test_each_kind_of_change_has_its_mark():
    scene = BookScene(
        "", "", "She lit the lamp now.", (),
        (OpenSuggestion(0, 0, "Then ", ""),
         OpenSuggestion(4, 7, "lights", EDITOR, "Present tense."),
         OpenSuggestion(16, 20, "", "Ada")),
        (MarginNote(12, 16, "Which one?", "Ada"),),
    )  # fmt: skip
    assert write_critic(scene) == (
        "{++Then ++}She {~~lit~>lights~~}{>>Line Editor (AI: test-model): Present tense.<<} the "
        "{==lamp==}{>>Ada: Which one?<<}{-- now--}{>>Ada: <<}."
    )


def test_marks_of_other_programs_are_read():
    found = read_critic("A{++ new++} b{>>why: so?<<} {==c==}{>>no author.<<}{-- d--}{>>cut<<}")
    assert found.text == "A b c d"
    assert found.suggestions == [
        ImportedSuggestion(1, 1, " new"),
        ImportedSuggestion(5, 7, "", reason="cut"),
    ]
    assert found.notes == [ImportedNote(3, 3, "so?", "why"), ImportedNote(4, 5, "no author.")]


@pytest.mark.parametrize(
    "text",
    ["", "plain", "{++ open", "{~~no arrow~~}", "{==no remark==} x", "{++++}", "a --} ++}", "{>>x"],
)
def test_what_is_not_well_formed_is_words(text):
    assert read_critic(text) == CriticText(text)


def test_words_that_look_like_marks_go_out_as_changes_that_change_nothing():
    written = write_critic(BookScene("", "", "a {++b++}"))
    assert written == "a {~~{~>{~~}++b++}"
    assert read_critic(written) == CriticText("a {++b++}", has_marks=True)


def test_notes_that_cross_something_stand_behind_their_words():
    scene = BookScene(
        "", "", "abcdef", (), (OpenSuggestion(2, 4, "x", "", "r"),),
        (MarginNote(0, 3, "cut", "A"), MarginNote(0, 5, "whole", "A"),
         MarginNote(4, 6, "cross", "A")),
    )  # fmt: skip
    found = read_critic(write_critic(scene))
    assert found.text == "abcdef"
    assert [(note.start, note.end, note.text) for note in found.notes] == [
        (0, 5, "whole"),
        (4, 4, "cut"),
        (6, 6, "cross"),
    ]


def test_a_point_note_behind_a_change_is_not_its_reason():
    scene = BookScene(
        "", "", "ab", (), (OpenSuggestion(0, 1, "", ""),), (MarginNote(1, 1, "n", "A"),)
    )
    found = read_critic(write_critic(scene))
    assert (found.suggestions[0].reason, found.notes[0].text) == ("", "n")


@pytest.mark.parametrize(
    "sign", ["{++", "{==", "{~~a~>", "{>>", "==}", "{==a==}{>>", "{==}{>>x<<}"]
)
def test_hostile_texts_are_read_in_little_time(sign):
    began = process_time()
    read_critic(sign * 10_000)
    assert process_time() - began < 2.0
