from __future__ import annotations

import json
from datetime import timedelta

import pytest

from cocreate.base.errors import InputError, NotFoundError
from cocreate.reports.to_html import to_html
from cocreate.reports.to_json import to_json
from cocreate.reports.to_markdown import to_markdown
from cocreate.store.verify import verify_project
from cocreate.workspace.away_time import AwayTime
from cocreate.workspace.opening import open_project
from cocreate.workspace.reporting import report_of
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.writing import type_text

HOUR = 3600


@pytest.fixture
def away(workspace: Workspace) -> AwayTime:
    return AwayTime(workspace)


def test_time_entered_by_hand_stands_apart_from_what_was_seen(
    workspace: Workspace, scene: str, away: AwayTime
):
    type_text(workspace, scene, "The sea was calm.")
    before = json.loads(to_json(report_of(workspace)))["effort"]
    yesterday = away.today() - timedelta(days=1)
    away.enter(yesterday, 2 * HOUR, "  the archive\nin town ")
    away.enter(yesterday - timedelta(days=3), HOUR // 2, "*walking* the <plot>")
    made = report_of(workspace)
    effort = json.loads(to_json(made))["effort"]
    assert (before["declared_s"], before["declared"]) == (0, [])
    assert effort["active_s"] == before["active_s"]
    assert effort["declared_s"] == 2.5 * HOUR
    assert [row["what"] for row in effort["declared"]] == [
        "*walking* the <plot>",
        "the archive in town",
    ]
    assert effort["declared"][1] == {
        "day": yesterday.isoformat(),
        "seconds": 2 * HOUR,
        "what": "the archive in town",
    }
    told = to_markdown(made)
    assert "Entered by hand, as declared" in told
    assert r"\*walking\* the \<plot\>" in told
    assert "*walking* the &lt;plot&gt;" in to_html(made)


def test_an_entry_is_taken_back_by_another_and_both_stay_on_record(
    workspace: Workspace, away: AwayTime, clock: FakeClock
):
    one = away.enter(away.today(), HOUR, "walking")
    other = away.enter(away.today(), HOUR, "reading")
    away.withdraw(one.id)
    assert away.entries() == [other]
    assert away.total_s() == HOUR
    with pytest.raises(NotFoundError, match=one.id):
        away.withdraw(one.id)
    path = workspace.path
    kinds = workspace.project.ledger.kinds()
    assert kinds["time_declared"] == 3
    workspace.close()
    assert verify_project(path).ok
    again = open_project(path, clock=clock, ids=CountingIds())
    assert AwayTime(again).entries() == [other]
    again.close()


@pytest.mark.parametrize(
    ("days", "seconds", "what", "why"),
    [
        (0, HOUR, "  ", "what the time was for"),
        (0, 59, "x", "one minute"),
        (2, HOUR, "x", "lies ahead"),
        (0, 20 * HOUR, "x", "24 hours"),
    ],
)
def test_what_cannot_have_been_is_refused(
    away: AwayTime, days: int, seconds: int, what: str, why: str
):
    away.enter(away.today(), 5 * HOUR, "walking")
    with pytest.raises(InputError, match=why):
        away.enter(away.today() + timedelta(days=days), seconds, what)
    assert away.total_s() == 5 * HOUR
