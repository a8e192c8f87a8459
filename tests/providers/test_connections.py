from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from cocreate.providers.anthropic import Anthropic
from cocreate.providers.connections import HttpConnections
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.model_catalog import LocalService
from cocreate.providers.openai_compat import OpenAiCompat
from tests.fakes.scripted_service import ScriptedService
from tests.providers.wire_fixtures import collected, stream_all


def test_the_kind_chooses_the_dialect():
    endpoint = Endpoint("s", "https://models.example/v1")
    assert isinstance(HttpConnections().service(endpoint, "anthropic"), Anthropic)
    assert isinstance(HttpConnections().service(endpoint, "openai"), OpenAiCompat)


def test_models_of_this_machine_are_made_without_starting_anything():
    connections = HttpConnections()
    assert connections.embedded("built-in").name == "built-in"
    assert connections.from_disk("gguf", Path("a.gguf")).name == "gguf"


@pytest.mark.local_server
def test_a_real_service_is_asked_listed_and_found():
    with ScriptedService("Hello", models=("a", "b")) as service:
        endpoint = Endpoint("s", service.base_url)
        connections = HttpConnections((LocalService("ollama", "Ollama", service.root_url),))
        assert collected(stream_all(connections.service(endpoint, "openai"))).text == "Hello"
        assert asyncio.run(connections.models_of(endpoint)) == ["a", "b"]
        found = asyncio.run(connections.discover())
    assert [info.ref for info in found] == ["ollama/a", "ollama/b"]
