"""Marks under unknown words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from cocreate.ui.editor import spelling_marks
from cocreate.ui.editor.spelling_marks import SpellingMarks, _carried
from cocreate.ui.theme import LIGHT


@pytest.fixture
def asked():
    return []


@pytest.fixture
def marks(asked):
    made = SpellingMarks()
    made.switch_on(lambda block, is_edited: asked.append((block.text(), is_edited)))
    return made


@pytest.fixture
def placed(desk):
    """The block of the page at an offset."""
    desk.open("Teh sea 😀 whihc")
    return lambda offset=0: desk.view.block_at(offset)


def _reddish(marks: SpellingMarks, placed) -> list[int]:
    """The columns in which a mark is painted."""
    image = QImage(700, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.page))
    painter = QPainter(image)
    marks.paint(painter, placed, LIGHT)
    painter.end()
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) != QColor(LIGHT.page) for y in range(image.height()))
    ]


def test_a_paragraph_without_an_answer_is_asked_for_and_has_no_marks(marks, placed, asked):
    assert marks.of(placed()) == ()
    assert asked == [("Teh sea 😀 whihc", False)]


def test_an_answer_is_kept_by_the_text(marks, placed, asked):
    marks.answer(("Teh sea 😀 whihc", 0), ((0, 3), (10, 15)))
    assert marks.of(placed()) == ((0, 3), (10, 15))
    assert asked == []
    assert marks.at(placed(), 3) == (0, 3)
    assert marks.at(placed(), 5) is None
    assert marks.at(placed(), 12) == (10, 15)


def test_marks_move_along_until_the_new_answer_comes(marks, placed, asked, desk):
    marks.answer(("Teh sea 😀 whihc", 0), ((0, 3), (10, 15)))
    marks.of(placed())
    desk.edit(4, 7, "ocean")
    assert marks.of(placed()) == ((0, 3), (12, 17))
    assert asked == [("Teh ocean 😀 whihc", True)]


def test_marks_are_painted_under_the_words_alone(marks, placed):
    marks.answer(("Teh sea 😀 whihc", 0), ())
    assert _reddish(marks, placed()) == []
    marks.answer(("Teh sea 😀 whihc", 0), ((0, 3), (10, 15)))
    both = _reddish(marks, placed())
    marks.answer(("Teh sea 😀 whihc", 0), ((0, 3),))
    first = _reddish(marks, placed())
    assert first
    assert set(first) < set(both)
    assert max(first) < min(set(both) - set(first))


def test_the_word_being_typed_is_not_marked(marks, placed):
    marks.answer(("Teh sea 😀 whihc", 0), ((0, 3),))
    for held, is_marked in ((3, False), (0, False), (4, True), (-1, True)):
        marks.held = held
        assert bool(_reddish(marks, placed())) is is_marked


def test_switched_off_nothing_is_kept(marks):
    marks.answer(("Teh", 0), ((0, 3),))
    assert marks
    marks.switch_off()
    assert not marks
    assert not marks._answers


def test_another_scene_has_nothing_that_moved_along(marks, placed, asked):
    marks.answer(("Teh sea 😀 whihc", 0), ((0, 3),))
    marks.of(placed())
    marks.leave()
    marks._answers.clear()
    assert marks.of(placed()) == ()
    assert asked == [("Teh sea 😀 whihc", False)]


def test_what_is_kept_stays_small(marks, monkeypatch):
    monkeypatch.setattr(spelling_marks, "_MOST_KEPT", 2)
    for text in ("a", "b", "c"):
        marks.answer((text, 0), ())
    assert list(marks._answers) == [("c", 0)]


@given(st.text("ab ", max_size=12), st.text("ab ", max_size=4), st.data())
def test_marks_that_are_carried_stand_on_the_same_letters(old, put_in, data):
    low = data.draw(st.integers(0, len(old)))
    high = data.draw(st.integers(low, len(old)))
    new = old[:low] + put_in + old[high:]
    words = tuple((at, at + 1) for at in range(len(old)))
    caret = data.draw(st.sampled_from([-1, low + len(put_in), 3]))
    for (start, end), (to, behind) in zip(
        ((s, e) for s, e in words if _carried(old, ((s, e),), new, caret)),
        _carried(old, words, new, caret),
        strict=True,
    ):
        assert old[start:end] == new[to:behind]
