from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from cocreate.core.origin import Contributor
from cocreate.core.suggestion import Hunk, Note, Verdict

HUNK = Hunk("h", "r", "s", "agent", "m", Contributor.AI, 0, 3, "sea", "ocean")


def test_only_a_pending_hunk_is_open():
    open_ones = {verdict for verdict in Verdict if replace(HUNK, verdict=verdict).is_open}
    assert open_ones == {Verdict.PENDING}


def test_a_new_hunk_is_pending_and_undecided():
    assert HUNK.is_open
    assert (HUNK.final, HUNK.why, HUNK.decided_ms) == (None, "", 0)


def test_a_new_note_is_not_put_away():
    assert not Note("n", "r", "s", "agent", 0, 3, "sea", "Which one?").is_dismissed


def test_a_hunk_cannot_be_changed_in_place():
    with pytest.raises(FrozenInstanceError):
        HUNK.start = 5  # type: ignore[misc]  # the very thing that must fail


def test_verdicts_are_the_words_of_the_contract():
    assert [str(verdict) for verdict in Verdict] == [
        "pending",
        "accepted",
        "edited",
        "rejected",
        "stale",
        "loose",
    ]
