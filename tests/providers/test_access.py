from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cocreate.base.errors import NotFoundError
from cocreate.core.usage import Price
from cocreate.providers.access import BUILT_IN_REF, ModelAccess
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.provider import ModelInfo, Provider, model_info
from tests.fakes.scripted_provider import ScriptedProvider

PRICE = Price(Decimal(1), Decimal(4), "USD", "2026-11-01", source="your settings")


@dataclass(frozen=True)
class Entry:
    name: str
    base_url: str
    models: Sequence[str] = ("small", "large")
    kind: str = "openai"
    api_key_env: str = "SOME_KEY"
    price: Price | None = None


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 24, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0


class OwnModel(ScriptedProvider):
    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self.is_stopped = False

    def stop(self) -> None:
        self.is_stopped = True


class FakeConnections:
    def __init__(self) -> None:
        self.made: list[tuple[Endpoint, str]] = []
        self.own: list[OwnModel] = []
        self.found = [model_info("ollama", "qwen3", is_local=True, is_ready=True)]

    def service(self, endpoint: Endpoint, kind: str) -> Provider:
        self.made.append((endpoint, kind))
        return ScriptedProvider(name=endpoint.name, is_local=endpoint.is_local)

    def embedded(self, name: str) -> OwnModel:
        self.own.append(OwnModel(name))
        return self.own[-1]

    def from_disk(self, name: str, path: Path) -> OwnModel:
        return self.embedded(f"{name}:{path.name}")

    async def models_of(self, endpoint: Endpoint) -> list[str]:
        return [f"{endpoint.name}-model"]

    async def discover(self) -> list[ModelInfo]:
        return self.found


NEAR = Entry("scripted", "http://127.0.0.1:8099/v1", price=PRICE)
FAR = Entry("openai", "https://api.openai.com/v1", ("gpt-4o-mini",))
CLAUDE = Entry("claude", "https://api.anthropic.com", ("claude-sonnet-4-5",), "anthropic")
BARE = Entry("bare", "http://localhost:9/v1", ("m",), api_key_env="")


@pytest.fixture
def connections() -> FakeConnections:
    return FakeConnections()


@pytest.fixture
def access(connections: FakeConnections) -> ModelAccess:
    keys = {"openai": "sk-secret"}
    return ModelAccess(
        (NEAR, FAR, CLAUDE, BARE),
        lambda entry: keys.get(entry.name),
        connections=connections,
        clock=StillClock(),
    )


def test_all_models_are_listed_the_embedded_one_first(access):
    listed = asyncio.run(access.discover())
    assert [(info.ref, info.is_local, info.is_ready, info.is_larger) for info in listed] == [
        (BUILT_IN_REF, True, True, False),
        ("ollama/qwen3", True, True, True),
        ("scripted/small", True, True, True),
        ("scripted/large", True, True, True),
        ("openai/gpt-4o-mini", False, True, True),
        ("claude/claude-sonnet-4-5", False, False, True),
        ("bare/m", True, True, True),
    ]


def test_a_service_of_the_writers_hides_a_found_one_of_the_same_name(connections):
    mine = Entry("ollama", "http://127.0.0.1:11434/v1", ("mine",))
    access = ModelAccess((mine,), connections=connections)
    asyncio.run(access.discover())
    assert [info.ref for info in access.models()] == [BUILT_IN_REF, "ollama/mine"]


def test_the_dialect_and_the_key_reach_the_connection(access, connections):
    access.provider_for("openai/gpt-4o-mini")
    access.provider_for("claude/claude-sonnet-4-5")
    (first, first_kind), (second, second_kind) = connections.made
    assert (first.key, first.needs_key, first_kind) == ("sk-secret", True, "openai")
    assert (second.key, second.needs_key, second_kind) == (None, True, "anthropic")


def test_a_local_service_needs_no_key(access, connections):
    access.provider_for("scripted/small")
    assert not connections.made[0][0].needs_key


def test_models_of_one_service_share_a_provider(access):
    assert access.provider_for("scripted/small") is access.provider_for("scripted/large")


def test_the_embedded_model_is_made_once(access, connections):
    first = access.provider_for(BUILT_IN_REF)
    assert access.provider_for(BUILT_IN_REF) is first
    assert len(connections.own) == 1


def test_local_programs_can_be_asked_before_they_are_found(access, connections):
    access.provider_for("lm-studio/qwen3")
    assert connections.made[0][0].base_url == "http://127.0.0.1:1234/v1"


def test_an_unknown_service_is_told(access):
    with pytest.raises(NotFoundError, match="no model service “nobody”"):
        access.provider_for("nobody/model")


def test_a_model_file_is_listed_and_served(connections, tmp_path):
    path = tmp_path / "mine.gguf"
    path.write_bytes(b"GGUF")
    access = ModelAccess(gguf_path=path, connections=connections)
    assert access.models()[1] == ModelInfo("gguf/mine", "gguf", "mine", True, True, True)
    assert access.provider_for("gguf/mine").name == "gguf:mine.gguf"
    assert access.is_local("gguf/mine")


def test_without_a_model_file_the_writer_is_told_to_choose_one(access):
    with pytest.raises(NotFoundError, match="choose a \\.gguf file"):
        access.provider_for("gguf/mine")


@pytest.mark.parametrize(
    ("ref", "is_near", "host"),
    [
        (BUILT_IN_REF, True, "127.0.0.1"),
        ("scripted/small", True, "127.0.0.1"),
        ("bare/m", True, "localhost"),
        ("ollama/qwen3", True, "127.0.0.1"),
        ("ollama/gpt-oss:120b-cloud", False, "127.0.0.1"),
        ("openai/gpt-4o-mini", False, "api.openai.com"),
    ],
)
def test_it_is_known_where_text_goes(access, ref, is_near, host):
    assert access.is_local(ref) is is_near
    assert access.host_of(ref) == host


def test_prices_come_from_the_writer_first(connections):
    own = {"openai/gpt-4o-mini": PRICE}
    access = ModelAccess((FAR,), own_prices=own, connections=connections, clock=StillClock())
    assert access.price("openai/gpt-4o-mini") == PRICE


def test_prices_come_from_the_settings_the_data_or_nobody(access):
    assert access.price("scripted/small") == PRICE
    assert access.price("bare/m") is None
    known = access.price("openai/gpt-4o-mini")
    assert known is not None
    assert known.input_per_mtok == Decimal("0.15")
    assert access.price("nobody/gpt-9000") is None


def test_what_runs_here_costs_nothing_and_what_is_passed_on_is_unknown(access):
    for ref in (BUILT_IN_REF, "gguf/x", "ollama/qwen3"):
        price = access.price(ref)
        assert price is not None
        assert price.output_per_mtok == 0
    assert access.price("ollama/gpt-oss:120b-cloud") is None


def test_a_service_can_be_asked_for_its_models(access):
    assert asyncio.run(access.list_models("openai")) == ["openai-model"]


def test_changed_settings_are_taken_over(access, connections, tmp_path):
    other = Entry("other", "https://models.example/v1", ("x",))
    path = tmp_path / "a.gguf"
    access.update((other,), path, {"other/x": PRICE})
    assert [info.ref for info in access.models()] == [BUILT_IN_REF, "gguf/a", "other/x"]
    assert access.price("other/x") == PRICE
    access.provider_for("gguf/a")
    access.update((other,), None, {})
    assert connections.own[0].is_stopped


def test_closing_ends_everything(access, connections):
    service = access.provider_for("scripted/small")
    access.provider_for(BUILT_IN_REF)
    access.stop()
    asyncio.run(access.aclose())
    assert service.is_closed
    assert connections.own[0].is_stopped
    assert connections.own[0].is_closed


def test_real_connections_are_made_when_first_needed():
    access = ModelAccess((NEAR,))
    provider = access.provider_for("scripted/small")
    assert provider.name == "scripted"
    assert provider.is_local
