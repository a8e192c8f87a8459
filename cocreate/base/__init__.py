"""The ground: errors, time, ids, listeners. Knows nothing of writing."""

from __future__ import annotations
