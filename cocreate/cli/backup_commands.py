"""The command for earlier versions: list them, make one, put one back."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from cocreate.base.clock import iso
from cocreate.base.errors import InputError
from cocreate.cli.house import House, say, write_out
from cocreate.workspace.versions import Version, Versions


def backups(arguments: Namespace, house: House) -> int:
    """List the earlier versions of a project, make one now, or put one back."""
    versions = Versions(house.preferences.user_files.backups_folder, house.clock)
    project = Path(arguments.project)
    if arguments.restore is not None:
        return _restore(versions, project, arguments.restore)
    if arguments.make:
        was_made = versions.make(project)
        say("Backed up and verified." if was_made else "Nothing happened since the last backup.")
        return 0
    rows = versions.of(project)
    if not rows and not project.exists():
        raise InputError(f"There is no project “{project}”, and no backup of one from there.")
    if arguments.json:
        document = [_row(version) for version in rows]
        write_out(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        return 0
    for version in rows:
        say(f"{version.number:4}  {iso(version.at)}  {version.size:>12,} bytes  {version.path}")
    if not rows:
        say("There is no backup yet; the editor makes one after each sitting.")
    return 0


def _restore(versions: Versions, project: Path, number: int) -> int:
    aside = versions.restore(project, number)
    say(f"“{project.name}” is back as it was in backup {number}.")
    if aside is not None:
        say(f"What stood there is kept as {aside}")
    return 0


def _row(version: Version) -> dict[str, object]:
    return {
        "number": version.number,
        "at": iso(version.at),
        "path": str(version.path),
        "bytes": version.size,
    }
