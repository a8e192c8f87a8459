"""Model services; the one door to HTTP."""

from __future__ import annotations
