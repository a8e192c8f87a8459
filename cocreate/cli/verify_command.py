"""The command that checks a project, or a proof bundle."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from cocreate.base.counting import counted
from cocreate.base.errors import InputError
from cocreate.cli.house import House, say
from cocreate.provenance.keys import seal_problem
from cocreate.provenance.signed_note import read_key
from cocreate.provenance.verifier import check_bundle
from cocreate.store.verify import verify_project
from cocreate.workspace.proving import ENDING
from cocreate.workspace.signing import key_place

_ALTERED = 1
_ARCHIVE = b"PK\x03\x04"


def verify(arguments: Namespace, house: House) -> int:
    """Check a project from end to end, or a proof bundle."""
    path = Path(arguments.file)
    exports = tuple(map(Path, arguments.exports))
    if _is_bundle(path):
        return _verify_bundle(path, arguments.key, exports, house)
    if arguments.key is not None or exports:
        raise InputError("Keys and files are compared with a proof bundle, not with a project.")
    result = verify_project(path, seal_problem)
    if not result.ok:
        raise InputError(result.first_problem or "Something was altered.")
    say(f"Intact: {counted(result.events, 'event')}, and the manuscript is what they give.")
    say(f"{counted(result.checkpoints, 'checkpoint')}, {result.signed} of them signed.")
    place = key_place(house.preferences.user_files)
    for key in map(read_key, result.keys):
        own = place.find(key.name)
        is_known = own is not None and own.verifier == key
        note = "this computer has it" if is_known else "it is not known on this computer"
        say(f"Signed with the key {key.fingerprint}: {note}.")
    for seq in result.forgotten:
        say(f"Words were taken out of the record on demand: see event {seq}.")
    return 0


def _is_bundle(path: Path) -> bool:
    """Whether a path is a proof bundle, packed or unpacked, rather than a project."""
    if path.suffix == ENDING or path.is_dir():
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_ARCHIVE)) == _ARCHIVE
    except OSError:
        return False


def _verify_bundle(path: Path, key: str | None, exports: Sequence[Path], house: House) -> int:
    """Check a proof bundle as its own program would; return the exit code.

    Args:
        key: fingerprint or file of a key that is known; None: this computer's own, if there is one.
        exports: files that it should be about.
    """
    found = check_bundle(path, key, exports)
    if key is None and found.key:
        own = key_place(house.preferences.user_files).find(found.origin)
        if own is not None and own.verifier.fingerprint == found.key:
            found = check_bundle(path, found.key, exports)
    if found.code:
        sys.stderr.write(f"{found.sentence}\n")
    if found.code != _ALTERED:
        for line in found.lines:
            say(line)
    return found.code
