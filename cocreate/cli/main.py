"""Words on the command line into commands, and every trouble into one sentence."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from cocreate.cli.complaint import apology, complain
from cocreate.cli.usage import parse

_HERE = "cocreate.cli"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or (len(words) == 1 and _is_path(words[0])):
        return _run(_opening(*words))
    return _run(parse(words))


def _is_path(word: str) -> bool:
    """Tell whether a word can be nothing but a file: no command has a dot or slash in its name."""
    return not word.startswith("-") and ("." in word or "/" in word or os.sep in word)


def _opening(project: str | None = None) -> argparse.Namespace:
    """Return what `open` is parsed to; the window does not wait for all commands to be told."""
    return argparse.Namespace(
        command="open", project=project, module="window_commands", function="open_window"
    )


def _run(arguments: argparse.Namespace) -> int:
    """Run a command; whatever happens is one sentence, also while its parts are still loaded."""
    try:
        return _told(arguments)
    except BrokenPipeError:
        # Whoever read us has closed: point standard output elsewhere so that exit stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        complain("Stopped.")
    except Exception as bug:  # noqa: BLE001 - the edge of the program: a bug is told, too
        complain(apology(bug))
    return 1


def _told(arguments: argparse.Namespace) -> int:
    """Run a command; a trouble that the writer can be told about is told."""
    # What is loaded now stays: looking through it for garbage would only make the start longer.
    gc.disable()
    from cocreate.base.errors import CocreateError  # noqa: PLC0415 - --help needs none of it
    from cocreate.cli.house import this_house  # noqa: PLC0415 - --help needs none of it

    command: Callable[..., int] = getattr(
        import_module(f"{_HERE}.{arguments.module}"), arguments.function
    )
    gc.enable()
    try:
        return command(arguments, this_house(os.environ))
    except CocreateError as trouble:
        complain(trouble.sentence)
        return 1
