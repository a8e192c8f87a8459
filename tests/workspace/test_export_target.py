from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.workspace.export_target import (
    Attached,
    Credentials,
    ReportFormat,
    ReportPlace,
    Target,
)


@pytest.mark.parametrize(
    ("name", "form", "beside"),
    [
        ("o.txt", None, "o.report.txt"),
        ("o.docx", None, "o.report.html"),
        ("o.pdf", None, "o.report.pdf"),
        ("o.md", ReportFormat.JSON, "o.report.json"),
        ("o.HTM", ReportFormat.HTML, "o.report.HTM"),
    ],
)
def test_a_report_beside_is_named_after_its_format(
    name: str, form: ReportFormat | None, beside: str
):
    assert Target(Path(name), ReportPlace.BESIDE, report_format=form).report_path.name == beside


def test_the_files_that_it_makes_are_known_before():
    assert Target(Path("o.md")).places == (Path("o.md"),)
    whole = Target(
        Path("o.md"),
        ReportPlace.BESIDE,
        attached=Attached(Path("policy.json")),
        credentials=Credentials.BESIDE,
    )
    assert [path.name for path in whole.places] == [
        "o.md", "o.report.md", "o.disclosure.txt", "o.md.c2pa"
    ]  # fmt: skip
    assert Target(Path("/")).places == ()


def test_a_text_that_goes_along_is_named_after_the_manuscript():
    assert Target(Path("a/o.md")).attached_path == Path("a/o.disclosure.txt")
