"""Independent readers of the records for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from prov.model import ProvDocument

_SCHEMA = Path(__file__).parents[1] / "fixtures" / "records" / "agent-trace-0.1.0.schema.json"


def read_trace(raw: bytes) -> dict[str, Any]:
    """Return an Agent Trace record that its schema finds nothing wrong with."""
    record: dict[str, Any] = json.loads(raw)
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(record)
    for file in record["files"]:
        for conversation in file["conversations"]:
            for lines in conversation["ranges"]:
                assert lines["start_line"] <= lines["end_line"]
    return record


def read_prov(raw: bytes) -> dict[str, Any]:
    """Return a PROV-JSON document that the `prov` package writes again as it was."""
    record: dict[str, Any] = json.loads(raw)
    document = ProvDocument.deserialize(content=raw.decode(), format="json")
    assert json.loads(document.serialize(format="json") or "") == record
    return record
