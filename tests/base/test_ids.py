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
