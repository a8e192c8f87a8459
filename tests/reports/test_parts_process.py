from __future__ import annotations

from dataclasses import replace

from cocreate.reports.parts_process import (
    agents,
    checks,
    curation,
    effort_and_cost,
    limits,
    lineage,
    over_time,
)
from cocreate.reports.report import AgentRow, Curation, Lineage
from tests.reports.samples import HEAD, SHA, novel, untouched


def test_the_days_are_drawn_and_listed():
    made = over_time(novel())
    assert "<svg" in made
    assert "The numbers, day by day" in made
    assert ">2026-10-01</th>" in made
    assert over_time(untouched()) == ""


def test_agents_that_left_no_words_are_told():
    assert "2\u00a0rows left no words in the text" in agents(novel())
    taken = AgentRow("a", "A", "draft", "m/x", 1, 1, 1, 0, 0)
    assert "left no words" not in agents(replace(novel(), agents=(taken,)))
    assert "No agent was asked" in agents(untouched())


def test_decisions_are_told_and_what_waits_is_explained():
    made = curation(novel())
    assert "<b>148</b> accepted whole" in made
    assert "11 can still be decided" in made
    assert curation(untouched()) == ""
    decided = replace(novel(), curation=Curation(2, 1, 0, 0, 1))
    assert "left undecided, " not in curation(decided)


def test_a_cost_that_is_not_known_is_told_beside_the_known_one():
    made = effort_and_cost(novel())
    assert "4.81 USD + 12 calls unknown" in made.replace("\u00a0", " ")
    assert "0, on this computer" in made
    assert "2\u00a0more rows in the JSON form" in made


def test_without_calls_there_are_no_tables_of_cost():
    made = effort_and_cost(untouched())
    assert "<b>no calls</b>" in made
    assert "<table" not in made


def test_lineage_shows_the_longest_suggestions():
    made = lineage(novel())
    assert "512 of 2,114" in made
    assert made.index(">96<") < made.index(">91<")
    gone = replace(novel(), lineage=Lineage(0, 0, ()))
    assert "<table" not in lineage(gone)


def test_every_limit_is_an_item():
    assert limits(novel()).count("<li>") == 8


def test_what_can_be_checked_is_there():
    made = checks(novel())
    assert SHA in made
    assert HEAD in made
    assert "human 127,140, unknown 15,643, AI 30,551, checker 871" in made
