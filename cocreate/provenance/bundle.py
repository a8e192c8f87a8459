"""What a proof bundle holds at each level, the list of it, and the list's own signature."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cocreate.core.checkpoint import TreeHead
from cocreate.core.evidence import RawEvent
from cocreate.provenance.archive import packed
from cocreate.provenance.keys import public_pem
from cocreate.provenance.levels import Level
from cocreate.provenance.proofs import KnownTree
from cocreate.provenance.signed_note import VerifierKey

Parts = dict[str, bytes]
Seal = Callable[[str], str]

MANIFEST, NOTE = "manifest.json", "manifest.note"
VERSION = 1
_SITTINGS = frozenset({"session_began", "session_ended", "checkpoint_made", "passage_forgotten"})
_PAYLOADS = ("pos", "text", "run")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """How much a bundle gives away.

    Args:
        is_coarse: of the times within a sitting nothing; only at the level `process`.
    """

    level: Level = Level.SUMMARY
    is_coarse: bool = False

    @property
    def has_all_headers(self) -> bool:
        """Whether every event is told of, one by one."""
        return self.level.reaches(Level.PROCESS) and not self.is_coarse


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a sealed ledger.

    The last event made the checkpoint, and the one before it sealed the report.

    Args:
        events: all of them, oldest first.
        notes: the checkpoints by size.
        keys: those that signed them, oldest first.
    """

    head: TreeHead
    events: Sequence[RawEvent]
    notes: Mapping[int, str]
    keys: Sequence[VerifierKey]


def evidence_parts(evidence: Evidence, given: Disclosure) -> Parts:
    """Return checkpoints, keys, headers, openings and proofs, as far as a level gives them away."""
    size = evidence.head.size
    is_summary = given.level is Level.SUMMARY
    sizes = [size] if is_summary else sorted(evidence.notes)
    told = [_read(event) for event in evidence.events if _is_told(event, size, given)]
    parts: Parts = {f"checkpoints/{at}.note": evidence.notes[at].encode() for at in sizes}
    for key in evidence.keys:
        if any(_is_signer(key, evidence.notes[at]) for at in sizes):
            parts[f"keys/{key.hash.hex()}.pub"] = public_pem(key).encode()
    parts["headers.jsonl"] = b"".join(event.header + b"\n" for event, _ in told)
    for name in _PAYLOADS:
        lines = b"".join(_openings(told, name, given.level))
        if lines or _is_due(name, given.level):
            parts[f"openings/{name}.jsonl"] = lines
    parts["proofs.json"] = _proofs(evidence, [event.seq for event, _ in told], sizes, given)
    return parts


def _read(event: RawEvent) -> tuple[RawEvent, str]:
    return event, json.loads(event.header)["kind"]


def _is_told(event: RawEvent, size: int, given: Disclosure) -> bool:
    if given.has_all_headers or event.seq >= size - 1:
        return True
    if given.level is Level.SUMMARY:
        return False
    return any(b'"kind":"%s"' % kind.encode() in event.header for kind in _SITTINGS)


def _is_signer(key: VerifierKey, note: str) -> bool:
    _, _, below = note.partition("\n\n")
    packed_signature = below.rpartition(" ")[2].strip()
    return bool(below) and base64.b64decode(packed_signature)[:4] == key.hash


def _is_due(name: str, level: Level) -> bool:
    if name == "pos":
        return True
    return level.reaches(Level.SESSIONS if name == "text" else Level.FULL)


def _openings(told: Iterable[tuple[RawEvent, str]], name: str, level: Level) -> Iterator[bytes]:
    """Yield a line for each payload of a name that a level gives away."""
    for event, kind in told:
        if name not in event.payloads or not _is_due(name, level):
            continue
        if name == "text" and level is not Level.FULL and kind != "checkpoint_made":
            continue
        salt, data = event.payloads[name]
        yield _line({"data": base64.b64encode(data).decode(), "salt": salt.hex(), "seq": event.seq})


def _proofs(
    evidence: Evidence, told: Sequence[int], sizes: Sequence[int], given: Disclosure
) -> bytes:
    size = evidence.head.size
    tree = KnownTree([event.leaf for event in evidence.events])
    tied = told[-2:] if given.has_all_headers else told
    inclusion = {str(seq): [step.hex() for step in tree.inclusion(seq - 1, size)] for seq in tied}
    consistency = [
        {"from": old, "path": [step.hex() for step in tree.consistency(old, new)], "to": new}
        for old, new in pairwise(sizes)
    ]
    return _line({"consistency": consistency, "inclusion": inclusion})


def _line(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def pack_bundle(
    parts: Parts, given: Disclosure, head: TreeHead, exporter: str, seal: Seal | None
) -> bytes:
    """Return the bundle of these parts: the list of them, its signature, and they in order.

    Args:
        exporter: name and version of the program.
        seal: signs a text with the project's key; None where there is no key.
    """
    manifest = _manifest(parts, given, exporter)
    body = note_body(head, manifest)
    note = body if seal is None else seal(body)
    ordered = [(name, parts[name]) for name in sorted(parts)]
    return packed([(MANIFEST, manifest), (NOTE, note.encode()), *ordered])


def note_body(head: TreeHead, manifest: bytes) -> str:
    """Return what is signed of a bundle: which ledger it is about, and the hash of its list."""
    digest = hashlib.sha256(manifest).hexdigest()
    return f"cocreate-proof manifest v{VERSION}\n{head.body()}sha256:{digest}\n"


def _manifest(parts: Parts, given: Disclosure, exporter: str) -> bytes:
    """Return the list of parts, a line for each, so that it can be read by hand."""
    rows = ",\n".join(
        f'  {{"name": "{name}", "sha256": "{hashlib.sha256(parts[name]).hexdigest()}",'
        f' "size": {len(parts[name])}}}'
        for name in sorted(parts)
    )
    times = "sitting" if given.is_coarse else "exact"
    return (
        f'{{\n "bundle": {VERSION},\n "level": "{given.level}",\n "times": "{times}",\n'
        f' "exporter": {json.dumps(exporter)},\n "files": [\n{rows}\n ]\n}}\n'
    ).encode()
