"""Commands about a project mirrored to a folder of Markdown files."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from cocreate.base.errors import InputError
from cocreate.cli.house import House, say, write_out
from cocreate.text.diff import Piece
from cocreate.workspace.mirror import Mirror
from cocreate.workspace.mirror_folder import OutsideChange
from cocreate.workspace.mirror_places import Prefer

_ROUND = 40


def mirror(arguments: Namespace, house: House) -> int:
    """Mirror a project to a folder, show what was changed there, take it in."""
    with house.writing(Path(arguments.project)) as workspace:
        mirrored = Mirror(workspace)
        if arguments.stop:
            mirrored.stop()
            say("The project is not mirrored any more; the files stay as they are.")
            return 0
        if arguments.folder:
            mirrored.start(Path(arguments.folder))
        elif mirrored.folder is None:
            raise InputError("This project is not mirrored; name a folder to mirror it to.")
        found = mirrored.look()
        taken = [
            (change, mirrored.take_in(change, Prefer(arguments.prefer)))
            for change in (found if arguments.take_in else ())
        ]
        mirrored.look()
        mirrored.write()
        _show(arguments, mirrored, taken)
        left = sum(count for _, count in taken)
    if left:
        raise InputError(
            f"{left} {'place was' if left == 1 else 'places were'} changed on both sides and "
            "left as they are; say --prefer ours, theirs or both."
        )
    return 0


def _show(arguments: Namespace, mirrored: Mirror, taken: list[tuple[OutsideChange, int]]) -> None:
    if arguments.json:
        document = {
            "folder": str(mirrored.folder),
            "taken": [_row(change) for change, left in taken if not left],
            "changed": [_row(change) for change in mirrored.found],
        }
        write_out(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        return
    for change, left in taken:
        if not left:
            say(f"Took in {change.path.name}.")
    for change in mirrored.found:
        kind = "is new" if change.is_new else "was changed"
        count = len(change.conflicts)
        conflicts = f", {count} of them in conflict with the project" if count else ""
        say(f"{change.path.name} {kind}{conflicts}:")
        say("  " + "".join(map(_shown, change.pieces)).replace("\n", "\n  "))
    if not taken and not mirrored.found:
        say(f"Mirrored to {mirrored.folder}; nothing was changed there.")


def _row(change: OutsideChange) -> dict[str, object]:
    return {
        "file": change.path.name,
        "scene": change.title,
        "scene_id": change.scene or None,
        "hunks": [
            {"line": hunk.old_start + 1, "end": hunk.old_end + 1, "new": "".join(hunk.new_lines)}
            for hunk in change.hunks
        ],
        "conflicts": [
            {"start": each.start, "end": each.end, "ours": each.ours, "theirs": each.theirs}
            for each in change.conflicts
        ],
    }


def _shown(piece: Piece) -> str:
    match piece.kind:
        case "out":
            return f"[-{piece.text}-]"
        case "in":
            return f"{{+{piece.text}+}}"
        case "same":
            text = piece.text
            return text if len(text) <= 2 * _ROUND else f"{text[:_ROUND]}…{text[-_ROUND:]}"
