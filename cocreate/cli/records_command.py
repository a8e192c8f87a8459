"""Records for other programs, from the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from cocreate.cli.house import House, say
from cocreate.formats.atomic_file import write_file
from cocreate.workspace.records import RecordForm, record_of


def records(arguments: Namespace, house: House) -> int:
    """Write a record of the project in a form that other programs read."""
    target = Path(arguments.output)
    with house.reading(Path(arguments.project)) as workspace:
        made = record_of(workspace, RecordForm(arguments.form))
    write_file(target, made)
    say(f"Wrote {target}")
    return 0
