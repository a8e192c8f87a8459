from __future__ import annotations

from cocreate.core.declared_time import TimeDeclared
from cocreate.core.events import Entry
from cocreate.core.replay import replay


def test_an_entry_stands_until_it_is_taken_back():
    walk = TimeDeclared("t-1", "2026-11-01", 1_800, "walking the plot")
    library = TimeDeclared("t-2", "2026-11-02", 7_200, "the archive")
    back = TimeDeclared("t-1", "2026-11-01", 1_800, "walking the plot", is_withdrawn=True)
    entries = [Entry(seq, seq, "s", event) for seq, event in enumerate((walk, library, back), 1)]
    assert list(replay(entries, 2).times) == ["t-1", "t-2"]
    assert list(replay(entries).times.values()) == [library]
