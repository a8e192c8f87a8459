"""Whether every character is credited to whoever put it there: measured against a plain model."""

from __future__ import annotations
