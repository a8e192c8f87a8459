from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.formats.book import (
    ImportedFile,
    ImportedNote,
    ImportedScene,
    ImportedSuggestion,
)
from cocreate.formats.import_message import from_bytes, to_bytes

FILE = ImportedFile(
    "a.docx",
    "00",
    (
        ImportedScene(
            "One",
            "Dusk",
            "The sea – 𝄞 \ud800.\n",
            (ImportedSuggestion(4, 7, "lake", "Ann", 12, "shorter"),),
            (ImportedNote(0, 3, "Why?", "Ben", 13),),
        ),
        ImportedScene("", "a", ""),
    ),
    ("Colours were not kept.",),
    {"images/a.png": b"\x00\x01", "images/b.png": b""},
    "Title",
    "Writer",
    "en",
    "mark",
)


def test_a_file_comes_back_as_it_was():
    assert from_bytes(to_bytes(FILE)) == FILE


def _changed(old, new):
    message = to_bytes(FILE)[8:].replace(old, new)
    head = message.rindex(b"}") + 1
    return head.to_bytes(8, "big") + message


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\0" * 8,
        to_bytes(FILE)[:-1],
        to_bytes(FILE) + b"x",
        (2).to_bytes(8, "big") + b"[]",
        (2).to_bytes(8, "big") + b"{}",
        _changed(b'"title": "Title"', b'"title": 1'),
        _changed(b'"start": 4', b'"start": "4"'),
        _changed(b'"scenes": [{', b'"scenes": [1, {'),
        _changed(b'"suggestions": []', b'"suggestions": [1]'),
        _changed(b'"notes": []', b'"notes": {}'),
    ],
)
def test_what_is_no_message_is_refused(message):
    with pytest.raises(ValueError, match=r"."):
        from_bytes(message)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_damaged_message_is_a_file_or_refused(data):
    message = bytearray(to_bytes(FILE))
    for _ in range(data.draw(st.integers(1, 3))):
        message[data.draw(st.integers(0, len(message) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = from_bytes(bytes(message))
    except ValueError:
        return
    assert len(found.scenes) == 2
