from __future__ import annotations

from cocreate.core import chain
from cocreate.core.events import Entry
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten, Tallies

TALLIES = Tallies((("ai", 3), ("human", 9)), 61, (("USD", 345),), (("edited", 2),), (("s", "ab"),))


def test_a_checkpoint_keeps_what_it_sums_up():
    entry = Entry(7, 1, "sitting", CheckpointMade("origin+00+AA", TALLIES))
    header, payloads = chain.split(entry)
    assert header["key"] == "origin+00+AA"
    assert payloads.keys() == {"text"}  # it may be withheld: a hash gives short words away
    assert chain.join_entry(header, payloads) == entry


def test_a_checkpoint_can_be_read_without_its_sums():
    header, _ = chain.split(Entry(7, 1, "sitting", CheckpointMade("", TALLIES)))
    assert chain.join_entry(header, {}).event == CheckpointMade("", Tallies())


def test_what_is_left_of_forgotten_payloads_comes_back_in_the_same_form():
    event = PassageForgotten("s", 3, "Private.", ((4, "text"),), (("\ufffd\ufffd\ufffd b",),))
    entry = Entry(9, 1, "sitting", event)
    assert chain.join_entry(*chain.split(entry)) == entry
