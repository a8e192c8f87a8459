"""The report as a proof bundle seals it: the contract's JSON, exact counts, and what belongs to it.

The second line of the file names the checkpoint. All other lines are what the ledger's event seals
by their hash, so that `sed 2d report.json | sha256sum` gives it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from cocreate.core.origin import Contributor, Method
from cocreate.core.state import ProjectState, SceneState
from cocreate.metrics.share import counted_by_span
from cocreate.reports.report import Report
from cocreate.reports.to_html import to_appendix
from cocreate.reports.to_json import as_dict


@dataclass(frozen=True, slots=True)
class SealedFile:
    """An exported file that a report is about.

    Args:
        event: number of the event that recorded the export of these very bytes; None for none.
    """

    name: str
    sha256: str
    size: int
    event: int | None = None


@dataclass(frozen=True, slots=True)
class SealedReport:
    """A report with what its seal covers besides.

    Args:
        body: the lines that are sealed.
        spans: the table of passages; `positions` the events without times, b"" for none.
        article: the report as markup.
    """

    body: bytes
    spans: bytes
    positions: bytes
    article: str

    @property
    def sha256(self) -> str:
        """The hash of the body, tagged with its algorithm."""
        return _tagged(self.body)

    def file(self, size: int, root: bytes, key: str) -> bytes:
        """Return the file report.json: the body with the checkpoint in its second line.

        Args:
            size: how many events the checkpoint covers, with `root` over them.
            key: the public key as a line, "" for none.
        """
        told = {"size": size, "root": base64.b64encode(root).decode(), "key": key}
        first, rest = self.body.split(b"\n", 1)
        return b"\n".join((first, f'  "checkpoint": {json.dumps(told)},'.encode(), rest))


def sealed_report(
    report: Report, state: ProjectState, files: Sequence[SealedFile], positions: bytes = b""
) -> SealedReport:
    """Return a report with its exact counts, the files it is about, and the hashes of its tables.

    Args:
        state: the project at the moment that the report is about.
        positions: the events without times, where they are given away.
    """
    spans = span_table(state.manuscript())
    article = to_appendix(report)
    document = {
        **as_dict(report),
        "exact": exact_counts(state.manuscript()),
        "file": asdict(files[0]) if files else None,
        "files": [asdict(file) for file in files],
        "seals": {
            "spans": _tagged(spans),
            "positions": _tagged(positions) if positions else None,
            "page": _tagged(article.encode()),
        },
    }
    body = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return SealedReport(body.encode(), spans, positions, article)


def exact_counts(scenes: Iterable[SceneState]) -> list[dict[str, object]]:
    """Return every code point of scenes by contributor and method."""
    found: dict[tuple[Contributor, Method], int] = {}
    for scene in scenes:
        for span in scene.text.spans():
            pair = (span.origin.contributor, span.origin.method)
            found[pair] = found.get(pair, 0) + span.length
    return [
        {"contributor": by, "method": how, "code_points": found[by, how]}
        for by in Contributor
        for how in Method
        if (by, how) in found
    ]


def span_table(scenes: Iterable[SceneState]) -> bytes:
    """Return the passages of scenes: length, origin, and how many of its graphemes count."""
    rows = []
    for scene in scenes:
        spans = scene.text.spans()
        counted = counted_by_span(scene.text.text(), spans)
        rows.append(
            {
                "id": scene.id,
                "spans": [
                    [span.length, span.origin.contributor, span.origin.method, source, count]
                    for span, count in zip(spans, counted, strict=True)
                    for source in (span.origin.source,)
                ],
            }
        )
    return json.dumps({"scenes": rows}, separators=(",", ":")).encode() + b"\n"


def _tagged(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
