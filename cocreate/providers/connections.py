"""Real connections to models: knows every adapter, and is imported at the first call only."""

from __future__ import annotations

from pathlib import Path

from cocreate.providers import discovery, local_model
from cocreate.providers.anthropic import Anthropic
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.http_client import make
from cocreate.providers.local_model import LocalModel, LocalProvider
from cocreate.providers.model_catalog import LOCAL_SERVICES, LocalService
from cocreate.providers.openai_compat import OpenAiCompat
from cocreate.providers.provider import ModelInfo, Provider


class HttpConnections:
    """Make providers that speak over HTTP."""

    def __init__(self, local_services: tuple[LocalService, ...] = LOCAL_SERVICES) -> None:
        self._local_services = local_services

    def service(self, endpoint: Endpoint, kind: str) -> Provider:
        """Return the provider of a service in its dialect."""
        client = make(local=endpoint.is_local)
        if kind == "anthropic":
            return Anthropic(endpoint, client)
        return OpenAiCompat(endpoint, client)

    def embedded(self, name: str) -> LocalProvider:
        """Return the provider of the embedded model; its server starts at the first call."""
        return LocalProvider(name, LocalModel(local_model.embedded()))

    def from_disk(self, name: str, path: Path) -> LocalProvider:
        """Return the provider of a model file."""
        return LocalProvider(name, LocalModel(local_model.from_disk(path)))

    async def models_of(self, endpoint: Endpoint) -> list[str]:
        """Ask a service which models it offers."""
        client = make(local=endpoint.is_local)
        try:
            return await discovery.list_models(endpoint, client)
        finally:
            await client.aclose()

    async def discover(self) -> list[ModelInfo]:
        """Look for programs on this machine that serve models."""
        return await discovery.discover(self._local_services)
