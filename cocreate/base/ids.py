"""Ids that sort by the order in which they were made, and tell no more of when than the day.

They stand in reports and proof bundles, and are not to give the rhythm of the work away there.
"""

from __future__ import annotations

import secrets
import time
from itertools import count
from typing import Protocol

_DAY_S = 86_400
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class IdSource(Protocol):
    """What makes ids."""

    def new(self, prefix: str) -> str:
        """Return an id never given before, as `prefix-...`."""
        ...


class SystemIds:
    """Ids of the day, a number and chance: 4 and 5 signs, and 8 that are random (40 bits)."""

    def __init__(self) -> None:
        self._numbers = count()

    def new(self, prefix: str) -> str:
        """Return an id never given before, as `prefix-...`; later ids sort after earlier ones."""
        stamp = _base32(int(time.time()) // _DAY_S, 4) + _base32(next(self._numbers), 5)
        return f"{prefix}-{stamp}{_base32(secrets.randbits(40), 8)}"


def _base32(number: int, width: int) -> str:
    signs = []
    for _ in range(width):
        number, rest = divmod(number, 32)
        signs.append(_ALPHABET[rest])
    return "".join(reversed(signs))
