from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.events import Entry
from cocreate.core.origin import ALLOWED_PAIRS, Fragment, Span, origin, plain
from cocreate.core.replay import replay
from cocreate.core.state import SceneState
from cocreate.store import codec
from tests.store.story import STORY, stamped

origins = st.builds(
    lambda pair, source: origin(*pair, source),
    st.sampled_from(sorted(ALLOWED_PAIRS)),
    st.none() | st.text(max_size=5),
)
spans = st.lists(st.builds(Span, st.integers(1, 1000), origins)).map(tuple)


@pytest.fixture
def state():
    return replay(
        Entry(seq, at_ms, session, event)
        for seq, (at_ms, session, event) in enumerate(stamped(STORY), 1)
    )


@settings(deadline=None)
@given(spans)
def test_origins_survive_the_round_trip(some):
    assert codec.origins_from_text(codec.origins_to_text(some)) == some


def test_a_scene_survives_the_round_trip(state):
    scene = state.scenes["scene-1"]
    back = codec.scene_from_row(codec.scene_to_row(scene, 0))
    assert (back.id, back.chapter, back.title, back.is_removed) == (
        scene.id,
        scene.chapter,
        scene.title,
        scene.is_removed,
    )
    assert back.text.fragment(0, len(back.text)) == scene.text.fragment(0, len(scene.text))


def test_origins_that_do_not_fit_the_text_are_refused():
    scene = SceneState("s", "", "t", AttributedText(plain("ab", origin(*min(ALLOWED_PAIRS)))))
    row = list(codec.scene_to_row(scene, 0))
    row[5] = "abc"
    with pytest.raises(ValueError, match="do not fit"):
        codec.scene_from_row(tuple(row))


def test_an_empty_scene_survives_the_round_trip():
    scene = SceneState("s", "", "t", AttributedText(Fragment("", ())), is_removed=True)
    back = codec.scene_from_row(codec.scene_to_row(scene, -1))
    assert (back.text.text(), back.is_removed) == ("", True)


def test_suggestions_and_notes_survive_the_round_trip(state):
    scene = state.scenes["scene-1"]
    for hunk in scene.hunks.values():
        assert codec.hunk_from_row(codec.hunk_to_row(hunk)) == hunk
    for note in scene.notes.values():
        assert codec.note_from_row(codec.note_to_row(note)) == note


def test_runs_calls_and_sittings_survive_the_round_trip(state):
    (run,) = state.runs.values()
    assert codec.run_from_row(codec.run_to_row(run)) == run
    run.lines = None
    assert codec.run_from_row(codec.run_to_row(run)) == run
    for call in state.calls:
        assert codec.call_from_row(codec.call_to_row(0, call)) == call
    for session in state.sessions.values():
        assert codec.session_from_row(codec.session_to_row(session)) == session


def test_rows_have_as_many_values_as_there_are_columns(state):
    scene = state.scenes["scene-1"]
    (run,) = state.runs.values()
    (session,) = state.sessions.values()
    assert [
        len(row)
        for row in (
            codec.scene_to_row(scene, 0),
            codec.hunk_to_row(scene.hunks["h-1"]),
            codec.note_to_row(scene.notes["n-1"]),
            codec.run_to_row(run),
            codec.call_to_row(0, state.calls[0]),
            codec.session_to_row(session),
        )
    ] == [
        len(columns)
        for columns in (
            codec.SCENE_COLUMNS,
            codec.HUNK_COLUMNS,
            codec.NOTE_COLUMNS,
            codec.RUN_COLUMNS,
            codec.CALL_COLUMNS,
            codec.SESSION_COLUMNS,
        )
    ]
