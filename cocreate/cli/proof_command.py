"""Proof bundles from the command line: write one, check one."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from cocreate.cli.house import House, say
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import Level, gives_away
from cocreate.workspace.proving import ProofRequest, prove

_ALTERED = 1


def proof(arguments: Namespace, house: House) -> int:
    """Write a proof bundle."""
    given = Disclosure(Level(arguments.level), is_coarse=arguments.coarse_times)
    request = ProofRequest(Path(arguments.output), given, tuple(map(Path, arguments.file)))
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
    return 0


def verify_bundle(path: Path, key: str | None, house: House) -> int:
    """Check a proof bundle as its own program would; return the exit code."""
    from cocreate.provenance.verifier import check_bundle  # noqa: PLC0415 - `proof` needs it not
    from cocreate.workspace.signing import key_place  # noqa: PLC0415 - as above

    found = check_bundle(path, key)
    if key is None and found.key:
        own = key_place(house.preferences.user_files).find(found.origin)
        if own is not None and own.verifier.fingerprint == found.key:
            found = check_bundle(path, found.key)
    if found.code:
        sys.stderr.write(f"{found.sentence}\n")
    if found.code != _ALTERED:
        for line in found.lines:
            say(line)
    return found.code
