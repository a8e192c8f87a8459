"""The agents, their threads and their suggestions."""

from __future__ import annotations
