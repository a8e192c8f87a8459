"""Commands about text: new, import, log, text, spans."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from cocreate.base.counting import counted
from cocreate.base.errors import InputError, NotFoundError
from cocreate.cli.house import House, say, warn, write_out
from cocreate.core.manuscript import join_scenes
from cocreate.core.origin import Method, Span
from cocreate.core.replay import replay
from cocreate.core.state import ProjectState, SceneState
from cocreate.workspace.arrivals import Arrived, take_in
from cocreate.workspace.edit_log import play, read_log
from cocreate.workspace.importing import Batch, read_files
from cocreate.workspace.workspace import Workspace, find_scene


def new(arguments: Namespace, house: House) -> int:
    """Make a project, with scenes from files if there are any."""
    batch = _read(arguments.files)
    project = Path(arguments.project)
    title = arguments.title or project.stem
    arrived = Arrived()
    with house.making(project, title, arguments.writer or "") as workspace:
        if batch.files:
            arrived = take_in(workspace, batch)
    say(f"Made “{project.name}” with {_scenes(len(arrived.scenes))}.")
    _tell_of(arrived)
    return 0


def import_files(arguments: Namespace, house: House) -> int:
    """Add scenes from files to a project."""
    batch = _read(arguments.files)
    with house.writing(Path(arguments.project)) as workspace, workspace.as_one():
        arrived = take_in(workspace, batch, as_new=arguments.as_new)
    added = "no new scene" if arrived.returned and not arrived.scenes else None
    say(f"Added {added or _scenes(len(arrived.scenes))}.")
    _tell_of(arrived)
    return 0


def _read(files: Sequence[str]) -> Batch:
    return read_files([Path(file) for file in files])


def _tell_of(arrived: Arrived) -> None:
    """Say what came in besides scenes, and (on standard error) what was not kept."""
    for kind, counts in (("suggestion", arrived.suggestions), ("note", arrived.notes)):
        for name, count in counts.items():
            say(f"{counted(count, kind)} by {name} (third party).")
    if arrived.pictures:
        say(f"{counted(arrived.pictures, 'picture')}.")
    for file, loss in arrived.losses:
        warn(f"{file}: {loss}" if file else f"Left out: {loss}")


def log(arguments: Namespace, house: House) -> int:
    """Play an edit log into a new scene."""
    path = Path(arguments.log)
    edit_log = read_log(path)
    name = arguments.scene or path.stem
    with house.writing(Path(arguments.project), how="log") as workspace, workspace.as_one():
        play(workspace, edit_log, name)
    say(f"Played {len(edit_log.edits)} edits into the scene “{name}”.")
    return 0


def text(arguments: Namespace, house: House) -> int:
    """Print the manuscript or one scene, now or as of an event."""
    with house.reading(Path(arguments.project)) as workspace:
        scenes = _chosen(_state(workspace, arguments.at), arguments.scene, arguments.at)
        write_out(join_scenes([scene.text.text() for scene in scenes]))
    return 0


def spans(arguments: Namespace, house: House) -> int:
    """Print who put each run of characters there."""
    with house.reading(Path(arguments.project)) as workspace:
        state = _state(workspace, arguments.at)
        hunks = {hunk for scene in state.scenes.values() for hunk in scene.hunks}
        hunks |= state.brought.keys()
        scenes = _chosen(state, arguments.scene, arguments.at)
        rows = [row for scene in scenes for row in _span_rows(scene, hunks)]
    if arguments.json:
        write_out(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return 0
    for row in rows:
        suggestion = f"  {row['suggestion']}" if row["suggestion"] else ""
        place = f"{row['scene']}  {row['start']}-{row['end']}"
        say(f"{place}  {row['contributor']} {row['method']}{suggestion}")
    return 0


def _span_rows(scene: SceneState, hunks: set[str]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    start = 0
    for span, suggestion in _merged(scene.text.spans(), hunks):
        rows.append(
            {
                "scene": scene.title,
                "scene_id": scene.id,
                "start": start,
                "end": start + span.length,
                "contributor": span.origin.contributor.value,
                "method": span.origin.method.value,
                "suggestion": suggestion,
            }
        )
        start += span.length
    return rows


def _merged(runs: Iterable[Span], hunks: set[str]) -> list[tuple[Span, str | None]]:
    """Join neighbours that differ in nothing but the id of a paste or an import."""
    merged: list[tuple[Span, str | None]] = []
    for span in runs:
        by = span.origin
        is_suggested = by.method is Method.ACCEPTED and by.source in hunks
        suggestion = by.source if is_suggested else None
        if merged:
            last, last_suggestion = merged[-1]
            known = (last.origin.contributor, last.origin.method, last_suggestion)
            if known == (by.contributor, by.method, suggestion):
                merged[-1] = (Span(last.length + span.length, last.origin), suggestion)
                continue
        merged.append((span, suggestion))
    return merged


def _state(workspace: Workspace, at: int | None) -> ProjectState:
    if at is None:
        return workspace.state
    last = workspace.state.seq
    if not 0 <= at <= last:
        raise InputError(f"There is no event {at}; the ledger has events 1 to {last}.")
    return replay(workspace.project.ledger.entries(until=at))


def _chosen(state: ProjectState, name: str | None, at: int | None) -> Sequence[SceneState]:
    if name is None:
        return state.manuscript()
    try:
        return [find_scene(state, name)]
    except NotFoundError as missing:
        if at is None:
            raise
        raise NotFoundError(f"There was no scene “{name}” as of event {at}.") from missing


def _scenes(count: int) -> str:
    return "no scene yet" if count == 0 else "one scene" if count == 1 else f"{count} scenes"
