from __future__ import annotations

import pytest

from cocreate.agents.findings import Finding
from cocreate.agents.pacing import read_pace
from tests.agents.gather import findings_in

VARIED = (
    "It rained. Nobody in the whole long street had thought of shutting a window, and so the "
    "curtains hung out like wet sails. Then a door. Someone laughed behind it, briefly, as one "
    "laughs about a thing that has been settled for years. Where was the key? "
)
LONG = (
    "He had come down from the hills with the last of the light behind him and a sack of seed on "
    "his shoulder that weighed more with every mile he walked towards the river and the town, "
    "which lay there as it had always lain, low and brown and without a lamp. "
)
EVEN = (
    "A man walked slowly to the door. Rain fell over the dark roofs. My father opened the big "
    "window. All was quiet in the house. Some dogs barked at the moon. Our clock struck nine or "
    "maybe ten. Old Peter lit his pipe again."
)
SAME_OPENING = (
    "He sat. He looked out at the harbour for a while. He thought of nothing. He rose to go and "
    "did not go because of the rain."
)


def _notes(text: str) -> list[Finding]:
    findings = findings_in(read_pace(text, (0, len(text))))
    for finding in findings:
        assert text[finding.start : finding.end].strip()
    return findings


def _said(text: str) -> str:
    return "\n".join(finding.note for finding in _notes(text)[1:])


def test_the_first_note_gives_the_figures():
    note = _notes(VARIED)[0].note
    assert note.startswith("In figures: 47 words in 5 sentences, 9 words each on average")
    assert note.endswith("nobody speaks.")


def test_a_varied_text_gets_no_other_note():
    assert _said(VARIED) == ""


def test_speech_is_measured_in_words():
    text = "“Come in now,” she said. He came in.\n\n“Sit,” she said."
    assert "about 36 per cent of the words are spoken" in _notes(text)[0].note


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            EVEN,
            "Seven sentences in a row of nearly the same length, about 6 words",
        ),
        (LONG * 3, "Three long sentences in a row"),
        (
            "Cold. " + "A bird. Two birds. Wind again. No one. Still dark. A bell. Gone now.",
            "breathless",
        ),
        (
            SAME_OPENING,
            "Four sentences in a row begin with “he”",
        ),
        (VARIED * 6, "One paragraph of 282 words"),
    ],
)
def test_a_stretch_that_is_even_is_named(text: str, note: str):
    assert note in _said(text)


def test_long_telling_in_a_scene_of_talk_is_named():
    talk = "“Come in,” she said, “and tell me all about it before it is too late for us.”\n\n" * 5
    text = talk + (VARIED + "\n\n") * 16
    assert "words without a spoken one" in _said(text)


def test_bare_talk_is_named():
    talk = "“Where?” “There.”\n\n“I see nothing at all.”\n\n" * 10
    assert "20 paragraphs of talk" in _said(talk + VARIED)


def test_headings_are_no_sentences():
    text = "# He Had A Heading Of Words\n\n" + VARIED
    assert "5 sentences" in _notes(text)[0].note
    assert text[_notes(text)[0].start :].startswith("It rained.")


def test_a_line_end_within_a_paragraph_ends_no_sentence():
    assert "5 sentences" in _notes(VARIED.replace("street had", "street\nhad"))[0].note


@pytest.mark.parametrize("text", ["", "One. Two.", "***\n\n—\n"])
def test_a_text_too_short_for_a_rhythm_gets_no_note(text: str):
    assert _notes(text) == []


def test_the_quoted_opening_of_a_paragraph_ends_with_a_word():
    quoted = [
        text
        for finding in _notes(VARIED * 6)
        if "paragraph" in finding.note
        for text in [(VARIED * 6)[finding.start : finding.end]]
    ]
    assert quoted == ["It rained. Nobody in the whole long street had thought of shutting"]
