"""The open burst of typing, kept where a killed program's next start finds it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from cocreate.base.errors import UNREADABLE, CocreateError
from cocreate.core import chain
from cocreate.core.events import Edited, Entry
from cocreate.store.link import Link, told

_HEADER = "header"


@dataclass(frozen=True, slots=True)
class OpenBurst:
    """A burst that has not become an event yet."""

    session: str
    at_ms: int
    event: Edited


class Scratch:
    """The one place for the burst under way; each write replaces the one before."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._scene: str | None = None
        self._is_known = False

    def write(self, session: str, at_ms: int, event: Edited) -> None:
        """Keep the burst as it stands; call it at most once a second.

        The system is not asked to press it onto the disk: a killed program loses nothing by that.
        """
        header, payloads = chain.split(Entry(0, at_ms, session, event))
        rows = [(_HEADER, json.dumps(header).encode()), *payloads.items()]
        self._is_known = False  # until it is certain: a burst that is forgotten would come back
        with told(self._link.path):
            self._link.conn.execute("PRAGMA synchronous = NORMAL")
        try:
            with self._link.writing() as conn:
                conn.execute("DELETE FROM open_burst")
                conn.executemany("INSERT INTO open_burst (name, bytes) VALUES (?, ?)", rows)
        finally:
            with told(self._link.path):
                self._link.conn.execute("PRAGMA synchronous = FULL")
        self._scene, self._is_known = event.scene, True

    def take(self) -> OpenBurst | None:
        """Return the burst that is kept, or None; it stays until it is an event or cleared."""
        with self._link.reading() as conn:
            rows: dict[str, bytes] = dict(conn.execute("SELECT name, bytes FROM open_burst"))
        self._scene, self._is_known = None, True
        if _HEADER not in rows:
            return None
        try:
            entry = chain.join_entry(chain.parsed_header(rows.pop(_HEADER)), rows)
        except (*UNREADABLE, CocreateError):
            return None
        if not isinstance(entry.event, Edited):
            return None
        self._scene = entry.event.scene
        return OpenBurst(entry.session, entry.at_ms, entry.event)

    def clear(self) -> None:
        """Forget the burst."""
        with self._link.writing() as conn:
            conn.execute("DELETE FROM open_burst")
        self._scene, self._is_known = None, True

    def holds(self, scene: str) -> bool:
        """Whether the burst kept here belongs to `scene`."""
        if not self._is_known:
            self.take()
        return self._scene == scene

    def forget(self) -> None:
        """Note that the burst was cleared together with the event it became."""
        self._scene, self._is_known = None, True
