from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreate.cli.complaint import apology, complain


@pytest.fixture
def own_log() -> Iterator[None]:
    """Take the file out of the logger again."""
    logger, raises = logging.getLogger("cocreate"), logging.raiseExceptions
    before = list(logger.handlers)
    yield
    for handler in [each for each in logger.handlers if each not in before]:
        logger.removeHandler(handler)
        handler.close()
    logging.raiseExceptions = raises


def test_a_sentence_is_one_line(capsys: pytest.CaptureFixture[str]):
    complain("There is no file a\nb.")
    assert capsys.readouterr() == ("", "There is no file a b.\n")


@pytest.mark.usefixtures("own_log")
def test_the_trace_of_a_bug_goes_to_the_log(home: Path, caplog: pytest.LogCaptureFixture):
    said = apology(TypeError("odd"))
    log = home / "logs" / "cocreate.log"
    assert str(log) in said
    assert "TypeError: odd" in log.read_text(encoding="utf-8")
    caplog.clear()


@pytest.mark.usefixtures("own_log")
def test_a_bug_is_told_without_a_log_too(home: Path):
    (home / "logs").write_text("no folder", encoding="utf-8")
    assert "cannot be written" in apology(TypeError("odd"))
