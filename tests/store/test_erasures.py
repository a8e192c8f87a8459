from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cocreate.base.errors import ProjectDamagedError
from cocreate.core import chain
from cocreate.core.events import Edited, HunkOffered, SceneAdded
from cocreate.core.ledger_events import PassageForgotten
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_project
from tests.store.story import AT, SITTING, STORY, stamped

SIGN = "\ufffd"
BLEW = 5  # the event that typed "It blew."


def forget(project: ProjectFile, seq: int, *values: Any, name: str = "text") -> int:
    """Take a payload out and keep `values` of it; return the number of the event that says so."""
    event = PassageForgotten("scene-2", 4, "Mine.", ((seq, name),), (tuple(values),))
    (entry,) = project.ledger.append([(AT, SITTING, event)])
    return entry.seq


def rows(project: ProjectFile, seq: int) -> dict[str, bytes]:
    query = "SELECT name, bytes FROM payloads WHERE seq = ?"
    return dict(project.link.conn.execute(query, (seq,)).fetchall())


@pytest.fixture
def story(project: ProjectFile) -> ProjectFile:
    project.ledger.append(stamped())
    return project


def test_what_was_forgotten_is_gone_and_what_is_left_stands_in_for_it(story: ProjectFile):
    before = story.ledger.head()
    forget(story, BLEW, f"It {SIGN * 4}.")
    assert rows(story, BLEW).keys() == {"pos"}
    assert story.ledger.head() != before
    (entry,) = story.ledger.entries(after=BLEW - 1, until=BLEW)
    assert isinstance(entry.event, Edited)
    assert entry.event.ops[0].inserted.text == f"It {SIGN * 4}."
    told = STORY[BLEW - 1]
    assert isinstance(told, Edited)
    assert entry.event.ops[0].inserted.spans == told.ops[0].inserted.spans
    payload = story.ledger.payload(BLEW, "text")
    assert payload is not None
    assert chain.unpack(payload) == [f"It {SIGN * 4}."]
    assert story.ledger.payload(BLEW, "run") is None
    assert story.ledger.verify() == ()


def test_a_project_that_forgot_verifies_and_says_so(path: Path, story: ProjectFile):
    seq = forget(story, BLEW, f"It {SIGN * 4}.")
    story.snapshots.rebuild()
    result = verify_project(path)
    assert result.ok, result.first_problem
    assert result.forgotten == (seq,)


def test_more_can_be_forgotten_of_the_same_event_and_of_what_was_kept(story: ProjectFile):
    first = forget(story, BLEW, f"It {SIGN * 4}.")
    (entry,) = story.ledger.entries(after=first - 1)
    kept = ((SIGN * 8,),)
    event = PassageForgotten(
        "scene-2", 4, "", ((BLEW, "text"), (first, "text")), (kept[0], ("", kept))
    )
    story.ledger.append([(AT, SITTING, event)])
    (blew,) = story.ledger.entries(after=BLEW - 1, until=BLEW)
    assert isinstance(blew.event, Edited)
    assert blew.event.ops[0].inserted.text == SIGN * 8
    (told,) = story.ledger.entries(after=first - 1, until=first)
    assert told.event == PassageForgotten("scene-2", 4, "", ((BLEW, "text"),), kept)
    assert entry.event != told.event
    assert story.ledger.verify() == ()


def test_an_event_of_which_nothing_is_left_is_damaged(story: ProjectFile):
    forget(story, BLEW)
    with pytest.raises(ProjectDamagedError):
        list(story.ledger.entries())


def test_words_that_come_back_are_found(story: ProjectFile):
    query = "SELECT * FROM payloads WHERE seq = ? AND name = 'text'"
    row = story.link.conn.execute(query, (BLEW,)).fetchone()
    forget(story, BLEW, SIGN * 8)
    story.link.conn.execute("INSERT INTO payloads VALUES (?, ?, ?, ?)", row)
    (problem,) = story.ledger.verify()
    assert problem.sentence == f"Event {BLEW} holds words again that were forgotten."


def test_an_event_cannot_forget_itself_or_what_comes_later(story: ProjectFile):
    last = len(STORY) + 1
    forget(story, last, "", "", name="pos")
    assert any(problem.seq == last for problem in story.ledger.verify())


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("[]", "its payload “text” was removed"),
        ("[1]", "its payload “text” was removed"),
        ("{}", "its payload “text” was removed"),
    ],
)
def test_a_note_that_was_altered_is_found(story: ProjectFile, value: str, sentence: str):
    forget(story, BLEW, SIGN * 8)
    story.link.conn.execute("UPDATE meta SET value = ? WHERE key = 'forgotten'", (value,))
    first, last = story.ledger.verify()
    assert sentence in first.sentence
    assert "note of what was forgotten was altered" in last.sentence


def test_a_note_that_cannot_be_read_makes_a_damaged_project(story: ProjectFile):
    story.link.conn.execute("INSERT INTO meta VALUES ('forgotten', 'x')")
    with pytest.raises(ProjectDamagedError):
        list(story.ledger.entries())


def test_the_words_of_suggestions_and_new_scenes_can_be_forgotten_too(story: ProjectFile):
    places = [
        seq for seq, event in enumerate(STORY, 1) if isinstance(event, HunkOffered | SceneAdded)
    ]
    for seq in places:
        payload = story.ledger.payload(seq, "text")
        assert payload is not None
        forget(story, seq, *chain.unpack(payload))
    assert [entry.event for entry in story.ledger.entries(until=len(STORY))] == list(STORY)
    assert story.ledger.verify() == ()
