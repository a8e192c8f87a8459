"""Makes the preview of an export in a process of its own, anew whenever a choice changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from cocreate.base.errors import CocreateError
from cocreate.ui.export.export_preview import ExportPreview
from cocreate.workspace.export_message import Made
from cocreate.workspace.export_run import ExportRun, begin
from cocreate.workspace.export_target import ReportFormat, ReportPlace, Target
from cocreate.workspace.workspace import Workspace

_LOOK_MS = 60
_QUIET_MS = 350
_PDF = ".pdf"


class Previewing(QObject):
    """One preview at a time; a new one stops the one before."""

    def __init__(self, workspace: Workspace, preview: ExportPreview) -> None:
        super().__init__(preview)
        self._workspace = workspace
        self._preview = preview
        self._run: ExportRun | None = None
        self._wanted: tuple[Target, bool] | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._on_quiet)

    @property
    def is_busy(self) -> bool:
        """Whether a preview is being made, or will be in a moment."""
        return self._run is not None or self._quiet.isActive()

    def want(self, chosen: Target, *, is_report: bool) -> None:
        """Make a preview as soon as the choices have rested for a moment."""
        self._wanted = (chosen, is_report)
        self._quiet.start()

    def begin(self, chosen: Target, *, is_report: bool) -> None:
        """Make a preview now: of the manuscript, or of the report."""
        self.stop()
        if self._workspace.is_closed:
            return
        try:
            self._run = begin(self._workspace, _seen(chosen, is_report=is_report))
        except CocreateError as error:
            self._preview.show_trouble(error.sentence)
            return
        self._preview.show_progress(0.0)
        self._look.start()

    def stop(self) -> None:
        """Make none any more."""
        self._quiet.stop()
        self._look.stop()
        if self._run is not None:
            self._run.cancel()
            self._run = None
        self._preview.show_progress(None)

    def _on_quiet(self) -> None:
        if self._wanted is not None:
            chosen, is_report = self._wanted
            self.begin(chosen, is_report=is_report)

    def _on_look(self) -> None:
        if self._run is None:
            return
        run = self._run
        self._preview.show_progress(run.share)
        try:
            made = run.poll()
        except CocreateError as error:
            self._end()
            self._preview.show_trouble(error.sentence)
            return
        if made is not None:
            self._end()
            self._show(run.target, made)

    def _end(self) -> None:
        self._run = None
        self._look.stop()
        self._preview.show_progress(None)

    def _show(self, target: Target, made: Made) -> None:
        if target.path.suffix == _PDF:
            self._preview.show_pdf(made.files[target.path])
        elif target.report is ReportPlace.BESIDE:
            words = made.files[target.report_path].decode()
            self._preview.show_text(self.tr("The report, as it will read"), words)
        else:
            words = made.files[target.path].decode()
            self._preview.show_text(self.tr("The manuscript, as it will read"), words)


def _seen(chosen: Target, *, is_report: bool) -> Target:
    """Return what is made to be looked at: the very PDF, else the words as Markdown."""
    if is_report:
        return Target(Path("preview.md"), ReportPlace.BESIDE, report_format=ReportFormat.MARKDOWN)
    if chosen.path.suffix.lower() != _PDF:
        return Target(Path("preview.md"))
    is_inside = chosen.report is ReportPlace.APPENDIX
    inside = ReportPlace.APPENDIX if is_inside else ReportPlace.NONE
    return Target(Path("preview.pdf"), inside, chosen.options)
