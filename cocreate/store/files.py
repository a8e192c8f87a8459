"""Small files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from cocreate.base.errors import InputError


def write_whole(path: Path, text: str, *, private: bool = False) -> None:
    """Put `text` at `path` in one step: a reader sees the old file or the new one.

    Args:
        private: only this user may read it.

    Raises:
        InputError: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()
        mode = 0o600 if private else 0o644
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise InputError(f"“{path}” cannot be saved ({error.strerror or error}).") from error


def read_or_none(path: Path) -> str | None:
    """Return the text at `path`, or None where there is no file.

    Raises:
        InputError: it is there but cannot be read as UTF-8 text.
    """
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(f"“{path}” cannot be read ({reason}).") from error
