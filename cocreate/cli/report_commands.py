"""Commands about the whole: report, sittings, history."""

from __future__ import annotations

import dataclasses
import json
from argparse import Namespace
from pathlib import Path

from cocreate.base.counting import counted
from cocreate.cli.house import House, say, write_out
from cocreate.formats.atomic_file import write_file
from cocreate.workspace.describe import duration_text, money_text
from cocreate.workspace.export_target import ReportFormat
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
