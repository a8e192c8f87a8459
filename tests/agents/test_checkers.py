from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from cocreate.agents.checkers import checker_for, count_words_of, find_slips
from cocreate.agents.propose import Proposal
from cocreate.agents.run_events import Progress


def _proposals(text: str, dialect: str = "american") -> list[Proposal]:
    steps: Iterable[object] = find_slips(text, (0, len(text)), checker_for(dialect))
    return [step for step in steps if isinstance(step, Proposal)]


def _mends(text: str, dialect: str = "american") -> list[tuple[str, str]]:
    return [(proposal.old, proposal.new) for proposal in _proposals(text, dialect)]


@pytest.mark.parametrize(
    ("text", "mends"),
    [
        ("She go to the libary.", [("go", "goes"), ("libary", "library")]),
        ("I saw teh cat.", [("teh", "the")]),
        ("He saw an unicorn.", [("an", "a")]),
        ("It took a hour.", [("a", "an")]),
        ("The the sea was calm.", [("The the", "The")]),
        ("He sat on the the chair.", [("the the", "the")]),
        ("I could of gone home.", [("could of", "could have")]),
        ("The dog wagged it's tail.", [("it's", "its")]),
        ("He was more tired then he let on.", [("then", "than")]),
        ("He dont know.", [("dont", "don't")]),
        ("It’s late, but it isnt dark.", [("isnt", "isn’t")]),
        ("They was late.", [("was", "were")]),
        ("She has wrote a book.", [("wrote", "written")]),
        ("Definately, he went home.", [("Definately", "Definitely")]),
        ("Wich one was it?", [("Wich", "Which")]),
        ("They had  two spaces.", [("  ", " ")]),
        ("And i went home.", [("i", "I")]),
        ("They stopped. she went on.", [("she", "She")]),
    ],
)
def test_plain_slips_are_found(text: str, mends: list[tuple[str, str]]):
    assert _mends(text) == mends


@pytest.mark.parametrize(
    "text",
    [
        "Marta Kovačeva looked at Queequeg and at Grzmot.",  # names
        "“I ain't goin' nowhere, we was robbed,” said Tom.",  # how people speak
        "“He say it were a purty long sarmon.”",
        "‘She don’t like it,’ he said.",
        "“No no no,” she said.",
        "The streets took me waterward, shudderingly, through the shoreless dark.",  # new words
        "Thou goest where the wind goeth.",  # old words
        "He murmured *hvaal grbl zwart* and slept.",  # foreign words in italics
        "`teh` and [text](http://example.org/teh)",  # syntax
        "```\nteh libary\n```",
        "What is worship? thought I.",
        "She had had enough of that that day.",
        "However the very big dog, the cat and the mouse were very tired.",  # taste
        "Moby Dick was a damned whale — or so he said...",
        "A sentence may be long, " + "and may go on, and turn, " * 12 + "and still be meant.",
        "# the Heart of a Thing",
    ],
)
def test_what_a_writer_means_is_left_alone(text: str):
    assert _mends(text) == []


def test_a_word_that_the_writer_uses_again_and_again_is_a_word():
    text = "The harpooneer spoke. " * 4
    assert _mends(text) == []
    assert _mends("The harpooneer spoke.") == [("harpooneer", "harpooner")]


def test_the_whole_manuscript_counts_for_the_writers_words():
    words = count_words_of("A harpooneer, the harpooneer, harpooneer.", "One harpooneer.")
    text = "The harpooneer spoke."
    steps = list(find_slips(text, (0, len(text)), checker_for("american"), words))
    assert steps == [Progress(1, 1)]
    assert words == Counter({"harpooneer": 4, "A": 1, "the": 1, "One": 1})


def test_the_dialect_decides_about_colour():
    text = "The colour of the harbour was grey."
    assert _mends(text, "british") == []
    assert ("colour", "color") in _mends(text)


@pytest.mark.parametrize("dialect", ["australian", "canadian", "martian"])
def test_other_dialects_are_known_and_unknown_ones_are_american(dialect: str):
    assert _mends("I saw teh cat.", dialect) == [("teh", "the")]


def test_a_proposal_stands_exactly_where_its_words_stand():
    text = "# Title 🙂\n\nÄ 🌊 sea.\n\n> *She* go to **teh** libary 👩‍👧 and teh sea.\n"
    proposals = _proposals(text)
    assert len(proposals) == 4
    for proposal in proposals:
        assert text[proposal.start : proposal.end] == proposal.old
        assert proposal.line == 5
        assert proposal.reason


def test_only_the_scope_is_checked_and_progress_is_told():
    text = "I saw teh cat.\n\n" * 900
    start = text.index("teh", 3_000)
    steps = list(find_slips(text, (start, start + 3), checker_for("american")))
    assert [(step.start, step.end) for step in steps if isinstance(step, Proposal)] == [
        (start, start + 3)
    ]
    assert steps[-1] == Progress(1, 1)


def test_a_fence_is_never_cut_in_two():
    code = "```\n" + "teh libary is code\n\n" * 400 + "```\n\n"
    assert _mends(code + "And teh end.") == [("teh", "the")]


def test_a_checker_is_built_once():
    assert checker_for("american") is checker_for("american")


def test_one_line_of_two_hundred_thousand_signs_is_checked_in_pieces():
    text = "The sea was calm and the sky was grey. " * 5_000 + "I saw teh cat."
    steps = list(find_slips(text, (0, len(text)), checker_for("british")))
    found = [step for step in steps if isinstance(step, Proposal)]
    assert [(step.old, step.start) for step in found] == [("teh", len(text) - 8)]
    assert sum(isinstance(step, Progress) for step in steps) >= 6


def test_a_line_without_a_sentence_is_cut_anywhere():
    text = "a " * 20_000
    assert [
        step
        for step in find_slips(text, (0, len(text)), checker_for("american"))
        if isinstance(step, Progress)
    ][-1].total == 2


def test_reasons_quote_words_as_writers_do():
    (slip,) = _proposals("She went to the libary at noon.")
    assert "“libary”" in slip.reason
    assert "`" not in slip.reason
