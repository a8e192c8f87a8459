"""Ask a time-stamping authority over HTTP (RFC 3161, 3.4); nothing but the question is sent."""

from __future__ import annotations

from urllib.parse import urlsplit

from cocreate.base.errors import InputError, ProviderError
from cocreate.providers.complaints import Called
from cocreate.providers.http_client import Call, HttpClient, Patience, RefusedError, make

_HEADERS = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
}
_LONGEST_REPLY = 200_000
_PATIENCE = Patience(connect_s=10.0, read_s=20.0)
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


def host_of(url: str) -> str:
    """Return the host of an authority's address.

    Raises:
        InputError: it is no address that can be asked.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        host = ""
    if not host:
        raise InputError(
            "The address of a time-stamping authority begins with https:// or http://."
        )
    return host


async def ask_authority(url: str, question: bytes, client: HttpClient | None = None) -> bytes:
    """Return the reply of the authority at an address.

    Raises:
        ProviderError: none came, in a sentence that names the host.
    """
    host = host_of(url)
    asked = client or make(local=host in _HERE, patience=_PATIENCE)
    called = Called("The time-stamping authority", host)
    try:
        call = Call(called, url.strip(), _HEADERS, body=question)
        async with asked.ask(call) as answer:
            return await answer.whole(_LONGEST_REPLY)
    except RefusedError as error:
        raise ProviderError(
            f"The time-stamping authority at {host} refused ({error.status}): check its address."
        ) from error
    except ProviderError as error:
        raise ProviderError(
            f"The time-stamping authority at {host} gave no reply that can be used: check the "
            "address and the network, or try again later."
        ) from error
    finally:
        await asked.aclose()
