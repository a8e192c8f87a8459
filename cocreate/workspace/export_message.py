"""What goes to the process that makes an export, and what comes back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cocreate.formats.presets import ExportOptions, Preset
from cocreate.workspace.beside import leave, left_in
from cocreate.workspace.export_target import (
    Attached,
    Credentials,
    ReportFormat,
    ReportPlace,
    Target,
)

_MADE = "made"


@dataclass(frozen=True, slots=True)
class Made:
    """What an export would write.

    Args:
        format: the name of the manuscript's format.
        files: the bytes by their place; the manuscript comes first.
        losses: one sentence for each kind of thing that the format could not take.
        head: hash of the last event that the files hold, tagged with its algorithm.
    """

    format: str
    files: Mapping[Path, bytes]
    losses: tuple[str, ...]
    head: str


def told_of(target: Target) -> dict[str, Any]:
    """Return a target as JSON can hold it."""
    return {
        "path": str(target.path),
        "report": target.report.value,
        "options": asdict(target.options),
        "report_format": target.report_format,
        "attached": _attached(target.attached),
        "credentials": target.credentials,
        "forbids_training": target.forbids_training,
    }


def target_of(raw: Mapping[str, Any]) -> Target:
    """Return the target that `told_of` told."""
    options = dict(raw["options"])
    preset = options.pop("preset")
    contact = tuple(options.pop("contact"))
    return Target(
        Path(raw["path"]),
        ReportPlace(raw["report"]),
        ExportOptions(preset=Preset(preset) if preset else None, contact=contact, **options),
        ReportFormat(raw["report_format"]) if raw["report_format"] else None,
        _read_attached(raw["attached"]),
        Credentials(raw["credentials"]),
        raw["forbids_training"],
    )


def leave_made(folder: Path, made: Made) -> None:
    """Leave what was made in a folder."""
    leave(folder, {str(path): data for path, data in made.files.items()})
    told = {"format": made.format, "losses": made.losses, "head": made.head}
    (folder / _MADE).write_text(json.dumps(told), encoding="utf-8")


def made_in(folder: Path) -> Made:
    """Return what was left in a folder.

    Raises:
        OSError, ValueError: it is not there.
    """
    told = json.loads((folder / _MADE).read_text(encoding="utf-8"))
    files = {Path(path): data for path, data in left_in(folder).items()}
    return Made(told["format"], files, tuple(told["losses"]), told["head"])


def _attached(attached: Attached | None) -> list[object] | None:
    return None if attached is None else [str(attached.policy), attached.answers]


def _read_attached(raw: Sequence[Any] | None) -> Attached | None:
    if raw is None:
        return None
    policy, answers = raw
    return Attached(Path(policy), tuple((question, option) for question, option in answers))
