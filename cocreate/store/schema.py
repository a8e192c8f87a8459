"""What marks a project file, and which tables it has."""

from __future__ import annotations

APPLICATION_ID = 0x436F4372  # "CoCr"
SCHEMA_VERSION = 1
TABLES = frozenset(
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
