"""The contribution report as the bytes of a file."""

from __future__ import annotations

from cocreate.base.clock import to_ms
from cocreate.reports.to_html import to_html
from cocreate.reports.to_json import to_json
from cocreate.reports.to_markdown import to_markdown
from cocreate.workspace.export_target import ReportFormat
from cocreate.workspace.reporting import report_of
from cocreate.workspace.workspace import Workspace


def report_bytes(workspace: Workspace, form: ReportFormat) -> bytes:
    """Return the report as it stands now.

    Raises:
        ExportError: a PDF is wanted and there is no PDF engine.
    """
    made = report_of(workspace)
    match form:
        case ReportFormat.JSON:
            return to_json(made).encode()
        case ReportFormat.MARKDOWN:
            return to_markdown(made).encode()
        case ReportFormat.HTML:
            return to_html(made).encode()
        case ReportFormat.PDF:
            from cocreate.reports.to_pdf import to_pdf  # noqa: PLC0415 - brings the PDF engine

            return to_pdf(made, to_ms(workspace.clock.now()))
