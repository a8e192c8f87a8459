from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errors import InputError, NotFoundError, ProjectError, ProjectHeldError
from cocreate.core.events import (
    Cause,
    HunkOffered,
    MatchDecided,
    MatchFound,
    NoteOffered,
    OriginsDeclared,
    PassageBrought,
    RunStarted,
)
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten
from cocreate.core.origin import TYPED, Contributor, Method, origin, plain
from cocreate.core.replay import replay
from cocreate.core.suggestion import MatchVerdict, Verdict
from cocreate.provenance.keys import seal_problem
from cocreate.store.keyframes import KeyframeRow
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_project
from cocreate.workspace.away_time import AwayTime
from cocreate.workspace.change import Write
from cocreate.workspace.declaring import Declaring
from cocreate.workspace.forgetting import Passage, forget
from cocreate.workspace.needles import SIGN
from cocreate.workspace.opening import open_project
from cocreate.workspace.past import Past
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.conftest import Agents
from tests.workspace.writing import pasting, type_text

SECRET = "My secret name is Ishmael of Nantucket."
BEFORE, AFTER = "Call me.\n", "\nThe sea was calm."


@pytest.fixture
def at(workspace: Workspace, scene: str) -> int:
    """A scene whose second line was a secret that is deleted now; the event it stood at."""
    type_text(workspace, scene, BEFORE + SECRET + AFTER)
    workspace.save()
    return workspace.state.seq


def delete(workspace: Workspace, scene: str, words: str = SECRET) -> None:
    start = workspace.scene(scene).text.text().index(words)
    how = Write(Cause.TYPING, TYPED, "delete")
    workspace.edit(scene, start, start + len(words), "", how)


def past(path: Path, scene: str, at: int) -> str:
    with ProjectFile.look(path) as project:
        return replay(project.ledger.entries(until=at)).scenes[scene].text.text()


def sound(path: Path, clean_of: str = SECRET) -> None:
    """The project verifies, and its file holds nothing of the words."""
    result = verify_project(path, seal_problem)
    assert result.ok, result.first_problem
    raw = path.read_bytes()
    for run in range(0, len(clean_of) - 8, 4):
        assert clean_of[run : run + 8].encode() not in raw
    with ProjectFile.look(path) as project:
        assert clean_of not in str(list(project.ledger.entries()))


def test_a_deleted_passage_is_gone_everywhere_and_leaves_signs_of_its_length(
    workspace: Workspace, scene: str, at: int, project_path: Path
):
    delete(workspace, scene)
    done = forget(workspace, Passage(scene, (1, 2), at), "It is mine.")
    assert done.signs == len(SECRET)
    assert done.is_scrubbed
    assert workspace.scene(scene).text.text() == BEFORE + AFTER
    workspace.close()
    sound(project_path)
    assert past(project_path, scene, at) == BEFORE + SIGN * len(SECRET) + AFTER
    assert verify_project(project_path).forgotten
    with ProjectFile.look(project_path) as project:
        (event,) = (
            e.event for e in project.ledger.entries() if isinstance(e.event, PassageForgotten)
        )
    assert (event.scene, event.length, event.why) == (scene, len(SECRET), "It is mine.")
    assert {seq for seq, _ in event.erased} == set(done.events)


def test_keyframes_that_hold_the_words_are_gone(workspace: Workspace, scene: str, at: int):
    workspace.project.keyframes.put([KeyframeRow(at, SECRET.encode())])
    delete(workspace, scene)
    forget(workspace, Passage(scene, (1, 2), at))
    assert workspace.project.keyframes.load() == []


def test_while_the_disk_refuses_nothing_is_forgotten(workspace: Workspace, scene: str, at: int):
    delete(workspace, scene)
    conn = workspace.project.link.conn
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count = {pages}")
    type_text(workspace, scene, "".join(map(chr, range(0x4E00, 0x6000))))
    with pytest.raises(ProjectError, match="could not be saved, so nothing was forgotten"):
        forget(workspace, Passage(scene, (1, 2), at))
    conn.execute("PRAGMA max_page_count = 1000000")
    assert forget(workspace, Passage(scene, (1, 2), at)).signs == len(SECRET)


def test_what_still_stands_is_refused_with_where_it_is(workspace: Workspace, scene: str, at: int):
    with pytest.raises(InputError, match=r"still stands in “One”|still stands in “Opening”"):
        forget(workspace, Passage(scene, (1, 2), at))
    assert workspace.state.seq == at
    delete(workspace, scene, SECRET[:-10])
    with pytest.raises(InputError, match=f"line 2 .*event {at + 1}"):
        forget(workspace, Passage(scene, (1, 2), at))


def test_what_undo_brought_and_took_away_again_is_gone_too(
    workspace: Workspace, scene: str, at: int, project_path: Path
):
    delete(workspace, scene)
    workspace.undo(scene)
    workspace.redo(scene)
    forget(workspace, Passage("Opening", (1, 2), at))
    assert workspace.undo(scene) is None
    workspace.close()
    sound(project_path)


def test_what_the_history_brought_back_and_was_deleted_again_is_gone_too(
    workspace: Workspace, scene: str, at: int
):
    then = workspace.scene(scene).text.fragment()
    delete(workspace, scene, SECRET + AFTER)
    start = then.text.index(SECRET)
    Past(workspace).restore_passage(scene, then, start, start + len(SECRET))
    assert SECRET in workspace.scene(scene).text.text()
    delete(workspace, scene)
    forget(workspace, Passage(scene, (1, 2), at), "")
    for entry in workspace.project.ledger.entries():
        assert "Ishmael" not in str(entry.event)


def test_what_was_moved_to_another_scene_still_stands(
    workspace: Workspace, scene: str, at: int, project_path: Path, scenes: Scenes
):
    other = scenes.add("Other")
    delete_as_move = Write(Cause.MOVE, TYPED, "move", source="cut-1")
    workspace.edit(scene, 9, 9 + len(SECRET), "", delete_as_move)
    workspace.edit(other, 0, 0, SECRET, delete_as_move)
    with pytest.raises(InputError, match="still stands in “Other”"):
        forget(workspace, Passage(scene, (1, 2), at))
    delete(workspace, other)
    forget(workspace, Passage(scene, (1, 2), at))
    workspace.close()
    sound(project_path)


def test_suggestions_notes_and_questions_that_quote_it_lose_the_words(
    workspace: Workspace, scene: str, at: int, project_path: Path, agents: Agents, review: Review
):
    hunk = agents.offer(scene, "Ishmael", "Ishmael the whaler, born in Manhattan")
    review.reject(hunk)
    workspace.record(
        RunStarted("r", "reader", "Reader", "", "m", scene, f"Is “{SECRET}” good?"),
        NoteOffered("n", "r", scene, "reader", -1, -1, SECRET[3:25], "Keep it.", None),
    )
    workspace.touch(scene)
    workspace.save()
    delete(workspace, scene)
    forget(workspace, Passage(scene, (1, 2), at))
    assert SECRET not in workspace.state.runs["r"].ask
    assert workspace.state.scenes[scene].notes["n"].quote == SIGN * 22
    assert workspace.state.scenes[scene].notes["n"].note == "Keep it."
    workspace.close()
    sound(project_path)


def test_what_was_said_of_matches_passages_and_time_loses_the_words(
    workspace: Workspace, scene: str, at: int, project_path: Path, agents: Agents, clock: FakeClock
):
    agents.offer(scene, "", SECRET)
    pasted = "An old line of mine."
    workspace.edit(scene, 0, 0, pasted, pasting())
    Declaring(workspace).declare(scene, 0, len(pasted), Contributor.HUMAN, f"Not “{SECRET}”")
    workspace.record(
        MatchFound("m", scene, "s-1", 0, 12, 8),
        MatchDecided("m", scene, MatchVerdict.DISPUTED, f"I wrote {SECRET} long ago"),
        PassageBrought(scene, "c", "p", SECRET, "sha256:0", 3),
    )
    AwayTime(workspace).enter(clock.now().date(), 3600, f"Thinking of {SECRET}")
    workspace.touch(scene)
    for hunk in workspace.state.scenes[scene].hunks:
        Review(workspace).reject(hunk)
    workspace.save()
    delete(workspace, scene)
    forget(workspace, Passage(scene, (1, 2), at))
    assert workspace.state.scenes[scene].matches["m"].why == f"I wrote {SIGN * 39} long ago"
    (time,) = workspace.state.times.values()
    assert time.what == f"Thinking of {SIGN * 39}"
    workspace.close()
    sound(project_path)
    with ProjectFile.look(project_path) as project:
        events = [entry.event for entry in project.ledger.entries()]
    (said,) = (event for event in events if isinstance(event, OriginsDeclared))
    assert (said.content.text, said.explanation) == (pasted, f"Not “{SIGN * 39}”")
    (brought,) = (event for event in events if isinstance(event, PassageBrought))
    assert brought.title == SIGN * 39


def test_a_declared_passage_loses_its_words_and_what_was_said_of_it(
    workspace: Workspace, scene: str, project_path: Path
):
    workspace.edit(scene, 0, 0, SECRET, pasting())
    why = f"From my diary: {SECRET}"
    Declaring(workspace).declare(scene, 0, len(SECRET), Contributor.HUMAN, why)
    delete(workspace, scene)
    forget(workspace, SECRET)
    workspace.close()
    sound(project_path)


def test_words_are_found_where_they_stood_last(
    workspace: Workspace, scene: str, at: int, project_path: Path
):
    with pytest.raises(InputError, match="still stands"):
        forget(workspace, f"  {SECRET}\n")
    how = Write(Cause.TYPING, TYPED, "delete")
    start = workspace.scene(scene).text.text().index(SECRET)
    for place in reversed(range(start, start + len(SECRET))):
        workspace.edit(scene, place, place + 1, "", how)
    assert forget(workspace, SECRET).signs == len(SECRET)
    workspace.close()
    sound(project_path)


def test_words_of_a_removed_scene_are_found(workspace: Workspace, scene: str, project_path: Path):
    other = Scenes(workspace).add_all([NewScene("", "Diary", plain(SECRET, TYPED))])[0]
    Scenes(workspace).remove(other)
    assert forget(workspace, SECRET).signs == len(SECRET)
    workspace.close()
    sound(project_path)


def test_words_that_never_stood_are_forgotten_where_they_were_offered(
    workspace: Workspace, scene: str, project_path: Path, agents: Agents, review: Review
):
    type_text(workspace, scene, "Call me.")
    review.reject(agents.offer(scene, "Call me.", SECRET))
    assert forget(workspace, SECRET, "Not mine.").signs == len(SECRET)
    with pytest.raises(InputError, match="no such words"):
        forget(workspace, SECRET)
    with pytest.raises(InputError, match="at least 4 letters"):
        forget(workspace, " me ")
    workspace.close()
    sound(project_path)


def test_accepted_words_go_where_they_were_offered(
    workspace: Workspace, scene: str, project_path: Path, agents: Agents, review: Review
):
    type_text(workspace, scene, "Call me. Soon.")
    hunk = agents.offer(scene, "Soon.", "Ahab ben X.")
    review.accept(hunk)
    workspace.save()
    at = workspace.state.seq
    delete(workspace, scene, "Call me. Ahab ben X.")
    forget(workspace, Passage(scene, (0, 1), at))
    assert "Ahab" not in workspace.state.scenes[scene].hunks[hunk].new
    workspace.close()
    assert verify_project(project_path).ok
    assert b"Ahab" not in project_path.read_bytes()


def test_an_open_suggestion_that_holds_it_has_to_be_decided_first(
    workspace: Workspace, scene: str, at: int, agents: Agents, review: Review
):
    hunk = agents.offer(scene, "The sea was calm.", f"The sea said: {SECRET}")
    delete(workspace, scene)
    with pytest.raises(InputError, match="decide it first"):
        forget(workspace, Passage(scene, (1, 2), at))
    review.reject(hunk)
    assert forget(workspace, Passage(scene, (1, 2), at)).signs > len(SECRET)


def test_of_an_imported_scene_only_the_passage_goes(
    workspace: Workspace, scenes: Scenes, project_path: Path, clock: FakeClock
):
    content = plain(BEFORE + SECRET + AFTER, origin(Contributor.UNKNOWN, Method.IMPORTED))
    (scene,) = scenes.add_all([NewScene("One", "Imported", content)])
    workspace.save()
    at = workspace.state.seq
    workspace.record(
        OriginsDeclared(scene, 9, plain(SECRET, origin(Contributor.HUMAN, Method.DECLARED)), "Me.")
    )
    delete(workspace, scene)
    workspace.recorder.end_sitting()
    forget(workspace, Passage(scene, (1, 2), at))
    workspace.close()
    sound(project_path)
    assert past(project_path, scene, at) == BEFORE + SIGN * len(SECRET) + AFTER
    again = open_project(project_path, clock=clock, ids=CountingIds())
    assert again.scene(scene).text.text() == BEFORE + AFTER
    made = [e.event for e in again.project.ledger.entries() if isinstance(e.event, CheckpointMade)]
    assert [dict(one.tallies.digests)[scene] == "" for one in made] == [True, False]
    again.close()


def test_a_removed_scene_can_be_forgotten(
    workspace: Workspace, scene: str, at: int, project_path: Path, scenes: Scenes
):
    scenes.remove(scene)
    forget(workspace, Passage(scene, (0, 3), at))
    words = workspace.scene(scene).text.text()
    assert set(words) == {SIGN, "\n"}
    assert len(words) == len(BEFORE + SECRET + AFTER)
    workspace.close()
    sound(project_path, BEFORE + SECRET + AFTER)


def test_more_can_be_forgotten_later_even_of_the_same_event(
    workspace: Workspace, scene: str, at: int, project_path: Path
):
    delete(workspace, scene)
    forget(workspace, Passage(scene, (1, 2), at))
    delete(workspace, scene, AFTER[1:])
    second = forget(workspace, Passage(scene, (2, 3), at))
    assert second.signs >= len(AFTER) - 1
    workspace.close()
    sound(project_path)
    assert b"sea was calm" not in project_path.read_bytes()
    assert past(project_path, scene, at).endswith(f"\n{SIGN * (len(AFTER) - 1)}")
    assert len(verify_project(project_path).forgotten) == 2


def test_what_is_not_there_is_refused(workspace: Workspace, scene: str, at: int):
    for wrong in (0, at + 1):
        with pytest.raises(InputError, match=f"events 1 to {at}"):
            forget(workspace, Passage(scene, (1, 2), wrong))
    for lines in ((-1, 1), (1, 1), (2, 4)):
        with pytest.raises(InputError, match="3 lines"):
            forget(workspace, Passage(scene, lines, at))
    with pytest.raises(NotFoundError, match="as of event 1"):
        forget(workspace, Passage(scene, (0, 1), 1))
    delete(workspace, scene)
    forget(workspace, Passage(scene, (1, 2), at))
    with pytest.raises(InputError, match="no such words any more"):
        forget(workspace, Passage(scene, (1, 2), at))


def test_a_reader_cannot_forget(
    workspace: Workspace, scene: str, at: int, project_path: Path, clock: FakeClock
):
    delete(workspace, scene)
    workspace.save()
    reader = open_project(project_path, clock=clock, ids=CountingIds(), writes=False)
    with pytest.raises(ProjectHeldError):
        forget(reader, Passage(scene, (1, 2), at))
    reader.close()


def test_the_writer_is_told_when_the_file_is_being_read(
    workspace: Workspace, scene: str, at: int, project_path: Path
):
    delete(workspace, scene)
    with ProjectFile.look(project_path) as reader, reader.link.reading() as conn:
        conn.execute("SELECT count(*) FROM events").fetchone()
        workspace.project.link.conn.execute("PRAGMA busy_timeout = 50").fetchall()
        assert not forget(workspace, Passage(scene, (1, 2), at)).is_scrubbed
    workspace.close()
    assert verify_project(project_path).ok


def test_loose_offers_count_as_open(workspace: Workspace, scene: str, at: int):
    delete(workspace, scene)
    workspace.record(
        RunStarted("r", "a", "A", "", "m", scene, ""),
        HunkOffered(
            "h", "r", scene, "a", "m", Contributor.AI, -1, -1, "", SECRET, "", None, Verdict.LOOSE
        ),
    )
    with pytest.raises(InputError, match="decide it first"):
        forget(workspace, Passage(scene, (1, 2), at))
