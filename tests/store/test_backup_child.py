from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errors import ProjectError
from cocreate.store.backup_child import main, start_backup
from cocreate.store.backups import Backups
from cocreate.store.verify import verify_project


@pytest.mark.slow
def test_a_process_of_its_own_makes_the_backup(told: Path, tmp_path: Path):
    root = tmp_path / "backups"
    with start_backup(told, root) as child:
        assert child.wait(60) == 0
    (made,) = Backups(root).of(told)
    assert verify_project(made.path).ok


def test_why_it_failed_is_written_down_until_it_succeeds(told: Path, tmp_path: Path):
    backups = Backups(tmp_path / "backups")
    content = told.read_bytes()
    told.write_text("broken")
    assert main([str(told), str(backups.root)]) == 1
    why = backups.trouble_path(told).read_text("utf-8")
    assert why.startswith("No backup of “sea.cocreate” could be made (")
    told.write_bytes(content)
    assert main([str(told), str(backups.root)]) == 0
    assert not backups.trouble_path(told).exists()


def test_a_failure_that_cannot_be_written_down_is_an_exit_code(told: Path, tmp_path: Path):
    (tmp_path / "file").write_text("")
    assert main([str(told), str(tmp_path / "file" / "backups")]) == 1


def test_what_cannot_start_is_told_in_one_sentence(told: Path, tmp_path: Path):
    with pytest.raises(ProjectError, match="could be started"):
        start_backup(told, tmp_path, python=str(tmp_path / "no-python"))
