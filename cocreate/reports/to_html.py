"""The report as one page that a stranger can read, on a screen and on paper."""

from __future__ import annotations

from cocreate.reports.drawing import PATTERNS
from cocreate.reports.markup import escaped, name
from cocreate.reports.parts_process import (
    agents,
    checks,
    curation,
    effort_and_cost,
    limits,
    lineage,
    over_time,
)
from cocreate.reports.parts_text import scenes, surviving, work
from cocreate.reports.report import Report
from cocreate.reports.report_style import APPENDIX, PAGE, REPORT_STYLE
from cocreate.reports.wording import observed_sentence

APPENDIX_STYLE = REPORT_STYLE + APPENDIX
_LONG_TITLE = 60


def to_html(report: Report) -> str:
    """Return the report as one whole page without scripts or anything from elsewhere."""
    title = escaped(report.title) or "Untitled"
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Cocreate">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}: contribution report</title>\n"
        f"<style>{PAGE}{REPORT_STYLE}</style>\n"
        f"</head>\n<body>\n{to_appendix(report)}</body>\n</html>\n"
    )


def to_appendix(report: Report) -> str:
    """Return the report as markup to stand in another page, which needs APPENDIX_STYLE."""
    parts = (
        _title_block(report),
        surviving(report),
        work(report),
        scenes(report),
        over_time(report),
        agents(report),
        curation(report),
        effort_and_cost(report),
        lineage(report),
        limits(report),
        checks(report),
    )
    return f'<article class="cr" lang="en">\n{PATTERNS}{"".join(parts)}</article>\n'


def _title_block(report: Report) -> str:
    kind = ' class="cr-long"' if len(report.title) > _LONG_TITLE else ""
    writer = f'<p class="cr-by">by {name(report.writer)}</p>\n' if report.writer.strip() else ""
    return (
        '<header>\n<p class="cr-kicker">Contribution report</p>\n'
        f'<h1{kind} dir="auto">{escaped(report.title) or "Untitled"}</h1>\n{writer}'
        '<p class="cr-observed">'
        f"{observed_sentence(report.observed, report.surviving.coverage)}</p>\n"
        f'<p class="cr-first">{escaped(report.limits[0])}</p>\n</header>\n'
    )
