"""The log for developers: bugs with their traces, never the writer's text, nor keys."""

from __future__ import annotations

import logging
from pathlib import Path
from types import TracebackType

_log = logging.getLogger("cocreate")


def log_to(path: Path) -> bool:
    """Send the log to a file from now on; tell whether it can be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        return False
    # A log that cannot be written is nothing to tell the writer about.
    logging.raiseExceptions = False
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    return True


def report_bug(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
    """Write a bug into the log."""
    _log.error("a bug", exc_info=(kind, bug, trace))
