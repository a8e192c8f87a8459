"""The history of a project: any moment, replayed, compared, brought back, explained."""

from __future__ import annotations
