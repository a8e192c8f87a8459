from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell


def test_the_manuscript_is_exported_and_what_was_written_is_named(shell: Shell, book: Path):
    target = shell.folder / "out.md"
    answer = shell.ok("export", book, "-o", target, "--report", "beside")
    assert answer.out.splitlines() == [
        f"Wrote {target}",
        f"Wrote {shell.folder / 'out.report.md'}",
    ]
    assert shell("export", book, "-o", shell.folder / "out.xyz").sentence
