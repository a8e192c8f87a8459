"""A small ledger, sealed and packed, without a project file around it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from cocreate.core import chain
from cocreate.core.checkpoint import TreeHead
from cocreate.core.events import Entry, Event, Exported
from cocreate.core.evidence import RawEvent
from cocreate.core.ledger_events import CheckpointMade
from cocreate.core.replay import replay
from cocreate.provenance.bundle import Disclosure, Evidence, Parts, evidence_parts, pack_bundle
from cocreate.provenance.keys import SigningKey
from cocreate.provenance.proofs import KnownTree
from cocreate.reports.build import ReportInput, build
from cocreate.reports.report import Lineage, Work
from cocreate.reports.sealed import SealedReport, sealed_report
from tests.fakes.clock import FakeClock
from tests.store.story import AT, SITTING

ORIGIN = "cocreate/project-1"
PEM = """-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
"""
KEY = SigningKey.from_pem(ORIGIN, PEM)


@dataclass
class Small:
    """What a bundle is packed from."""

    evidence: Evidence
    report: SealedReport
    key: SigningKey | None

    def parts(self, given: Disclosure) -> Parts:
        parts = evidence_parts(self.evidence, given)
        head = self.evidence.head
        line = "" if self.key is None else self.key.verifier.line()
        parts["report.json"] = self.report.file(head.size, head.root, line)
        if given.level in ("process", "full"):
            parts["spans.json"] = self.report.spans
        return {**parts, "verify.py": b"# a stand-in\n", "report.html": b"<p>a stand-in"}

    def packed(self, given: Disclosure, parts: Parts | None = None) -> bytes:
        seal = None if self.key is None else self.key.sign
        found = self.parts(given) if parts is None else parts
        return pack_bundle(found, given, self.evidence.head, "Cocreate test", seal)


def raw(events: list[Event]) -> list[RawEvent]:
    """Return events as they would lie on the disk, with salts that are always the same."""
    found: list[RawEvent] = []
    previous = chain.GENESIS
    for seq, event in enumerate(events, start=1):
        header, payloads = chain.split(Entry(seq, AT + 1000 * seq, SITTING, event))
        salted = {name: (bytes([seq % 256]) * 16, data) for name, data in payloads.items()}
        commitments = {name: chain.commit(*pair) for name, pair in salted.items()}
        line = chain.header_bytes(chain.seal(header, commitments, previous))
        found.append(RawEvent(seq, line, chain.leaf(line), salted))
        previous = found[-1].leaf.hex()
    return found


def sealed(events: list[Event], key: SigningKey | None = KEY) -> Small:
    """Return a ledger whose report is sealed at its end."""
    from cocreate.core.checkpoint import TallyMaker  # noqa: PLC0415 - used here only
    from cocreate.core.event_layout import kind_name  # noqa: PLC0415 - used here only

    entries = [
        Entry(seq, AT + 1000 * seq, SITTING, event) for seq, event in enumerate(events, start=1)
    ]
    state = replay(entries)
    head = f"sha256:{raw(events)[-1].leaf.hex()}"
    made = build(ReportInput(state, entries, head, FakeClock().now(), "0.0", Work(), Lineage()))
    report = sealed_report(made, state, ())
    sealing = Exported("proof", "sealed", "x", report.sha256, head)
    kinds: dict[str, int] = {}
    for event in (*events, sealing):
        kinds[kind_name(type(event))] = kinds.get(kind_name(type(event)), 0) + 1
    line = "" if key is None else key.verifier.line()
    checkpoint = CheckpointMade(line, TallyMaker().tallies(state, kinds))
    written = raw([*events, sealing, checkpoint])
    root = KnownTree([event.leaf for event in written]).root(len(written))
    tree_head = TreeHead(ORIGIN, len(written), root)
    note = tree_head.body() if key is None else key.sign(tree_head.body())
    keys = () if key is None else (key.verifier,)
    evidence = Evidence(tree_head, written, {len(written): note}, keys)
    return Small(evidence, report, key)


def relisted(parts: Parts, small: Small, given: Disclosure) -> bytes:
    """Return a bundle of parts that were changed after sealing, with a list that fits them."""
    return small.packed(given, parts)


def changed_json(data: bytes, **fields: object) -> bytes:
    """Return JSON with other fields."""
    return json.dumps({**json.loads(data), **fields}).encode()
