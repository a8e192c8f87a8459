"""Reading the ledger byte for byte, so that others can make its hashes again."""

from __future__ import annotations

from collections.abc import Iterator

from cocreate.core.evidence import RawEvent
from cocreate.store.link import Link, damaged

_BATCH = 1024


def raw_events(link: Link, until: int) -> Iterator[RawEvent]:
    """Yield the events up to the one numbered `until`, oldest first.

    Raises:
        ProjectDamagedError: one is missing.
    """
    after = 0
    while after < until:
        behind = min(after + _BATCH, until)
        with link.reading() as conn:
            rows = conn.execute(
                "SELECT seq, header, hash FROM events WHERE seq > ? AND seq <= ? ORDER BY seq",
                (after, behind),
            ).fetchall()
            payloads: dict[int, dict[str, tuple[bytes, bytes]]] = {}
            for seq, name, salt, data in conn.execute(
                "SELECT seq, name, salt, bytes FROM payloads WHERE seq > ? AND seq <= ?"
                " ORDER BY seq, name",
                (after, behind),
            ):
                payloads.setdefault(seq, {})[name] = (salt, data)
        if len(rows) != behind - after:
            raise damaged(link.path)
        for seq, header, leaf in rows:
            yield RawEvent(seq, header, leaf, payloads.get(seq, {}))
        after = behind
