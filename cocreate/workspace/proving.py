"""Proof bundles: the report sealed under a signed root, with as much of the record as is wished.

The report is worked out, its hash is written down as an event, and a checkpoint is made over that
event; so the root that is signed covers what the report says. Where nothing happened since the
last time, the seal that is there is used again: the same project gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cocreate import __version__
from cocreate.base.clock import from_ms, to_ms
from cocreate.base.errors import ExportError, InputError, ProjectError
from cocreate.core import chain
from cocreate.core.checkpoint import TreeHead, read_tree_head
from cocreate.core.events import Entry, Exported
from cocreate.core.evidence import RawEvent
from cocreate.core.ledger_events import CheckpointMade
from cocreate.core.sound_words import sound_words
from cocreate.formats.atomic_file import write_file
from cocreate.provenance.archive import MAX_BYTES
from cocreate.provenance.bundle import Disclosure, pack_bundle
from cocreate.provenance.signed_note import VerifierKey
from cocreate.reports.sealed import SealedFile, SealedReport, sealed_report
from cocreate.store.raw_events import raw_events
from cocreate.workspace.proof_parts import QUIET, parts_of, signer_of
from cocreate.workspace.reporting import AsOf, report_of
from cocreate.workspace.workspace import Workspace

ENDING = ".cocreate-proof"
_FORM = "proof"
_SEALED = "sealed"

Extras = Callable[[TreeHead, str], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class ProofRequest:
    """What a bundle should hold.

    Args:
        path: where it goes.
        files: exported manuscripts that the report is about.
        extras: given the sealed tree head and the note over it, returns further parts by name:
            `checkpoints/SIZE.tsr` and `records/NAME`. It is asked before the list of parts is
            signed, so the list covers them.
    """

    path: Path
    given: Disclosure = field(default_factory=Disclosure)
    files: tuple[Path, ...] = ()
    extras: Extras | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """A bundle that was written.

    Args:
        key: the key that signed it; None where there is none, so that it can only be checked
            against its root.
    """

    path: Path
    head: TreeHead
    key: VerifierKey | None
    size: int


@dataclass(frozen=True, slots=True)
class SealPlan:
    """What the report of a bundle has to be, so that it can be sealed.

    Args:
        files: the exported files that it is about.
        past: the moment that it is about; no text changes after it.
        existing: the event that has sealed a report of that moment already, if there is one.
        sha256: the hash that it sealed.
    """

    files: tuple[SealedFile, ...]
    past: AsOf
    existing: int | None = None
    sha256: str = ""


def prove(workspace: Workspace, request: ProofRequest) -> Proof:
    """Seal the report and write a bundle.

    Raises:
        ExportError: it cannot be written, or is too large; the project is unchanged but for seals.
        InputError: a file that the report should be about cannot be read.
        ProjectError: the project may not be written to, so that nothing can be sealed.
    """
    done: Proof | None = None
    plan = planned(workspace, request)
    while done is None:
        done = finished(workspace, request, plan, report_as_planned(workspace, request.given, plan))
        plan = plan if done else planned(workspace, request, anew=True)
    return done


def planned(workspace: Workspace, request: ProofRequest, *, anew: bool = False) -> SealPlan:
    """Write everything down and say what the report has to be.

    Args:
        anew: the seal that is there does not serve.

    Raises:
        InputError: a file that the report should be about cannot be read.
        ProjectError: the project may not be written to, or cannot be saved.
    """
    if workspace.is_read_only:
        raise ProjectError("The project is open for reading only, so its report cannot be sealed.")
    files = _read_files(workspace, request.files)
    if not workspace.save() or workspace.project.ledger.count != workspace.state.seq:
        raise ProjectError("The project could not be saved, so nothing was sealed; try again.")
    known = None if anew else _sealed_before(workspace, files)
    if known is not None:
        return known
    workspace.recorder.checkpoint()
    ledger = workspace.project.ledger
    moment = from_ms(to_ms(workspace.clock.now()))
    return SealPlan(files, AsOf(ledger.count, ledger.head(), moment))


def report_as_planned(workspace: Workspace, given: Disclosure, plan: SealPlan) -> SealedReport:
    """Return the report; it only reads, so another process can do it."""
    positions = b""
    if given.is_coarse:
        positions = coarse_positions(raw_events(workspace.project.link, plan.past.seq))
    report = report_of(workspace, plan.past)
    return sealed_report(report, workspace.state, plan.files, positions)


@dataclass(frozen=True, slots=True)
class Sealed:
    """Where a report is sealed.

    Args:
        head: the root that covers it; its last event made the checkpoint.
        note: the checkpoint over it, with its signature.
        key: the key that signed it; None for nobody's.
    """

    head: TreeHead
    note: str
    key: VerifierKey | None

    @property
    def is_signed(self) -> bool:
        """Whether a key signed the checkpoint."""
        return self.key is not None


def finished(
    workspace: Workspace, request: ProofRequest, plan: SealPlan, report: SealedReport
) -> Proof | None:
    """Seal the report, unless it is sealed, and write the bundle; None as `sealed` says.

    Raises:
        ExportError, ProjectError: it cannot be sealed or written.
    """
    seal = sealed(workspace, request, plan, report)
    if seal is None:
        return None
    extras = {} if request.extras is None else request.extras(seal.head, seal.note)
    parts = parts_of(workspace, request.given, report, seal.head.size, extras)
    return written(workspace, request, seal, parts)


def sealed(
    workspace: Workspace, request: ProofRequest, plan: SealPlan, report: SealedReport
) -> Sealed | None:
    """Seal the report, unless it is sealed: that takes no time.

    None where the report is not the one that was sealed, or something happened meanwhile: then all
    begins anew.

    Raises:
        ProjectError: it cannot be sealed.
    """
    if plan.existing is not None:
        if report.sha256 != plan.sha256:
            return None
        seq = plan.existing
    elif workspace.state.seq != plan.past.seq:
        return None
    else:
        seq = _seal(workspace, request, plan, report)
    return _sealed_at(workspace, seq + 1)


def written(
    workspace: Workspace, request: ProofRequest, seal: Sealed, parts: Mapping[str, bytes]
) -> Proof:
    """Sign the list of the parts of a sealed report, and write its bundle.

    Raises:
        ExportError: it is too large, or cannot be written.
    """
    if sum(map(len, parts.values())) > MAX_BYTES // 2:
        raise ExportError("The bundle would be too large; choose a level that holds less.")
    sign = workspace.project.ledger.checkpoints.seal if seal.is_signed else None
    data = pack_bundle(dict(parts), request.given, seal.head, f"Cocreate {__version__}", sign)
    write_file(request.path, data)
    return Proof(request.path, seal.head, seal.key, len(data))


def _sealed_at(workspace: Workspace, size: int) -> Sealed:
    ledger = workspace.project.ledger
    note = next(row.text for row in ledger.seals() if row.size == size)
    (made,) = ledger.entries(size - 1, size)
    line = made.event.key if isinstance(made.event, CheckpointMade) else ""
    return Sealed(read_tree_head(note), note, signer_of(note, line))


def _read_files(workspace: Workspace, paths: Iterable[Path]) -> tuple[SealedFile, ...]:
    paths = tuple(paths)
    entries = workspace.project.ledger.of_kind(Exported) if paths else ()
    exports = {
        entry.event.sha256: entry.seq for entry in entries if isinstance(entry.event, Exported)
    }
    found = []
    for path in paths:
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                size = file.tell()
        except OSError as error:
            raise InputError(f"{path} cannot be read; export the manuscript first.") from error
        found.append(
            SealedFile(sound_words(path.name), digest, size, exports.get(f"sha256:{digest}"))
        )
    return tuple(found)


def _sealed_before(workspace: Workspace, files: tuple[SealedFile, ...]) -> SealPlan | None:
    """Return what was sealed last, if nothing came since."""
    ledger = workspace.project.ledger
    tail: list[Entry] = []
    while not tail or isinstance(tail[0].event, QUIET):
        seq = ledger.count - len(tail)
        tail[:0] = ledger.entries(seq - 1, seq)
    first = tail[0]
    if not isinstance(first.event, Exported) or first.event.format != _FORM:
        return None
    if len(tail) < 2 or not isinstance(tail[1].event, CheckpointMade):
        return None
    if tail[1].event.key != workspace.recorder.checkpoints.key():
        return None
    past = AsOf(first.seq - 1, first.event.head, from_ms(first.at_ms))
    return SealPlan(files, past, first.seq, first.event.sha256)


def _seal(workspace: Workspace, request: ProofRequest, plan: SealPlan, report: SealedReport) -> int:
    """Write down which report was made, and seal that; return the number of the event."""
    past, ledger = plan.past, workspace.project.ledger
    event = Exported(_FORM, _SEALED, request.path.name, report.sha256, past.head)
    workspace.recorder.record(event, at_ms=to_ms(past.made_at))
    seq = workspace.state.seq
    workspace.recorder.checkpoint()
    if ledger.sealed() != seq + 1 or ledger.count != workspace.state.seq:
        raise ProjectError("The disk refused, so the report could not be sealed; try again.")
    return seq


def coarse_positions(events: Iterable[RawEvent]) -> bytes:
    """Return events with their places and lengths, and of the times only when sittings began."""
    began: dict[str, int] = {}
    lines = []
    for event in events:
        header = json.loads(event.header)
        row = {name: header[name] for name in header if name not in ("c", "prev", "v")}
        row["ts"] = began.setdefault(row["sess"], row["ts"])
        if "pos" in event.payloads:
            row["pos"] = chain.unpack(event.payloads["pos"][1])
            if row["kind"] in ("edited", "call_made"):
                row["pos"][1] = 0
        if row["kind"] == "checkpoint_made" and "text" in event.payloads:
            row["text"] = chain.unpack(event.payloads["text"][1])
        lines.append(json.dumps(row, separators=(",", ":"), sort_keys=True))
    return "".join(f"{line}\n" for line in lines).encode()
