"""What a contribution report says, and how it is drawn."""

from __future__ import annotations
