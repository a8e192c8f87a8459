from __future__ import annotations

from dataclasses import replace

from cocreate.core.origin import Method
from cocreate.reports.parts_text import scenes, surviving, work
from cocreate.reports.report import Work
from tests.reports.samples import HUMAN, imported, novel, share, untouched


def test_the_two_figures_stand_apart():
    report = novel()
    assert "74–82" in surviving(report)
    assert "74–82" not in work(report)
    assert "236,704" in work(report)
    assert "236,704" not in surviving(report)


def test_a_text_of_one_known_hand_has_no_dotted_part():
    made = surviving(replace(novel(), surviving=share((HUMAN, Method.TYPED, 10, 2))))
    assert "unknown" not in made
    assert ">100\u00a0%</span>" in made
    assert "more than one hand" not in made


def test_no_text_says_so():
    assert "holds no text yet" in surviving(untouched())


def test_no_work_says_so_and_lists_no_zeros():
    made = work(untouched())
    assert "Nothing was put in or taken out yet" in made
    assert "Not counted above" not in made


def test_undo_and_moves_stand_beside_the_work():
    assert "3,102\u00a0characters put in and 2,977 taken out by undo" in work(novel())
    assert "Not counted above" in work(replace(untouched(), work=Work(undone_inserted=1)))


def test_scenes_stand_under_their_chapters():
    made = scenes(novel())
    assert made.count('class="cr-chapter"') == 3
    assert made.count('<tr class="cr-in">') == 14
    assert ">Human, declared</li>" in made


def test_scenes_without_chapters_are_not_set_in():
    assert "cr-in" not in scenes(imported())
    assert scenes(untouched()) == ""
