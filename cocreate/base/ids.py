"""Ids that sort by the time they were made."""

from __future__ import annotations

import secrets
import time
from typing import Protocol

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class IdSource(Protocol):
    """What makes ids."""

    def new(self, prefix: str) -> str:
        """Return an id never given before, as `prefix-...`."""
        ...


class SystemIds:
    """Ids of the wall clock and chance: 9 signs of milliseconds, 8 random (40 bits)."""

    def new(self, prefix: str) -> str:
        """Return an id never given before, as `prefix-...`; later ids sort after earlier ones."""
        stamp = _base32(int(time.time() * 1000), 9)
        return f"{prefix}-{stamp}{_base32(secrets.randbits(40), 8)}"


def _base32(number: int, width: int) -> str:
    signs = []
    for _ in range(width):
        number, rest = divmod(number, 32)
        signs.append(_ALPHABET[rest])
    return "".join(reversed(signs))
