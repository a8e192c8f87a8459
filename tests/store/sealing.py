"""Checkpoints in a project file without a workspace, and the story sealed by two of them."""

from __future__ import annotations

from pathlib import Path

from cocreate.core.checkpoint import TallyMaker
from cocreate.core.ledger_events import CheckpointMade
from cocreate.provenance.keys import SigningKey
from cocreate.store.project_file import ProjectFile
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.store.story import AT, SITTING, STORY, stamped


def seal(project: ProjectFile, key: SigningKey | None = None) -> int:
    """Seal the ledger as it stands; return the number of the event that says so."""
    project.ledger.checkpoints.seal = None if key is None else key.sign
    line = "" if key is None else key.verifier.line()
    tallies = TallyMaker().tallies(project.snapshots.load(), project.ledger.kinds())
    (entry,) = project.ledger.append([(AT, SITTING, CheckpointMade(line, tallies))])
    return entry.seq


def sealed_story(path: Path) -> SigningKey:
    """Make a project that holds the story, sealed without a key after ten events, and signed."""
    key = SigningKey.new("cocreate/project-1")
    with ProjectFile.create(path, FakeClock(), CountingIds()) as project:
        project.ledger.append(stamped(STORY[:10]))
        seal(project)
        project.ledger.append(stamped(STORY[10:]))
        seal(project, key)
        project.snapshots.rebuild()
    return key
