"""Share, effort, cost and history."""

from __future__ import annotations
