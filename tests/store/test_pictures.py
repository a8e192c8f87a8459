from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cocreate.base.errors import ProjectDamagedError, ProjectHeldError
from cocreate.core.pictures import PictureAdded
from cocreate.store.backups import copy
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_project
from tests.fakes.clock import FakeClock
from tests.store.story import AT, SITTING

OLD = Path(__file__).parent.parent / "fixtures" / "projects" / "schema-1.cocreate"
PICTURE = b"\x89PNG and so on"


@pytest.fixture
def shown(told: Path) -> Path:
    """A project with one picture."""
    with ProjectFile.open(told, FakeClock(), writes=True) as project:
        (sha256,) = project.pictures.put([PICTURE])
        event = PictureAdded("images/a.png", "image/png", sha256, len(PICTURE), "a.png")
        project.ledger.append([(AT, SITTING, event)])
        project.snapshots.rebuild()
    return told


def _only(project: ProjectFile) -> PictureAdded:
    (picture,) = project.snapshots.load().pictures.values()
    return picture


def test_a_picture_comes_back_as_it_was(shown: Path):
    with ProjectFile.look(shown) as project:
        assert project.pictures.get(_only(project).sha256) == PICTURE
    assert verify_project(shown).ok


def test_a_picture_is_kept_once(told: Path):
    with ProjectFile.open(told, FakeClock(), writes=True) as project:
        one, two = project.pictures.put([PICTURE, PICTURE])
        assert one == two
        assert project.pictures.put([PICTURE]) == (one,)


def test_nothing_is_put_where_nobody_may_write(shown: Path):
    with ProjectFile.look(shown) as project, pytest.raises(ProjectHeldError):
        project.pictures.put([PICTURE])


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE pictures SET bytes = x'00'", "“images/a.png” was altered"),
        ("DELETE FROM pictures", "“images/a.png” was removed"),
        ("UPDATE meta SET value = '[]' WHERE key = 'pictures'", "list of pictures was altered"),
        ("UPDATE meta SET value = '[[1]]' WHERE key = 'pictures'", "cannot be read"),
    ],
)
def test_whatever_is_altered_is_found(
    shown: Path, tamper: Callable[..., None], statement: str, sentence: str
):
    tamper(shown, statement)
    assert sentence in (verify_project(shown).first_problem or "")


@pytest.mark.parametrize("statement", ["UPDATE pictures SET bytes = x'00'", "DELETE FROM pictures"])
def test_an_altered_picture_is_not_given_out(
    shown: Path, tamper: Callable[..., None], statement: str
):
    tamper(shown, statement)
    with ProjectFile.look(shown) as project, pytest.raises(ProjectDamagedError, match="A picture"):
        project.pictures.get(_only(project).sha256)


def test_a_backup_has_the_pictures(shown: Path, tmp_path: Path):
    with ProjectFile.look(shown) as project:
        copy(project, tmp_path / "copy.cocreate")
    assert verify_project(tmp_path / "copy.cocreate").ok
    with ProjectFile.look(tmp_path / "copy.cocreate") as project:
        assert project.pictures.get(_only(project).sha256) == PICTURE


def test_a_project_of_an_older_version_has_none(tmp_path: Path):
    path = tmp_path / "old.cocreate"
    path.write_bytes(OLD.read_bytes())
    assert verify_project(path).ok
    with ProjectFile.look(path) as project:
        assert project.snapshots.load().pictures == {}
        with pytest.raises(ProjectDamagedError):
            project.pictures.get("00")
