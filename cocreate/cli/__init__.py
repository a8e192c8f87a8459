"""The command line: the second composition root."""

from __future__ import annotations
