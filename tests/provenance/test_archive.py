from __future__ import annotations

import io
import zipfile

import pytest

from cocreate.provenance import archive
from cocreate.provenance.archive import packed
from cocreate.provenance.verifier import loaded

PARTS = [("manifest.json", b"{}"), ("keys/ab.pub", b"key"), ("empty.txt", b"")]


def test_what_is_packed_is_a_zip_archive_that_any_program_reads():
    with zipfile.ZipFile(io.BytesIO(packed(PARTS))) as found:
        assert found.testzip() is None
        assert [(name, found.read(name)) for name in found.namelist()] == PARTS
        (entry, *_) = found.infolist()
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)
    assert entry.compress_type == zipfile.ZIP_STORED
    assert entry.external_attr >> 16 == 0o100644


def test_the_verifier_packs_in_the_same_way():
    assert b"".join(loaded().archive(PARTS)) == packed(PARTS)


def test_what_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive, "MAX_BYTES", 60)
    with pytest.raises(ValueError, match="too large"):
        packed(PARTS)
