"""Commands about the whole: report, export, sessions, history, verify."""

from __future__ import annotations

import dataclasses
import json
from argparse import Namespace
from pathlib import Path

from cocreate.base.counting import counted
from cocreate.base.errors import InputError
from cocreate.cli.house import House, say, write_out
from cocreate.formats.atomic_file import write_file
from cocreate.store.verify import verify_project
from cocreate.workspace.describe import duration_text, money_text
from cocreate.workspace.export_target import SIGNER_UNKNOWN, Credentials, ReportFormat
from cocreate.workspace.publish import Publish
from cocreate.workspace.sessions import SessionRow, Sessions


def report(arguments: Namespace, house: House) -> int:
    """Print or write the contribution report."""
    target = Path(arguments.output) if arguments.output else None
    form = ReportFormat(arguments.format)
    with house.reading(Path(arguments.project)) as workspace:
        rendered = Publish(workspace).report_bytes(form)
    if target is None:
        write_out(rendered.decode("utf-8").removesuffix("\n") + "\n")
    else:
        write_file(target, rendered)
    return 0


def export(arguments: Namespace, house: House) -> int:
    """Write the manuscript to a file."""
    from cocreate.cli.export_options import target_of  # noqa: PLC0415 - no other command needs it

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


def sessions(arguments: Namespace, house: House) -> int:
    """List the sittings."""
    with house.reading(Path(arguments.project)) as workspace:
        rows = Sessions(workspace).rows()
    if arguments.json:
        document = [_session_row(row) for row in rows]
        write_out(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        return 0
    for row in rows:
        costs = ", ".join(money_text(money) for money in row.costs) or "no cost"
        say(
            f"{row.began}  active {duration_text(row.active_s)}  "
            f"+{row.words_added} -{counted(row.words_removed, 'word')}  "
            f"{row.offered} offered, {row.accepted} accepted, {row.rejected} rejected  {costs}"
        )
    return 0


def _session_row(row: SessionRow) -> dict[str, object]:
    return {
        "id": row.id,
        "began": row.began,
        "ended": row.ended or None,
        "active_s": row.active_s,
        "words_added": row.words_added,
        "words_removed": row.words_removed,
        "suggestions": {
            "offered": row.offered,
            "accepted": row.accepted,
            "rejected": row.rejected,
        },
        "cost": {
            "known": [{"currency": money.currency, "micros": money.micros} for money in row.costs],
            "unpriced_calls": row.unpriced_calls,
        },
    }


def history(arguments: Namespace, house: House) -> int:
    """List the ledger's events, oldest first."""
    with house.reading(Path(arguments.project)) as workspace:
        scene = workspace.find_scene(arguments.scene).id if arguments.scene else None
        rows = Sessions(workspace).events(scene=scene)
    if arguments.json:
        document = [dataclasses.asdict(row) for row in rows]
        write_out(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        return 0
    for row in rows:
        say(f"{row.seq:6} {row.at} {row.session} {row.kind} {row.contributor}  {row.summary}")
    return 0


def verify(arguments: Namespace, house: House) -> int:
    """Check a project from end to end, or a proof bundle."""
    from cocreate.cli.proof_command import is_bundle, verify_bundle  # noqa: PLC0415 - as below
    from cocreate.provenance.keys import seal_problem  # noqa: PLC0415 - no other command checks
    from cocreate.provenance.signed_note import read_key  # noqa: PLC0415 - loaded when it is first wanted
    from cocreate.workspace.signing import key_place  # noqa: PLC0415 - loaded when it is first wanted

    path = Path(arguments.file)
    exports = tuple(map(Path, arguments.exports))
    if is_bundle(path):
        return verify_bundle(path, arguments.key, exports, house)
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
