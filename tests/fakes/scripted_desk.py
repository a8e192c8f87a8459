"""A desk whose one model service is a script: near (on this machine) or far, with a known price."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from cocreate.core.usage import Price
from cocreate.providers.access import ModelAccess, OwnProvider
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.provider import ModelInfo, Provider
from cocreate.store.provider_table import ProviderEntry
from cocreate.store.user_files import UserFiles
from cocreate.workspace.desk import Desk, Preferences
from cocreate.workspace.workspace import Workspace
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.spawner import InlineSpawner

NEAR = "near/test-model"
FAR = "far/test-model"
PRICE = Price(Decimal("1.00"), Decimal("4.00"), "USD", "2026-11-01", source="your price table")


class ScriptedConnections:
    """Every service is the same script."""

    def __init__(self, provider: ScriptedProvider) -> None:
        self._provider = provider

    def service(self, endpoint: Endpoint, kind: str) -> Provider:
        del endpoint, kind
        return self._provider

    def embedded(self, name: str) -> OwnProvider:
        raise AssertionError(f"no test asks {name}")

    def from_disk(self, name: str, path: Path) -> OwnProvider:
        raise AssertionError(f"no test asks {name} at {path}")

    async def models_of(self, endpoint: Endpoint) -> list[str]:
        del endpoint
        return ["test-model"]

    async def discover(self) -> list[ModelInfo]:
        return []


def scripted_desk(
    workspace: Workspace,
    home: Path,
    provider: ScriptedProvider,
    *,
    price: Price | None = PRICE,
) -> Desk:
    """Return the services of a project, with the script as `near/…` and as `far/…`."""
    entries = [
        ProviderEntry(name, "openai", url, "", ("test-model",), price)
        for name, url in (("near", "http://127.0.0.1:9/v1"), ("far", "https://far.invalid/v1"))
    ]
    access = ModelAccess(entries, connections=ScriptedConnections(provider))
    return Desk(workspace, Preferences(UserFiles(home, {})), InlineSpawner(), access)
