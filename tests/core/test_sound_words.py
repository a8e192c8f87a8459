from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cocreate.core.events import Exported, PassageBrought, ProjectCreated
from cocreate.core.sound_words import sound_event, sound_words


@given(st.text(alphabet=st.characters()))
def test_words_keep_their_length_and_can_be_written(words):
    sound = sound_words(words)
    assert len(sound) == len(words)
    assert sound.encode("utf-8").decode("utf-8") == sound
    assert sound_words(sound) == sound


def test_names_in_an_event_become_sound():
    event = ProjectCreated("caf\udce9", "A\ud83d", "0.1")
    assert sound_event(event) == ProjectCreated("caf\ufffd", "A\ufffd", "0.1")


def test_names_in_rows_become_sound():
    rows = (("h1", "ai", "agent\udcff", "m", "p"),)
    event = PassageBrought("s", "c", "p", "Essay", "head", 3, rows)
    brought = sound_event(event)
    assert isinstance(brought, PassageBrought)
    assert "agent\ufffd" in str(brought)


def test_a_sound_event_is_the_same():
    event = Exported("html", "none", "b.html", "sha256:0", "sha256:1")
    assert sound_event(event) is event
