"""What an agent is, and how one run of it goes."""

from __future__ import annotations
