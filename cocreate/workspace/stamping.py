"""A time stamp for a checkpoint, from an authority that the writer names.

Only a hash of the checkpoint is sent. The checkpoint itself holds nothing but a root and a
signature, so that not a word and not a figure of the manuscript goes to the authority.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping

from cocreate.base.errors import ExportError, ProviderError
from cocreate.base.spawn import BackgroundSpawner
from cocreate.core.checkpoint import TreeHead
from cocreate.provenance.timestamps import Stamp, request, stamp_of
from cocreate.providers.time_authority import ask_authority, host_of

_NONCE_BITS = 63
_WAIT_S = 0.5


class StampError(ExportError):
    """No time stamp came; the bundle can be made without one."""


def goes_out(url: str) -> str:
    """Return the sentence on what leaves the computer for a time stamp.

    Raises:
        InputError: it is no address that can be asked.
    """
    return (
        f"For the time stamp, only a hash (SHA-256) of the checkpoint goes to {host_of(url)}:"
        " nothing of the text."
    )


class Stamping:
    """One question under way; whoever asked looks now and then whether it is answered.

    Raises:
        InputError: it is no address that can be asked.
    """

    def __init__(self, url: str, note: str) -> None:
        self._url = url
        self._host = host_of(url)
        self._data = note.encode()
        self._nonce = secrets.randbits(_NONCE_BITS)
        self._answers: list[object] = []
        self._spawner = BackgroundSpawner(self._answers.append)
        self._spawner.start(self._ask, self._answers.append)

    def poll(self) -> Stamp | None:
        """Return the time stamp; None while there is none.

        Raises:
            StampError: none came, or one that does not fit.
        """
        self._spawner.drain()
        return self._stamp() if self._answers else None

    def wait(self) -> Stamp:
        """Wait for the time stamp.

        Raises:
            StampError: none came, or one that does not fit.
        """
        while not self._answers:
            self._spawner.wait(_WAIT_S)
        return self._stamp()

    def cancel(self) -> None:
        """Stop waiting."""
        self._spawner.close()

    async def _ask(self) -> AsyncIterator[object]:
        try:
            yield await ask_authority(self._url, request(self._data, self._nonce))
        except ProviderError as error:
            yield error

    def _stamp(self) -> Stamp:
        self._spawner.close()
        answer = self._answers[0]
        if isinstance(answer, ProviderError):
            raise StampError(answer.sentence) from answer
        if not isinstance(answer, bytes):
            raise StampError(f"The question to {self._host} could not be asked; try once more.")
        try:
            return stamp_of(answer, self._data, self._nonce)
        except ValueError as error:
            raise StampError(
                f"What {self._host} answered is no time stamp of this checkpoint."
            ) from error


def stamp_part(size: int, stamp: Stamp) -> Mapping[str, bytes]:
    """Return the part of a bundle that holds the time stamp of a checkpoint."""
    return {f"checkpoints/{size}.tsr": stamp.reply}


class StampedExtras:
    """Asks for a time stamp when a bundle is packed, and waits for it.

    Args:
        is_optional: the bundle is made without one where none comes.
    """

    def __init__(self, url: str, *, is_optional: bool) -> None:
        self._url = url
        self._is_optional = is_optional
        self.stamp: Stamp | None = None
        self.trouble = ""

    def __call__(self, head: TreeHead, note: str) -> Mapping[str, bytes]:
        """Return the time stamp of a checkpoint as a part.

        Raises:
            StampError: none came, and it is not optional.
        """
        try:
            self.stamp = Stamping(self._url, note).wait()
        except StampError as error:
            if not self._is_optional:
                raise
            self.trouble = error.sentence
            return {}
        return stamp_part(head.size, self.stamp)


def stamped_sentence(stamp: Stamp) -> str:
    """Return what is said of a time stamp that came."""
    moment = f"{stamp.at:%Y-%m-%d %H:%M:%S} UTC"
    named = f"“{stamp.authority}”" if stamp.authority else "an authority"
    return (
        f"Stamped {moment} by {named}, as its certificate calls itself; README.txt says how to "
        "check that."
    )
