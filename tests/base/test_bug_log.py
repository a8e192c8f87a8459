from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreate.base.bug_log import log_to, report_bug


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    """The logger, which loses what a test adds to it."""
    found = logging.getLogger("cocreate")
    before, raises = list(found.handlers), logging.raiseExceptions
    yield found
    for handler in [handler for handler in found.handlers if handler not in before]:
        found.removeHandler(handler)
        with contextlib.suppress(OSError):  # of a file that is always full
            handler.close()
    logging.raiseExceptions = raises


def test_a_bug_goes_to_the_file(
    logger: logging.Logger, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    path = tmp_path / "logs" / "cocreate.log"
    assert log_to(path)
    report_bug(ValueError, ValueError("odd"), None)
    assert "odd" in path.read_text(encoding="utf-8")
    caplog.clear()


@pytest.mark.parametrize("path", ["file/cocreate.log", "folder"])
def test_a_file_that_cannot_be_written_is_no_trouble(
    logger: logging.Logger, tmp_path: Path, path: str
):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    before = list(logger.handlers)
    assert not log_to(tmp_path / path)
    assert logger.handlers == before


def test_a_full_disk_is_no_trouble(
    logger: logging.Logger, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no file that is always full")
    assert log_to(Path("/dev/full"))
    report_bug(ValueError, ValueError("odd"), None)
    assert capsys.readouterr().err == ""
    caplog.clear()
