from __future__ import annotations

import pytest

from cocreate.core import events as e
from cocreate.core.declared_time import TimeDeclared
from cocreate.core.origin import EMPTY, TYPED, UNKNOWN_IMPORTED, Contributor, Fragment, Span, plain
from cocreate.core.pictures import PictureAdded
from cocreate.core.suggestion import HunkOpened, MatchVerdict, Verdict
from cocreate.core.usage import Money, Usage
from cocreate.workspace.describe import contributor_of, describe, duration_text, money_text, quote

TITLES = {"scene-1": "Dawn"}
TYPED_OP = e.Op(0, 0, plain("The sea", TYPED))
MIXED_OP = e.Op(0, 0, Fragment("ab", (Span(1, TYPED), Span(1, UNKNOWN_IMPORTED))))
OFFER = e.HunkOffered(
    "s-1",
    "run-1",
    "scene-1",
    "a",
    "m",
    Contributor.TOOL,
    0,
    3,
    "teh",
    "the",
    "",
    1,
    Verdict.PENDING,
)
INSERTION = e.HunkOffered(
    "s-2", "run-1", "scene-1", "a", "m", Contributor.AI, 0, 0, "", "New.", "", 1, Verdict.PENDING
)

CASES: list[tuple[e.Event, str, str]] = [
    (e.Edited("scene-1", e.Cause.TYPING, (TYPED_OP,)), "Typed “The sea” in “Dawn”", "human"),
    (
        e.Edited("scene-1", e.Cause.TYPING, (e.Op(0, 1, EMPTY),)),
        "Typed took out 1 character in “Dawn”",
        "human",
    ),
    (
        e.Edited("gone", e.Cause.PASTE, (e.Op(0, 2, plain("\n", TYPED)),)),
        "Pasted a break, took out 2 characters in “a deleted scene”",
        "human",
    ),
    (e.Edited("scene-1", e.Cause.UNDO, ()), "Undid nothing in “Dawn”", "human"),
    (e.Edited("scene-1", e.Cause.LOG, (MIXED_OP,)), "Played from a log “ab” in “Dawn”", "mixed"),
    (e.ProjectCreated("Book", "Ada", "1"), "Created the project “Book”", "human"),
    (e.ProjectNamed("Book", ""), "Named the project “Book”, by nobody named", "human"),
    (e.SessionBegan("window"), "Began writing", "human"),
    (e.SessionBegan("other"), "Began a sitting", "human"),
    (
        e.SessionEnded(120, 65, 0, 0, 0, 0),
        "Ended the sitting after 1 min of active work",
        "human",
    ),
    (e.ConsentGiven("acme", "x.org"), "Agreed that text may be sent to acme", "human"),
    (
        e.Exported("Markdown", "beside", "book.md", "", ""),
        "Exported “book.md” with the report (beside)",
        "human",
    ),
    (e.Exported("Markdown", "", "book.md", "", ""), "Exported “book.md”", "human"),
    (
        TimeDeclared("t-1", "2026-11-01", 5_400, "the ending"),
        "Entered by hand: 1 h 30 min away from the desk on 2026-11-01: the ending",
        "human",
    ),
    (
        TimeDeclared("t-1", "2026-11-01", 5_400, "the ending", is_withdrawn=True),
        "Took back 1 h 30 min away from the desk on 2026-11-01: the ending",
        "human",
    ),
    (
        PictureAdded("images/a.png", "image/png", "", 9, "my map.png"),
        "Added the picture “a.png” from my map.png",
        "human",
    ),
    (
        e.SceneAdded("scene-1", "I", "Dawn", 0, plain("abc", UNKNOWN_IMPORTED), "old.md"),
        "Added the scene “Dawn” from old.md, 3 characters",
        "unknown",
    ),
    (
        e.SceneAdded("scene-1", "I", "Dawn", 0, EMPTY),
        "Added the scene “Dawn”, 0 characters",
        "human",
    ),
    (
        e.SceneChanged("scene-1", "I", "Dawn", 0),
        "Renamed or moved the scene “Dawn” in “I”",
        "human",
    ),
    (e.SceneChanged("scene-1", "", "Dawn", 0), "Renamed or moved the scene “Dawn”", "human"),
    (e.SceneRemoved("scene-1"), "Deleted the scene “Dawn”", "human"),
    (e.SceneRestored("scene-1", 0), "Brought the scene “Dawn” back", "human"),
    (
        e.OriginsDeclared("scene-1", 0, EMPTY, "my diary"),
        "Declared where a passage of “Dawn” came from: my diary",
        "human",
    ),
    (
        e.MatchFound("m-1", "scene-1", "s-1", 0, 40, 9),
        "Found 9 words like an agent's in “Dawn”",
        "unknown",
    ),
    (
        e.MatchDecided("m-1", "scene-1", MatchVerdict.CONFIRMED),
        "Confirmed that an agent's words were typed again",
        "human",
    ),
    (
        e.MatchDecided("m-1", "scene-1", MatchVerdict.DISPUTED, "my notes"),
        "Disputed that words are an agent's: my notes",
        "human",
    ),
    (
        e.RunStarted("run-1", "a", "Line editor", "line_edit", "m", "scene-1", "Too long?"),
        "Asked the Line editor about “Dawn”: “Too long?”",
        "human",
    ),
    (
        e.RunStarted("run-1", "a", "Line editor", "line_edit", "m", "scene-1", ""),
        "Asked the Line editor about “Dawn”",
        "human",
    ),
    (OFFER, "Was offered “the” for “teh”", "tool"),
    (INSERTION, "Was offered “New.”", "ai"),
    (
        e.NoteOffered("n-1", "run-1", "scene-1", "a", 0, 1, "x", "Slow here.", 1),
        "Got a margin note: “Slow here.”",
        "ai",
    ),
    (
        e.NoteOffered("n-1", "party-1", "scene-1", "a", 0, 1, "x", "Slow here.", 1),
        "Got a margin note: “Slow here.”",
        "unknown",
    ),
    (
        e.RunStarted("party-1", "Ann", "Ann (third party)", "other", "", "s", "In “a.docx”"),
        "Read what Ann (third party) proposed: In “a.docx”",
        "human",
    ),
    (e.RunStopped("party-1", "done", "", ""), "Read all of it", "unknown"),
    (HunkOpened("h-1", "scene-1"), "Looked at a suggestion", "human"),
    (e.NoteDismissed("n-1", "scene-1", is_dismissed=True), "Put a margin note away", "human"),
    (e.NoteDismissed("n-1", "scene-1", is_dismissed=False), "Brought a margin note back", "human"),
    (
        e.CallMade("run-1", "p", "m", Usage(10, 5), 9, Money(12_000, "USD"), "", ""),
        "m read 10 and wrote 5 tokens (0.0120 USD)",
        "ai",
    ),
    (
        e.CallMade("run-1", "p", "m", Usage(10, 5), 9, None, "", ""),
        "m read 10 and wrote 5 tokens (price unknown)",
        "ai",
    ),
    (e.RunStopped("run-1", "done", "", ""), "The agent finished", "ai"),
    (e.RunStopped("run-1", "failed", "No key.", ""), "The agent stopped: No key.", "ai"),
    (
        e.HunkDecided("s-1", "scene-1", Verdict.REJECTED, 0, 1, why="dull"),
        "Rejected a suggestion: dull",
        "human",
    ),
    (
        e.HunkDecided("s-1", "scene-1", Verdict.EDITED, 0, 1, is_partial=True),
        "Accepted some words",
        "human",
    ),
]


@pytest.mark.parametrize(("event", "words", "whose"), CASES)
def test_every_event_is_told_in_plain_words(event: e.Event, words: str, whose: str):
    entry = e.Entry(1, 0, "session-1", event)
    assert describe(entry, TITLES) == words.replace("Typed took", "Took")
    assert contributor_of(entry) == whose


def test_a_scene_with_several_hands_is_mixed():
    content = Fragment("ab", (Span(1, TYPED), Span(1, UNKNOWN_IMPORTED)))
    added = e.Entry(1, 0, "", e.SceneAdded("scene-1", "", "Dawn", 0, content))
    assert contributor_of(added) == "mixed"


def test_long_words_are_cut_and_put_on_one_line():
    assert quote("a\n b") == "“a b”"
    assert quote("x" * 100, 10) == "“xxxxxxxxx…”"


@pytest.mark.parametrize(
    ("micros", "text"),
    [(0, "0.0000 USD"), (1_500_000, "1.50 USD"), (123_456, "0.12 USD"), (-90_000, "-0.0900 USD")],
)
def test_money_is_told_to_the_cent_and_finer_below_ten_cents(micros: int, text: str):
    assert money_text(Money(micros, "USD")) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (59.4, "59 s"), (61, "1 min"), (3725, "1 h 02 min")]
)
def test_durations_are_told_as_one_says_them(seconds: float, text: str):
    assert duration_text(seconds) == text
