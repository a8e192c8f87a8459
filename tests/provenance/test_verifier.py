from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errors import InputError
from cocreate.provenance import verifier
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.verifier import check_bundle, loaded, source
from tests.provenance.bundles import KEY, ORIGIN, sealed
from tests.store.story import STORY


def test_the_program_in_the_house_is_the_one_that_bundles_enclose(tmp_path: Path):
    path = tmp_path / "b.cocreate-proof"
    path.write_bytes(sealed(list(STORY[:7])).packed(Disclosure()))
    found = check_bundle(path)
    assert (found.code, found.sentence, found.origin) == (0, "INTACT", ORIGIN)
    assert found.key == KEY.verifier.fingerprint
    assert check_bundle(path, found.key).sentence == "INTACT, KEY KNOWN"
    assert source().startswith(b"#!/usr/bin/env python3\n")
    assert loaded() is loaded()


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path):
    with pytest.raises(InputError, match="cannot be read"):
        check_bundle(tmp_path / "none")


def test_a_file_that_is_no_program_is_a_bug_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(verifier, "_path", lambda: tmp_path / "verify.unknown")
    with pytest.raises(ImportError, match="no program"):
        loaded.__wrapped__()
