"""Words that can be written as UTF-8: what a file's name may hold is more than text may."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

from cocreate.core.events import Event

_SURROGATE = re.compile("[\ud800-\udfff]")


def sound_words(words: str) -> str:
    """Return words with lone surrogates as U+FFFD, one for one.

    Python reads a file name's bytes that are no UTF-8 as such.
    """
    return _SURROGATE.sub("\ufffd", words)


def sound_event(event: Event) -> Event:
    """Return an event whose names, also those in rows, are sound; texts are so already."""
    changed: dict[str, Any] = {}  # as `replace` takes fields of any kind of event
    for field in fields(event):
        value = getattr(event, field.name)
        sound = _sound(value)
        if sound != value:
            changed[field.name] = sound
    return replace(event, **changed) if changed else event


def _sound(value: object) -> object:
    if type(value) is str:
        return sound_words(value)
    if type(value) is tuple:
        return tuple(map(_sound, value))
    return value
