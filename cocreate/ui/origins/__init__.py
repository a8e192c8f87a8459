"""Dialogs about where words came from: declarations, matches, the mirror."""

from __future__ import annotations
