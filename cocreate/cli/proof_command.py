"""The command that writes a proof bundle."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from cocreate.cli.house import House, say
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import Level, gives_away
from cocreate.workspace.proving import ProofRequest, prove
from cocreate.workspace.stamping import StampedExtras, goes_out, stamped_sentence


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
