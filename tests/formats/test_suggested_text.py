from __future__ import annotations

from hypothesis import given

from cocreate.formats.book import BookScene, OpenSuggestion
from cocreate.formats.suggested_text import Places, with_suggestions
from tests.formats.test_revising import scenes


def test_suggestions_are_taken_in_their_places():
    made = (OpenSuggestion(0, 1, "bb", "A"), OpenSuggestion(2, 2, "x", "A"))
    assert with_suggestions(BookScene("", "s", "a c", suggestions=made)) == "bb xc"


@given(scenes())
def test_what_stays_is_the_same_sign_in_both_texts(scene):
    new = with_suggestions(scene)
    places = Places(scene.suggestions)
    for at, sign in enumerate(new):
        back = places.back(at)
        if back >= 0:
            assert scene.text[back] == sign


def test_the_nearest_suggestion_is_asked():
    places = Places((OpenSuggestion(2, 4, "xyz", "A"), OpenSuggestion(10, 10, "w", "B")))
    assert [places.who_old(at) for at in (0, 3, 5, 9, 12)] == [0, 0, 0, 1, 1]
    assert [places.who_new(at) for at in (0, 5, 6, 10, 12)] == [0, 0, 0, 1, 1]
    assert places.forward(0) == 0
    assert places.forward(4) == 5
