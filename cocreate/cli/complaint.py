"""What the command line says when a command fails: one sentence, also of a bug."""

from __future__ import annotations

import os
import sys


def complain(sentence: str) -> None:
    """Print a sentence on standard error, on one line."""
    sys.stderr.write(" ".join(sentence.split()) + "\n")


def apology(bug: Exception) -> str:
    """Put a bug into the log for developers; return what the writer is told."""
    from cocreate.base.bug_log import log_to, report_bug  # noqa: PLC0415 - bugs are seldom
    from cocreate.store.user_files import UserFiles, default_home  # noqa: PLC0415 - bugs are seldom

    path = UserFiles(default_home(os.environ)).log_path
    sorry = f"Something in Cocreate went wrong ({type(bug).__name__})"
    if not log_to(path):
        return f"{sorry}, and “{path}” cannot be written to say more."
    report_bug(type(bug), bug, bug.__traceback__)
    return f"{sorry}; “{path}” says more to a developer."
