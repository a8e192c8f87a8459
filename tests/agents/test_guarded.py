from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.agents.guarded import RECIPES, Task, ask_sentence, choose_sentences, guard, narrow


def _chosen(task: Task, text: str, taken: tuple[tuple[int, int], ...] = (), most: int = 9):
    found = choose_sentences(task, text, (0, len(text)), taken, most)
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize("task", list(Task))
def test_a_sentence_is_asked_with_six_worked_examples_and_no_chance(task: Task):
    request = ask_sentence(task, "She go home.", "smollm2")
    assert [message.role for message in request.messages] == [
        "system",
        *["user", "assistant"] * 6,
        "user",
    ]
    assert request.messages[-1].content == "She go home."
    assert (request.temperature, request.stop, request.model) == (0.0, ("\n",), "smollm2")


@pytest.mark.parametrize("task", list(Task))
def test_the_worked_examples_pass_their_own_guard(task: Task):
    for given_text, wanted in RECIPES[task].examples:
        if task is Task.TIGHTEN and given_text != wanted:
            assert len(wanted) < len(given_text)
    assert sum(given_text == wanted for given_text, wanted in RECIPES[task].examples) >= 1


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("She go to the market every day.", "She goes to the market every day."),
        ("Their was a light in the window.", "There was a light in the window."),
        ("He walked passed the old house.", "He walked past the old house."),
        ("We went alot to the old harbour.", "We went a lot to the old harbour."),
        ("I seen him at the market once.", "I saw him at the market once."),
    ],
)
def test_small_mends_pass(sentence: str, answer: str):
    assert guard(Task.COPYEDIT, sentence, answer) == answer
    assert guard(Task.COPYEDIT, sentence, f'"{answer}"\nAnd more.') == answer


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The sea was calm and grey.", ""),
        ("The sea was calm and grey.", "The sea was calm and grey."),
        ("The sea was calm and grey.", "The correct sentence is: The sea was calm and grey."),
        ("He saw seven 7 ships at sea.", "He saw seven 8 ships at sea."),
        ("I do not know the old man.", "I do know the old man."),
        ("We met Marta in the old town.", "We met Maria in the old town."),
        ("He said that he was “tired” now.", "He said that he was tired now."),
        ("He said that he was tired now.", "He said that he was *tired* now."),
        ("Was it late when you came home?", "Was it late when you came home."),
        ("Nobody in the house had seen the man.", "Nobody had seen the man."),
        ("The big dog slept by the old fire.", "The large dog slept by the old fire."),
        ("The dog slept by the old fire at night.", "The dog slept by the old warm fire at night."),
        ("A cat and a dog and a cow and a hen.", "The cat and the dog and the cow and the hen."),
    ],
)
def test_answers_that_change_more_than_a_slip_are_dropped(sentence: str, answer: str):
    assert guard(Task.COPYEDIT, sentence, answer) is None


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        (
            "She was really very tired because of the fact that she had walked all day.",
            "She was tired because she had walked all day.",
        ),
        ("He nodded his head and then he shrugged his shoulders.", "He nodded and shrugged."),
    ],
)
def test_shorter_sentences_that_say_the_same_pass(sentence: str, answer: str):
    assert guard(Task.TIGHTEN, sentence, answer) == answer


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        (
            "In the event that the boat is late, we will wait on the quay.",
            "We will wait on the quay.",
        ),
        (
            "The old dog slept by the warm fire all night.",
            "The old dog slept by the warm fire and dreamt.",
        ),
        ("In the year 1962 she was living in the house.", "She was living in the house."),
        (
            "There was really nobody at all in the kitchen.",
            "There was really a man in the kitchen.",
        ),
        ("Then Marta was of the opinion that Tom was right.", "Marta thought he was right."),
    ],
)
def test_shorter_sentences_that_lose_something_are_dropped(sentence: str, answer: str):
    assert guard(Task.TIGHTEN, sentence, answer) is None


def test_speech_headings_markup_and_short_sentences_are_left_alone():
    text = (
        "# A heading of many plain words\n\n“You was here before,” she said to him. No. "
        "A *marked* sentence of many words. A plain sentence of many words.\n"
    )
    assert _chosen(Task.COPYEDIT, text) == ["A plain sentence of many words."]


def test_sentences_that_the_checker_has_mended_are_left_alone():
    text = "The first sentence has a slip. The second one has none."
    assert _chosen(Task.COPYEDIT, text, ((4, 9),)) == ["The second one has none."]


def test_no_more_sentences_are_chosen_than_may_be_asked():
    text = "This is a plain sentence of words. " * 30
    assert len(_chosen(Task.COPYEDIT, text, most=7)) == 7


def test_the_wordiest_sentences_are_tightened_first():
    plain = "Grey waves broke over black rocks while gulls cried above them."
    wordy = "It was the case that there was a man who was in the house that was on the hill."
    assert _chosen(Task.TIGHTEN, f"{plain} {wordy} {plain}", most=1) == [wordy]


def test_a_proposal_is_cut_down_to_the_words_that_change():
    text = "Before. She go to the market. After."
    proposal = narrow(text, 8, 29, "She goes to the market.")
    assert proposal is not None
    assert (proposal.start, proposal.end) == (12, 14)
    assert (proposal.old, proposal.new) == ("go", "goes")
    assert proposal.reason == "“go” becomes “goes”."


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("The sea was calm.", "The grey sea was calm.", "Adds “grey”."),
        ("The grey sea was calm.", "The sea was calm.", "Takes out “grey”."),
        ("He went home late now.", "He went home, late now.", "Adds “,”."),
        ("So it goes.", "So it goes on.", "Adds “on”."),
        ("It goes on.", "So it goes on.", "“It” becomes “So it”."),
    ],
)
def test_a_proposal_never_replaces_nothing(old: str, new: str, reason: str):
    proposal = narrow(old, 0, len(old), new)
    assert proposal is not None
    assert proposal.old
    assert old[: proposal.start] + proposal.new + old[proposal.end :] == new
    assert proposal.reason


def test_no_change_is_no_proposal():
    assert narrow("Same.", 0, 5, "Same.") is None


WORDS = st.lists(
    st.sampled_from(["sea", "the", "grey", "calm,", "was", "It"]), min_size=1, max_size=8
)


@settings(deadline=None, max_examples=100)
@given(WORDS, WORDS)
def test_what_a_proposal_puts_in_gives_the_whole_new_sentence(old: list[str], new: list[str]):
    before, behind = " ".join(old) + ".", " ".join(new) + "."
    proposal = narrow(f"X. {before} Y.", 3, 3 + len(before), behind)
    if proposal is None:
        assert before == behind
        return
    assert proposal.old
    text = f"X. {before} Y."
    assert text[: proposal.start] + proposal.new + text[proposal.end :] == f"X. {behind} Y."


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("But here is an artist who paints all day.", "Here is an artist who paints all day."),
        ("It is a way I have of driving off sleep.", "It is a way of driving off sleep."),
    ],
)
def test_a_copy_edit_takes_no_word_out(sentence: str, answer: str):
    assert guard(Task.COPYEDIT, sentence, answer) is None
