"""A project file with the story in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cocreate.store.project_file import ProjectFile
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.store.story import stamped


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sea.cocreate"


@pytest.fixture
def project(path: Path) -> Iterator[ProjectFile]:
    """An empty project, open for writing."""
    made = ProjectFile.create(path, FakeClock(), CountingIds())
    yield made
    made.close()


@pytest.fixture
def told(path: Path) -> Path:
    """A closed project file that holds the whole story and a snapshot of its end."""
    with ProjectFile.create(path, FakeClock(), CountingIds()) as made:
        made.ledger.append(stamped())
        made.snapshots.rebuild()
    return path


@pytest.fixture
def tamper() -> Callable[..., None]:
    """Change a closed project file from outside, guards lifted."""

    def change(path: Path, *statements: str) -> None:
        db = sqlite3.connect(path)
        for trigger in (
            "events_are_never_changed",
            "events_are_never_removed",
            "payloads_are_never_changed",
        ):
            db.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            db.execute(statement)
        db.commit()
        db.close()

    return change
