"""What marks a project file, and which tables it has."""

from __future__ import annotations

APPLICATION_ID = 0x436F4372  # "CoCr"
SCHEMA_VERSION = 3
_FIRST_TABLES = frozenset(
    {
        "events",
        "payloads",
        "meta",
        "open_burst",
        "scenes",
        "suggestions",
        "notes",
        "runs",
        "calls",
        "sessions",
    }
)
_ADDED = {2: "checkpoints", 3: "pictures"}
TABLES = _FIRST_TABLES | set(_ADDED.values())


def tables(version: int) -> frozenset[str]:
    """Return the tables that a file of this version of the schema must have."""
    return _FIRST_TABLES | {table for since, table in _ADDED.items() if since <= version}
