from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.metrics.echo import Echo, EchoIndex, word_places

OFFER = (
    "The lamp turned slowly above the grey water while the keeper counted the boats "
    "that did not come home."
)


def index(*offers: tuple[str, str, str]) -> EchoIndex:
    made = EchoIndex()
    for source, new, old in offers:
        made.add(source, new, old)
    return made


def found(made: EchoIndex, text: str, age: int | None = None) -> list[Echo]:
    return made.find(text, [(len(text), made.count if age is None else age)])


def words_from(seed: int, count: int) -> str:
    """Return words that follow from a number and repeat nothing at length."""
    words: list[str] = []
    for _ in range(count):
        seed = (seed * 1_103_515_245 + 12_345) % 2**31
        words.append(f"w{(seed >> 8) % 911}")
    return " ".join(words)


def test_words_typed_as_they_were_offered_are_found_where_they_stand():
    text = f"Before it all. {OFFER} And after."
    (echo,) = found(index(("s-1", OFFER, "")), text)
    assert text[echo.start : echo.end] == OFFER.removesuffix(".")
    assert (echo.source, echo.words, echo.closeness) == ("s-1", 19, 1.0)


def test_small_changes_do_not_hide_them():
    changed = (
        "the lamp turned SLOWLY above the gray water, while the old keeper counted the boats — "
        "that did not come home!"
    )
    (echo,) = found(index(("s-1", OFFER, "")), changed)
    assert echo.words == 18
    assert echo.closeness >= 0.75


def test_seven_words_are_too_few_and_eight_are_not():
    made = index(("s-1", OFFER, ""))
    assert found(made, "The lamp turned slowly above the grey.") == []
    assert len(found(made, "The lamp turned slowly above the grey water.")) == 1


def test_other_words_about_the_same_thing_are_no_match():
    text = "Above the grey water the lamp went round, and the keeper counted no boats at all."
    assert found(index(("s-1", OFFER, "")), text) == []


def test_what_an_agent_quoted_back_is_not_its_own():
    old = OFFER.replace("slowly", "round")
    assert found(index(("s-1", OFFER, old)), OFFER) == []
    reworked = OFFER.replace("counted the boats that did not come home", "sang to gulls and rain")
    assert len(found(index(("s-1", reworked, OFFER)), reworked)) == 1


def test_words_are_compared_only_with_what_was_offered_before_them():
    made = index(("s-1", OFFER, ""))
    assert found(made, OFFER, age=0) == []
    made.add("s-2", OFFER)
    assert [echo.source for echo in found(made, OFFER, age=1)] == ["s-1"]


def test_words_that_are_not_asked_about_are_not_counted():
    half = OFFER.index("while")
    made = index(("s-1", OFFER, ""))
    assert made.find(OFFER, [(half - 4, 1), (8, 0), (len(OFFER) - half - 4, 1)])[0].words == 18
    assert [echo.words for echo in made.find(OFFER, [(half, 0), (len(OFFER) - half, 1)])] == [11]


def test_two_runs_in_one_text_are_two_echoes_and_the_best_offer_wins():
    part = " ".join(OFFER.split()[:9])
    made = index(("short", part, ""), ("whole", OFFER, ""))
    echoes = found(made, f"{OFFER} Nothing else happened that night, or so they say. {part}.")
    assert [(echo.source, echo.words) for echo in echoes] == [("whole", 19), ("short", 9)]


def test_scripts_without_spaces_are_compared_sign_by_sign():
    offer = "灯台の光がゆっくりと灰色の海を照らした"
    assert len(found(index(("s-1", offer, "")), f"夜。{offer}。")) == 1


def test_marks_inside_words_do_not_hide_them():
    hidden = OFFER.replace("keeper", "kee\u2060per").replace("boats", "bo\u00adats")
    assert found(index(("s-1", OFFER, "")), hidden)[0].words >= 17
    assert [word for word, _, _ in word_places("It's *so*")] == ["its", "so"]


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_run_of_the_offer_of_eight_words_or_more_is_always_found(data):
    words = data.draw(st.lists(st.text("abcdef", min_size=1, max_size=4), min_size=8, max_size=30))
    start = data.draw(st.integers(0, len(words) - 8))
    end = data.draw(st.integers(start + 8, len(words)))
    run = " ".join(words[start:end])
    echoes = found(index(("s-1", " ".join(words), "")), f"zzz {run} yyy")
    assert echoes
    assert all(0 <= echo.start < echo.end <= len(run) + 8 for echo in echoes)


def test_a_book_is_looked_through_in_a_moment():
    made = EchoIndex()
    for number in range(2_000):
        made.add(f"s-{number}", words_from(number * 31, 30))
    text = words_from(999_983, 20_000)
    began = time.process_time()
    assert found(made, text) == []
    assert time.process_time() - began < 1.5
