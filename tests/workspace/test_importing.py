from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cocreate.base.errors import InputError
from cocreate.core.origin import UNKNOWN_IMPORTED, Span
from cocreate.workspace.importing import read_files


def test_files_become_scenes_of_unknown_origin_with_their_source(tmp_path: Path):
    one = tmp_path / "one.md"
    one.write_text("# Part\n\nText.\n", encoding="utf-8")
    two = tmp_path / "two.txt"
    two.write_text("More.", encoding="utf-8")
    first, second = read_files([one, two])
    assert (first.title, first.content.text) == ("Part", "# Part\n\nText.\n")
    assert first.content.spans == (Span(14, UNKNOWN_IMPORTED),)
    assert hashlib.sha256(one.read_bytes()).hexdigest() in first.source_sha256
    assert (second.title, second.source) == ("two", "two.txt")


def test_one_that_cannot_be_read_stops_all(tmp_path: Path):
    fine = tmp_path / "fine.md"
    fine.write_text("Fine.", encoding="utf-8")
    with pytest.raises(InputError, match="gone"):
        read_files([fine, tmp_path / "gone.md"])
