"""The models, services and prices that the writer set up: looked at, added, taken out."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from cocreate.base.clock import Clock
from cocreate.base.errors import CocreateError, InputError
from cocreate.base.spawn import Spawner
from cocreate.core.usage import Price
from cocreate.providers.access import ModelAccess
from cocreate.providers.provider import ModelInfo
from cocreate.providers.weights import find_weights, install_weights
from cocreate.store.provider_table import ProviderEntry
from cocreate.store.user_files import UserFiles

KINDS: tuple[str, ...] = ("openai", "anthropic")
_SOURCE = "your price table"
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Service:
    """A model service of the writer's; the key itself is never in here.

    Args:
        kind: the dialect, one of KINDS.
        has_key: whether a key is known.
    """

    name: str
    kind: str
    base_url: str
    models: tuple[str, ...]
    has_key: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """The embedded model's weights: what finds them, what installs them."""

    find: Callable[[], Path | None] = find_weights
    install: Callable[[], object] = install_weights


_PACKAGED = Weights()


class ModelBook:
    """What the settings of models need."""

    def __init__(
        self,
        user_files: UserFiles,
        access: ModelAccess,
        spawner: Spawner,
        clock: Clock,
        refresh_access: Callable[[], None],
        weights: Weights = _PACKAGED,
    ) -> None:
        self._files = user_files
        self._access = access
        self._spawner = spawner
        self._clock = clock
        self._refresh_access = refresh_access
        self._weights = weights
        self._is_installing = False
        self._on_installed: Callable[[str], None] = _tell_nobody

    def models(self) -> list[ModelInfo]:
        """Return every model known so far, the embedded one first."""
        return self._access.models()

    def discover(self, done: Callable[[], None]) -> None:
        """Look for Ollama and LM Studio on this machine; call `done` on the main thread."""

        async def look() -> AsyncIterator[object]:
            yield await self._access.discover()

        self._spawner.start(look, lambda _: done())

    @property
    def lacks_weights(self) -> bool:
        """Whether the embedded model is not installed."""
        return self._weights.find() is None

    @property
    def is_installing(self) -> bool:
        """Whether the embedded model is being installed now."""
        return self._is_installing

    def install_weights(self, done: Callable[[str], None]) -> None:
        """Install the embedded model apart from the window; `done` gets a sentence about it.

        While it is being installed already, only `done` is changed.
        """
        self._on_installed = done
        if self._is_installing:
            return
        self._is_installing = True

        async def work() -> AsyncIterator[object]:
            yield await _outcome(self._weights.install)

        self._spawner.start(work, self._take_outcome)

    def _take_outcome(self, sentence: object) -> None:
        self._is_installing = False
        self._on_installed(str(sentence))

    def take_news(self) -> None:
        """Take over, on this thread, some of what waits from the background."""
        self._spawner.drain(_AT_ONCE)

    def services(self) -> list[Service]:
        """Return the services set up by hand."""
        return [
            Service(
                entry.name,
                entry.kind,
                entry.base_url,
                tuple(entry.models),
                self._files.get_key(entry.name, entry.api_key_env) is not None,
            )
            for entry in self._files.providers().entries
        ]

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong with the files of services and prices, one sentence each."""
        return (*self._files.providers().problems, *self._files.prices().problems)

    def put_service(self, service: Service, key: str = "") -> None:
        """Add or change a service; a key goes to the keyring.

        Raises:
            InputError: a field does not do.
        """
        if service.kind not in KINDS:
            raise InputError(f"A service speaks one of these dialects: {', '.join(KINDS)}.")
        if not service.base_url.startswith(("http://", "https://")):
            raise InputError("The address of a service begins with http:// or https://.")
        if not service.models:
            raise InputError("Name at least one model of the service.")
        known = {entry.name: entry for entry in self._files.providers().entries}.get(service.name)
        env_name = f"{service.name.upper().replace('-', '_')}_API_KEY"
        self._files.put_provider(
            ProviderEntry(
                service.name,
                service.kind,
                service.base_url.rstrip("/"),
                known.api_key_env if known is not None else env_name,
                service.models,
                known.price if known is not None else None,
            )
        )
        if key:
            self._files.set_key(service.name, key)
        self._refresh_access()

    def remove_service(self, name: str) -> None:
        """Take a service out, its key included."""
        self._files.remove_provider(name)
        self._refresh_access()

    def has_keyring(self) -> bool:
        """Whether keys go to the keyring of this machine."""
        return self._files.has_keyring()

    def prices(self) -> Mapping[str, Price]:
        """Return the writer's own prices by model ref."""
        return self._files.prices().prices

    def price(self, ref: str) -> Price | None:
        """Return the price in force for a model, or None where nobody knows."""
        return self._access.price(ref)

    def put_price(self, ref: str, per_mtok: tuple[str, str], currency: str) -> None:
        """Set the writer's own price of a model: input and output per million tokens.

        Raises:
            InputError: not numbers, or no model.
        """
        if "/" not in ref:
            raise InputError("Choose a model first.")
        try:
            amounts = [Decimal(text.strip().replace(",", ".")) for text in per_mtok]
        except InvalidOperation as error:
            raise InputError("A price is a number, such as 0.15.") from error
        if any(not amount.is_finite() or amount < 0 for amount in amounts):
            raise InputError("A price is a number that is not below nought, such as 0.15.")
        today = self._clock.now().date().isoformat()
        price = Price(amounts[0], amounts[1], currency, today, source=_SOURCE)
        self._files.put_price(ref, price)
        self._refresh_access()

    def apply(self) -> None:
        """Take over a changed model file."""
        self._refresh_access()


def _tell_nobody(_sentence: str) -> None:
    """Say nothing: nobody asked."""


async def _outcome(install: Callable[[], object]) -> str:
    """Install on a thread that the end of the program does not wait for; return what came of it."""
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[str] = loop.create_future()

    def tell(sentence: str) -> None:
        if not outcome.done():
            outcome.set_result(sentence)

    def work() -> None:
        sentence = "The built-in model is installed and ready."
        try:
            install()
        except CocreateError as error:
            sentence = error.sentence
        except OSError as error:
            sentence = f"The built-in model could not be installed: {error.strerror}."
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell, sentence)

    worker = threading.Thread(target=work, name="cocreate-install", daemon=True)
    worker.start()
    sentence = await outcome
    worker.join()
    return sentence
