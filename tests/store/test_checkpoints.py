from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from cocreate.core.checkpoint import TreeHead, read_tree_head
from cocreate.core.merkle import root_of
from cocreate.provenance.keys import seal_problem
from cocreate.store import schema
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_project
from tests.fakes.clock import FakeClock
from tests.store.sealing import seal, sealed_story
from tests.store.story import STORY, stamped

OLD = Path(__file__).parents[1] / "fixtures" / "projects" / "schema-1.cocreate"


def test_a_checkpoint_covers_all_events_up_to_its_own(project: ProjectFile):
    project.ledger.append(stamped(STORY[:10]))
    assert seal(project) == 11
    (row,) = project.ledger.seals()
    leaves = [row[0] for row in project.link.conn.execute("SELECT hash FROM events ORDER BY seq")]
    assert read_tree_head(row.text) == TreeHead("cocreate/project-1", 11, root_of(leaves))
    assert project.ledger.sealed() == 11
    assert project.ledger.origin() == "cocreate/project-1"


def test_later_checkpoints_grow_from_the_one_before(path: Path):
    key = sealed_story(path)
    with ProjectFile.look(path) as project:
        first, second = project.ledger.seals()
        query = "SELECT hash FROM events ORDER BY seq"
        leaves = [row[0] for row in project.link.conn.execute(query)]
        assert read_tree_head(first.text).root == root_of(leaves[:11])
        assert read_tree_head(second.text).root == root_of(leaves)
        assert seal_problem(second.text, key.verifier.line()) is None
    result = verify_project(path, seal_problem)
    assert result.ok, result.first_problem
    assert (result.checkpoints, result.signed) == (2, 1)
    assert result.keys == (key.verifier.line(),)


def test_checkpoints_refuse_to_be_changed_or_removed(project: ProjectFile):
    seal(project)
    for statement in ("UPDATE checkpoints SET note = ''", "DELETE FROM checkpoints"):
        with pytest.raises(sqlite3.IntegrityError, match="checkpoints are never"):
            project.link.conn.execute(statement)


def test_a_spoilt_note_of_the_tree_does_not_stop_the_next_checkpoint(project: ProjectFile):
    seal(project)
    project.link.conn.execute("DROP TRIGGER checkpoints_are_never_changed")
    project.link.conn.execute("UPDATE checkpoints SET peaks = x'00'")
    seal(project)
    first = project.ledger.verify()[0]
    assert first.sentence == "The checkpoint at event 1 was altered: its note of the tree is wrong."


def test_a_project_of_the_first_version_is_read_as_it_is(tmp_path: Path):
    path = tmp_path / "old.cocreate"
    shutil.copyfile(OLD, path)
    before = path.read_bytes()
    with ProjectFile.look(path) as project:
        assert project.ledger.seals() == ()
        assert project.ledger.sealed() == 0
        assert tuple(entry.event for entry in project.ledger.entries()) == STORY
    assert verify_project(path, seal_problem).ok
    assert path.read_bytes() == before


def test_a_project_of_the_first_version_can_be_sealed_once_it_is_opened(tmp_path: Path):
    path = tmp_path / "old.cocreate"
    shutil.copyfile(OLD, path)
    with ProjectFile.open(path, FakeClock(), writes=True) as project:
        version = project.link.conn.execute("PRAGMA user_version").fetchone()[0]
        assert version == schema.SCHEMA_VERSION
        assert seal(project) == len(STORY) + 1
    result = verify_project(path, seal_problem)
    assert result.ok, result.first_problem
    assert result.checkpoints == 1
