"""Cocreate: a desktop editor for writers who work with AI and want to stay the author."""

from __future__ import annotations

__version__ = "0.1.0"
