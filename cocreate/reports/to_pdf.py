"""The report as a PDF of its own."""

from __future__ import annotations

import json

from cocreate.formats.typst_engine import Sheet, set_pdf
from cocreate.reports.report import Report
from cocreate.reports.to_typst import to_typst
from cocreate.reports.wording import clean

_A4 = (595.28, 841.89)


def to_pdf(report: Report, made_ms: int) -> bytes:
    """Return the report as an A4 PDF that is stamped with `made_ms`.

    Raises:
        ExportError: there is no PDF engine.
    """
    title = clean(report.title) or "Untitled"
    data = {
        "title": f"{title}: contribution report",
        "writer": clean(report.writer),
        "paper": list(_A4),
        "report": json.loads(to_typst(report)),
    }
    return set_pdf(Sheet("report-sheet", data), made_ms).data
