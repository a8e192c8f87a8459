"""All models at hand behind one door: the embedded one, a file, local programs, services."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from cocreate.base.clock import Clock, SystemClock
from cocreate.base.errors import NotFoundError
from cocreate.core.usage import Price
from cocreate.providers import model_catalog, weights
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.model_catalog import LOCAL_SERVICES, is_passed_on
from cocreate.providers.provider import (
    ModelInfo,
    Provider,
    host_of_url,
    is_loopback,
    model_info,
    split_ref,
)

BUILT_IN = "built-in"
FROM_DISK = "gguf"
BUILT_IN_REF = f"{BUILT_IN}/{weights.MODEL}"


class ServiceEntry(Protocol):
    """A service as the writer's settings name it."""

    @property
    def name(self) -> str:
        """The first half of its models' refs."""
        ...

    @property
    def kind(self) -> str:
        """The dialect: openai or anthropic."""
        ...

    @property
    def base_url(self) -> str:
        """Where it is."""
        ...

    @property
    def api_key_env(self) -> str:
        """The environment variable that may hold the key; "" if none is needed."""
        ...

    @property
    def models(self) -> Sequence[str]:
        """The models that the writer wants to see."""
        ...

    @property
    def price(self) -> Price | None:
        """What the writer says its models cost."""
        ...


KeyOf = Callable[[ServiceEntry], str | None]


class OwnProvider(Provider, Protocol):
    """A provider whose server this program started."""

    def stop(self) -> None:
        """End the server."""
        ...


class Connections(Protocol):
    """What makes providers."""

    def service(self, endpoint: Endpoint, kind: str) -> Provider:
        """Return the provider of a service in its dialect."""
        ...

    def embedded(self, name: str) -> OwnProvider:
        """Return the provider of the embedded model."""
        ...

    def from_disk(self, name: str, path: Path) -> OwnProvider:
        """Return the provider of a model file."""
        ...

    async def models_of(self, endpoint: Endpoint) -> list[str]:
        """Ask a service which models it offers."""
        ...

    async def discover(self) -> list[ModelInfo]:
        """Look for programs on this machine that serve models."""
        ...


class ModelAccess:
    """The models that agents can use.

    Args:
        services: the writer's services.
        key_of: finds a service's key in the environment or the keyring.
        gguf_path: a model file of the writer's.
        own_prices: the writer's price table, by ref.
        connections: None: real ones, made when first needed, so that a window shows sooner.
    """

    def __init__(
        self,
        services: Sequence[ServiceEntry] = (),
        key_of: KeyOf = lambda _: None,
        *,
        gguf_path: Path | None = None,
        own_prices: Mapping[str, Price] | None = None,
        connections: Connections | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._connections = connections
        self._clock = clock or SystemClock()
        self._services = {entry.name: entry for entry in services}
        self._key_of = key_of
        self._gguf_path = gguf_path
        self._own_prices = dict(own_prices or {})
        self._discovered: list[ModelInfo] = []
        self._own: dict[str, OwnProvider] = {}
        self._providers: dict[Endpoint, Provider] = {}

    def update(
        self,
        services: Sequence[ServiceEntry],
        gguf_path: Path | None,
        own_prices: Mapping[str, Price],
    ) -> None:
        """Take over changed settings; runs under way keep the provider they have."""
        self._services = {entry.name: entry for entry in services}
        self._own_prices = dict(own_prices)
        if gguf_path != self._gguf_path:
            self._gguf_path = gguf_path
            if (old := self._own.pop(FROM_DISK, None)) is not None:
                old.stop()

    async def discover(self) -> list[ModelInfo]:
        """Look for local programs, load the price data, and return all models."""
        import asyncio  # noqa: PLC0415 - the window does not wait for it

        # One after the other: both bring in great libraries, and two threads that import at the
        # same time may see each other's half of one.
        await asyncio.to_thread(self.price, "openai/any")
        self._discovered = await self._connect().discover()
        return self.models()

    def models(self) -> list[ModelInfo]:
        """Return every model known so far, the embedded one first."""
        infos = [self._built_in()]
        if self._gguf_path is not None:
            model = self._gguf_path.stem
            is_there = self._gguf_path.is_file()
            infos.append(model_info(FROM_DISK, model, is_local=True, is_ready=is_there))
        infos += [info for info in self._discovered if info.provider not in self._services]
        for entry in self._services.values():
            infos += self._of_service(entry)
        return infos

    def provider_for(self, ref: str) -> Provider:
        """Return the provider of a model; it says by itself, when asked, if it is not ready."""
        name, _ = split_ref(ref)
        if name in {BUILT_IN, FROM_DISK}:
            return self._own_provider(name)
        endpoint, kind = self._endpoint(ref)
        provider = self._providers.get(endpoint)
        if provider is None:
            provider = self._providers[endpoint] = self._connect().service(endpoint, kind)
        return provider

    def is_local(self, ref: str) -> bool:
        """Return whether nothing leaves this machine when the model is asked."""
        name, model = split_ref(ref)
        if name in {BUILT_IN, FROM_DISK}:
            return True
        return is_loopback(self._endpoint(ref)[0].base_url) and not is_passed_on(name, model)

    def host_of(self, ref: str) -> str:
        """Return the host to which text is sent."""
        name, _ = split_ref(ref)
        if name in {BUILT_IN, FROM_DISK}:
            return "127.0.0.1"
        return host_of_url(self._endpoint(ref)[0].base_url)

    def price(self, ref: str) -> Price | None:
        """Return what the model costs; None: nobody knows.

        The first look into the price data takes half a second: `discover` does it beforehand.
        """
        name, model = split_ref(ref)
        now = self._clock.now()
        if ref in self._own_prices:
            return self._own_prices[ref]
        entry = self._services.get(name)
        if entry is not None and entry.price is not None:
            return entry.price
        if entry is not None:
            is_near = is_loopback(entry.base_url)
            url = entry.base_url
            return None if is_near else model_catalog.price_for(name, model, now, base_url=url)
        if name in {BUILT_IN, FROM_DISK} or self._local_service_url(name):
            return None if is_passed_on(name, model) else model_catalog.free(now.date().isoformat())
        return model_catalog.price_for(name, model, now)

    async def list_models(self, name: str) -> list[str]:
        """Ask a service which models it offers."""
        endpoint, _ = self._endpoint(f"{name}/")
        return await self._connect().models_of(endpoint)

    async def aclose(self) -> None:
        """Let go of connections and end local servers."""
        providers = [*self._providers.values(), *self._own.values()]
        self._providers = {}
        self._own = {}
        for provider in providers:
            await provider.aclose()

    def stop(self) -> None:
        """End local servers, at the end of the program."""
        for provider in self._own.values():
            provider.stop()

    def _connect(self) -> Connections:
        if self._connections is None:
            # Not before the first call: it brings the network library with it.
            from cocreate.providers.connections import (  # noqa: PLC0415 - not at the start
                HttpConnections,
            )

            self._connections = HttpConnections()
        return self._connections

    def _built_in(self) -> ModelInfo:
        has_engine = importlib.util.find_spec(weights.ENGINE) is not None
        is_ready = has_engine and weights.find_weights() is not None
        return model_info(
            BUILT_IN, weights.MODEL, is_local=True, is_ready=is_ready, is_larger=False
        )

    def _of_service(self, entry: ServiceEntry) -> list[ModelInfo]:
        is_near = is_loopback(entry.base_url)
        is_ready = is_near or not entry.api_key_env or self._key_of(entry) is not None
        return [
            model_info(entry.name, model, is_local=is_near, is_ready=is_ready)
            for model in entry.models
        ]

    def _own_provider(self, name: str) -> OwnProvider:
        if name not in self._own:
            if name == BUILT_IN:
                self._own[name] = self._connect().embedded(name)
            elif self._gguf_path is not None:
                self._own[name] = self._connect().from_disk(name, self._gguf_path)
            else:
                raise NotFoundError(
                    "No model file has been chosen: choose a .gguf file in the settings of models."
                )
        return self._own[name]

    def _endpoint(self, ref: str) -> tuple[Endpoint, str]:
        name, _ = split_ref(ref)
        entry = self._services.get(name)
        if entry is not None:
            is_near = is_loopback(entry.base_url)
            needs_key = bool(entry.api_key_env) and not is_near
            key = self._key_of(entry)
            return Endpoint(name, entry.base_url, key, needs_key=needs_key), entry.kind
        url = self._local_service_url(name)
        if not url:
            raise NotFoundError(
                f"There is no model service “{name}”: choose one that `cocreate models` lists, or "
                "add it in the settings of models."
            )
        return Endpoint(name, url), "openai"

    def _local_service_url(self, name: str) -> str:
        urls = (service.base_url for service in LOCAL_SERVICES if service.name == name)
        return next(urls, "")
