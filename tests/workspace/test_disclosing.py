from __future__ import annotations

import json
from pathlib import Path

import pytest

from cocreate.base.errors import ExportError, NotFoundError
from cocreate.base.resources import resource_path
from cocreate.core.events import RunStarted
from cocreate.store.user_files import UserFiles
from cocreate.workspace.disclosing import MOST_EVENTS, Disclosing, policy_folders
from cocreate.workspace.workspace import Workspace
from tests.reports.test_policy import SMALL
from tests.workspace.writing import type_text


@pytest.fixture
def disclosing(workspace: Workspace, scene: str, tmp_path: Path) -> Disclosing:
    type_text(workspace, scene, "The sea was calm.\n")
    own = tmp_path / "policies"
    own.mkdir()
    return Disclosing(workspace, (own, resource_path("policies")))


def test_policies_stand_by_title_and_a_writers_own_comes_first(
    disclosing: Disclosing, tmp_path: Path
):
    shipped = disclosing.policies()
    assert len(shipped) >= 8
    assert list(shipped) == sorted(shipped, key=lambda policy: policy.title.casefold())
    newer = SMALL | {"id": "nebula", "title": "Newer"}
    (tmp_path / "policies" / "n.json").write_text(json.dumps(newer), encoding="utf-8")
    (tmp_path / "policies" / "bad.json").write_text("{", encoding="utf-8")
    assert disclosing.policy("nebula").title == "Newer"
    assert "bad.json" in disclosing.problems[0]


def test_a_policy_that_there_is_not_is_told_with_those_there_are(disclosing: Disclosing):
    with pytest.raises(NotFoundError, match="amazon-kdp"):
        disclosing.policy("nobody")


def test_the_record_is_read_again_only_after_something_happened(
    disclosing: Disclosing, workspace: Workspace, scene: str
):
    first = disclosing.measures()
    assert disclosing.measures() is first
    assert disclosing.known() is first
    type_text(workspace, scene, "More.\n")
    assert disclosing.known() is None
    assert disclosing.measures()["characters"].value > first["characters"].value


def test_behind_a_sentence_stand_numbers_and_events(
    disclosing: Disclosing, workspace: Workspace, scene: str
):
    for number in range(MOST_EVENTS + 5):
        workspace.record(RunStarted(f"run-{number}", "a", "A", "critique", "m/x", scene, ""))
    (evidence,) = disclosing.evidence(["ai_runs"], disclosing.measures())
    assert evidence.measure.value == MOST_EVENTS + 5
    assert len(evidence.events) == MOST_EVENTS
    assert evidence.hidden == 5
    assert evidence.events[0].kind == "run_started"
    assert evidence.events[0].scene == scene


def test_a_disclosure_is_written_whole_or_not_at_all(disclosing: Disclosing, tmp_path: Path):
    path = tmp_path / "kdp.txt"
    disclosing.write(path, "Grüße\n")
    assert path.read_text(encoding="utf-8") == "Grüße\n"
    with pytest.raises(ExportError):
        disclosing.write(tmp_path / "none" / "kdp.txt", "x")


def test_policies_lie_with_the_writer_and_with_the_program(home: Path):
    own, shipped = policy_folders(UserFiles(home, {}))
    assert own == home / "policies"
    assert (shipped / "amazon-kdp.json").is_file()
