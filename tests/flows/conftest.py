"""Commands as a shell would call them, and a page at which a writer sits, for the flows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.cli.conftest import Shell
from tests.flows.desk import Desk, new_desk


@pytest.fixture
def shell(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Shell:
    return Shell(capfdbinary, tmp_path)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """The page of a new project whose writer is called Writer."""
    del qtbot
    made = new_desk(tmp_path)
    yield made
    made.close()
    QGuiApplication.clipboard().clear()
