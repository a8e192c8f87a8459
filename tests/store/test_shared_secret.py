from __future__ import annotations

from pathlib import Path

from cocreate.store.shared_secret import new_secret, shared_secret


def test_all_windows_of_a_writer_share_one_secret(tmp_path: Path):
    home = tmp_path / "home"
    first = shared_secret(home)
    assert shared_secret(home) == first
    assert len(first) == 32
    assert (home / "clipboard.key").stat().st_mode & 0o077 == 0
    assert shared_secret(tmp_path / "other") != first


def test_a_broken_secret_is_made_anew(tmp_path: Path):
    path = tmp_path / "clipboard.key"
    for broken in (b"zz", b"ab", b"\xff\xfe"):
        path.write_bytes(broken)
        assert shared_secret(tmp_path) == shared_secret(tmp_path)


def test_where_nothing_can_be_kept_the_secret_is_this_windows_own(tmp_path: Path):
    taken = tmp_path / "home"
    taken.write_text("a file")
    assert shared_secret(taken) != shared_secret(taken)
    assert new_secret() != new_secret()
