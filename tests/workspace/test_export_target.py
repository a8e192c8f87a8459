from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.workspace.export_target import ReportFormat, ReportPlace, Target


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


def test_a_text_that_goes_along_is_named_after_the_manuscript():
    assert Target(Path("a/o.md")).attached_path == Path("a/o.disclosure.txt")
