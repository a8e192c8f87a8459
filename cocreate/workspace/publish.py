"""Manuscript and report out to files.

What builds and draws reports is imported when the first one is wanted: the window has to be there
before it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cocreate.core.events import Exported
from cocreate.workspace.workspace import Workspace


class ReportFormat(StrEnum):
    """How a report is written."""

    JSON = "json"
    MARKDOWN = "md"
    HTML = "html"


class ReportPlace(StrEnum):
    """Where the report goes with an export."""

    NONE = "none"
    APPENDIX = "appendix"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Target:
    """Where an export goes; the format follows the ending of `path`."""

    path: Path
    report: ReportPlace = ReportPlace.NONE

    @property
    def report_path(self) -> Path:
        """Where a report beside the manuscript goes: STEM.report.EXT."""
        return self.path.with_name(f"{self.path.stem}.report{self.path.suffix}")


class Publish:
    """Write the open project out; each export is an event of the ledger."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def export(self, target: Target) -> tuple[Path, ...]:
        """Write the manuscript, and the report where the target says; return what was written.

        Raises:
            ExportError: the format is unknown or the place cannot be written; nothing was changed.
        """
        from cocreate.formats.atomic_file import write_files  # noqa: PLC0415 - see above
        from cocreate.formats.format_catalog import HTML, exporter_for  # noqa: PLC0415 - see above
        from cocreate.workspace.bookmaking import book_of  # noqa: PLC0415 - see above

        exporter = exporter_for(target.path)
        self._workspace.close_burst()
        self._workspace.recorder.checkpoint()
        rendered = exporter.render(
            book_of(self._workspace, has_appendix=target.report is ReportPlace.APPENDIX)
        )
        files = {target.path: rendered.data}
        files |= {target.path.parent / name: data for name, data in rendered.beside.items()}
        if target.report is ReportPlace.BESIDE:
            form = ReportFormat.HTML if exporter is HTML else ReportFormat.MARKDOWN
            files[target.report_path] = self.report(form).encode("utf-8")
        write_files(files)
        sha256 = hashlib.sha256(files[target.path]).hexdigest()
        head = self._workspace.project.ledger.head()
        report = "" if target.report is ReportPlace.NONE else target.report.value
        self._workspace.record(
            Exported(exporter.name, report, target.path.name, f"sha256:{sha256}", head)
        )
        return tuple(files)

    def preview(self, target: Target) -> str:
        """Return the manuscript as it would be written, as text of the target's format."""
        from cocreate.formats.format_catalog import exporter_for  # noqa: PLC0415 - see above
        from cocreate.workspace.bookmaking import book_of  # noqa: PLC0415 - see above

        return (
            exporter_for(target.path)
            .render(book_of(self._workspace, has_appendix=target.report is ReportPlace.APPENDIX))
            .data.decode("utf-8")
        )

    def report(self, form: ReportFormat) -> str:
        """Return the contribution report as it stands now."""
        from cocreate.reports.to_html import to_html  # noqa: PLC0415 - see above
        from cocreate.reports.to_json import to_json  # noqa: PLC0415 - see above
        from cocreate.reports.to_markdown import to_markdown  # noqa: PLC0415 - see above
        from cocreate.workspace.reporting import report_of  # noqa: PLC0415 - see above

        made = report_of(self._workspace)
        match form:
            case ReportFormat.JSON:
                return to_json(made)
            case ReportFormat.MARKDOWN:
                return to_markdown(made)
            case ReportFormat.HTML:
                return to_html(made)
