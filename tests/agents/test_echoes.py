from __future__ import annotations

from itertools import product

from cocreate.agents.echoes import find_echoes
from cocreate.agents.findings import Finding
from cocreate.agents.run_events import Progress
from tests.agents.gather import findings_in

FILLING = (
    "Nobody answered, and outside the window a cart went by with its load of stones. Some birds "
    "crossed the square. An old priest closed his umbrella and vanished into the bakery, where a "
    "bell rang. Whoever had left the newspaper on that bench would hardly return for it now. "
)


def _invented(count: int, first: str) -> list[str]:
    """Return words that stand nowhere else, each of them once."""
    letters = product("bcdfgklm", "aiou", "bcdfgklm", "aiou", "bcdfgklm")
    return [first + "".join(word) for word, _ in zip(letters, range(count), strict=False)]


def _found(text: str, manuscript: tuple[str, ...] = ()) -> dict[str, str]:
    findings = findings_in(find_echoes(text, (0, len(text)), manuscript))
    for finding in findings:
        assert text[finding.start : finding.end].strip()
    return {text[finding.start : finding.end]: finding.note for finding in findings}


def test_a_word_that_returns_too_soon_is_heard():
    found = _found("The lantern swung from its hook. She took the lantern and went. " + FILLING)
    assert list(found) == ["lantern"]
    assert found["lantern"].startswith("“lantern” comes twice within 9 words")


def test_other_forms_of_a_word_are_its_echo():
    found = _found("He whispered something to the horse. The whispering calmed it. " + FILLING)
    assert "“whispered” / “whispering”" in found["whispering"]


def test_small_words_names_and_figures_of_speech_are_passed_over():
    text = (
        "Marta saw Marta in the glass. Then there was rain, rain, rain, and then there was more. "
    )
    assert _found(text + FILLING) == {}


def test_words_far_from_each_other_are_no_echo():
    between = " ".join(_invented(60, "q"))
    assert _found(f"The lantern swung. {between} The lantern fell. {FILLING}") == {}


def test_a_phrase_that_stands_twice_is_heard_with_its_lines():
    text = f"A cold smile of triumph.\n\n{FILLING}\n\nAgain a cold smile of triumph, and worse."
    found = _found(text)
    assert (
        "The phrase “a cold smile of triumph” stands twice in this text (lines 1 and 5)"
        in (found["a cold smile of triumph"])
    )


def test_a_pet_word_is_named_with_how_often():
    text = "".join(f"Suddenly {what}. " for what in ("it rained", "he ran", "we slept", "she sang"))
    note = _found(text + FILLING)["Suddenly"]
    assert note.startswith("“suddenly” stands four times here (line 1)")
    assert "habit" in note


def test_beside_the_manuscript_a_scene_may_lean_on_a_word():
    words = _invented(300, "q")
    text = "".join(" ".join(words[at : at + 50]) + " harbour " for at in range(0, 300, 50))
    elsewhere = " ".join(_invented(1_500, "z"))
    assert list(_found(text)) == []
    note = _found(text, (elsewhere,))["harbour"]
    assert note.startswith("“harbour” stands six times here (line 1), ")
    assert note.endswith("times as often as elsewhere in the manuscript.")


def test_only_the_scope_is_read():
    text = "The lantern swung. The dark lantern fell. " + FILLING
    assert findings_in(find_echoes(text, (19, len(text)))) == []


def test_the_notes_are_few():
    text = " ".join(f"lantern{'abcdefghij'[n % 10]} window" for n in range(3_000))
    findings = findings_in(find_echoes(text, (0, len(text))))
    assert 0 < len(findings) <= 20


def test_a_text_without_words_has_no_echo():
    assert list(find_echoes("— … 7", (0, 5))) == []


def test_a_long_text_is_read_in_steps():
    steps = list(find_echoes(FILLING * 200, (0, len(FILLING) * 200), (FILLING,)))
    assert sum(isinstance(step, Progress) for step in steps) >= 3
    assert any(isinstance(step, Finding) for step in steps)
