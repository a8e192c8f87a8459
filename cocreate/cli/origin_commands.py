"""Commands about where words came from: matches, declare."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from cocreate.base.counting import counted
from cocreate.base.errors import InputError, ProjectHeldError
from cocreate.cli.house import House, say, write_out
from cocreate.core.origin import Contributor
from cocreate.core.suggestion import Match
from cocreate.workspace.declaring import Declaring
from cocreate.workspace.describe import quote
from cocreate.workspace.echoes import Echoes
from cocreate.workspace.workspace import Workspace


def matches(arguments: Namespace, house: House) -> int:
    """List words that look like what agents offered, or answer for them."""
    project = Path(arguments.project)
    if arguments.confirm or arguments.dispute:
        return _answer(arguments, house, project)
    try:
        with house.writing(project) as workspace:
            echoes = Echoes(workspace)
            echoes.keep(echoes.check_ledger())
            _list(workspace, echoes, echoes.matches(), as_json=arguments.json)
    except ProjectHeldError:
        with house.reading(project) as workspace:
            echoes = Echoes(workspace)
            found = [*echoes.matches(), *echoes.check_ledger()]
            _list(workspace, echoes, found, as_json=arguments.json)
    return 0


def _answer(arguments: Namespace, house: House, project: Path) -> int:
    with house.writing(project) as workspace:
        echoes = Echoes(workspace)
        with workspace.as_one():
            for match in arguments.confirm or ():
                echoes.confirm(match)
            for match in arguments.dispute or ():
                echoes.dispute(match, arguments.why or "")
    count = len(arguments.confirm or ()) + len(arguments.dispute or ())
    say(f"Answered {'one match' if count == 1 else f'{count} matches'}.")
    return 0


def _list(workspace: Workspace, echoes: Echoes, found: list[Match], *, as_json: bool) -> None:
    rows = [_row(workspace, echoes, match) for match in found]
    if as_json:
        write_out(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for row in rows:
        place = f"{row['scene']}, line {row['line']}" if row["line"] else f"{row['scene']}, gone"
        offer = f"offered by {row['agent']} in {row['suggestion']}"
        words = quote(str(row["text"]))
        say(f"{row['id'] or 'new'}  {row['verdict']}  {place}: {words} ({offer})")
    if not rows:
        say("Nothing typed or pasted looks like what an agent offered.")


def _row(workspace: Workspace, echoes: Echoes, match: Match) -> dict[str, object]:
    scene = workspace.scene(match.scene)
    is_there = match.start >= 0
    return {
        "id": match.id or None,
        "scene": scene.title,
        "scene_id": scene.id,
        "line": scene.text.line_of(match.start) + 1 if is_there else None,
        "start": match.start if is_there else None,
        "end": match.end if is_there else None,
        "words": match.words,
        "text": echoes.words(match),
        "suggestion": match.source,
        "agent": echoes.agent(match),
        "offered": echoes.offered(match),
        "verdict": match.verdict.value,
        "why": match.why,
    }


def declare(arguments: Namespace, house: House) -> int:
    """Say where a passage came from: from the writer, or from an AI elsewhere."""
    with house.writing(Path(arguments.project)) as workspace:
        scene = workspace.find_scene(arguments.scene)
        start, end = _place(scene.text.text(), arguments)
        by = Contributor(arguments.by)
        Declaring(workspace).declare(scene.id, start, end, by, arguments.why)
    say(f"Declared {counted(end - start, 'character')} of “{scene.title}” as {by.value}.")
    return 0


def _place(text: str, arguments: Namespace) -> tuple[int, int]:
    """Return the range that was named by offsets or by its words."""
    if arguments.range is not None:
        first, dash, last = arguments.range.partition("-")
        if not (dash and first.isdecimal() and last.isdecimal()) or int(first) >= int(last):
            raise InputError("Write --range as START-END, for example --range 0-120.")
        return int(first), int(last)
    words = arguments.quote or ""
    start = text.find(words) if words else -1
    if start < 0:
        raise InputError("Name the passage by --range START-END or --quote TEXT as it stands.")
    if text.find(words, start + 1) >= 0:
        raise InputError("These words stand in several places; name the passage by --range.")
    return start, start + len(words)
