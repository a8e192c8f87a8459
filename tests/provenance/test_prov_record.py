from __future__ import annotations

from cocreate.core.origin import Contributor
from cocreate.provenance.prov_record import (
    DraftRow,
    RunRow,
    SittingRow,
    Story,
    SuggestionRow,
    prov_record,
)
from tests.provenance.record_readers import read_prov

BEGAN, ENDED = "2026-11-01T10:00:00+00:00", "2026-11-01T10:05:00.123000+00:00"


def told() -> Story:
    return Story(
        "The Sea",
        "Ané",
        "0.1.0",
        "cm9vdA==",
        [SittingRow("a", BEGAN, ENDED), SittingRow("b", BEGAN)],
        [
            RunRow("run-1", "a", "Line Editor", "acme/large", "line_edit", 0, BEGAN, ENDED),
            RunRow("run-2", "b", "Line Editor", "acme/large", "line_edit", 1),
        ],
        [
            SuggestionRow("s-1", "run-1", "Line Editor", "acme/large", Contributor.AI, "rejected"),
            SuggestionRow(
                *("s-2", "run-2", "Line Editor", "acme/large", Contributor.AI, "accepted"),
                decided_in="b",
                sizes=(0, 4),
            ),
            SuggestionRow("s-3", "party-1", "Bob", "", Contributor.UNKNOWN),
        ],
        [DraftRow(3, "a", (("ai", 0), ("human", 4))), DraftRow(9, "b", (), ("s-2",))],
    )


def rows(record: dict[str, dict[str, dict[str, str]]], kind: str) -> set[tuple[str, ...]]:
    return {
        tuple(name.removeprefix("cocreate:") for name in row.values())
        for row in record[kind].values()
    }


def test_drafts_and_suggestions_come_from_sittings_and_runs():
    record = read_prov(prov_record(told()))
    assert rows(record, "wasGeneratedBy") == {
        ("suggestion-s-1", "run-run-1"),
        ("suggestion-s-2", "run-run-2"),
        ("draft-1", "sitting-a"),
        ("draft-2", "sitting-b"),
    }
    assert rows(record, "used") == {("run-run-2", "draft-1"), ("sitting-b", "suggestion-s-2")}
    assert rows(record, "wasDerivedFrom") == {
        ("suggestion-s-2", "draft-1"),
        ("draft-2", "draft-1"),
        ("draft-2", "suggestion-s-2"),
    }
    assert ("suggestion-s-2", "agent-1") in rows(record, "wasAttributedTo")
    assert ("suggestion-s-3", "agent-2") in rows(record, "wasAttributedTo")
    assert rows(record, "actedOnBehalfOf") == {("app", "writer"), ("agent-1", "writer")}
    assert rows(record, "wasInformedBy") == {
        ("run-run-1", "sitting-a"),
        ("run-run-2", "sitting-b"),
    }
    assert ("run-run-1", "agent-1") in rows(record, "wasAssociatedWith")


def test_what_is_not_known_or_withheld_is_left_out():
    record = read_prov(prov_record(told()))
    assert "prov:endTime" not in record["activity"]["cocreate:sitting-b"]
    assert "prov:startTime" not in record["activity"]["cocreate:run-run-2"]
    offered = record["entity"]["cocreate:suggestion-s-2"]
    assert offered["cocreate:removed"] == {"$": "0", "type": "xsd:int"}
    assert "cocreate:removed" not in record["entity"]["cocreate:suggestion-s-1"]
    assert "cocreate:human" not in record["entity"]["cocreate:draft-2"]


def test_a_project_that_has_just_begun():
    record = read_prov(prov_record(Story("", "", "0.1.0", drafts=[DraftRow(2, "")])))
    assert set(record["agent"]) == {"cocreate:writer", "cocreate:app"}
    assert "prov:label" not in record["agent"]["cocreate:writer"]
    assert "activity" not in record
