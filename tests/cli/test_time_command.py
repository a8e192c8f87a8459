from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


def test_time_is_entered_listed_and_taken_back(shell: Shell, book: Path):
    assert "No time was entered" in shell.ok("time", book).out
    given = ("--add", "1:30", "--on", "2025-11-20", "--what", "walking the plot")
    said = shell.ok("time", book, *given).out
    assert said.startswith("Entered 1 h 30 min on 2025-11-20 as ")
    shell.ok("time", book, "--add", "0:45", "--what", "the archive")
    rows = shell.ok("time", book, "--json").document
    assert rows[0] == {
        "id": rows[0]["id"],
        "day": "2025-11-20",
        "seconds": 5400,
        "what": "walking the plot",
    }
    assert [row["seconds"] for row in rows] == [5400, 2700]
    listed = shell.ok("time", book).out
    assert "2025-11-20  1 h 30 min  walking the plot" in listed
    assert "Declared in all: 2 h 15 min." in listed
    effort = shell.ok("report", book, "--format", "json").document["effort"]
    assert effort["declared_s"] == 8100
    assert effort["active_s"] < 60
    assert "both entries stay" in shell.ok("time", book, "--take-back", rows[0]["id"]).out
    assert [row["seconds"] for row in shell.ok("time", book, "--json").document] == [2700]
    kinds = [row["kind"] for row in shell.ok("history", book, "--json").document]
    assert kinds.count("time_declared") == 3
    shell.ok("verify", book)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (("--add", "90", "--what", "x"), "HOURS:MINUTES"),
        (("--add", "1:00", "--on", "soon", "--what", "x"), "YYYY-MM-DD"),
        (("--add", "1:00"), "what the time was for"),
        (("--take-back", "time-9"), "no time entered"),
    ],
)
def test_what_cannot_be_understood_is_said_so(
    shell: Shell, book: Path, given: tuple[str, ...], why: str
):
    assert why in shell("time", book, *given).sentence
    assert shell.ok("time", book, "--json").document == []
