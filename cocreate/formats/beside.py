"""Pictures that lie beside a file which names them, or in a folder below it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from cocreate.formats.picture_shelf import MAX_BYTES, media_type

# Without looking twice at a sign: a file may hold a million brackets.
_NAMED = re.compile(
    r"!\[[^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)*\]"
    r"\((?:<([^<>\n]{1,300})>|((?:[^\s()<>]|\([^\s()<>]{0,300}\)){1,300}))"
)
_MAX_TOTAL_BYTES = 100_000_000


def picture_beside(path: Path, source: str) -> bytes | None:
    """Return the bytes of a picture that a file names; None where it lies anywhere else.

    Args:
        source: how the file names it; an address is never fetched.
    """
    if ":" in source or source.startswith(("/", "\\")):
        return None
    folder = path.parent.resolve()
    try:
        file = (folder / unquote(source.partition("?")[0].partition("#")[0])).resolve()
        if not file.is_relative_to(folder) or not file.is_file():
            return None
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return None


def named_pictures(path: Path, text: str) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the pictures that a Markdown text names, by the name used there, and what is lost."""
    found: dict[str, bytes] = {}
    missing = total = 0
    for name in dict.fromkeys("".join(names) for names in _NAMED.findall(text)):
        data = picture_beside(path, name)
        total += len(data or b"")
        if data and media_type(data) and len(data) <= MAX_BYTES and total <= _MAX_TOTAL_BYTES:
            found[name] = data
        else:
            missing += 1
    if not missing:
        return found, ()
    subject = (
        "1 picture that the text names"
        if missing == 1
        else (f"{missing} pictures that the text names")
    )
    lies = "does not lie" if missing == 1 else "do not lie"
    return found, (f"{subject} {lies} beside the file; only the names were kept.",)
