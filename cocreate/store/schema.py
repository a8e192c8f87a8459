"""What marks a project file, and which tables it has."""

from __future__ import annotations

APPLICATION_ID = 0x436F4372  # "CoCr"
SCHEMA_VERSION = 2
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
TABLES = _FIRST_TABLES | {"checkpoints"}


def tables(version: int) -> frozenset[str]:
    """Return the tables that a file of this version of the schema must have."""
    return _FIRST_TABLES if version < SCHEMA_VERSION else TABLES
