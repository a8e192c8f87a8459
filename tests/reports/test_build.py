from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from cocreate.base.clock import to_ms
from cocreate.core.events import (
    CallMade,
    Cause,
    Edited,
    Entry,
    Event,
    HunkDecided,
    HunkOffered,
    NoteOffered,
    Op,
    ProjectCreated,
    RunStarted,
    RunStopped,
    SceneAdded,
    SessionBegan,
)
from cocreate.core.origin import (
    EMPTY,
    TYPED,
    UNKNOWN_IMPORTED,
    Contributor,
    Method,
    origin,
    plain,
)
from cocreate.core.replay import replay
from cocreate.core.suggestion import HunkOpened, Verdict
from cocreate.core.usage import Money, Usage
from cocreate.reports.build import ReportInput, build
from cocreate.reports.report import Curation, KeptRow, Lineage, Range, Report, Work

START = to_ms(datetime(2026, 11, 3, 8, 0, tzinfo=UTC))
MADE = datetime(2026, 11, 4, 9, 30, tzinfo=UTC)


def _offer(hunk: str, verdict: Verdict = Verdict.PENDING) -> HunkOffered:
    start = -1 if verdict is Verdict.LOOSE else 4
    return HunkOffered(
        hunk=hunk,
        run="run-1",
        scene="one",
        agent="line-editor",
        model="m/x",
        contributor=Contributor.AI,
        start=start,
        end=start,
        old="",
        new="grey ",
        reason="",
        line=1,
        verdict=verdict,
    )


def _decide(hunk: str, verdict: Verdict, *, is_partial: bool = False) -> HunkDecided:
    return HunkDecided(hunk, "one", verdict, 4, 4, is_partial=is_partial)


HAPPENED: tuple[Event, ...] = (
    ProjectCreated("The Lamp", "Ada", "0.1.0"),
    SessionBegan("window"),
    SceneAdded("one", "Part", "Sea", 0, EMPTY),
    Edited("one", Cause.TYPING, (Op(0, 0, plain("The sea was calm.", TYPED)),), 3000),
    SceneAdded("two", "Part", "Old", 1, plain("*Old* wörds.\n", UNKNOWN_IMPORTED)),
    RunStarted("run-1", "line-editor", "Line editor", "line_edit", "m/x", "one", ""),
    *(_offer(f"hunk-{number}") for number in range(1, 6)),
    _offer("hunk-6", Verdict.LOOSE),
    NoteOffered("note-1", "run-1", "one", "line-editor", 0, 3, "The", "Which?", 1),
    CallMade("run-1", "m", "x", Usage(100, 20), 900, Money(250, "USD"), "2026-11-01", "a table"),
    CallMade("run-1", "m", "y", Usage(1, 1), 900, None, "", ""),
    CallMade("run-1", "near", "z", Usage(5, 5), 9, Money(0, "USD"), "", "runs on this computer"),
    RunStopped("run-1", "done", "", ""),
    Edited(
        "one",
        Cause.ACCEPT,
        (Op(4, 0, plain("grey ", origin(Contributor.AI, Method.ACCEPTED, "hunk-1"))),),
        0,
        "hunk-1",
    ),
    _decide("hunk-1", Verdict.ACCEPTED),
    _decide("hunk-2", Verdict.ACCEPTED, is_partial=True),
    _decide("hunk-3", Verdict.EDITED),
    _decide("hunk-4", Verdict.REJECTED),
)


def _report(*happened: Event) -> Report:
    entries = tuple(
        Entry(number, START + 1000 * number, "sitting", event)
        for number, event in enumerate(happened, 1)
    )
    lineage = Lineage(2, 1, (KeptRow("hunk-1", "line-editor", "one", 1, 1),))
    return build(ReportInput(replay(entries), entries, "sha256:ab", MADE, "0.1.0", Work(), lineage))


def test_the_text_is_what_the_command_prints():
    report = _report(*HAPPENED)
    text = "The grey sea was calm.\n*Old* wörds.\n"
    assert report.text.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert report.text.characters == len(text)
    assert report.text.words == report.surviving.words == 7


def test_shares_leave_out_white_space_and_markup_and_characters_do_not():
    report = _report(*HAPPENED)
    assert {(row.contributor, row.characters) for row in report.surviving.classes} == {
        (Contributor.HUMAN, 14),
        (Contributor.AI, 4),
        (Contributor.UNKNOWN, 9),
    }
    assert report.surviving.human == Range(14 / 27, 23 / 27)
    assert report.surviving.ai == Range(4 / 27, 13 / 27)
    assert report.characters == {
        Contributor.HUMAN: 17,
        Contributor.AI: 5,
        Contributor.TOOL: 0,
        Contributor.UNKNOWN: 13,
    }


def test_scenes_stand_in_order_and_sum_up_to_the_whole():
    report = _report(*HAPPENED)
    assert [(row.chapter, row.title) for row in report.scenes] == [("Part", "Sea"), ("Part", "Old")]
    assert sum(row.surviving.total for row in report.scenes) == report.surviving.total


def test_every_suggestion_is_counted_in_exactly_one_verdict():
    curation = _report(*HAPPENED).curation
    assert curation == Curation(6, 1, 1, 1, 1, 1, 0, 1)


def test_a_suggestion_that_was_opened_is_counted_once_whatever_became_of_it():
    looks = [HunkOpened(hunk, "one") for hunk in ("hunk-4", "hunk-5", "hunk-4")]
    assert _report(*HAPPENED, *looks).curation == Curation(6, 1, 1, 1, 1, 1, 0, 1, opened=2)


def test_an_acceptance_that_was_taken_back_is_pending_again():
    back = _decide("hunk-2", Verdict.PENDING)
    assert _report(*HAPPENED, back).curation.partial == 0
    assert _report(*HAPPENED, back).curation.pending == 2


def test_agents_are_listed_with_what_they_were_used_for():
    (row,) = _report(*HAPPENED).agents
    assert (row.title, row.purpose, row.model) == ("Line editor", "line_edit", "m/x")
    assert (row.runs, row.offered, row.taken, row.rejected, row.notes) == (1, 6, 3, 1, 1)


def test_agents_that_a_played_log_names_are_listed_with_the_little_that_is_known():
    logged = plain("bot", origin(Contributor.AI, Method.ACCEPTED, "agent:gpt <3"))
    rows = _report(*HAPPENED, Edited("one", Cause.LOG, (Op(0, 0, logged),))).agents
    assert [(row.title, row.model, row.runs) for row in rows[1:]] == [("gpt <3", "not recorded", 0)]


def test_cost_is_summed_and_what_is_not_known_stays_unknown():
    cost = _report(*HAPPENED).cost
    assert (cost.total.calls, cost.total.input_tokens, cost.total.output_tokens) == (3, 106, 26)
    assert cost.total.known == (Money(250, "USD"),)
    assert cost.total.unpriced_calls == 1
    assert [row.name for row in cost.by_agent] == ["Line editor"]
    assert [row.name for row in cost.by_scene] == ["Sea"]
    assert [(row.name, row.is_local) for row in cost.by_model] == [
        *(("m/x", False), ("m/y", False), ("near/z", True))
    ]
    assert cost.prices == ("a table as of 2026-11-01",)


def test_the_ledger_says_when_it_was_observed():
    report = _report(*HAPPENED)
    assert report.observed == ("2026-11-03T08:00:01.000Z", "2026-11-03T08:00:22.000Z")
    assert (report.events, report.head, report.sittings) == (len(HAPPENED), "sha256:ab", 1)
    assert report.made == "2026-11-04T09:30:00.000Z"


def test_effort_is_what_the_ledger_saw():
    effort = _report(*HAPPENED).effort
    assert effort.active_s > 0
    assert effort.active_s == (
        effort.writing_s + effort.reviewing_s + effort.prompting_s + effort.reading_s
    )
    assert effort.agents_s == 11


def test_names_stand_for_ids():
    (row,) = _report(*HAPPENED).lineage.suggestions
    assert (row.agent, row.scene) == ("Line editor", "Sea")


def test_an_empty_project_has_a_report():
    report = _report()
    assert report.observed == ("", "")
    assert report.surviving.coverage == 1.0
    assert not report.has_headline


def test_people_who_proposed_in_a_file_are_no_agents():
    before = _report(*HAPPENED)
    after = _report(*HAPPENED, RunStarted("party-1", "Ann", "Ann", "other", "", "one", "In “a”"))
    assert after.agents == before.agents
