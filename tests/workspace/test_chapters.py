"""The ledger read into chapters: what is marked, what is counted, what is packed."""

from __future__ import annotations

import pytest

from cocreate.core.events import (
    Cause,
    Edited,
    Entry,
    Exported,
    HunkDecided,
    HunkOffered,
    Op,
    OriginsDeclared,
    RunStarted,
    SceneAdded,
    SceneRemoved,
    SceneRestored,
    SessionBegan,
)
from cocreate.core.origin import TYPED, UNKNOWN_PASTED, Contributor, plain
from cocreate.core.suggestion import Verdict
from cocreate.workspace.chapters import CHAPTER_EVENTS, CHAPTER_OPS, Chapters
from cocreate.workspace.timeline import MarkKind


def read(*events, chapters=None):
    made = chapters or Chapters()
    for event in events:
        seq = made.last + 1
        made.take(Entry(seq, 1000 * seq, "s", event))
    made.settle()
    return made


ADDED = SceneAdded("a", "One", "Opening", 0, plain("The sea was calm.", UNKNOWN_PASTED))
OFFERED = HunkOffered(
    "s-1", "run-1", "a", "editor", "m", Contributor.AI, 0, 3, "The", "A very long offer " * 9,
    "", None, Verdict.PENDING,
)  # fmt: skip


def typed(words, at=0):
    return Edited("a", Cause.TYPING, (Op(at, 0, plain(words, TYPED)),), 400)


def test_what_is_no_edit_is_a_mark():
    asked = RunStarted("run-1", "editor", "Line editor", "line_edit", "m", "a", "Tighter?")
    chapters = read(
        SessionBegan("window"),
        ADDED,
        asked,
        OFFERED,
        HunkDecided("s-1", "a", Verdict.STALE, 0, 3),
        HunkDecided("s-1", "a", Verdict.REJECTED, 0, 3, None, "No."),
        HunkDecided("s-1", "a", Verdict.EDITED, 0, 3, "x"),
        Exported("markdown", "none", "book.md", "", ""),
    )
    marks = chapters.timeline.marks
    assert [(mark.kind, mark.id) for mark in marks] == [
        (MarkKind.SCENE, "a"),
        (MarkKind.ASKED, "run-1"),
        (MarkKind.OFFERED, "s-1"),
        (MarkKind.REJECTED, "s-1"),
        (MarkKind.ACCEPTED, "s-1"),
        (MarkKind.EXPORTED, ""),
    ]
    assert marks[1].label == "Line editor: Tighter?"
    assert marks[2].label.endswith("…")
    assert marks[3].label == "No."


def test_a_removed_scene_counts_nothing_until_it_is_back():
    chapters = read(ADDED, typed("So "), SceneRemoved("a"), typed("Still "), SceneRestored("a", 0))
    words = [sum(chapters.timeline.words_of(seq)) for seq in range(1, 6)]
    assert words == [4, 5, 0, 0, 6]


def test_a_declaration_changes_whose_words_they_are():
    declared = OriginsDeclared("a", 0, plain("The sea was calm.", TYPED), "Mine.")
    chapters = read(ADDED, declared)
    assert chapters.timeline.words_of(1) == (0, 0, 0, 0, 4)
    assert chapters.timeline.words_of(2) == (4, 0, 0, 0, 0)
    assert [came.seq for came in chapters.trail.came("a", 0, 5)] == [2]


def test_a_sitting_lasts_to_its_last_action():
    [band] = read(ADDED, typed("So ")).timeline.bands
    assert (band.began_ms, band.ended_ms, band.first, band.last) == (1000, 2400, 1, 2)


def test_an_edit_of_a_scene_that_is_not_there_does_not_fit():
    with pytest.raises(KeyError):
        read(typed("So "))


def test_a_chapter_is_full_of_edits_long_before_it_is_full_of_events():
    ops = tuple(Op(0, 0, plain("a", TYPED)) for _ in range(CHAPTER_OPS // 4))
    chapters = read(ADDED, *[Edited("a", Cause.LOG, ops)] * 3)
    assert not chapters.is_full
    assert read(Edited("a", Cause.LOG, ops), chapters=chapters).is_full


def test_a_packed_chapter_stands_for_its_entries():
    one = read(ADDED, *[typed("a ")] * CHAPTER_EVENTS)
    assert one.is_full
    seq, packed = one.close()
    assert not one.is_full
    two = Chapters()
    two.reopen(seq, packed)
    two.resume()
    for chapters in (one, two):
        read(typed("more ", at=3), chapters=chapters)
    assert one.timeline.words == two.timeline.words
    assert one.timeline.bands == two.timeline.bands
    assert one.trail.columns == two.trail.columns
    assert one.keyframes == two.keyframes


def test_a_chapter_of_elsewhere_is_refused():
    one = read(ADDED)
    one.close()
    read(typed("a "), chapters=one)
    seq, packed = one.close()
    with pytest.raises(ValueError, match="does not follow"):
        Chapters().reopen(seq, packed)
