from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cocreate.store.write_lock import Holder, LockHeldError, WriteLock, lock_path, read_holder

NOW = datetime(2026, 11, 24, 14, 2, tzinfo=UTC)

HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from cocreate.store.write_lock import WriteLock
lock = WriteLock.take(Path(sys.argv[1]), "Cocreate", datetime(2026, 11, 24, 14, 2, tzinfo=UTC))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_taker_is_told_who_holds_it(tmp_path: Path):
    path = tmp_path / "book.cocreate.lock"
    lock = WriteLock.take(path, "Cocreate", NOW)
    with pytest.raises(LockHeldError) as held:
        WriteLock.take(path, "another", NOW)
    assert held.value.holder == Holder(
        os.getpid(), socket.gethostname(), "Cocreate", "2026-11-24 14:02"
    )
    lock.release()


def test_release_removes_the_file_and_lets_others_in(tmp_path: Path):
    path = tmp_path / "a.lock"
    lock = WriteLock.take(path, "Cocreate", NOW)
    lock.release()
    lock.release()
    assert not path.exists()
    WriteLock.take(path, "Cocreate", NOW).release()


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path: Path):
    path = tmp_path / "a.lock"
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    with pytest.raises(LockHeldError) as held:
        WriteLock.take(path, "Cocreate", NOW)
    assert held.value.holder is not None
    assert held.value.holder.pid == child.pid
    child.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    child.wait()
    child.stdin.close()
    child.stdout.close()
    assert path.exists()
    lock = WriteLock.take(path, "Cocreate", NOW)
    holder = read_holder(path)
    assert holder is not None
    assert holder.pid == os.getpid()
    lock.release()


def test_a_lock_file_that_says_nothing_names_nobody(tmp_path: Path):
    path = tmp_path / "a.lock"
    lock = WriteLock.take(path, "Cocreate", NOW)
    path.write_text("[]")
    with pytest.raises(LockHeldError) as held:
        WriteLock.take(path, "Cocreate", NOW)
    assert held.value.holder is None
    lock.release()


def test_a_lock_whose_file_was_removed_under_it_is_not_shared_by_chance(tmp_path: Path):
    path = tmp_path / "a.lock"
    first = WriteLock.take(path, "Cocreate", NOW)
    path.unlink()
    second = WriteLock.take(path, "Cocreate", NOW)
    with pytest.raises(LockHeldError):
        WriteLock.take(path, "Cocreate", NOW)
    second.release()
    first.release()


def test_a_project_and_a_link_to_it_have_one_lock(tmp_path: Path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.cocreate").write_text("")
    (tmp_path / "link.cocreate").symlink_to(tmp_path / "real" / "a.cocreate")
    assert lock_path(tmp_path / "link.cocreate") == lock_path(tmp_path / "real" / "a.cocreate")


def test_the_sentence_says_who_where_and_since_when():
    here = Holder(7, socket.gethostname(), "Cocreate", "2026-11-24 14:02")
    assert here.sentence("sea.cocreate") == (
        "“sea.cocreate” is being written to by Cocreate on this computer (process 7, since"
        " 2026-11-24 14:02 UTC); it can be read meanwhile, and changed once it is closed there."
    )
    assert "on “attic”" in Holder(7, "attic", "Cocreate", "x").sentence("sea.cocreate")
