from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.store.flips import small_project, unfound

STRIDE = 13  # all of them: python -m tests.store.flips


def test_every_flipped_byte_of_the_ledger_is_found(tmp_path: Path):
    path = tmp_path / "small.cocreate"
    small_project(path)
    seen: Counter[str] = Counter()
    assert list(unfound(path, STRIDE, 1, seen)) == []
    assert seen.total() > 900
    assert {"events.header", "events.hash", "payloads.salt", "payloads.bytes"} <= seen.keys()
