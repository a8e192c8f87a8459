"""Two independent readers of Content Credentials: the reference library and another validator."""

from __future__ import annotations

import io
import json
from typing import Any

import c2pa
import encypher_c2pa

OPAQUE, PDF = "application/octet-stream", "application/pdf"


def state_of(
    data: bytes, credentials: bytes | None, *, authority: str = "", kind: str = OPAQUE
) -> tuple[str, set[str]]:
    """Return what the reference library says of a file: its state, and the codes of failures.

    Args:
        credentials: beside the file; None where they are inside.
    """
    settings: dict[str, Any] = {"verify": {"verify_trust": True}}
    if authority:
        settings["trust"] = {"user_anchors": authority}
    context = c2pa.Context(settings=c2pa.Settings.from_dict(settings))
    reader = c2pa.Reader(kind, io.BytesIO(data), manifest_data=credentials, context=context)
    failures = reader.get_validation_results()["activeManifest"]["failure"]
    return reader.get_validation_state(), {failure["code"] for failure in failures}


def assertions_of(data: bytes, credentials: bytes | None, kind: str = OPAQUE) -> dict[str, Any]:
    """Return the assertions by label."""
    reader = c2pa.Reader(kind, io.BytesIO(data), manifest_data=credentials)
    told = json.loads(reader.json())
    active = told["manifests"][told["active_manifest"]]
    return {
        row["label"] + (f"__{row['instance']}" if row.get("instance") else ""): row["data"]
        for row in active["assertions"]
    }


def second_opinion(data: bytes, credentials: bytes | None, kind: str) -> tuple[str, set[str]]:
    """Return what the other validator says: whether all is valid, and the codes of failures."""
    told = encypher_c2pa.verify(
        data, kind, telemetry=False, online=False, manifest_store=credentials
    )
    assert not told["network"]["requests"]
    failures = {failure["code"] for failure in told["validation_results"].get("failure", ())}
    return told["integrity"], failures
