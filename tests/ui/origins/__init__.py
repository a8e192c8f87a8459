"""Tests of the dialogs about where words came from."""

from __future__ import annotations
