"""What every test may ask for, and what none may leave behind or touch."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cocreate.workspace.opening import create
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def ids() -> CountingIds:
    return CountingIds()


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    return tmp_path / "book.cocreate"


@pytest.fixture
def workspace(project_path: Path, clock: FakeClock, ids: CountingIds) -> Iterator[Workspace]:
    """A new, empty project, open for writing."""
    opened = create(project_path, title="Book", writer="Writer", clock=clock, ids=ids)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the settings of whoever runs it."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("COCREATE_HOME", str(folder))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return folder


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test reach the network; those marked `local_server` may reach this machine."""
    is_local_allowed = request.node.get_closest_marker("local_server") is not None
    real = socket.socket.connect

    def connect(self: socket.socket, address: tuple[Any, ...] | str) -> None:
        is_file = self.family == getattr(socket, "AF_UNIX", None)
        host = address[0] if isinstance(address, tuple) else address
        if not is_file and not (is_local_allowed and host in _LOOPBACK):
            raise AssertionError(f"a test tried to reach {address!r}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning or leaves a thread of ours behind."""
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not [record.getMessage() for record in loud if record.name.startswith("cocreate")]
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("cocreate")]
    assert not left, f"threads were left behind: {left}"


class HoldingBot(QtBot):
    """Hold every widget of a test until it is closed.

    pytest-qt itself holds them weakly: a widget that only the test's own frame knew may be
    collected in the middle of an event of its child, and take the process with it.
    """

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        self._held: list[QWidget] = []

    def addWidget(self, widget: QWidget, **how: Any) -> None:  # noqa: N802 - the base class's name
        self._held.append(widget)
        super().addWidget(widget, **how)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[HoldingBot]:
    """A hand on widgets; the look that a test gives the whole program goes with it."""
    palette = QPalette(qapp.palette())
    yield HoldingBot(request)
    if qapp.styleSheet():
        qapp.setStyleSheet("")
        qapp.setPalette(palette)
