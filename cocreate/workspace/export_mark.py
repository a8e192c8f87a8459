"""What an exported file is known again by when it comes back: project, event, hash."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.store.project_file import ProjectFile

_KIND = "cocreate"
_PARTS = 4


@dataclass(frozen=True, slots=True)
class ExportMark:
    """Where an export stood in the ledger of which project.

    Args:
        seq: number of the last event that the export holds.
        head: hash of that event, tagged with its algorithm.
    """

    project: str
    seq: int
    head: str


def mark_of(project: ProjectFile, seq: int) -> str:
    """Return the mark of an export made now."""
    return " ".join((_KIND, project.identity, str(seq), project.ledger.head()))


def read_mark(text: str) -> ExportMark | None:
    """Return what a mark says; None for words that are no mark."""
    parts = text.split(" ")
    if len(parts) != _PARTS or parts[0] != _KIND or not parts[2].isascii():
        return None
    return ExportMark(parts[1], int(parts[2]), parts[3]) if parts[2].isdigit() else None
