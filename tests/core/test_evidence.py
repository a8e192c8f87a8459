from __future__ import annotations

from cocreate.core import chain
from cocreate.core.events import Entry, SessionBegan
from cocreate.core.evidence import RawEvent


def test_an_event_as_it_lies_gives_its_hash_again():
    header, payloads = chain.split(Entry(1, 5, "s", SessionBegan("window")))
    raw = chain.header_bytes(chain.seal(header, {}, chain.GENESIS))
    event = RawEvent(1, raw, chain.leaf(raw), {"pos": (b"salt", payloads["pos"])})
    assert chain.leaf(event.header) == event.leaf
    assert chain.unpack(event.payloads["pos"][1]) == ["window"]
