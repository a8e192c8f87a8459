"""The sentences for the writer when a model service refuses, fails or falls silent.

No sentence repeats what a service wrote in its own words: error bodies are known to repeat keys and
passages of the text. Only a short code made of letters is taken over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cocreate.base.errors import ProviderError

_CODE = re.compile(r"[a-z][a-z_]{2,47}")
_TOO_LONG = re.compile(
    r"context[_ ](length|size|window)|maximum context|prompt is too long|too many tokens"
    r"|exceeds? the (available )?context|request_too_large|string_above_max_length"
    r"|input is too long",
    re.IGNORECASE,
)
_NO_CREDIT = re.compile(
    r"insufficient_quota|credit balance|billing|payment|insufficient.balance", re.I
)
_NO_MODEL = re.compile(
    r"model_not_found|model .{0,80}(not found|not exist|does not exist|not available)"
    r"|no such model|unknown model|invalid model",
    re.IGNORECASE,
)
_BAD_KEY = re.compile(
    r"invalid_api_key|authentication_error|invalid.{0,3}api.{0,3}key", re.IGNORECASE
)
_BUSY = re.compile(r"rate_limit|overloaded|too_many_requests|resource_exhausted", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Called:
    """Who was asked, and for what: the words that sentences need.

    Args:
        service: the writer's name for the service.
        host: the host of its address.
        model: the model that was asked, "" where none was.
        is_local: it runs on this machine.
    """

    service: str
    host: str
    model: str = ""
    is_local: bool = False


def refusal(
    called: Called, status: int, body: bytes, headers: Mapping[str, str], now: datetime
) -> ProviderError:
    """Return the error for an answer with a status other than 200."""
    text = body[:20_000].decode("utf-8", "replace")
    wait_s = retry_after_s(headers, now)
    if status in {301, 302, 303, 307, 308}:
        return ProviderError(
            f"The address of {called.service} points elsewhere ({status}): correct its base_url."
        )
    return _of_status(called, status, text, wait_s)


def _of_status(called: Called, status: int, text: str, wait_s: float | None) -> ProviderError:
    if status == 402 or (status in {400, 403, 429} and _NO_CREDIT.search(text)):
        error = no_credit(called)
    elif status in {401, 403}:
        error = bad_key(called)
    elif status == 429:
        error = busy(called, wait_s)
    elif status >= 500:
        error = broken(called, status, wait_s)
    elif status == 413 or (status in {400, 422} and _TOO_LONG.search(text)):
        error = too_long(called)
    elif status == 404 or _NO_MODEL.search(text):
        error = no_model(called)
    else:
        error = ProviderError(
            f"{called.service} refused the request ({_with_code(status, text)}): check the model "
            "and the limits of the agent, or choose another model."
        )
    return error


def error_object(called: Called, error: object) -> ProviderError:
    """Return the error for an error object inside an answer that had begun well."""
    text = json.dumps(error)
    status = _status_within(error)
    if status is not None and status >= 400:
        return _of_status(called, status, text, None)
    for pattern, make in (
        (_BAD_KEY, bad_key),
        (_TOO_LONG, too_long),
        (_NO_CREDIT, no_credit),
        (_NO_MODEL, no_model),
    ):
        if pattern.search(text):
            return make(called)
    if _BUSY.search(text):
        return busy(called, None)
    code = code_within(text)
    return ProviderError(
        f"{called.service} stopped its answer with an error{f' ({code})' if code else ''}: what "
        "arrived is kept; ask again in a moment."
    )


def bad_key(called: Called) -> ProviderError:
    """Say that the key is refused."""
    return ProviderError(
        f"{called.service} does not accept the key: enter it again in the settings of models, or "
        "check the environment variable that holds it."
    )


def no_key(called: Called) -> ProviderError:
    """Say that there is no key."""
    return ProviderError(
        f"There is no key for {called.service}: enter one in the settings of models, or choose "
        "another model."
    )


def no_model(called: Called) -> ProviderError:
    """Say that the model, or the address, is unknown there."""
    return ProviderError(
        f"{called.service} does not know the model “{called.model}”: choose another model, or "
        "check the name and the base_url in the settings of models."
    )


def too_long(called: Called) -> ProviderError:
    """Say that the text does not fit."""
    return ProviderError(
        f"The text is too long for the model “{called.model}”: ask about a shorter passage, or "
        "choose a model that reads more at once."
    )


def no_credit(called: Called) -> ProviderError:
    """Say that the account there is empty."""
    return ProviderError(
        f"The account at {called.service} has no credit left: add credit there, or choose another "
        "model."
    )


def busy(called: Called, wait_s: float | None) -> ProviderError:
    """Say that the service wants a pause."""
    when = f"wait {_in_words(wait_s)} and ask again" if wait_s else "wait a minute and ask again"
    return ProviderError(
        f"{called.service} is getting too many requests: {when}.", retry_after_s=wait_s
    )


def broken(called: Called, status: int, wait_s: float | None = None) -> ProviderError:
    """Say that the service has trouble of its own."""
    if called.is_local:
        return ProviderError(
            f"{called.service} failed on this computer ({status}): look into its own window or "
            "log, then ask again.",
            retry_after_s=wait_s,
        )
    return ProviderError(
        f"{called.service} has trouble of its own ({status}): ask again in a few minutes, or "
        "choose another model.",
        retry_after_s=wait_s,
    )


def cut_off(called: Called) -> ProviderError:
    """Say that the answer broke off."""
    return ProviderError(
        f"The answer of {called.service} broke off before its end: what arrived is kept; ask again "
        "for the rest."
    )


def not_understood(called: Called) -> ProviderError:
    """Say that what came is not an answer of the dialect."""
    return ProviderError(
        f"{called.service} sent something that is not a model's answer: check the kind and the "
        "base_url of the service in the settings of models."
    )


def silent(called: Called, seconds: float) -> ProviderError:
    """Say that nothing came for too long."""
    return ProviderError(
        f"{called.service} has sent nothing for {_in_words(seconds)} and was given up: ask again, "
        "or choose another model."
    )


def unreachable(called: Called) -> ProviderError:
    """Say that nobody answers at the address."""
    if called.is_local:
        return ProviderError(
            f"Nothing answers at the address of {called.service} on this computer: start its "
            "program, or choose another model."
        )
    return ProviderError(
        f"{called.service} ({called.host}) cannot be reached: check the network and ask again; the "
        "built-in model and the checkers work without one."
    )


def no_network(called: Called) -> ProviderError:
    """Say that the host's name cannot be looked up."""
    return ProviderError(
        f"The address of {called.service} ({called.host}) cannot be found: check the network "
        "connection and the base_url; the built-in model and the checkers work without a network."
    )


def not_trusted(called: Called) -> ProviderError:
    """Say that no secure connection could be made."""
    return ProviderError(
        f"No secure connection to {called.service} ({called.host}) is possible: check the base_url "
        "and the clock of this computer, and ask whoever runs your network."
    )


def bad_address(called: Called) -> ProviderError:
    """Say that the base_url cannot be used."""
    return ProviderError(
        f"The base_url of {called.service} is not an address that can be used: it begins with "
        "https:// or, on this computer, http://."
    )


def unusable_key(called: Called) -> ProviderError:
    """Say that the key holds signs that no key has."""
    return ProviderError(
        f"The key for {called.service} holds characters that no key has: copy it again and enter "
        "it in the settings of models."
    )


def code_within(text: str) -> str:
    """Return the error code or type in an error body if it is a plain word, else ""."""
    try:
        document = json.loads(text)
    except ValueError:
        return ""
    if isinstance(document, dict) and isinstance(document.get("error"), dict):
        document = document["error"]
    if not isinstance(document, dict):
        return ""
    for key in ("code", "type"):
        value = document.get(key)
        if isinstance(value, str) and _CODE.fullmatch(value):
            return value
    return ""


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return how long a service asks to wait, from seconds, milliseconds or a date."""
    small = {name.lower(): value.strip() for name, value in headers.items()}
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = small.get(name, "")
        try:
            seconds = float(value) * unit
        except ValueError:
            continue
        if 0 <= seconds < 1e7:
            return seconds
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - the window does not wait for it

    try:
        moment = parsedate_to_datetime(small.get("retry-after", ""))
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return max(0.0, (moment - now).total_seconds())


def _status_within(error: object) -> int | None:
    if not isinstance(error, dict):
        return None
    for key in ("status", "code"):
        value = error.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, str) and value.isdecimal():
            return int(value)
    return None


def _with_code(status: int, text: str) -> str:
    code = code_within(text)
    return f"{status}, {code}" if code else str(status)


def _in_words(seconds: float) -> str:
    whole = max(1, round(seconds + 0.49))
    if whole < 120:
        return "1 second" if whole == 1 else f"{whole} seconds"
    minutes = -(-whole // 60)
    return f"{minutes} minutes" if minutes < 120 else f"{-(-minutes // 60)} hours"
