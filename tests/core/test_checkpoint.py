from __future__ import annotations

import dataclasses
import hashlib

import pytest

from cocreate.core.attributed import AttributedText
from cocreate.core.checkpoint import TallyMaker, TreeHead, agree, origin_of, read_tree_head
from cocreate.core.ledger_events import Tallies
from cocreate.core.origin import TYPED, UNKNOWN_IMPORTED, plain
from cocreate.core.state import CallRecord, ProjectState, SceneState, SessionState
from cocreate.core.usage import Money, Usage

HEAD = TreeHead(origin_of("project-1"), 24, bytes(range(32)))


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def state() -> ProjectState:
    made = ProjectState(order=["b", "a"])
    for id_, text, by in (("a", "é", TYPED), ("b", "Sea.", UNKNOWN_IMPORTED), ("c", "x", TYPED)):
        made.scenes[id_] = SceneState(id_, "", id_, AttributedText(plain(text, by)))
    made.scenes["c"].is_removed = True
    made.sessions = {
        "s": SessionState("s", "window", 0, active_s=1.6),
        "t": SessionState("t", "window", 0, active_s=1.7),
    }
    made.calls = [
        CallRecord("r", "p", "m", Usage(), 0, cost, "", "", 0, "s")
        for cost in (Money(3, "USD"), None, Money(5, "EUR"), Money(4, "USD"))
    ]
    return made


def test_a_tree_head_is_three_lines():
    assert HEAD.body() == "cocreate/project-1\n24\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    assert read_tree_head(HEAD.body()) == HEAD
    assert read_tree_head(HEAD.body() + "\n\u2014 name AAAA\n") == HEAD


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\nb\n",
        HEAD.body().replace("24", "024"),
        HEAD.body().replace("24", "many"),
        HEAD.body().replace("h8=", "h9="),
        HEAD.body().replace("h8=", "h8"),
        HEAD.body().replace("AAEC", ""),
        HEAD.body() + "more\n",
    ],
)
def test_what_is_no_tree_head_is_refused(text: str):
    with pytest.raises(ValueError, match=r"\w"):
        read_tree_head(text)


def test_the_sums_cover_the_manuscript_and_every_scene():
    assert TallyMaker().tallies(state(), {"edited": 2, "call_made": 4}) == Tallies(
        characters=(("human", 1), ("unknown", 4)),
        active_s=3,
        costs=(("EUR", 5), ("USD", 7)),
        events=(("call_made", 4), ("edited", 2)),
        digests=(("a", sha("é")), ("b", sha("Sea.")), ("c", sha("x"))),
    )


def test_a_text_that_changed_is_hashed_anew():
    maker, now = TallyMaker(), state()
    first = maker.tallies(now, {})
    assert maker.tallies(now, {}) == first
    now.scenes["a"].text.replace(1, 1, plain("!", TYPED))
    assert maker.tallies(now, {}).digests[0] == ("a", sha("é!"))
    now.scenes["a"].text = AttributedText(plain("o", TYPED))
    assert maker.tallies(now, {}).digests[0] == ("a", sha("o"))


def test_a_forgotten_hash_says_nothing_and_any_other_difference_counts():
    found = TallyMaker().tallies(state(), {})
    assert agree(found, found)
    forgotten = dataclasses.replace(found, digests=(("a", ""), *found.digests[1:]))
    assert agree(forgotten, found)
    wrong = dataclasses.replace(found, digests=(("a", sha("o")), *found.digests[1:]))
    assert not agree(wrong, found)
    assert not agree(dataclasses.replace(found, digests=found.digests[1:]), found)
    assert not agree(dataclasses.replace(found, active_s=99), found)
    renamed = dataclasses.replace(found, digests=(("z", ""), *found.digests[1:]))
    assert not agree(renamed, found)
