"""Making and opening projects: what has to be right before the first key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cocreate import __version__
from cocreate.base.clock import Clock
from cocreate.base.errors import CocreateError, ProjectError
from cocreate.base.ids import IdSource
from cocreate.core.events import (
    Event,
    ProjectCreated,
    RunStopped,
    SessionBegan,
    SessionEnded,
)
from cocreate.core.state import ProjectState, SessionState
from cocreate.metrics.effort import Action, actions_of, active
from cocreate.store.ledger import Ledger
from cocreate.store.project_file import ProjectFile
from cocreate.workspace.journal import KEPT
from cocreate.workspace.sitting import Sitting
from cocreate.workspace.workspace import Workspace

_LOOK_BACK = 256
_CUT_OFF = "Cocreate was closed before the agent had finished. What had arrived stays."


def create(
    path: Path, *, title: str, writer: str, clock: Clock, ids: IdSource, how: str = "window"
) -> Workspace:
    """Make a new project file and open it.

    Raises:
        ProjectError: the path is taken or cannot be written.
    """
    project = ProjectFile.create(path, clock, ids)
    state = ProjectState()
    workspace = Workspace(
        project, state, Sitting(clock, ids, how=how, idle_limit_s=120), clock, ids
    )
    troubles: list[str] = []
    stop = workspace.troubles.listen(troubles.append)
    workspace.record(ProjectCreated(title or path.stem, writer, __version__))
    is_saved = workspace.save()
    stop()
    if not is_saved:
        project.close()
        path.unlink(missing_ok=True)
        raise ProjectError(troubles[0].removesuffix(KEPT).strip())
    return workspace


def open_project(
    path: Path,
    *,
    clock: Clock,
    ids: IdSource,
    how: str = "window",
    idle_limit_s: int = 120,
    writes: bool = True,
) -> Workspace:
    """Open a project; what a killed program left unfinished is finished first, without a question.

    A project that another program holds, or that may only be read, opens read-only in a window;
    a command that writes is refused. What only reads sees one moment, whatever is written
    beside it.

    Raises:
        ProjectHeldError: the caller is a command that writes, and may not.
        ProjectError: the file cannot be opened.
    """
    project = ProjectFile.open(path, clock, writes=writes)
    try:
        if not writes:
            project.ledger.hold()
        elif how != "window":
            project.require_writable()
        state = project.snapshots.load()
        if project.is_writable and _finish(project, state):
            state = project.snapshots.load()
    except CocreateError as trouble:
        project.close()
        if type(trouble) is not ProjectError or how != "window":
            raise
        project, state = _look(path, trouble.sentence)
    sitting = Sitting(clock, ids, how=how, idle_limit_s=idle_limit_s)
    return Workspace(project, state, sitting, clock, ids)


def _look(path: Path, refusal: str) -> tuple[ProjectFile, ProjectState]:
    """Open a project on a full disk: what is there can still be read."""
    project = ProjectFile.look(path, refusal)
    try:
        return project, project.snapshots.load()
    except CocreateError:
        project.close()
        raise


def _finish(project: ProjectFile, state: ProjectState) -> bool:
    """End the runs and sittings that a killed program left; tell whether there were any."""
    left: list[tuple[int, str, Event]] = [
        (run.began_ms, run.session, RunStopped(run.id, "stopped", _CUT_OFF, run.answer))
        for run in state.runs.values()
        if not run.how
    ]
    open_ = [session for session in state.sessions.values() if session.ended_ms == 0]
    actions = _actions_of(project.ledger, [session.id for session in open_])
    left += [
        (session.last_ms, session.id, _ended(session, actions[session.id])) for session in open_
    ]
    if left:
        project.ledger.append(left)
    return bool(left)


def _ended(session: SessionState, actions: Sequence[Action]) -> SessionEnded:
    effort = active(actions, session.idle_limit_s)
    return SessionEnded(
        session.idle_limit_s,
        effort.active_s,
        effort.writing_s,
        effort.reviewing_s,
        effort.prompting_s,
        effort.reading_s,
    )


def _actions_of(ledger: Ledger, sittings: Sequence[str]) -> dict[str, list[Action]]:
    """Return what was done in sittings that are among the last.

    However many there are, the ledger is read once, from its end back to where the first of them
    began, and not before that.
    """
    found: dict[str, list[Action]] = {sitting: [] for sitting in sittings}
    missing = set(sittings)
    until, size = ledger.count, _LOOK_BACK
    while until > 0 and missing:
        after = max(0, until - size)
        part: dict[str, list[Action]] = {}
        for entry in ledger.entries(after, until, is_coarse=_joins_keys):
            if entry.session in found:
                part.setdefault(entry.session, []).extend(actions_of((entry,)))
            if isinstance(entry.event, SessionBegan):
                missing.discard(entry.session)
        for sitting, actions in part.items():
            found[sitting] = actions + found[sitting]
        until, size = after, size * 2
    return found


def _joins_keys(_scene: str, _removed: int) -> bool:
    """No look is taken at what was typed, only at when."""
    return True
