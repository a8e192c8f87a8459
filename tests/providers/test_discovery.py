from __future__ import annotations

import asyncio
import json

import httpx
import pytest

from cocreate.base.errors import ProviderError
from cocreate.providers.discovery import discover, list_models
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.http_client import make
from cocreate.providers.model_catalog import LOCAL_SERVICES, LocalService
from tests.fakes.scripted_service import ScriptedService

FAR = Endpoint("far", "https://models.example/v1/", "sk-secret")


def listed(document: object, seen: list[httpx.Request] | None = None) -> list[str]:
    def answer(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(request)
        return httpx.Response(200, content=json.dumps(document).encode())

    return asyncio.run(list_models(FAR, make(httpx.MockTransport(answer))))


def test_the_models_of_a_service_are_listed_without_those_that_do_not_write():
    document = {"data": [{"id": "a"}, {"id": "nomic-embed-text"}, {"id": 7}, "b", {"id": "c"}]}
    assert listed(document) == ["a", "c"]


@pytest.mark.parametrize("document", [{}, [], "x", {"data": None}])
def test_a_list_that_is_none_is_empty(document):
    assert listed(document) == []


def test_a_bare_list_is_read_too():
    assert listed([{"id": "a"}]) == ["a"]


def test_the_key_is_sent_in_either_dialects_way():
    seen: list[httpx.Request] = []
    listed({}, seen)
    assert str(seen[0].url) == "https://models.example/v1/models"
    assert seen[0].headers["authorization"] == "Bearer sk-secret"
    assert seen[0].headers["x-api-key"] == "sk-secret"


def test_trouble_is_told():
    client = make(httpx.MockTransport(lambda _: httpx.Response(401)))
    with pytest.raises(ProviderError, match="does not accept the key"):
        asyncio.run(list_models(FAR, client))


def test_only_the_programs_that_answer_are_found():
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.port == 1234:
            raise httpx.ConnectError("refused")
        return httpx.Response(200, json={"data": [{"id": "qwen3:4b"}, {"id": "big-cloud"}]})

    found = asyncio.run(discover(LOCAL_SERVICES, make(httpx.MockTransport(answer), local=True)))
    assert [(info.ref, info.is_local) for info in found] == [
        ("ollama/qwen3:4b", True),
        ("ollama/big-cloud", False),
    ]
    assert all(info.is_ready and info.is_larger for info in found)


@pytest.mark.local_server
def test_a_real_program_on_this_machine_is_found():
    with ScriptedService("hi", models=("llama3.2:latest",)) as service:
        found = asyncio.run(discover((LocalService("ollama", "Ollama", service.root_url),)))
    assert [info.ref for info in found] == ["ollama/llama3.2:latest"]
