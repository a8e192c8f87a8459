"""Questions of the window."""

from __future__ import annotations

from pathlib import Path

from cocreate.ui.prompts import Question
from cocreate.ui.window_dialogs import ENDING, ask_existing, ask_new, is_backed_up, may_lose
from cocreate.workspace.opening import create
from cocreate.workspace.versions import Versions
from tests.fakes.ids import CountingIds
from tests.fakes.prompts import FakePrompts


def test_a_new_project_gets_its_ending():
    prompts = FakePrompts(Path("/x/book"), Path("/x/book.old"), None)
    assert ask_new(prompts) == Path("/x/book").with_suffix(ENDING)
    assert ask_new(prompts) == Path("/x/book.old")
    assert ask_new(prompts) is None


def test_one_project_is_opened():
    prompts = FakePrompts((Path("/x/a.cocreate"), Path("/x/b.cocreate")), ())
    assert ask_existing(prompts) == Path("/x/a.cocreate")
    assert ask_existing(prompts) is None


def test_losing_words_is_the_writers_decision():
    prompts = FakePrompts(True, False)
    assert may_lose(prompts)
    assert not may_lose(prompts)
    question = prompts.asked[0]
    assert isinstance(question, Question)
    assert question.yes == "Close anyway"


def test_a_lost_project_is_known_by_its_backups(preferences, tmp_path, clock):
    project = tmp_path / "book.cocreate"
    assert not is_backed_up(preferences, project)
    create(project, title="Book", writer="", clock=clock, ids=CountingIds()).close()
    Versions(preferences.user_files.backups_folder, clock).make(project)
    assert is_backed_up(preferences, project)
