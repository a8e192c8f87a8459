from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cocreate.base.errors import ProjectDamagedError, ProjectError, ProjectHeldError
from cocreate.store.backups import Backups
from cocreate.store.project_file import ProjectFile
from cocreate.store.restoring import restore
from cocreate.store.verify import verify_project
from tests.fakes.clock import FakeClock
from tests.fakes.full_disk import little_room
from tests.store.story import killed_while_typing
from tests.store.test_backups import NOW, text_of, write_more


@pytest.fixture
def backup(told: Path, tmp_path: Path) -> Path:
    made = Backups(tmp_path / "backups").make(told, NOW)
    assert made is not None
    return made.path


def beside(path: Path) -> set[str]:
    return {other.name for other in path.parent.iterdir() if other.is_file()}


def test_the_earlier_version_comes_back_and_the_present_one_is_kept(told: Path, backup: Path):
    write_more(told)
    aside = restore(told, backup, FakeClock())
    assert aside == told.with_name("sea.cocreate.before-restore")
    assert text_of(told) == "It blew."
    assert text_of(aside) == "More. It blew."
    assert verify_project(told).ok
    assert verify_project(aside).ok
    write_more(told, "On. ")
    assert text_of(told) == "On. It blew."
    assert verify_project(told).ok
    assert verify_project(backup).ok
    assert text_of(backup) == "It blew."
    assert beside(told) == {told.name, aside.name}


def test_nothing_kept_is_ever_overwritten(told: Path, backup: Path):
    kept = [restore(told, backup, FakeClock()) for _ in range(3)]
    assert [path.name if path else "" for path in kept] == [
        "sea.cocreate.before-restore",
        "sea.cocreate.before-restore-2",
        "sea.cocreate.before-restore-3",
    ]


def test_a_lost_project_comes_back(told: Path, backup: Path):
    told.unlink()
    assert restore(told, backup, FakeClock()) is None
    assert verify_project(told).ok


def test_a_broken_project_is_kept_as_it_is(told: Path, backup: Path):
    told.write_bytes(b"broken")
    told.with_name("sea.cocreate-wal").write_bytes(b"journal")
    told.with_name("sea.cocreate-shm").write_bytes(b"index")
    aside = restore(told, backup, FakeClock())
    assert aside is not None
    assert aside.read_bytes() == b"broken"
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"journal"
    assert verify_project(told).ok
    assert beside(told) == {told.name, aside.name, aside.name + "-wal"}


def test_what_a_killed_program_left_is_kept_too(told: Path, backup: Path):
    killed_while_typing(told)
    aside = restore(told, backup, FakeClock())
    assert aside is not None
    assert text_of(aside) == "It blew. Hard."
    assert text_of(told) == "It blew."


def test_a_project_that_is_open_is_refused(told: Path, backup: Path):
    with ProjectFile.open(told, FakeClock(), writes=True):
        with pytest.raises(ProjectHeldError, match=r"open in another program.*close it there"):
            restore(told, backup, FakeClock())
        assert text_of(told) == "It blew."


def test_a_damaged_version_is_refused_and_nothing_changes(
    told: Path, backup: Path, tamper: Callable[..., None]
):
    tamper(backup, "UPDATE events SET hash = zeroblob(32) WHERE seq = 5")
    before = told.read_bytes()
    with pytest.raises(ProjectDamagedError, match="choose another one"):
        restore(told, backup, FakeClock())
    assert told.read_bytes() == before
    assert beside(told) == {told.name}


def test_without_room_nothing_changes(told: Path, backup: Path):
    write_more(told)
    with little_room(20_000), pytest.raises(ProjectError):
        restore(told, backup, FakeClock())
    assert text_of(told) == "More. It blew."
    assert beside(told) == {told.name}


def test_without_a_folder_one_sentence_says_so(tmp_path: Path, backup: Path):
    with pytest.raises(ProjectError, match="There is no folder"):
        restore(tmp_path / "gone" / "sea.cocreate", backup, FakeClock())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_in_a_folder_of_others_one_sentence_says_so(told: Path, backup: Path):
    told.unlink()
    told.parent.chmod(0o500)
    with pytest.raises(ProjectError, match="cannot be put in"):
        restore(told, backup, FakeClock())
    told.parent.chmod(0o700)


def test_a_link_to_a_project_stays_a_link(told: Path, backup: Path, tmp_path: Path):
    link = tmp_path / "link.cocreate"
    link.symlink_to(told)
    write_more(told)
    restore(link, backup, FakeClock())
    assert link.is_symlink()
    assert text_of(told) == "It blew."
