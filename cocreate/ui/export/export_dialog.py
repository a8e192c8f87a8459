"""The dialog that sends the manuscript out: choices, preview, target, progress."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from cocreate.base.errors import CocreateError
from cocreate.formats.format_catalog import with_ending
from cocreate.ui.export.export_choices import Attachment, ExportChoices
from cocreate.ui.export.export_preview import ExportPreview
from cocreate.ui.export.previewing import Previewing
from cocreate.ui.panel_parts import GRID, button, column, give_size, label, row
from cocreate.ui.prompts import FileQuestion, Prompts, Question, typed_path
from cocreate.workspace.desk import Preferences
from cocreate.workspace.export_message import Made
from cocreate.workspace.export_run import ExportRun, begin
from cocreate.workspace.export_target import Attached, ReportPlace, Target
from cocreate.workspace.publish import Publish
from cocreate.workspace.workspace import Workspace

_LOOK_MS = 60


@dataclasses.dataclass(frozen=True, slots=True)
class Attachments:
    """Disclosures that can go along, and what one needs by its id."""

    names: tuple[Attachment, ...] = ()
    make: Callable[[str], Attached] | None = None


class ExportDialog(QDialog):
    """Chooses what to write where, shows it first, writes it beside the window."""

    exported = Signal(object)
    losses_met = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        prompts: Prompts,
        preferences: Preferences,
        attachments: Attachments = Attachments(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export with report"))
        self._workspace = workspace
        self._prompts = prompts
        self._preferences = preferences
        self._attachments = attachments
        self._writing: ExportRun | None = None
        self._agreed: Path | None = None
        self.choices = ExportChoices(preferences.settings, attachments.names)
        self.preview = ExportPreview()
        self.previewing = Previewing(workspace, self.preview)
        self._sides = QButtonGroup(self)
        for at, name in enumerate((self.tr("Manuscript"), self.tr("Report"))):
            self._sides.addButton(QRadioButton(name), at)
        has_report = self.choices.report is not ReportPlace.NONE
        self._sides.button(1).setEnabled(has_report)
        self._sides.button(1 if has_report else 0).setChecked(True)
        place = workspace.path.with_suffix(self.choices.exporter.ending)
        self._target = QLineEdit(str(place))
        self._target.setAccessibleName(self.tr("Target file"))
        self._trouble = label("", "trouble", wraps=True)
        self._trouble.hide()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("The export is being made"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.write_button = button(self.tr("Export"), "primary")
        self.write_button.setDefault(True)
        self._cancel = button(self.tr("Cancel"))
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._lay_out()
        self._connect()
        self._show_side()
        give_size(self, 1040, 700)
        self.choices.formats.setFocus()

    # -- What is chosen ------------------------------------------------------------------------

    def choose(self, form: int, report: int) -> None:
        """Choose format and report by their place."""
        self.choices.choose(form, report)

    def target(self) -> Path:
        """Return the file to be written."""
        return typed_path(self._target.text())

    def set_target(self, path: Path) -> None:
        """Name the file to be written."""
        self._target.setText(str(path))

    # -- Writing -------------------------------------------------------------------------------

    def write(self) -> None:
        """Begin to write everything; say why where it cannot be done."""
        self.previewing.stop()
        self._preferences.set(self.choices.kept_in(self._preferences.settings))
        try:
            target = self._whole_target()
            if not self._may_replace(target):
                self._show_side()
                return
            self._writing = begin(self._workspace, target)
        except CocreateError as error:
            self._say(error.sentence)
            return
        self._trouble.hide()
        self._show_writing(is_on=True)
        self._look.start()

    def _whole_target(self) -> Target:
        """Return what was chosen, with the text that goes along."""
        name = self.choices.attachment
        attached = self._attachments.make(name) if name and self._attachments.make else None
        return dataclasses.replace(self.choices.target(self.target()), attached=attached)

    def _may_replace(self, target: Target) -> bool:
        """Ask before files are replaced that the file chooser has not asked about."""
        there = [path for path in target.places if path != self._agreed and path.is_file()]
        if not there:
            return True
        names = ", ".join(f"“{path.name}”" for path in there)
        one = len(there) == 1
        question = Question(
            self.tr("Replace the file?") if one else self.tr("Replace the files?"),
            (
                self.tr("There is a file {names} already.")
                if one
                else self.tr("There are files {names} already.")
            ).format(names=names),
            self.tr("It is replaced once the new one is whole.")
            if one
            else self.tr("They are replaced once all new ones are whole."),
            yes=self.tr("Replace"),
            is_risky=True,
        )
        return self._prompts.ask(question)

    def stop(self) -> None:
        """Stop what is being written; nothing is written then. Else close."""
        if self._writing is None:
            self.reject()
            return
        self._writing.cancel()
        self._writing = None
        self._show_writing(is_on=False)
        self._show_side()

    def _finish(self, target: Target, made: Made) -> None:
        publish = Publish(self._workspace)
        written = publish.finish(target, made)
        self.accept()
        self.exported.emit(written)
        if made.losses:
            self.losses_met.emit(" ".join(made.losses))

    def _on_look(self) -> None:
        """See how far the process is."""
        if self._writing is not None:
            self._follow_writing(self._writing)
        else:
            self._look.stop()

    def _follow_writing(self, run: ExportRun) -> None:
        self.bar.setValue(round(100 * run.share))
        try:
            made = run.poll()
            if made is None:
                return
            self._writing = None
            self._show_writing(is_on=False)
            self._finish(run.target, made)
        except CocreateError as error:
            self._writing = None
            self._show_writing(is_on=False)
            self._say(error.sentence)

    def _show_writing(self, *, is_on: bool) -> None:
        self.bar.setVisible(is_on)
        self.bar.setValue(0)
        self.choices.setEnabled(not is_on)
        self.write_button.setEnabled(not is_on)
        self._cancel.setText(self.tr("Stop") if is_on else self.tr("Cancel"))

    @property
    def _shows_report(self) -> bool:
        return self._sides.checkedId() == 1

    def _show_side(self) -> None:
        """Show manuscript or report, as chosen."""
        self.previewing.begin(self.choices.target(self.target()), is_report=self._shows_report)

    def _on_changed(self) -> None:
        ending = self.choices.exporter.ending
        if self.target().suffix.lower() != ending:
            self._target.setText(str(with_ending(self.target(), ending)))
        has_report = self.choices.report is not ReportPlace.NONE
        self._sides.button(1).setEnabled(has_report)
        if not has_report:
            self._sides.button(0).setChecked(True)
        self.previewing.want(self.choices.target(self.target()), is_report=self._shows_report)

    def _on_browse(self) -> None:
        exporter = self.choices.exporter
        question = FileQuestion(
            self.tr("Export to"), self.target(), (f"{exporter.name} (*{exporter.ending})",)
        )
        chosen = self._prompts.choose_target(question)
        if chosen is not None:
            self._agreed = chosen
            self._target.setText(str(chosen))

    def _say(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.show()
        self._show_side()  # what was being shown was given up for the file

    def done(self, result: int) -> None:
        """Let everything go that is under way."""
        self._look.stop()
        self.previewing.stop()
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None
        self.preview.close_pages()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop first what is being written."""
        self.done(QDialog.DialogCode.Rejected)
        event.accept()

    def _connect(self) -> None:
        self.choices.changed.connect(self._on_changed)
        self._sides.idClicked.connect(self._show_side)
        self._look.timeout.connect(self._on_look)
        self.write_button.clicked.connect(self.write)
        self._cancel.clicked.connect(self.stop)

    def _lay_out(self) -> None:
        browse = button(self.tr("Choose…"))
        browse.clicked.connect(self._on_browse)
        scroll = QScrollArea()
        scroll.setWidget(self.choices)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(300)
        sides = row(label(self.tr("Preview"), "title"), 1, *self._sides.buttons(), gap=2 * GRID)
        right = column(sides, self.preview, gap=GRID)
        right.setStretch(1, 1)
        middle = row(scroll, right, gap=3 * GRID)
        middle.setStretch(1, 1)
        target = row(label(self.tr("To")), self._target, browse)
        buttons = row(self.bar, 1, self._cancel, self.write_button, gap=2 * GRID)
        buttons.setStretch(0, 3)
        body = column(middle, target, self._trouble, buttons, margin=2 * GRID, gap=2 * GRID)
        body.setStretch(0, 1)
        self.setLayout(body)
