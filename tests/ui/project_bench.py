"""The panels of a project put together, without the window around them."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.base.settings import Settings
from cocreate.ui.editor.editor_view import EditorView
from cocreate.ui.insight.insight_panel import InsightPanel
from cocreate.ui.outline.outline import Outline
from cocreate.ui.project_commands import ProjectCommands
from cocreate.ui.project_view import ProjectView
from cocreate.ui.project_wiring import ProjectWiring
from cocreate.ui.sidebar.sidebar import Sidebar
from cocreate.ui.status_line import StatusLine
from cocreate.ui.theme import LIGHT
from cocreate.workspace.desk import Desk
from tests.fakes.prompts import FakePrompts
from tests.ui.writing_desk import ROSTER, lacks


@dataclass
class Bench:
    """One of each."""

    view: ProjectView
    wiring: ProjectWiring
    commands: ProjectCommands
    status: StatusLine
    prompts: FakePrompts


def put_together(desk: Desk) -> Bench:
    """Return the panels of a desk, wired."""
    workspace = desk.workspace
    view = ProjectView(
        Outline(workspace, desk.scenes, desk.figures, LIGHT),
        EditorView(workspace, workspace.ids, workspace.clock, LIGHT, Settings()),
        Sidebar(workspace, desk.review, ROSTER, lacks, LIGHT),
        InsightPanel(desk.figures, desk.sessions, Settings, LIGHT),
    )
    status = StatusLine()
    status.follow(workspace, desk.figures)
    wiring = ProjectWiring(workspace, desk.review, view, status)
    workspace.changes.listen(wiring.refresh)
    prompts = FakePrompts()
    return Bench(view, wiring, ProjectCommands(view, wiring, prompts), status, prompts)
