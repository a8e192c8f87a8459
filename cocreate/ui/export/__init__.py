"""Out into files."""

from __future__ import annotations
