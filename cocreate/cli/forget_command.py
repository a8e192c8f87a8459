"""The command that takes a passage out of the record: forget."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from cocreate.base.counting import counted
from cocreate.cli.house import House, say
from cocreate.workspace.forgetting import Passage, forget
from cocreate.workspace.versions import Versions


def forget_passage(arguments: Namespace, house: House) -> int:
    """Take lines, as they stood after an event, out of the record for good."""
    path = Path(arguments.project)
    with house.writing(path) as workspace:
        at = workspace.state.seq if arguments.at is None else arguments.at
        passage = Passage(arguments.scene, arguments.lines, at)
        done = forget(workspace, passage, arguments.why or "")
    events = "event" if len(done.events) == 1 else "events"
    numbers = ", ".join(map(str, done.events))
    say(f"Forgot {counted(done.signs, 'character')}, in the {events} {numbers}.")
    if not done.is_scrubbed:
        say(
            "Traces of them may be left in unused space of the file, because another program"
            " reads it; they go when the next passage is forgotten."
        )
    kept = Versions(house.preferences.user_files.backups_folder, house.clock).of(path)
    if kept:
        count = "One earlier backup" if len(kept) == 1 else f"{len(kept)} earlier backups"
        say(f"{count} may still hold them, in {kept[0].path.parent}: delete what has to go.")
    return 0
