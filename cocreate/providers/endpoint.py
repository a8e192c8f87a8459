"""Where a model service is, with the key that lets us in."""

from __future__ import annotations

from dataclasses import dataclass, field

from cocreate.providers import complaints
from cocreate.providers.complaints import Called
from cocreate.providers.provider import host_of_url, is_loopback


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a service is, and how to be let in; never shows the key.

    Args:
        name: the writer's name for the service.
        key: None where none is needed.
        needs_key: without a key no call is made.
    """

    name: str
    base_url: str
    key: str | None = field(default=None, repr=False)
    needs_key: bool = False

    @property
    def is_local(self) -> bool:
        """Whether the address stays on this machine."""
        return is_loopback(self.base_url)

    def called(self, model: str = "") -> Called:
        """Return who is asked, for sentences."""
        return Called(self.name, host_of_url(self.base_url), model, is_local=self.is_local)

    def usable_key(self) -> str:
        """Return the key, "" for none; raise where it is missing or cannot be one."""
        key = (self.key or "").strip()
        if not key and self.needs_key:
            raise complaints.no_key(self.called())
        if not key.isascii() or not key.isprintable():
            raise complaints.unusable_key(self.called())
        return key
