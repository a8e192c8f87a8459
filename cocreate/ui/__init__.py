"""The window: Qt, and only Qt."""

from __future__ import annotations
