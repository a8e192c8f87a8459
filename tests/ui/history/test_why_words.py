"""Reasons in plain sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocreate.core.events import Cause
from cocreate.core.origin import ALLOWED_PAIRS, TYPED, Contributor, Method, mended_by, origin
from cocreate.core.state import RunState
from cocreate.core.suggestion import Hunk, Verdict
from cocreate.text.diff import Piece
from cocreate.ui.history.why_words import ask_told, kept_told, offer_told, when_told, who_told
from cocreate.workspace.why import Reason

HUNK = Hunk("s", "r", "a", "line-editor", "studio/large", Contributor.AI, 0, 4, "x", "calm")
RUN = RunState("r", "line-editor", "Line editor", "line_edit", "m", "a", "Calmer?", None, "s", 0)
WHEN = 1_790_000_000_000
REASON = Reason("calm", 0, 4, TYPED, 3, WHEN, WHEN - 9_000, Cause.TYPING)


@pytest.mark.parametrize("pair", sorted(ALLOWED_PAIRS))
def test_every_origin_has_its_sentence(pair):
    assert who_told(replace(REASON, origin=origin(*pair)))


def test_an_agent_is_named_with_its_model():
    by = origin(Contributor.AI, Method.ACCEPTED, "s")
    told = replace(REASON, origin=by, hunk=HUNK, run=RUN)
    assert who_told(told) == "Line editor, with large"
    assert who_told(replace(told, run=None)) == "line-editor, with large"
    tool = replace(told, origin=origin(Contributor.TOOL, Method.ACCEPTED, "s"))
    assert who_told(tool) == "Line editor, a checker"


def test_a_spelling_names_its_dictionary():
    told = replace(REASON, origin=mended_by("Hunspell en_GB"))
    assert who_told(told) == "Hunspell en_GB, a checker"


@pytest.mark.parametrize("cause", [*Cause, None])
def test_every_way_of_coming_in_has_its_sentence(cause):
    assert "2026" in when_told(replace(REASON, cause=cause))
    assert when_told(replace(REASON, seq=0)) == ""


def test_words_typed_over_a_while_say_from_when_to_when():
    told = when_told(replace(REASON, began_ms=WHEN - 86_400_000))
    assert told.startswith("Typed between ")


def test_the_ask_is_quoted():
    assert ask_told(REASON) == ""
    assert ask_told(replace(REASON, run=RUN)) == "You had asked: “Calmer?”"
    silent = replace(REASON, run=replace(RUN, ask=""))
    assert "without further words" in ask_told(silent)
    assert ask_told(replace(REASON, explanation="Mine.")) == "You said: “Mine.”"


def test_what_was_kept_is_said():
    told = replace(REASON, hunk=HUNK)
    assert kept_told(REASON) == ""
    assert kept_told(told) == "It stands as it was offered."
    edited = replace(told, hunk=replace(HUNK, verdict=Verdict.EDITED))
    assert "as you accepted it" in kept_told(edited)
    assert kept_told(replace(told, since=(Piece("in", "x"),))) == "Changed since:"


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_fate_of_another_offer_is_said(verdict):
    assert offer_told(replace(HUNK, verdict=verdict))
