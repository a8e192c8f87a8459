from __future__ import annotations

import dataclasses
from pathlib import Path

from cocreate.base.settings import Settings
from cocreate.store.user_files import UserFiles
from cocreate.workspace.desk import Preferences, agent_folders, model_access
from cocreate.workspace.opening import open_project
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.fakes.scripted_desk import scripted_desk
from tests.fakes.scripted_provider import ScriptedProvider


def test_settings_are_kept_and_told_once(home: Path):
    preferences = Preferences(UserFiles(home, {}))
    told: list[Settings] = []
    preferences.changes.listen(told.append)
    wanted = dataclasses.replace(preferences.settings, writer="Ada")
    preferences.set(wanted)
    preferences.set(wanted)
    assert told == [wanted]
    assert Preferences(UserFiles(home, {})).get() == wanted


def test_recent_projects_are_few_and_the_last_comes_first(home: Path):
    preferences = Preferences(UserFiles(home, {}))
    for number in [*range(10), 5]:
        preferences.remember(Path(f"book-{number}"))
    recent = preferences.settings.recent_projects
    assert recent[:2] == ("book-5", "book-9")
    assert len(recent) == len(set(recent)) == 8


def test_agents_are_looked_for_at_home_then_beside_the_project_then_in_the_program(home: Path):
    files = UserFiles(home, {})
    folders = agent_folders(files, Path("work") / "book.cocreate")
    assert folders[:2] == (home / "agents", Path("work") / "agents")
    assert (folders[-1] / "copy-editor.md").is_file()
    assert len(agent_folders(files, None)) == 2


def test_services_and_model_files_of_the_settings_are_known(home: Path):
    files = UserFiles(home, {})
    files.providers_path.write_text(
        '[providers.near]\nkind = "openai"\nbase_url = "http://127.0.0.1:9/v1"\nmodels = ["m"]\n',
        encoding="utf-8",
    )
    preferences = Preferences(files)
    preferences.set(Settings(gguf_path=str(home / "small.gguf")))
    refs = {model.ref: model.is_ready for model in model_access(preferences).models()}
    assert refs["near/m"]
    assert refs["gguf/small"] is False


def test_new_services_and_agents_are_taken_over(workspace: Workspace, home: Path):
    desk = scripted_desk(workspace, home, ScriptedProvider())
    roster = desk.roster()
    assert desk.roster() is roster
    (home / "agents").mkdir()
    (home / "agents" / "odd.md").write_text("---\nname odd\n---\nBe odd.", encoding="utf-8")
    assert [problem.file.name for problem in desk.reload_roster().problems] == ["odd.md"]
    desk.refresh_access()
    assert {model.provider for model in desk.access.models()} == {"built-in"}


def test_every_service_is_made_once(workspace: Workspace, home: Path):
    desk = scripted_desk(workspace, home, ScriptedProvider())
    assert desk.review is desk.review
    assert desk.sessions.rows() == desk.sessions.rows()
    assert desk.runs is desk.runs
    assert desk.scenes is desk.scenes


def test_a_desk_on_a_project_that_another_holds_closes_without_writing(
    workspace: Workspace, home: Path, clock: FakeClock, ids: CountingIds
):
    workspace.save()
    second = open_project(workspace.path, clock=clock, ids=ids)
    desk = scripted_desk(second, home, ScriptedProvider())
    count = workspace.project.ledger.count
    assert desk.close()
    assert workspace.project.ledger.count == count
