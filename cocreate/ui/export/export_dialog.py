"""The dialog that sends the manuscript out: format, report, preview, target."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cocreate.base.errors import CocreateError
from cocreate.ui.panel_parts import GRID, SafeText, button, column, label, row
from cocreate.ui.prompts import FileQuestion, Prompts
from cocreate.workspace.publish import Publish, ReportFormat, ReportPlace, Target

FORMATS = (("Markdown", ".md"), ("HTML", ".html"))
REPORTS = (ReportPlace.NONE, ReportPlace.APPENDIX, ReportPlace.BESIDE)
_PREVIEW_LIMIT = 60_000


class ExportDialog(QDialog):
    """Chooses what to write where, shows the report first, writes it."""

    exported = Signal(object)

    def __init__(
        self, publish: Publish, prompts: Prompts, target: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export with report"))
        self._publish = publish
        self._prompts = prompts
        self._formats = self._choices([name for name, _ in FORMATS])
        self._reports = self._choices(
            [
                self.tr("No report"),
                self.tr("As an appendix of the manuscript"),
                self.tr("As a file of its own beside it"),
            ]
        )
        self._target = QLineEdit(str(target.with_suffix(FORMATS[0][1])))
        self._target.setAccessibleName(self.tr("Target file"))
        self._trouble = label("", "trouble", wraps=True)
        self._trouble.hide()
        self._preview_title = label("", "caption")
        self._preview = SafeText(0, part="paper")
        self._preview.setAccessibleName(self.tr("Preview of the report"))
        self._lay_out()
        self._formats.idClicked.connect(self._on_format_chosen)
        self._reports.idClicked.connect(self._show_preview)
        self._formats.button(0).setChecked(True)
        self._reports.button(2).setChecked(True)
        self._show_preview()
        self.resize(980, 660)

    def choose(self, form: int, report: int) -> None:
        """Choose format and report by their place."""
        self._formats.button(form).setChecked(True)
        self._reports.button(report).setChecked(True)
        self._on_format_chosen()
        self._show_preview()

    def target(self) -> Path:
        """Return the file to be written."""
        return Path(self._target.text()).expanduser()

    def set_target(self, path: Path) -> None:
        """Name the file to be written."""
        self._target.setText(str(path))

    def write(self) -> None:
        """Write everything; say why where it cannot be done."""
        report = REPORTS[self._reports.checkedId()]
        try:
            files = self._publish.export(Target(self.target(), report))
        except CocreateError as error:
            self._trouble.setText(error.sentence)
            self._trouble.show()
            return
        self.accept()
        self.exported.emit(files)

    def _show_preview(self) -> None:
        place = REPORTS[self._reports.checkedId()]
        try:
            if place is ReportPlace.NONE:
                text = self._publish.preview(Target(self.target().with_suffix(".md")))
            else:
                text = self._publish.report(ReportFormat.MARKDOWN)
        except CocreateError as error:
            text = error.sentence
        self._preview.show_markdown(text[:_PREVIEW_LIMIT])
        self._preview_title.setText(
            self.tr("The manuscript, as it will read")
            if place is ReportPlace.NONE
            else self.tr("The report, as it will read")
        )

    def _on_format_chosen(self) -> None:
        ending = FORMATS[self._formats.checkedId()][1]
        self._target.setText(str(self.target().with_suffix(ending)))

    def _on_browse(self) -> None:
        name, ending = FORMATS[self._formats.checkedId()]
        question = FileQuestion(self.tr("Export to"), self.target(), (f"{name} (*{ending})",))
        chosen = self._prompts.choose_target(question)
        if chosen is not None:
            self._target.setText(str(chosen))

    def _choices(self, names: list[str]) -> QButtonGroup:
        group = QButtonGroup(self)
        for at, name in enumerate(names):
            group.addButton(QRadioButton(name), at)
        return group

    def _lay_out(self) -> None:
        browse = button(self.tr("Choose…"))
        browse.clicked.connect(self._on_browse)
        buttons = QDialogButtonBox()
        write = buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        write.setProperty("part", "primary")
        write.setDefault(True)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.write)
        buttons.rejected.connect(self.reject)
        left = column(
            self._group(self.tr("Format"), self._formats),
            self._group(self.tr("Contribution report"), self._reports),
            label(
                self.tr(
                    "The report says who wrote what, as far as it was observed, with the time "
                    "and the money it took."
                ),
                "caption",
                wraps=True,
            ),
            1,
            gap=3 * GRID,
        )
        side = QWidget()
        side.setFixedWidth(290)
        side.setLayout(left)
        right = column(self._preview_title, self._preview)
        middle: QHBoxLayout = row(side, right, gap=3 * GRID)
        middle.setStretch(1, 1)
        target = row(label(self.tr("To")), self._target, browse)
        body = column(middle, target, self._trouble, buttons, margin=2 * GRID, gap=2 * GRID)
        body.setStretch(0, 1)
        self.setLayout(body)
        self.setTabOrder(self._preview, self._target)
        self.setTabOrder(self._target, browse)

    def _group(self, title: str, group: QButtonGroup) -> QVBoxLayout:
        head = label(title, "title")
        head.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return column(head, *group.buttons(), gap=6)
