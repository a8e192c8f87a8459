from __future__ import annotations

import pytest

from cocreate.workspace.export_target import ReportFormat
from cocreate.workspace.report_files import report_bytes
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


@pytest.mark.parametrize(
    ("form", "first"),
    [
        (ReportFormat.JSON, b"{"),
        (ReportFormat.MARKDOWN, b"#"),
        (ReportFormat.HTML, b"<!DOCTYPE html>"),
        (ReportFormat.PDF, b"%PDF-"),
    ],
)
def test_the_report_is_written_in_each_format(
    workspace: Workspace, scene: str, form: ReportFormat, first: bytes
):
    type_text(workspace, scene, "The sea.\n")
    assert report_bytes(workspace, form).startswith(first)
