"""Make the files of an export from an open project, without putting them anywhere."""

from __future__ import annotations

from dataclasses import replace

from cocreate.base.clock import to_ms
from cocreate.base.errors import ExportError
from cocreate.formats.book import Progress
from cocreate.formats.format_catalog import exporter_for
from cocreate.reports.disclosure import as_text, disclose
from cocreate.reports.policy import read_policy
from cocreate.workspace.bookmaking import book_of, left_out
from cocreate.workspace.disclosing import Disclosing
from cocreate.workspace.export_mark import mark_of
from cocreate.workspace.export_message import Made
from cocreate.workspace.export_target import Attached, Credentials, ReportPlace, Target
from cocreate.workspace.report_files import report_bytes
from cocreate.workspace.workspace import Workspace

_STEPS = 100


def make(workspace: Workspace, target: Target, progress: Progress) -> Made:
    """Return the files of an export of the project as it stands.

    Raises:
        ExportError: the format is unknown, or cannot hold this manuscript.
    """
    exporter = exporter_for(target.path)
    chosen = target.options
    if chosen.preset is not None and chosen.preset not in exporter.presets:
        names = [f"“{preset.value}”" for preset in exporter.presets]
        choose = f"choose {' or '.join(names)}" if names else "it has no presets, so leave it out"
        raise ExportError(
            f"{exporter.name} cannot be dressed as “{chosen.preset.value}”; {choose}."
        )
    progress(0, _STEPS)
    has_appendix = target.report is ReportPlace.APPENDIX
    book = book_of(workspace, has_appendix=has_appendix, for_review=chosen.for_review)
    options = replace(
        chosen,
        made_ms=chosen.made_ms or to_ms(workspace.clock.now()),
        mark=chosen.mark
        or mark_of(workspace.project, workspace.state.seq, for_review=chosen.for_review),
    )
    rendered = exporter.render(book, options, progress)
    files = {target.path: rendered.data}
    files |= {target.path.parent / name: data for name, data in rendered.beside.items()}
    if target.report is ReportPlace.BESIDE:
        files[target.report_path] = report_bytes(workspace, target.beside)
    losses = rendered.losses
    if target.attached is not None:
        text, losses = _disclosed(workspace, target.attached, losses)
        files[target.attached_path] = text.encode()
    if target.credentials is not Credentials.NONE:
        from cocreate.workspace.crediting import credit_of  # noqa: PLC0415 - few exports need it

        files[target.credentials_path] = credit_of(workspace, target)
    if chosen.for_review and (hidden := left_out(workspace)):
        which = "1 suggestion overlaps" if hidden == 1 else f"{hidden} suggestions overlap"
        losses = (*losses, f"{which} others and could not be shown; decide these first.")
    return Made(exporter.name, files, losses, workspace.project.ledger.head())


def _disclosed(
    workspace: Workspace, attached: Attached, losses: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """Return the disclosure that goes along, and the losses with what is open in it."""
    measures = Disclosing(workspace, ()).measures()
    made = disclose(read_policy(attached.policy), measures, dict(attached.answers))
    if undecided := len(made.open_questions):
        which = "1 question" if undecided == 1 else f"{undecided} questions"
        left = f"The disclosure for {made.policy.title} leaves {which} undecided"
        losses = (*losses, f"{left}; answer under File, Disclosures, then export again.")
    return as_text(made), losses
