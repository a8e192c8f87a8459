"""Strategies for every kind of event."""

from __future__ import annotations

from hypothesis import strategies as st

from cocreate.core.declared_time import TimeDeclared
from cocreate.core.events import (
    CallMade,
    Cause,
    ConsentGiven,
    Edited,
    Entry,
    Exported,
    HunkDecided,
    HunkOffered,
    MatchDecided,
    MatchFound,
    NoteDismissed,
    NoteOffered,
    Op,
    OriginsDeclared,
    PassageBrought,
    ProjectCreated,
    ProjectNamed,
    RunStarted,
    RunStopped,
    SceneAdded,
    SceneChanged,
    SceneRemoved,
    SceneRestored,
    SessionBegan,
    SessionEnded,
)
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten, Tallies
from cocreate.core.origin import Contributor
from cocreate.core.pictures import PictureAdded
from cocreate.core.suggestion import HunkOpened, MatchVerdict, Verdict
from cocreate.core.usage import Money, Usage
from tests.core.models import fragments

words = st.text(max_size=12) | st.just("a long text, long enough to be worth packing. " * 4)
ids = st.text("abc-123", max_size=6)
numbers = st.integers(0, 2**45)
places = st.integers(-1, 10_000)
lines = st.none() | st.integers(-5, 500)
seconds = st.floats(0, 1e6) | st.integers(0, 100)
usages = st.builds(Usage, numbers, numbers, numbers, numbers, st.booleans())
money = st.none() | st.builds(Money, numbers, st.sampled_from(["USD", "EUR"]))
ops = st.builds(Op, numbers, numbers, fragments)
verdicts = st.sampled_from(Verdict)
counts = st.lists(st.tuples(words, numbers), max_size=3).map(tuple)
digests = st.lists(st.tuples(ids, words), max_size=3).map(tuple)
tallies = st.builds(Tallies, counts, numbers, counts, counts, digests)

BY_CLASS = {
    ProjectCreated: st.builds(ProjectCreated, words, words, words),
    ProjectNamed: st.builds(ProjectNamed, words, words),
    SessionBegan: st.builds(SessionBegan, words),
    SessionEnded: st.builds(SessionEnded, numbers, *[seconds] * 5, numbers, numbers),
    SceneAdded: st.builds(SceneAdded, ids, words, words, numbers, fragments, words, ids),
    SceneChanged: st.builds(SceneChanged, ids, words, words, numbers),
    SceneRemoved: st.builds(SceneRemoved, ids),
    SceneRestored: st.builds(SceneRestored, ids, numbers),
    Edited: st.builds(
        Edited,
        ids,
        st.sampled_from(Cause),
        st.lists(ops, max_size=5).map(tuple),
        numbers,
        st.none() | ids,
    ),
    RunStarted: st.builds(
        RunStarted,
        ids,
        words,
        words,
        words,
        words,
        ids,
        words,
        st.none() | st.tuples(numbers, numbers),
    ),
    HunkOffered: st.builds(
        HunkOffered,
        hunk=ids,
        run=ids,
        scene=ids,
        agent=words,
        model=words,
        contributor=st.sampled_from(Contributor),
        start=places,
        end=places,
        old=words,
        new=words,
        reason=words,
        line=lines,
        verdict=verdicts,
    ),
    NoteOffered: st.builds(NoteOffered, ids, ids, ids, words, places, places, words, words, lines),
    NoteDismissed: st.builds(NoteDismissed, ids, ids, st.booleans()),
    CallMade: st.builds(CallMade, ids, words, words, usages, numbers, money, words, words),
    RunStopped: st.builds(RunStopped, ids, words, words, words),
    HunkOpened: st.builds(HunkOpened, ids, ids),
    HunkDecided: st.builds(
        HunkDecided, ids, ids, verdicts, places, places, st.none() | words, words, st.booleans()
    ),
    ConsentGiven: st.builds(ConsentGiven, words, words),
    OriginsDeclared: st.builds(OriginsDeclared, ids, places, fragments, words),
    PassageBrought: st.builds(
        PassageBrought, ids, ids, ids, words, ids, numbers, st.just((("s@p", "ai", "a", "m", "T"),))
    ),
    MatchFound: st.builds(MatchFound, ids, ids, ids, places, places, numbers),
    MatchDecided: st.builds(MatchDecided, ids, ids, st.sampled_from(MatchVerdict), words),
    Exported: st.builds(Exported, words, words, words, ids, ids),
    TimeDeclared: st.builds(TimeDeclared, ids, words, numbers, words, st.booleans()),
    PictureAdded: st.builds(PictureAdded, words, words, ids, numbers, words),
}

BY_CLASS[CheckpointMade] = st.builds(CheckpointMade, words, tallies)
BY_CLASS[PassageForgotten] = st.builds(
    PassageForgotten,
    ids,
    numbers,
    words,
    st.lists(st.tuples(numbers, words), max_size=3).map(tuple),
    st.lists(st.tuples(words, st.none() | st.tuples(words, numbers)), max_size=3).map(tuple),
)

events = st.one_of(*BY_CLASS.values())
entries = st.builds(Entry, st.integers(1, 10**6), numbers, ids, events)
