"""The one maker of HTTP clients: limits of time, one repetition, errors in plain sentences.

A request is repeated once, at once, and only when that is safe: nothing of an answer has come, the
service is not on this machine, and the trouble was the connection or a gateway (502, 503, 504).
Silence and refusals are never repeated.
"""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from cocreate.base.clock import Clock, SystemClock
from cocreate.base.errors import ProviderError
from cocreate.providers import complaints
from cocreate.providers.complaints import Called

_GATEWAY = frozenset({502, 503, 504})
_LONGEST_BODY = 10_000_000
_NAME_NOT_FOUND = ("name or service not known", "nodename nor servname", "getaddrinfo failed")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited for a connection, and for the next bytes."""

    connect_s: float
    read_s: float


REMOTE = Patience(connect_s=10.0, read_s=120.0)
LOCAL = Patience(connect_s=5.0, read_s=600.0)  # a large model on this machine reads slowly


@dataclass(frozen=True, slots=True)
class Call:
    """One request: where to, with what.

    Args:
        url: the whole address.
        headers: authorisation among them.
        payload: sent as JSON; None asks with GET, unless there is a body.
        body: sent as it is; its kind stands in the headers.
    """

    called: Called
    url: str
    headers: Mapping[str, str]
    payload: Mapping[str, object] | None = None
    body: bytes | None = None


class RefusedError(ProviderError):
    """A status other than 200, with what the adapter needs to mend its request."""

    def __init__(self, error: ProviderError, status: int, body: str) -> None:
        super().__init__(error.sentence, retry_after_s=error.retry_after_s)
        self.status = status
        self.body = body


class Answer:
    """A successful answer whose body is still to come."""

    def __init__(self, response: httpx.Response, called: Called, patience: Patience) -> None:
        self._response = response
        self._called = called
        self._patience = patience

    @property
    def is_json(self) -> bool:
        """Whether the service answers in one JSON document and not in a stream."""
        return self._kind() == "application/json"

    @property
    def is_page(self) -> bool:
        """Whether a web page came: the address is not that of a model service."""
        return self._kind() in {"text/html", "application/xhtml+xml"}

    async def pieces(self) -> AsyncIterator[bytes]:
        """Give the body as it arrives."""
        try:
            async for piece in self._response.aiter_bytes():
                yield piece
        except httpx.TimeoutException as error:
            raise complaints.silent(self._called, self._patience.read_s) from error
        except httpx.HTTPError as error:
            raise complaints.cut_off(self._called) from error

    async def whole(self, limit: int = _LONGEST_BODY) -> bytes:
        """Return the whole body; one of more bytes than the limit is not understood."""
        body = b""
        async for piece in self.pieces():
            body += piece
            if len(body) > limit:
                raise complaints.not_understood(self._called)
        return body

    async def document(self) -> object:
        """Return the whole body, read as JSON."""
        body = await self.whole()
        try:
            return json.loads(body)
        except ValueError as error:
            raise complaints.not_understood(self._called) from error

    def _kind(self) -> str:
        kind = str(self._response.headers.get("content-type", ""))
        return kind.partition(";")[0].strip().lower()


class HttpClient:
    """Ask services over HTTP; every trouble is a ProviderError."""

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport | None,
        patience: Patience,
        clock: Clock,
        *,
        local: bool,
    ) -> None:
        self._transport = transport
        self._patience = patience
        self._clock = clock
        self._is_local = local
        self._client: httpx.AsyncClient | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @asynccontextmanager
    async def ask(self, call: Call) -> AsyncIterator[Answer]:
        """Send the call; inside the block its answer can be read. Leaving the block ends it."""
        attempts = 1 if self._is_local else 2
        while True:
            attempts -= 1
            response = await self._send(call, is_last=attempts == 0)
            if response is None:
                continue
            try:
                if attempts and response.status_code in _GATEWAY:
                    continue
                if response.status_code != 200:
                    raise await self._refusal(call.called, response)
                yield Answer(response, call.called, self._patience)
                return
            finally:
                await response.aclose()

    async def aclose(self) -> None:
        """Let go of connections."""
        client, self._client = self._client, None
        if client is not None and self._loop is asyncio.get_running_loop():
            await client.aclose()

    async def _send(self, call: Call, *, is_last: bool) -> httpx.Response | None:
        """Return the response, or None when the connection failed and may be tried again."""
        client = self._open()
        try:
            return await client.send(_request(client, call), stream=True)
        except httpx.ConnectError as error:
            if not is_last:
                return None
            raise _unconnected(call.called, error) from error
        except httpx.ConnectTimeout as error:
            raise complaints.unreachable(call.called) from error
        except httpx.TimeoutException as error:
            raise complaints.silent(call.called, self._patience.read_s) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise complaints.bad_address(call.called) from error
        except (httpx.LocalProtocolError, UnicodeEncodeError):
            # The original error shows the header, and with it the key.
            raise complaints.unusable_key(call.called) from None
        except httpx.HTTPError as error:
            raise complaints.cut_off(call.called) from error

    async def _refusal(self, called: Called, response: httpx.Response) -> RefusedError:
        body = b""
        try:
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > 20_000:
                    break
        except httpx.HTTPError:
            pass  # the status alone says enough
        status = response.status_code
        now = self._clock.now()
        error = complaints.refusal(called, status, body, dict(response.headers), now)
        return RefusedError(error, status, body.decode("utf-8", "replace"))

    def _open(self) -> httpx.AsyncClient:
        """Return the client of the running loop; connections do not outlive their loop."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            # A loopback server may close after each stream: keeping the connection is a race.
            kept = 0 if self._is_local else 5
            self._client = httpx.AsyncClient(
                transport=self._transport,
                timeout=httpx.Timeout(self._patience.read_s, connect=self._patience.connect_s),
                limits=httpx.Limits(max_keepalive_connections=kept),
                trust_env=not self._is_local,
                follow_redirects=False,
            )
            self._loop = loop
        return self._client


def make(
    transport: httpx.AsyncBaseTransport | None = None,
    *,
    local: bool = False,
    patience: Patience | None = None,
    clock: Clock | None = None,
) -> HttpClient:
    """Return a client: for this machine (no proxy, no kept connections) or for the world."""
    return HttpClient(
        transport, patience or (LOCAL if local else REMOTE), clock or SystemClock(), local=local
    )


def _request(client: httpx.AsyncClient, call: Call) -> httpx.Request:
    if call.body is not None:
        return client.build_request("POST", call.url, headers=dict(call.headers), content=call.body)
    if call.payload is None:
        return client.build_request("GET", call.url, headers=dict(call.headers))
    # Half a pair of surrogates, from a command line perhaps, is nothing to fail over.
    body = json.dumps(call.payload, ensure_ascii=False).encode("utf-8", "replace")
    headers = {**call.headers, "Content-Type": "application/json"}
    return client.build_request("POST", call.url, headers=headers, content=body)


def _unconnected(called: Called, error: httpx.ConnectError) -> ProviderError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return complaints.not_trusted(called)
        if isinstance(cause, socket.gaierror):
            return complaints.no_network(called)
        cause = cause.__cause__ or cause.__context__
    words = str(error).lower()
    if "certificate" in words or "ssl" in words:
        return complaints.not_trusted(called)
    if any(name in words for name in _NAME_NOT_FOUND):
        return complaints.no_network(called)
    return complaints.unreachable(called)
