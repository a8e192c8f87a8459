"""Chapters and scenes at the left."""

from __future__ import annotations
