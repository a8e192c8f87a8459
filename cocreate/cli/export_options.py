"""What the command line says of an export, as a target."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from cocreate.formats.presets import ExportOptions, Preset
from cocreate.workspace.export_target import Credentials, ReportFormat, ReportPlace, Target


def target_of(arguments: Namespace) -> Target:
    """Return the target that the arguments describe."""
    options = ExportOptions(
        preset=Preset(arguments.preset) if arguments.preset else None,
        language=arguments.language,
        for_review=arguments.for_review,
        shows_origins=arguments.origins,
        has_title_page=None if arguments.title_page else False,
        has_contents=None if arguments.contents else False,
        hyphenates=None if arguments.hyphens else False,
        contact=tuple(arguments.contact),
        surname=arguments.surname,
        short_title=arguments.short_title,
        paper=arguments.paper,
    )
    form = ReportFormat(arguments.report_format) if arguments.report_format else None
    return Target(
        Path(arguments.output),
        ReportPlace(arguments.report),
        options,
        form,
        credentials=Credentials(arguments.credentials),
        forbids_training=arguments.no_training,
    )
