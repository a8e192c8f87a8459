from __future__ import annotations

import re

from cocreate.base.ids import SystemIds


def test_an_id_begins_with_its_kind_and_is_plain_ascii():
    assert re.fullmatch(r"scene-[0-9a-z]{17}", SystemIds().new("scene"))


def test_ids_differ():
    ids = SystemIds()
    assert len({ids.new("hunk") for _ in range(1_000)}) == 1_000


def test_later_ids_do_not_sort_before_earlier_ones():
    ids = SystemIds()
    stamps = [ids.new("x")[2:11] for _ in range(100)]
    assert stamps == sorted(stamps)


def test_an_id_tells_the_day_and_nothing_finer(monkeypatch):
    stamps = set()
    for second in (1_700_006_400, 1_700_006_401, 1_700_092_799):
        monkeypatch.setattr("cocreate.base.ids.time.time", lambda second=second: float(second))
        stamps.add(SystemIds().new("hunk")[5:14])
    assert len(stamps) == 1
    monkeypatch.setattr("cocreate.base.ids.time.time", lambda: 1_700_092_800.0)
    assert SystemIds().new("hunk")[5:14] > stamps.pop()
