"""What goes to the process that makes an export, and what comes back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from cocreate.formats.presets import ExportOptions, Preset
from cocreate.workspace.export_target import Credentials, ReportFormat, ReportPlace, Target


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


def to_json(target: Target) -> str:
    """Return a target as JSON."""
    return json.dumps(
        {
            "path": str(target.path),
            "report": target.report.value,
            "options": asdict(target.options),
            "report_format": target.report_format,
            "attached": target.attached,
            "credentials": target.credentials,
            "forbids_training": target.forbids_training,
        }
    )


def from_json(text: str) -> Target:
    """Return the target that `to_json` wrote down."""
    raw = json.loads(text)
    options = raw["options"]
    preset = options.pop("preset")
    contact = tuple(options.pop("contact"))
    return Target(
        Path(raw["path"]),
        ReportPlace(raw["report"]),
        ExportOptions(preset=Preset(preset) if preset else None, contact=contact, **options),
        ReportFormat(raw["report_format"]) if raw["report_format"] else None,
        raw["attached"],
        Credentials(raw["credentials"]),
        raw["forbids_training"],
    )
