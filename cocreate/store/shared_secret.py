"""A secret that all windows of one writer on one machine share, to know what each other made."""

from __future__ import annotations

import secrets
from pathlib import Path

from cocreate.base.errors import InputError
from cocreate.store.files import read_or_none, write_whole

_NAME = "clipboard.key"
_BYTES = 32


def shared_secret(home: Path) -> bytes:
    """Return the secret kept in the writer's folder, made at the first call.

    Where it can neither be read nor kept, it is a new one: then only this window knows it.
    """
    path = home / _NAME
    try:
        kept = read_or_none(path)
    except InputError:
        kept = None
    try:
        known = bytes.fromhex(kept) if kept is not None else b""
    except ValueError:
        known = b""
    if len(known) == _BYTES:
        return known
    made = new_secret()
    try:
        write_whole(path, made.hex() + "\n", private=True)
    except InputError:
        return made
    return made


def new_secret() -> bytes:
    """Return a secret that nobody else has."""
    return secrets.token_bytes(_BYTES)
