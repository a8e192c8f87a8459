"""Model programs that run on this machine, found by asking at their usual addresses."""

from __future__ import annotations

import asyncio

from cocreate.base.errors import ProviderError
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.http_client import Call, HttpClient, Patience, make
from cocreate.providers.model_catalog import LOCAL_SERVICES, LocalService, is_passed_on
from cocreate.providers.provider import ModelInfo, model_info

_QUICK = Patience(connect_s=0.5, read_s=2.0)
_NO_WRITERS = ("embed", "rerank", "whisper", "tts")


async def discover(
    services: tuple[LocalService, ...] = LOCAL_SERVICES, client: HttpClient | None = None
) -> list[ModelInfo]:
    """Return the models of every program that answers, in the order of the services."""
    asked = client or make(local=True, patience=_QUICK)
    try:
        found = await asyncio.gather(*(_models_of(service, asked) for service in services))
    finally:
        await asked.aclose()
    return [model for models in found for model in models]


async def list_models(endpoint: Endpoint, client: HttpClient) -> list[str]:
    """Return the names of the models that a service offers to write with; for any dialect."""
    key = endpoint.usable_key()
    headers = {"Authorization": f"Bearer {key}", "x-api-key": key} if key else {}
    headers["anthropic-version"] = "2023-06-01"
    call = Call(endpoint.called(), endpoint.base_url.rstrip("/") + "/models", headers)
    async with client.ask(call) as answer:
        document = await answer.document()
    entries = document.get("data") if isinstance(document, dict) else document
    names = [_name(entry) for entry in entries] if isinstance(entries, list) else []
    return [name for name in names if name and not _is_no_writer(name)]


async def _models_of(service: LocalService, client: HttpClient) -> list[ModelInfo]:
    try:
        names = await list_models(Endpoint(service.title, service.base_url), client)
    except ProviderError:
        return []
    return [
        model_info(service.name, name, is_local=not is_passed_on(service.name, name), is_ready=True)
        for name in names
    ]


def _name(entry: object) -> str:
    if isinstance(entry, dict):
        name = entry.get("id")
        return name if isinstance(name, str) else ""
    return ""


def _is_no_writer(name: str) -> bool:
    return any(word in name.lower() for word in _NO_WRITERS)
