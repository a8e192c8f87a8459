"""The page one writes on."""

from __future__ import annotations
