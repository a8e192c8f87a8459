"""Proof bundles from the command line: write one, check one."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cocreate.cli.house import House, say
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import Level, gives_away
from cocreate.workspace.proving import ENDING, ProofRequest, prove
from cocreate.workspace.stamping import StampedExtras, goes_out, stamped_sentence

_ALTERED = 1
_ARCHIVE = b"PK\x03\x04"


def proof(arguments: Namespace, house: House) -> int:
    """Write a proof bundle."""
    given = Disclosure(Level(arguments.level), is_coarse=arguments.coarse_times)
    stamped = _stamped(arguments, house)
    request = ProofRequest(Path(arguments.output), given, tuple(map(Path, arguments.file)), stamped)
    with house.writing(Path(arguments.project)) as workspace:
        done = prove(workspace, request)
    say(f"Wrote {done.path}")
    say(gives_away(given.level, is_coarse=given.is_coarse))
    if done.key is None:
        say(
            "It is not signed, because there is no key: it can only be checked against its root,"
            " so give the root to the reader another way."
        )
    else:
        say(f"Signed with the key {done.key.fingerprint}.")
    if stamped is not None:
        say(
            f"Without a time stamp: {stamped.trouble}"
            if stamped.stamp is None
            else stamped_sentence(stamped.stamp)
        )
    return 0


def _stamped(arguments: Namespace, house: House) -> StampedExtras | None:
    """Return what asks for the time stamp that is wished, and say first what goes out."""
    if arguments.timestamp is None:
        return None
    known = house.preferences
    address = arguments.timestamp or known.settings.time_authority
    say(goes_out(address))
    known.set(replace(known.settings, time_authority=address))
    return StampedExtras(address, is_optional=arguments.or_without)


def is_bundle(path: Path) -> bool:
    """Whether a path is a proof bundle, packed or unpacked, rather than a project."""
    if path.suffix == ENDING or path.is_dir():
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_ARCHIVE)) == _ARCHIVE
    except OSError:
        return False


def verify_bundle(path: Path, key: str | None, exports: Sequence[Path], house: House) -> int:
    """Check a proof bundle as its own program would; return the exit code.

    Args:
        key: fingerprint or file of a key that is known; None: this computer's own, if there is one.
        exports: files that it should be about.
    """
    from cocreate.provenance.verifier import check_bundle  # noqa: PLC0415 - `proof` needs it not
    from cocreate.workspace.signing import key_place  # noqa: PLC0415 - loaded when it is first wanted

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
