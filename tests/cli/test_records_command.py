from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell
from tests.provenance.record_readers import read_prov, read_trace


def test_records_are_written_in_both_forms(shell: Shell, book: Path):
    target = shell.folder / "trace.json"
    assert shell.ok("records", book, "-o", target, "--form", "agent-trace").out.startswith("Wrote")
    (conversation,) = read_trace(target.read_bytes())["files"][0]["conversations"]
    assert conversation["contributor"] == {"type": "unknown"}
    shell.ok("records", book, "-o", target, "--form", "prov")
    assert read_prov(target.read_bytes())["entity"]["cocreate:manuscript"]["prov:label"] == "Story"


def test_a_record_that_cannot_be_written_is_one_sentence(shell: Shell, book: Path):
    answer = shell("records", book, "-o", shell.folder / "no" / "x.json", "--form", "prov")
    assert answer.sentence
    assert shell("records", book, "-o", "x").code == 2
