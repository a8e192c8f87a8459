"""What else could hold a text and its past, played the same trace: Loro, pycrdt, and git.

None of them is a part of Cocreate or needed by it. Loro and pycrdt are measured where the Python
that runs the benchmark can import them, git where the program is on the path; who is missing is
said to be missing. None of the three knows who put a character there.
"""

from __future__ import annotations

import importlib
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Patch = tuple[int, int, str]

_HOUR_S = 3600
_FIRST_S = 1_600_000_000
_GIT = ("git", "-c", "gc.auto=0", "-c", "core.compression=9")


@dataclass(frozen=True, slots=True)
class Played:
    """What playing a trace took.

    Args:
        seconds: process CPU time; None where it was not measured.
        size: bytes of what it keeps; likewise.
        note: what the figures are about, or why there are none.
    """

    name: str
    seconds: float | None
    size: int | None
    note: str


def rivals(start: str, end: str, patches: Sequence[Patch]) -> list[Played]:
    """Play a trace in Loro and in pycrdt, operation by operation."""
    return [
        _played("loro", _loro, start, end, patches),
        _played("pycrdt", _pycrdt, start, end, _in_bytes(start, patches)),
    ]


def _played(name: str, play: Any, start: str, end: str, patches: Sequence[Patch]) -> Played:
    try:
        module = importlib.import_module(name)
    except ImportError:
        return Played(name, None, None, "not installed here (pip install loro pycrdt)")
    seconds, text, size, note = play(module, start, patches)
    if text != end:
        return Played(name, None, None, "came to another text")
    return Played(name, seconds, size, note)


def _loro(loro: Any, start: str, patches: Sequence[Patch]) -> tuple[float, str, int, str]:
    began = time.process_time()
    document = loro.LoroDoc()
    text = document.get_text("text")
    text.insert(0, start)
    for position, removed, inserted in patches:
        if removed:
            text.delete(position, removed)
        if inserted:
            text.insert(position, inserted)
    document.commit()
    seconds = time.process_time() - began
    snapshot = document.export(loro.ExportMode.Snapshot())
    return seconds, text.to_string(), len(snapshot), "its snapshot, with history"


def _pycrdt(pycrdt: Any, start: str, patches: Sequence[Patch]) -> tuple[float, str, int, str]:
    began = time.process_time()
    document = pycrdt.Doc()
    text = document.get("text", type=pycrdt.Text)
    text.insert(0, start)
    for position, removed, inserted in patches:
        if removed:
            del text[position : position + removed]
        if inserted:
            text.insert(position, inserted)
    seconds = time.process_time() - began
    return seconds, str(text), len(document.get_update()), "its update, without removed words"


def _in_bytes(start: str, patches: Sequence[Patch]) -> list[Patch]:
    """Return patches whose places are counted in UTF-8 bytes, as pycrdt wants them."""
    text = start
    made: list[Patch] = []
    is_plain = start.isascii() and all(inserted.isascii() for *_, inserted in patches)
    if is_plain:
        return list(patches)
    for position, removed, inserted in patches:
        end = position + removed
        place = len(text[:position].encode())
        made.append((place, len(text[position:end].encode()), inserted))
        text = f"{text[:position]}{inserted}{text[end:]}"
    return made


def hourly(start: str, patches: Sequence[Patch], times: Sequence[float], every: int) -> list[str]:
    """Return the text as it stood at the end of each hour in which something was done.

    Args:
        times: seconds of each patch, or all the same where the trace has no clock.
        every: how many operations stand for an hour where there is no clock.
    """
    has_clock = len(set(times)) > 1
    hours = [
        int(at_s // _HOUR_S) if has_clock else number // every for number, at_s in enumerate(times)
    ]
    versions: list[str] = []
    text = start
    for number, (position, removed, inserted) in enumerate(patches):
        text = f"{text[:position]}{inserted}{text[position + removed :]}"
        if number + 1 == len(patches) or hours[number + 1] != hours[number]:
            versions.append(text)
    return versions


def git_size(folder: Path, versions: Sequence[str], note: str) -> Played:
    """Keep versions in a new git repository, packed as tightly as it can; return its size."""
    if shutil.which("git") is None:
        return Played("git", None, None, "not installed here")
    folder.mkdir()
    _git(folder, "init", "-q", ".")
    _git(folder, "fast-import", "--quiet", given=b"".join(_commits(versions)))
    _git(folder, "repack", "-q", "-a", "-d", "-f", "--depth=250", "--window=250")
    objects = folder / ".git" / "objects" / "pack"
    size = sum(path.stat().st_size for path in objects.iterdir())
    shutil.rmtree(folder)
    return Played("git", None, size, f"{len(versions):,} versions, {note}")


def _commits(versions: Sequence[str]) -> Iterator[bytes]:
    for number, text in enumerate(versions):
        data = text.encode()
        yield (
            (
                f"commit refs/heads/main\ncommitter Writer <> {_FIRST_S + number * _HOUR_S} +0000\n"
                f"data 0\nM 100644 inline text.md\ndata {len(data)}\n"
            ).encode()
            + data
            + b"\n"
        )


def _git(folder: Path, *words: str, given: bytes | None = None) -> None:
    subprocess.run([*_GIT, *words], cwd=folder, input=given, check=True, capture_output=True)
