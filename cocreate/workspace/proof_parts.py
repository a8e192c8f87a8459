"""What a proof bundle holds besides the list of it: worked out from a sealed project, only reading.

So another process can do it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from cocreate.core.checkpoint import read_tree_head
from cocreate.core.events import SessionBegan, SessionEnded
from cocreate.core.ledger_events import CheckpointMade
from cocreate.core.replay import replay
from cocreate.core.state import ProjectState
from cocreate.provenance import verifier
from cocreate.provenance.bundle import Disclosure, Evidence, Parts, evidence_parts
from cocreate.provenance.by_hand import ByHand, readme
from cocreate.provenance.levels import Level
from cocreate.provenance.signed_note import VerifierKey, read_key
from cocreate.reports.proof_page import PageInput, proof_page
from cocreate.reports.report import LIMITS
from cocreate.reports.sealed import SealedReport
from cocreate.store.raw_events import raw_events
from cocreate.workspace.records import bundle_records
from cocreate.workspace.workspace import Workspace

# What no text and no figure follows from.
QUIET = (CheckpointMade, SessionBegan, SessionEnded)
# Further parts that others may put in: answers of time-stamping authorities, records for others.
_EXTRA = ("checkpoints/", "records/")


def parts_of(
    workspace: Workspace,
    given: Disclosure,
    report: SealedReport,
    size: int,
    extras: Mapping[str, bytes],
) -> Parts:
    """Return the parts of a bundle.

    Args:
        size: how many events the checkpoint over the sealed report covers; more may have come.
        extras: further parts, `checkpoints/SIZE.tsr` and `records/NAME`.
    """
    evidence = _evidence(workspace, size)
    head = evidence.head
    key = signer_of(evidence.notes[size], json.loads(evidence.events[-1].header)["key"])
    line = "" if key is None else key.line()
    parts = evidence_parts(evidence, given)
    parts["report.json"] = report.file(head.size, head.root, line)
    if given.level.reaches(Level.PROCESS):
        parts["spans.json"] = report.spans
    if given.is_coarse:
        parts["positions.jsonl"] = report.positions
    if given.level.reaches(Level.SESSIONS):
        parts |= bundle_records(_state_at(workspace, size), evidence.events, head, given)
    parts |= _checked(extras)
    is_summary = given.level is Level.SUMMARY
    summary = parts if is_summary else evidence_parts(evidence, Disclosure())
    by_hand = ByHand(given, head, key, summary["headers.jsonl"], summary["proofs.json"])
    parts["report.html"] = proof_page(_page(report, parts, summary, given.level)).encode()
    parts["verify.py"] = verifier.source()
    parts["README.txt"] = readme(by_hand, parts, LIMITS).encode()
    return parts


def signer_of(note: str, line: str) -> VerifierKey | None:
    """Return the key that signed a checkpoint, as its event names it; None for nobody's."""
    return read_key(line) if "\n\n" in note else None


def _state_at(workspace: Workspace, size: int) -> ProjectState:
    """Return the project as it was then, as far as records tell of it."""
    ledger = workspace.project.ledger
    if all(isinstance(entry.event, QUIET) for entry in ledger.entries(size)):
        return workspace.state
    return replay(ledger.entries(until=size))


def _page(
    report: SealedReport,
    parts: Mapping[str, bytes],
    summary: Mapping[str, bytes],
    level: Level,
) -> PageInput:
    names = ("report.json", "headers.jsonl", "openings/pos.jsonl", "proofs.json")
    told = {name: (summary.get(name) or parts[name]).decode() for name in names}
    told.update(
        (name, data.decode())
        for name, data in summary.items()
        if name.startswith("keys/") or name.endswith(".note")
    )
    return PageInput(report.article, told, level)


def _evidence(workspace: Workspace, size: int) -> Evidence:
    events = list(raw_events(workspace.project.link, size))
    notes = {row.size: row.text for row in workspace.project.ledger.seals() if row.size <= size}
    keys: dict[str, VerifierKey] = {}
    for event in events:
        if event.seq in notes:
            line = json.loads(event.header)["key"]
            if line:
                keys.setdefault(line, read_key(line))
    return Evidence(read_tree_head(notes[size]), events, notes, list(keys.values()))


def _checked(extras: Mapping[str, bytes]) -> Mapping[str, bytes]:
    for name in extras:
        if not name.startswith(_EXTRA) or name.endswith(".note"):
            raise ValueError(f"{name} is no place for a further part")
    return extras
