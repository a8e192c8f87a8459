"""What a model service is to the rest of the program: the values that go in and come out."""

from __future__ import annotations

import hashlib
import ipaddress
import json
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias
from urllib.parse import urlsplit

from cocreate.core.usage import Usage, estimate_tokens

Role: TypeAlias = Literal["system", "user", "assistant"]

_CUT_SHORT = frozenset({"length", "max_tokens", "model_context_window_exceeded"})
_REFUSED = frozenset({"content_filter", "refusal", "safety"})


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation handed to a model."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """One call of a model; equal requests have equal digests.

    Args:
        model: the model's name as its service knows it, without the provider.
        max_tokens: the most tokens to be written; None: the service decides.
        temperature: None: the service decides.
        json_schema: the form the answer must have; services that cannot enforce it are asked to.
        stop: texts at which the answer ends.
    """

    model: str
    messages: tuple[Message, ...]
    max_tokens: int | None = None
    temperature: float | None = None
    json_schema: Mapping[str, object] | None = None
    stop: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.canonical())

    def canonical(self) -> str:
        """Return the request as JSON with sorted keys: the same for equal requests."""
        return json.dumps(
            {
                "model": self.model,
                "messages": [[message.role, message.content] for message in self.messages],
                "max_tokens": self.max_tokens,
                "temperature": self.temperature,
                "json_schema": self.json_schema,
                "stop": list(self.stop),
            },
            sort_keys=True,
            separators=(",", ":"),
        )

    def digest(self) -> str:
        """Return the SHA-256 of the canonical form, in hex."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    @property
    def characters(self) -> int:
        """How many characters the messages hold."""
        return sum(len(message.content) for message in self.messages)


@dataclass(frozen=True, slots=True)
class TextDelta:
    """The next piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class ReasoningDelta:
    """The next piece of what the model thought before it answered."""

    text: str


@dataclass(frozen=True, slots=True)
class UsageDelta:
    """The tokens of the whole call so far; a later one replaces an earlier one."""

    usage: Usage


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is complete; the reason is the service's own word."""

    reason: str

    @property
    def is_cut_short(self) -> bool:
        """Whether the answer ended at a limit of length and not by itself."""
        return self.reason in _CUT_SHORT

    @property
    def is_refused(self) -> bool:
        """Whether the service declined to answer."""
        return self.reason in _REFUSED


Delta: TypeAlias = TextDelta | ReasoningDelta | UsageDelta | Finished


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model that can be chosen.

    Args:
        ref: `provider/model`, split at the first slash.
        is_local: it runs on this machine; nothing leaves it.
        is_ready: it can be asked now: weights are installed, a key is known, a server answers.
        is_larger: it is fit for agents that need a larger model.
    """

    ref: str
    provider: str
    model: str
    is_local: bool
    is_ready: bool
    is_larger: bool


def model_info(
    provider: str, model: str, *, is_local: bool, is_ready: bool, is_larger: bool = True
) -> ModelInfo:
    """Return the info of a provider's model."""
    return ModelInfo(f"{provider}/{model}", provider, model, is_local, is_ready, is_larger)


class Provider(Protocol):
    """A model service."""

    @property
    def name(self) -> str:
        """The first half of a model's ref."""
        ...

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine."""
        ...

    def stream(self, request: Request) -> AsyncGenerator[Delta, None]:
        """Ask, and give the answer piece by piece.

        A complete answer ends with UsageDelta, Finished. Trouble is a ProviderError; if anything
        had arrived before, a UsageDelta comes before it. Closing the iterator ends the call.
        """
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...


def split_ref(ref: str) -> tuple[str, str]:
    """Return provider and model of a ref; the model is empty where there is no slash."""
    provider, _, model = ref.partition("/")
    return provider, model


def estimated_usage(request: Request, characters_written: int) -> Usage:
    """Return the usage that is assumed where a service reports none."""
    return Usage(
        input_tokens=estimate_tokens(request.characters),
        output_tokens=estimate_tokens(characters_written),
        is_estimated=True,
    )


def is_loopback(url: str) -> bool:
    """Return whether an address stays on this machine, judged by its words alone."""
    host = host_of_url(url)
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_of_url(url: str) -> str:
    """Return the host of an address in small letters, empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
