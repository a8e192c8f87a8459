"""The main job once, in the real window without a display, step by step, with pictures of each."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cocreate.app import Studio, application, make_sample
from cocreate.base.clock import Clock
from cocreate.base.counting import counted
from cocreate.base.errors import CocreateError
from cocreate.base.ids import IdSource
from cocreate.core.suggestion import Hunk
from cocreate.store.user_files import UserFiles
from cocreate.store.verify import verify_project
from cocreate.ui.open_project import OpenProject
from cocreate.ui.prompts import QtPrompts
from cocreate.workspace.describe import duration_text
from cocreate.workspace.desk import Preferences
from cocreate.workspace.export_target import ReportFormat, ReportPlace, Target
from cocreate.workspace.publish import Publish

PARAGRAPH = (
    "He could of stayed ashore that winter. Instead he walked to the the docks and asked at "
    "every ship, and at night he read in the libary until the lamps went out."
)
_WAIT_MS = 20
_SETTLE_MS = 250
_LIMIT_MS = 180_000
_PROJECT = "tour.cocreate"
_OWN = ("tour.cocreate", "moby-dick.md", "moby-dick.html", "moby-dick.report.html", "report.json")


class TourError(CocreateError):
    """The tour could not go on; says at which step."""


@dataclass(slots=True)
class Guide:
    """Say what happens, and keep a picture of it."""

    studio: Studio
    folder: Path
    pictures: list[Path] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        """Print a step."""
        sys.stdout.write(f"{sentence}\n")
        sys.stdout.flush()

    def picture(self, name: str) -> None:
        """Keep the window as it looks now, under the next number."""
        QTest.qWait(_SETTLE_MS)
        path = self.folder / f"{len(self.pictures) + 1:02d}-{name}.png"
        self.studio.window.grab().save(str(path))
        self.pictures.append(path)

    def wait_for(self, is_so: Callable[[], bool], what: str) -> None:
        """Let the window work until something is so."""
        waited = 0
        while not is_so():
            if waited >= _LIMIT_MS:
                raise TourError(f"The tour waited in vain for {what}.")
            QTest.qWait(_WAIT_MS)
            waited += _WAIT_MS


def run_tour(folder: Path, clock: Clock, ids: IdSource) -> int:
    """Do the main job in `folder`; return the exit code.

    Raises:
        CocreateError: a step could not be done.
    """
    _clear(folder)
    application(["cocreate"])
    home = folder / "home"
    studio = Studio(Preferences(UserFiles(home)), QtPrompts(), clock, ids)
    guide = Guide(studio, folder)
    try:
        studio.window.resize(1280, 820)
        studio.window.show()
        _open(guide, folder / _PROJECT, clock, ids)
        _write(guide)
        _ask(guide)
        _decide(guide)
        _ask_embedded_model(guide)
        _look(guide)
        _export(guide)
    finally:
        studio.window.close()
        studio.close()
        shutil.rmtree(home, ignore_errors=True)
    _verify(guide)
    guide.say(f"Everything is in {folder.name}/: project, manuscript, report and pictures.")
    return 0


def _clear(folder: Path) -> None:
    """Make the folder, and take out what an earlier tour left; nothing else is touched."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        is_picture = path.suffix == ".png" and path.name[:2].isdigit()
        if path.is_file() and (is_picture or path.name in _OWN):
            path.unlink()


def _project(guide: Guide) -> OpenProject:
    project = guide.studio.window.project
    if project is None:
        raise TourError("The tour could not open its project.")
    return project


def _open(guide: Guide, path: Path, clock: Clock, ids: IdSource) -> None:
    make_sample(path, clock, ids).close()
    guide.studio.open_project(path)
    words = counted(_project(guide).desk.figures.words(), "word")
    guide.say(f"Opened the sample: {words} of Moby-Dick, all of unknown origin to Cocreate.")
    guide.picture("open")


def _write(guide: Guide) -> None:
    editor = _project(guide).view.editor
    editor.goto(len(_scene_text(guide)))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, PARAGRAPH)
    if not _scene_text(guide).endswith(PARAGRAPH):
        raise TourError("The tour typed a paragraph, and other words stand in the scene.")
    guide.say("Typed a paragraph with three slips: “could of”, “the the”, “libary”.")
    guide.picture("typed")


def _ask(guide: Guide) -> None:
    _ask_about_paragraph(guide, "copy-editor")
    found = _open_hunks(guide)
    for hunk in found:
        guide.say(f"The copy editor proposes “{hunk.new}” for “{hunk.old}”: {hunk.reason}")
    if len(found) < 3:
        raise TourError("The copy editor did not find the three slips.")
    guide.studio.window.do("next_hunk")
    guide.picture("suggestions")


def _decide(guide: Guide) -> None:
    window, desk = guide.studio.window, _project(guide).desk
    first, second, third, *rest = _open_hunks(guide)
    _choose(guide, first)
    window.do("accept")
    guide.say("Accepted the first with Ctrl+Return.")
    guide.picture("accepted")
    _choose(guide, second)
    window.do("accept_edited")
    guide.picture("change-words")
    desk.review.accept_edited(second.id, second.new)
    _project(guide).view.editor.hunks.field.put_away()
    guide.say("Opened the second for changes, and took it as it was.")
    _choose(guide, third)
    window.do("accept")
    for hunk in rest:
        desk.review.reject(hunk.id, "not now")
    guide.say("Accepted the third, put the rest away.")
    window.do("undo")
    if rest:
        window.do("undo")
    window.do("redo")
    guide.say("Took the last decision back with undo, and decided again with redo.")
    guide.picture("decided")


def _ask_embedded_model(guide: Guide) -> None:
    project = _project(guide)
    if project.desk.asking.has_embedded_model():
        _ask_about_paragraph(guide, "tightener")
        calls = project.desk.workspace.state.calls
        tokens = counted(sum(call.usage.output_tokens for call in calls), "token")
        made = counted(len(calls), "call")
        guide.say(f"The embedded model was asked: {made}, {tokens} written.")
    else:
        guide.say("The embedded model is not installed: `cocreate models install built-in`.")
    guide.picture("embedded-model")


def _look(guide: Guide) -> None:
    project = _project(guide)
    numbers = project.desk.figures.numbers()
    guide.studio.window.do("show_tint")
    guide.picture("attribution")
    project.view.show_insight()
    guide.say(
        f"Share, effort and cost: {numbers.share.coverage:.0%} of the text was observed, "
        f"{counted(numbers.words_today, 'word')} today, {duration_text(numbers.active_s)} active."
    )
    guide.picture("insight")
    guide.studio.window.do("history")
    guide.say("Opened the history: the work over time, and the text as it stood at any moment.")
    guide.picture("history")
    guide.studio.window.do("history")


def _export(guide: Guide) -> None:
    publish = Publish(_project(guide).desk.workspace)
    written = publish.export(Target(guide.folder / "moby-dick.html", ReportPlace.BESIDE))
    written += publish.export(Target(guide.folder / "moby-dick.md", ReportPlace.APPENDIX))
    report = guide.folder / "report.json"
    report.write_text(publish.report(ReportFormat.JSON), encoding="utf-8")
    names = ", ".join(path.name for path in (*written, report))
    guide.say(f"Exported {names}.")


def _verify(guide: Guide) -> None:
    result = verify_project(guide.folder / _PROJECT)
    if not result.ok:
        raise TourError(f"The project does not verify: {result.first_problem}")
    guide.say(f"Verified the project: {counted(result.events, 'event')}, intact.")


def _scene_text(guide: Guide) -> str:
    project = _project(guide)
    scene = project.wiring.scene
    return project.desk.workspace.scene(scene).text.text() if scene else ""


def _ask_about_paragraph(guide: Guide, agent: str) -> None:
    """Select the paragraph, ask, let go of the selection, and wait for the answer."""
    project = _project(guide)
    end = len(_scene_text(guide))
    project.view.editor.goto(_scene_text(guide).rfind("\n") + 1, end)
    project.ask(agent, "", about_selection=True)
    project.view.editor.goto(end)
    runs = project.desk.runs
    guide.wait_for(lambda: not runs.live_ids, "an agent to finish")
    for run in _project(guide).desk.workspace.state.runs.values():
        if run.how == "failed":
            raise TourError(f"The {run.agent_title} failed: {run.sentence}")


def _open_hunks(guide: Guide) -> list[Hunk]:
    return _project(guide).desk.review.open_hunks()


def _choose(guide: Guide, hunk: Hunk) -> None:
    _project(guide).view.sidebar.suggestions.list.choose(hunk.id)
