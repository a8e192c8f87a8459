"""Manuscript and report out to files.

A window has exports made by a process of its own and only finishes them here, so what builds and
draws books and reports is loaded where that is done.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from cocreate.base.errors import ExportError
from cocreate.core.events import Exported
from cocreate.formats.atomic_file import write_files
from cocreate.formats.format_catalog import exporter_for
from cocreate.workspace.export_message import Made
from cocreate.workspace.export_target import Credentials, ReportFormat, ReportPlace, Target
from cocreate.workspace.workspace import Workspace

Progress = Callable[[int, int], None]


def _unwatched(_done: int, _total: int) -> None:
    """Take progress that nobody looks at."""


class Publish:
    """Write the open project out; each export is an event of the ledger."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.losses: tuple[str, ...] = ()

    def export(self, target: Target, progress: Progress = _unwatched) -> tuple[Path, ...]:
        """Write the manuscript, and the report where the target says; return what was written.

        What the format could not take stands in `losses` afterwards.

        Raises:
            ExportError: the format is unknown or the place cannot be written; nothing was changed.
        """
        from cocreate.workspace.exporting import make  # noqa: PLC0415 - a window only finishes

        exporter_for(target.path)
        self.check(target)
        self.prepare()
        made = make(self._workspace, target, progress)
        self.losses = made.losses
        return self.finish(target, made)

    def check(self, target: Target) -> None:
        """See that what goes along can be made.

        Raises:
            ExportError: it cannot.
        """
        if target.credentials is not Credentials.NONE:
            from cocreate.workspace.crediting import (  # noqa: PLC0415 - few exports need it
                check_credentials,
            )

            check_credentials(self._workspace, target)

    def prepare(self) -> None:
        """Write down and seal what there is, so that an export holds all of it."""
        if not self._workspace.is_read_only:
            self._workspace.close_burst()
            self._workspace.recorder.checkpoint()

    def finish(self, target: Target, made: Made) -> tuple[Path, ...]:
        """Put the files of an export in their places, all or none, and write down that it was made.

        Raises:
            ExportError: a place cannot be written; nothing was changed.
        """
        _spare_others(target, made.files)
        files = dict(made.files)
        if target.credentials is not Credentials.NONE:
            from cocreate.workspace.crediting import (  # noqa: PLC0415 - few exports need it
                with_credentials,
            )

            files = with_credentials(self._workspace, target, files)
        write_files(files, target.path.parent)  # pictures lie in a folder below it
        sha256 = hashlib.sha256(files[target.path]).hexdigest()
        report = "" if target.report is ReportPlace.NONE else target.report.value
        if not self._workspace.is_read_only:
            name = target.path.name
            self._workspace.record(
                Exported(made.format, report, name, f"sha256:{sha256}", made.head)
            )
        return tuple(files)

    def preview(self, target: Target) -> str:
        """Return the manuscript as it would be written, as text of the target's format."""
        from cocreate.workspace.exporting import make  # noqa: PLC0415 - a window only finishes

        return make(self._workspace, target, _unwatched).files[target.path].decode("utf-8")

    def report(self, form: ReportFormat) -> str:
        """Return the contribution report as it stands now, in a format that is text."""
        return self.report_bytes(form).decode("utf-8")

    def report_bytes(self, form: ReportFormat) -> bytes:
        """Return the contribution report as it stands now, as the bytes of a file.

        Raises:
            ExportError: a PDF is wanted and there is no PDF engine.
        """
        from cocreate.workspace.report_files import (  # noqa: PLC0415 - a window only finishes
            report_bytes,
        )

        return report_bytes(self._workspace, form)


def _spare_others(target: Target, files: Mapping[Path, bytes]) -> None:
    """Refuse to replace what nobody was asked about: a picture of the same name, perhaps.

    Raises:
        ExportError: another file stands where a picture goes.
    """
    own = (target.path, target.report_path, target.attached_path, target.credentials_path)
    for path, data in files.items():
        with contextlib.suppress(OSError):  # what cannot be read is told when it is written
            if path not in own and path.is_file() and path.read_bytes() != data:
                raise ExportError(
                    f"{path} is there already and is another picture; export into another folder."
                )
