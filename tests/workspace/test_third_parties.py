from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cocreate.core.events import HunkOffered, NoteOffered, RunStarted, RunStopped
from cocreate.core.origin import Contributor
from cocreate.core.suggestion import Verdict, is_third_party
from cocreate.formats.book import ImportedNote, ImportedSuggestion
from cocreate.workspace.third_parties import Marked, propose
from tests.fakes.ids import CountingIds

TEXT = "The sea was calm.\n\nA gull, far out.\n"
AT_MS = 1_777_777_777_000  # 3 May 2026


def _proposed(*items, notes=(), text=TEXT):
    return propose(CountingIds(), "back.docx", [Marked("scene-1", text, items, notes)])


def _hunks(*items, text=TEXT):
    return [e for e in _proposed(*items, text=text).events if isinstance(e, HunkOffered)]


def _parts(hunk):
    return hunk.old, hunk.new


def test_each_person_has_a_run_that_names_the_file():
    proposed = _proposed(
        ImportedSuggestion(4, 7, "lake", "Ann  Lee", AT_MS, "Shorter."),
        ImportedSuggestion(21, 25, "tern", ""),
        notes=[ImportedNote(0, 3, "Which?", "Ann Lee", AT_MS)],
    )
    runs = [event for event in proposed.events if isinstance(event, RunStarted)]
    assert [(run.agent_title, run.ask, run.model) for run in runs] == [
        ("Ann Lee (third party)", "In “back.docx”", ""),
        ("An unnamed person (third party)", "In “back.docx”", ""),
    ]
    assert all(is_third_party(run.run) for run in runs)
    assert proposed.suggestions == {"Ann Lee": 1, "An unnamed person": 1}
    assert proposed.notes == {"Ann Lee": 1}
    ended = [event for event in proposed.events if isinstance(event, RunStopped)]
    assert [(event.run, event.how) for event in ended] == [(run.run, "done") for run in runs]


def test_a_change_waits_for_a_decision_under_an_unknown_contributor():
    (hunk,) = _hunks(ImportedSuggestion(4, 7, "lake", "Ann", AT_MS, "Shorter."))
    assert (hunk.contributor, hunk.verdict) == (Contributor.UNKNOWN, Verdict.PENDING)
    assert (hunk.start, hunk.end, hunk.old, hunk.new, hunk.line) == (4, 7, "sea", "lake", 1)
    assert hunk.reason == "Shorter. (In “back.docx”, which says 3 May 2026.)"


def test_a_date_that_is_none_is_not_said():
    for at_ms in (0, -5, 10**18):
        (hunk,) = _hunks(ImportedSuggestion(4, 7, "lake", "Ann", at_ms))
        assert hunk.reason == "(In “back.docx”.)"


def test_words_put_into_a_line_quote_a_word_beside_them():
    assert _parts(*_hunks(ImportedSuggestion(7, 7, " itself"))) == ("sea", "sea itself")
    assert _parts(*_hunks(ImportedSuggestion(8, 8, "itself "))) == ("sea ", "sea itself ")
    assert _parts(*_hunks(ImportedSuggestion(0, 0, "Oh. "))) == ("T", "Oh. T")
    assert _parts(*_hunks(ImportedSuggestion(17, 17, " Very."))) == (".", ". Very.")
    assert _parts(*_hunks(ImportedSuggestion(18, 18, "alone"))) == ("", "alone")


def test_two_insertions_side_by_side_do_not_quote_the_same_word():
    first, second = _hunks(ImportedSuggestion(4, 7, "lake"), ImportedSuggestion(7, 7, " itself"))
    assert (first.start, first.end) == (4, 7)
    assert (second.start, second.end, second.old, second.new) == (7, 8, " ", " itself ")


def test_whole_lines_quote_nothing():
    assert _parts(*_hunks(ImportedSuggestion(18, 18, "A line.\n"))) == ("", "A line.\n")


def test_what_has_no_place_is_counted():
    proposed = _proposed(
        ImportedSuggestion(4, 7, "lake"),
        ImportedSuggestion(5, 9, "overlapping"),
        ImportedSuggestion(30, 99, "outside"),
        ImportedSuggestion(12, 11, "backwards"),
        ImportedSuggestion(20, 20, ""),
        notes=[ImportedNote(30, 99, "outside"), ImportedNote(-2, 3, "before")],
    )
    assert sum(proposed.suggestions.values()) == 1
    assert proposed.misplaced == 6


def _note_on(start, end, text=TEXT):
    proposed = _proposed(notes=[ImportedNote(start, end, "Why?", "Ben")], text=text)
    (note,) = [event for event in proposed.events if isinstance(event, NoteOffered)]
    return note


def test_a_note_quotes_the_words_it_is_about():
    note = _note_on(19, 25)
    assert (note.quote, note.text, note.line) == ("A gull", "Why? (In “back.docx”.)", 3)


def test_a_note_about_a_point_clings_to_the_word_there():
    assert _note_on(5, 5).quote == "sea"
    assert _note_on(17, 17).quote == "calm"
    assert _note_on(18, 18).quote == ""
    assert _note_on(1, 1, "...").quote == ""


@given(st.text("ab .\n", max_size=30), st.data())
def test_every_change_leaves_the_text_that_the_file_wants(text, data):
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    items = [
        ImportedSuggestion(start, end, data.draw(st.text("cd \n", max_size=4)))
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    items = [item for item in items if item.new or item.end > item.start]
    wanted, got = text, text
    for item in reversed(items):
        wanted = wanted[: item.start] + item.new + wanted[item.end :]
    hunks = _hunks(*items, text=text)
    for hunk in reversed(hunks):
        assert got[hunk.start : hunk.end] == hunk.old
        got = got[: hunk.start] + hunk.new + got[hunk.end :]
    assert got == wanted
