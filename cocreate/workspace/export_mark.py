"""What an exported file is known again by when it comes back: project, event, hash."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.store.project_file import ProjectFile

_KIND = "cocreate"
_REVIEW = "review"
_PARTS = 4


@dataclass(frozen=True, slots=True)
class ExportMark:
    """Where an export stood in the ledger of which project.

    Args:
        seq: number of the last event that the export holds.
        head: hash of that event, tagged with its algorithm.
        for_review: whether open suggestions and margin notes left with it.
    """

    project: str
    seq: int
    head: str
    for_review: bool = False


def mark_of(project: ProjectFile, seq: int, *, for_review: bool = False) -> str:
    """Return the mark of an export made now."""
    parts = (_KIND, project.identity, str(seq), project.ledger.head())
    return " ".join((*parts, _REVIEW) if for_review else parts)


def read_mark(text: str) -> ExportMark | None:
    """Return what a mark says; None for words that are no mark."""
    parts, rest = text.split(" ")[:_PARTS], text.split(" ")[_PARTS:]
    if len(parts) != _PARTS or parts[0] != _KIND or rest not in ([], [_REVIEW]):
        return None
    if not parts[2].isascii() or not parts[2].isdigit():
        return None
    return ExportMark(parts[1], int(parts[2]), parts[3], for_review=bool(rest))
