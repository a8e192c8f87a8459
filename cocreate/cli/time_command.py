"""The command about time away from the desk that the writer enters by hand: time."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path

from cocreate.base.errors import InputError
from cocreate.cli.house import House, say, write_out
from cocreate.workspace.away_time import AwayTime
from cocreate.workspace.describe import duration_text


def time(arguments: Namespace, house: House) -> int:
    """Enter time, take an entry back, or list what stands."""
    path = Path(arguments.project)
    if arguments.add is not None:
        with house.writing(path) as workspace:
            away = AwayTime(workspace)
            day = away.today() if arguments.on is None else _day(arguments.on)
            entry = away.enter(day, _seconds(arguments.add), arguments.what or "")
        say(f"Entered {duration_text(entry.seconds)} on {entry.day} as {entry.id}, as declared.")
        return 0
    if arguments.take_back is not None:
        with house.writing(path) as workspace:
            AwayTime(workspace).withdraw(arguments.take_back)
        say(f"Took {arguments.take_back} back; both entries stay in the history.")
        return 0
    with house.reading(path) as workspace:
        _list(AwayTime(workspace), as_json=arguments.json)
    return 0


def _list(away: AwayTime, *, as_json: bool) -> None:
    entries = away.entries()
    if as_json:
        rows = [asdict(entry) for entry in entries]
        for row in rows:
            del row["is_withdrawn"]
        write_out(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for entry in entries:
        say(f"{entry.id}  {entry.day}  {duration_text(entry.seconds)}  {entry.what}")
    total = duration_text(away.total_s())
    say(f"Declared in all: {total}." if entries else "No time was entered by hand.")


def _seconds(words: str) -> int:
    hours = re.fullmatch(r"(\d{1,2}):([0-5]\d)", words)
    if hours is None:
        raise InputError("Write the time as HOURS:MINUTES, for example --add 1:30.")
    return int(hours[1]) * 3600 + int(hours[2]) * 60


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as trouble:
        raise InputError("Write the day as YYYY-MM-DD, for example --on 2026-11-20.") from trouble
