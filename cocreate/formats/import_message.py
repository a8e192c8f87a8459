"""An imported file as bytes and back, for the way from one process to another.

JSON behind its length, then the pictures one behind the other: whatever a hostile file makes of
its reader, what comes back is nothing but text and numbers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from cocreate.formats.book import (
    ImportedFile,
    ImportedNote,
    ImportedScene,
    ImportedSuggestion,
)

_LENGTH_BYTES = 8
_SURROGATES = "surrogatepass"
_WORDS = ("name", "sha256", "title", "writer", "language", "export_mark", "changed_by")


def to_bytes(file: ImportedFile) -> bytes:
    """Return a file as one message."""
    value = asdict(replace(file, pictures={}))
    value["pictures"] = [[name, len(data)] for name, data in file.pictures.items()]
    head = json.dumps(value, ensure_ascii=False).encode("utf-8", _SURROGATES)
    return b"".join((len(head).to_bytes(_LENGTH_BYTES, "big"), head, *file.pictures.values()))


def from_bytes(message: bytes) -> ImportedFile:
    """Return the file that a message holds.

    Raises:
        ValueError: it is no such message.
    """
    start = _LENGTH_BYTES + int.from_bytes(message[:_LENGTH_BYTES], "big")
    try:
        value = json.loads(message[_LENGTH_BYTES:start].decode("utf-8", _SURROGATES))
        pictures = {}
        for name, size in value["pictures"]:
            pictures[_word(name)] = message[start : start + _number(size)]
            start += size
        if start != len(message):
            raise ValueError("pieces are missing")
        return ImportedFile(
            **{key: _word(value[key]) for key in _WORDS},
            scenes=tuple(_scene(scene) for scene in value["scenes"]),
            losses=tuple(_word(loss) for loss in value["losses"]),
            pictures=pictures,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a message about a file") from error


def _scene(value: Mapping[str, object]) -> ImportedScene:
    return ImportedScene(
        _word(value["chapter"]),
        _word(value["title"]),
        _word(value["text"]),
        tuple(
            ImportedSuggestion(
                _number(item["start"]),
                _number(item["end"]),
                _word(item["new"]),
                _word(item["author"]),
                _number(item["at_ms"]),
                _word(item["reason"]),
            )
            for item in _items(value["suggestions"])
        ),
        tuple(
            ImportedNote(
                _number(item["start"]),
                _number(item["end"]),
                _word(item["text"]),
                _word(item["author"]),
                _number(item["at_ms"]),
            )
            for item in _items(value["notes"])
        ),
        _word(value["marker"]),
    )


def _items(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise TypeError("not a list of records")
    return value


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("not a number")
    return value
