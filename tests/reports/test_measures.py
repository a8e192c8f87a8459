from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cocreate.core.events import (
    Cause,
    Edited,
    Entry,
    Event,
    HunkDecided,
    HunkOffered,
    MatchDecided,
    MatchFound,
    Op,
    OriginsDeclared,
    ProjectCreated,
    RunStarted,
    SceneAdded,
)
from cocreate.core.origin import (
    EMPTY,
    TYPED,
    UNKNOWN_PASTED,
    Contributor,
    Method,
    origin,
    plain,
)
from cocreate.core.replay import replay
from cocreate.core.suggestion import MatchVerdict, Verdict
from cocreate.reports.build import ReportInput, build
from cocreate.reports.declared import TAKEN_BACK
from cocreate.reports.measures import Measure, _share, measures_of
from cocreate.reports.report import Lineage, Matches, Work

AI = origin(Contributor.AI, Method.ACCEPTED, "hunk-1")


def offered(hunk: str, old: str = "", who: Contributor = Contributor.AI) -> HunkOffered:
    return HunkOffered(
        hunk, "run-1", "one", "line-editor", "m", who, 4, 4 + len(old), old, "grey ", "", 1,
        Verdict.PENDING,
    )  # fmt: skip


def started(run: str, purpose: str, model: str = "m/x") -> RunStarted:
    return RunStarted(run, "line-editor", "Line editor", purpose, model, "one", "")


def decided(hunk: str, verdict: Verdict, *, is_partial: bool = False) -> HunkDecided:
    return HunkDecided(hunk, "one", verdict, 4, 9, is_partial=is_partial)


BEGUN: tuple[Event, ...] = (
    ProjectCreated("The Lamp", "Ada", "0.1.0"),
    SceneAdded("one", "Part", "Sea", 0, EMPTY),
    Edited("one", Cause.TYPING, (Op(0, 0, plain("The sea was calm.", TYPED)),), 3000),
)


def measured(
    *events: Event, matches: Matches | None = None, with_ai: int = 0
) -> dict[str, Measure]:
    entries = tuple(
        Entry(number, 1_000 * number, "sitting", event)
        for number, event in enumerate((*BEGUN, *events), 1)
    )
    given = ReportInput(
        replay(entries), entries, "sha256:ab", datetime(2026, 11, 4, tzinfo=UTC), "0.1.0",
        Work(), Lineage(2, with_ai), matches or Matches(),
    )  # fmt: skip
    return dict(measures_of(build(given), entries))


def test_a_text_that_was_only_typed_has_nothing_of_an_ai():
    found = measured()
    for key in ("ai_use", "ai_runs", "ai_characters", "unknown_characters", "ai_taken"):
        assert found[key].value == 0
        assert found[key].events == ()
    assert found["characters"].value == 14
    assert found["coverage"].words == "100.0 %"
    assert found["models"].words == "none recorded"
    assert found["title"].words == "The Lamp"


def test_runs_are_counted_by_what_they_are_for_and_checkers_are_none():
    found = measured(
        started("run-1", "brainstorm"),
        started("run-2", "copyedit"),
        started("run-3", "line_edit"),
        started("run-4", "copyedit", "harper"),
    )
    assert [found[f"ai_runs_for_{what}"].events for what in ("ideas", "correction", "wording")] == [
        (4,), (5,), (6,),
    ]  # fmt: skip
    assert found["ai_runs"].events == (4, 5, 6)
    assert found["ai_runs_without_text"].value == 3
    assert found["purposes"].words == "brainstorming, copy-editing, line editing"
    assert found["models"].words == "m/x"


def test_suggestions_taken_are_told_apart_and_each_names_its_event():
    found = measured(
        started("run-1", "line_edit"),
        offered("hunk-1", "sea "),
        offered("hunk-2"),
        offered("hunk-3"),
        offered("hunk-4", who=Contributor.TOOL),
        Edited("one", Cause.ACCEPT, (Op(4, 4, plain("grey ", AI)),), 0, "hunk-1"),
        decided("hunk-1", Verdict.ACCEPTED),
        decided("hunk-2", Verdict.EDITED),
        decided("hunk-3", Verdict.REJECTED),
        decided("hunk-4", Verdict.ACCEPTED),
        with_ai=1,
    )
    assert found["ai_taken"].events == (10, 11)
    assert found["ai_taken_unchanged"].events == (10,)
    assert found["ai_taken_changed"].events == (11,)
    assert found["ai_edits_of_text"].events == (10,)
    assert found["ai_rejected"].events == (12,)
    assert found["checker_fixes"].events == (13,)
    assert found["ai_runs_without_text"].value == 0
    assert found["ai_characters"].value == 4
    assert found["chapters_with_ai"].words == "Part"
    assert found["ai_sentence_share"].value == 50


def test_a_decision_taken_back_counts_no_more():
    found = measured(
        started("run-1", "line_edit"),
        offered("hunk-1"),
        decided("hunk-1", Verdict.ACCEPTED),
        decided("hunk-1", Verdict.PENDING),
    )
    assert found["ai_taken"].value == 0
    assert found["ai_runs_without_text"].value == 1


def test_what_came_unseen_or_was_declared_names_its_events():
    pasted = plain("Old.", UNKNOWN_PASTED)
    human = plain("Old.", origin(Contributor.HUMAN, Method.DECLARED))
    moved = Edited("one", Cause.MOVE, (Op(0, 0, pasted),))
    found = measured(Edited("one", Cause.PASTE, (Op(17, 0, pasted),)), moved)
    assert found["unknown_characters"].value == 8
    assert found["unknown_characters"].events == (4,)
    found = measured(
        Edited("one", Cause.PASTE, (Op(17, 0, pasted),)),
        OriginsDeclared("one", 17, human, "mine"),
        SceneAdded("two", "", "Two", 1, pasted),
    )
    assert found["declared_characters"].value == 4
    assert found["declared_characters"].events == (5,)
    assert found["unknown_characters"].events == (4, 6)


def test_text_that_is_declared_an_ais_is_a_use_while_it_stands():
    pasted = plain("xyz ", UNKNOWN_PASTED)
    by_ai = plain("xyz ", origin(Contributor.AI, Method.DECLARED, ""))
    events: list[Event] = [
        Edited("one", Cause.PASTE, (Op(17, 0, pasted),)),
        OriginsDeclared("one", 17, by_ai, "a chat"),
    ]
    assert measured(*events)["ai_use"].events == (5,)
    events.append(OriginsDeclared("one", 17, pasted, f"{TAKEN_BACK}a chat"))
    assert measured(*events)["ai_use"].value == 0


def test_text_of_an_ai_that_came_without_a_run_is_a_use():
    logged = plain("bot", origin(Contributor.AI, Method.ACCEPTED, "agent:gpt"))
    found = measured(Edited("one", Cause.LOG, (Op(0, 0, logged),)))
    assert found["ai_use"].events == (4,)
    assert found["ai_runs"].value == 0


def test_what_was_taken_of_a_run_is_no_further_use():
    by_ai = plain("calmer", origin(Contributor.AI, Method.ACCEPTED, "hunk-1"))
    offer = offered("hunk-1")
    found = measured(
        started("run-1", "line_edit"), offer, Edited("one", Cause.ACCEPT, (Op(0, 0, by_ai),))
    )
    assert found["ai_use"].events == found["ai_runs"].events == (4,)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0.0 %"),
        (0.0004, "less than 0.1 %"),
        (0.127, "12.7 %"),
        (0.9996, "more than 99.9 %"),
        (1.0, "100.0 %"),
    ],
)
def test_what_is_not_nothing_or_not_all_is_not_said_to_be(share: float, words: str):
    assert _share(share) == words


def test_a_share_is_a_range_where_something_came_unseen():
    assert measured()["ai_share"].words == "0.0 %"
    pasted = plain("xyz", UNKNOWN_PASTED)
    found = measured(Edited("one", Cause.PASTE, (Op(17, 0, pasted),)))
    assert found["ai_share"].words == f"0.0 % to {found['ai_share_high'].words}"


def test_matches_wait_until_they_are_answered():
    match = MatchFound("match-1", "one", "hunk-1", 0, 3, 8)
    assert measured(match, matches=Matches(open=1))["open_matches"].events == (4,)
    confirmed = measured(match, MatchDecided("match-1", "one", MatchVerdict.CONFIRMED), match)
    assert confirmed["open_matches"].events == ()
    assert confirmed["confirmed_matches"].events == (5,)
    assert confirmed["ai_use"].events == (5,)
    back = measured(
        match,
        MatchDecided("match-1", "one", MatchVerdict.CONFIRMED),
        MatchDecided("match-1", "one", MatchVerdict.OPEN),
    )
    assert back["confirmed_matches"].events == ()
    assert back["open_matches"].events == (6,)
    disputed = measured(match, MatchDecided("match-1", "one", MatchVerdict.DISPUTED))
    assert disputed["ai_use"].value == 0
