"""The model on this machine: starts its server when it is first asked, stops it at the end.

The server is a child process spoken to over loopback like any other service; loading a model in
this process would freeze the window, and a native crash would take the manuscript with it.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cocreate.base.child import own_environment, own_module
from cocreate.base.errors import ProviderError
from cocreate.providers import weights as weights_file
from cocreate.providers.builtin_server import ServerConfig
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.http_client import HttpClient, RefusedError, make
from cocreate.providers.openai_compat import OpenAiCompat
from cocreate.providers.provider import Delta, Request

_START_LIMIT_S = 180.0
_STOP_LIMIT_S = 5.0
_NEWS_LIMIT_S = 0.5
_MAGIC = b"GGUF"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of weights.

    Args:
        path: None where the embedded model is not installed.
        model: the model's name.
        title: what sentences call it.
        sha256: what the file must be; None takes any.
    """

    path: Path | None
    model: str
    title: str
    sha256: str | None = None


def embedded() -> ModelFile:
    """Return the embedded model, whether or not it is installed."""
    return ModelFile(
        weights_file.find_weights(), weights_file.MODEL, "the built-in model", weights_file.SHA256
    )


def from_disk(path: Path) -> ModelFile:
    """Return a .gguf file of the writer's."""
    return ModelFile(path, path.stem, f"the model file {path.name}")


class LocalModel:
    """One model file and the process that serves it."""

    def __init__(
        self,
        file: ModelFile,
        *,
        python: str = sys.executable,
        start_limit_s: float = _START_LIMIT_S,
    ) -> None:
        self._file = file
        self._python = python
        self._start_limit_s = start_limit_s
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None
        self._endpoint: tuple[str, str] | None = None

    @property
    def title(self) -> str:
        """What sentences call the model."""
        return _capital(self._file.title)

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    async def endpoint(self) -> tuple[str, str]:
        """Return address and key, starting the server if it is not running."""
        return await asyncio.to_thread(self._running_endpoint)

    async def has_died(self) -> bool:
        """Whether the server is gone though nobody stopped it; waits a moment for news of it."""
        return await asyncio.to_thread(self._has_died)

    def stop(self) -> None:
        """End the server; nothing happens if there is none."""
        with self._lock:
            self._stop()

    def _has_died(self) -> bool:
        process = self._process
        if process is None:
            return True
        try:
            process.wait(_NEWS_LIMIT_S)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _running_endpoint(self) -> tuple[str, str]:
        with self._lock:
            if self.pid is None or self._endpoint is None:
                self._stop()
                self._endpoint = self._start(self._checked_path())
            return self._endpoint

    def _checked_path(self) -> Path:
        path, title = self._file.path, self.title
        if path is None:
            raise ProviderError(
                "The built-in model is not installed: run `cocreate models install built-in`, or "
                "choose another model."
            )
        try:
            with path.open("rb") as file:
                is_model = file.read(len(_MAGIC)) == _MAGIC
        except OSError as error:
            raise ProviderError(
                f"{title} cannot be read: check where it is, or choose another model."
            ) from error
        if not is_model:
            raise ProviderError(f"{title} is not a GGUF model: choose a file that ends in .gguf.")
        if self._file.sha256 and not weights_file.is_intact(path, self._file.sha256):
            raise ProviderError(
                "The built-in model's file is damaged: run `cocreate models install built-in`."
            )
        return path

    def _start(self, path: Path) -> tuple[str, str]:
        key = secrets.token_urlsafe(24)
        # The embedded model is tiny: one thread is best beside a busy window.
        threads = 1 if self._file.sha256 else max(1, (os.cpu_count() or 2) // 2)
        config = ServerConfig(str(path.absolute()), self._file.model, key, threads=threads)
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the child
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own module in our own Python
                own_module("cocreate.providers.builtin_server", python=self._python),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                # Spinning threads would fight the window for the processor.
                env={**own_environment(), "OMP_WAIT_POLICY": "PASSIVE"},
            )
        except OSError as error:
            self._stop()
            raise ProviderError(
                f"{self.title} cannot start on this computer: run `cocreate doctor`, or choose "
                "another model."
            ) from error
        line = self._first_line(self._process, config)
        try:
            url = str(json.loads(line)["url"])
        except (ValueError, KeyError, TypeError):
            sentence = self._why_not(self._process)
            self._stop()
            raise ProviderError(sentence) from None
        return f"{url.rstrip('/')}/v1", key

    def _first_line(self, process: subprocess.Popen[bytes], config: ServerConfig) -> bytes:
        """Hand over the configuration; return the answer, empty if the child died or hangs."""
        if process.stdin is None or process.stdout is None:
            return b""
        timer = threading.Timer(self._start_limit_s, process.kill)
        timer.start()
        try:
            process.stdin.write(config.to_line().encode())
            process.stdin.flush()
            return process.stdout.readline()
        except OSError:
            return b""
        finally:
            timer.cancel()
            timer.join()

    def _why_not(self, process: subprocess.Popen[bytes]) -> str:
        title = self.title
        _close(process)
        try:
            status = process.wait(_STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            status = 1
        words = self._last_words()
        if "libgomp" in words or "libstdc++" in words:
            return (
                f"{title} cannot start because a system library is missing: install libgomp1 "
                "(Debian, Ubuntu) or libgomp (Fedora, Arch), then ask again."
            )
        if "No module named" in words or "ImportError" in words:
            return (
                f"{title} cannot start because its engine is not installed here: run "
                "`cocreate doctor`, or choose another model."
            )
        if status == -getattr(signal, "SIGILL", 4):
            return (
                f"{title} cannot run on the processor of this computer: connect another model in "
                "the settings of models."
            )
        return (
            f"{title} could not be loaded: check that the file is whole and that there is memory "
            "for it, or choose another model."
        )

    def _last_words(self) -> str:
        if self._complaints is None:
            return ""
        self._complaints.seek(0)
        return self._complaints.read()[-20_000:].decode("utf-8", "replace")

    def _stop(self) -> None:
        process, self._process = self._process, None
        self._endpoint = None
        if process is not None:
            _close(process)
            try:
                process.wait(_STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
        if self._complaints is not None:
            self._complaints.close()
            self._complaints = None


class LocalProvider:
    """Provider for a model file: the chat-completions dialect over loopback."""

    def __init__(self, name: str, model: LocalModel, client: HttpClient | None = None) -> None:
        self._name = name
        self._model = model
        self._client = client or make(local=True)

    @property
    def name(self) -> str:
        """The first half of the model's ref."""
        return self._name

    @property
    def is_local(self) -> bool:
        """Nothing leaves this machine."""
        return True

    async def stream(self, request: Request) -> AsyncGenerator[Delta, None]:
        """Ask, and give the answer piece by piece; the first call starts the server.

        A server that died meanwhile is started anew, once, if nothing of the answer had come.
        """
        url, key = await self._model.endpoint()
        has_begun = False
        try:
            async with aclosing(self._ask(request, url, key)) as deltas:
                async for delta in deltas:
                    has_begun = True
                    yield delta
        except RefusedError:
            raise
        except ProviderError:
            if has_begun or not await self._model.has_died():
                raise
        else:
            return
        url, key = await self._model.endpoint()
        async with aclosing(self._ask(request, url, key)) as deltas:
            async for delta in deltas:
                yield delta

    def _ask(self, request: Request, url: str, key: str) -> AsyncGenerator[Delta, None]:
        return OpenAiCompat(Endpoint(self._model.title, url, key), self._client).stream(request)

    def stop(self) -> None:
        """End the server, at the end of the program."""
        self._model.stop()

    async def aclose(self) -> None:
        """Let go of connections and end the server."""
        await self._client.aclose()
        await asyncio.to_thread(self._model.stop)


def _close(process: subprocess.Popen[bytes]) -> None:
    """Close the child's standard input, which ends it."""
    if process.stdin is not None:
        with suppress(OSError):  # it may have died before it read its line
            process.stdin.close()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
