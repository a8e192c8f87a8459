"""An event as it lies on the disk: the very bytes that its hashes were made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawEvent:
    """One event as it was written.

    Args:
        header: canonical bytes.
        leaf: the hash of them.
        payloads: by name the salt and the bytes, of those that were not taken out.
    """

    seq: int
    header: bytes
    leaf: bytes
    payloads: dict[str, tuple[bytes, bytes]]
