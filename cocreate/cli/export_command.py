"""The command that writes the manuscript to a file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from cocreate.cli.export_options import target_of
from cocreate.cli.house import House, say
from cocreate.workspace.export_target import SIGNER_UNKNOWN, Credentials
from cocreate.workspace.publish import Publish


def export(arguments: Namespace, house: House) -> int:
    """Write the manuscript to a file."""
    target = target_of(arguments)
    with house.writing(Path(arguments.project)) as workspace:
        publish = Publish(workspace)
        written = publish.export(target)
    for path in written:
        say(f"Wrote {path}")
    for loss in publish.losses:
        say(loss)
    if target.credentials is not Credentials.NONE:
        say(SIGNER_UNKNOWN)
    return 0
