"""What a writer chooses for an export: format, preset, how it is dressed, what goes along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from cocreate.base.settings import Settings
from cocreate.formats.format_catalog import EXPORTERS, Exporter
from cocreate.formats.presets import ExportOptions, Preset
from cocreate.ui.panel_parts import GRID, ChoiceBox, column, label
from cocreate.workspace.export_target import (
    SIGNER_UNKNOWN,
    Credentials,
    ReportFormat,
    ReportPlace,
    Target,
)

REPORTS = (ReportPlace.NONE, ReportPlace.APPENDIX, ReportPlace.BESIDE)
CREDENTIALS = (Credentials.NONE, Credentials.BESIDE, Credentials.INSIDE)
_FORMS = (None, ReportFormat.HTML, ReportFormat.PDF, ReportFormat.MARKDOWN, ReportFormat.JSON)
_PAPERS = ("", "a4", "letter")
_MANUSCRIPTS = (Preset.MODERN, Preset.CLASSIC)
_REVIEWED = (".docx", ".odt", ".md")
_CONTACT_LINES = 4


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text that can go along: its name, and the id by which it is asked for."""

    id: str
    title: str


class ExportChoices(QWidget):
    """The choices, each shown only where the format knows it."""

    changed = Signal()

    def __init__(self, settings: Settings, attachments: tuple[Attachment, ...] = ()) -> None:
        super().__init__()
        self._attachments = ("", *(entry.id for entry in attachments))
        self.formats = _box(_tr("Format"), [exporter.name for exporter in EXPORTERS])
        self.presets = _box(_tr("Dressed as"), [])
        self.title_page = QCheckBox(_tr("Title page"))
        self.contents = QCheckBox(_tr("Contents"))
        self.hyphens = QCheckBox(_tr("Hyphenate"))
        self.review = QCheckBox(_tr("Show open suggestions for review"))
        self.origins = QCheckBox(_tr("Mark who wrote what"))
        for box in (self.title_page, self.contents, self.hyphens):
            box.setChecked(True)
        self.language = QLineEdit(settings.language)
        self.language.setAccessibleName(_tr("Language of the text, such as en-GB"))
        self.paper = _box(_tr("Paper"), [_tr("As is usual for the language"), "A4", "US Letter"])
        self.paper.setCurrentIndex(_PAPERS.index(settings.paper) if settings.paper else 0)
        self.contact = QPlainTextEdit("\n".join(settings.contact))
        self.contact.setAccessibleName(_tr("Contact: name, address, mail, telephone"))
        self.contact.setTabChangesFocus(True)
        lines = self.contact.fontMetrics().lineSpacing() * _CONTACT_LINES
        self.contact.setFixedHeight(lines + 2 * GRID)
        self.reports = [
            QRadioButton(_tr("None")),
            QRadioButton(_tr("As an appendix of the manuscript")),
            QRadioButton(_tr("As a file of its own beside it")),
        ]
        self.forms = _box(
            _tr("Format of the report"),
            [_tr("As fits the manuscript"), "HTML", "PDF", "Markdown", "JSON"],
        )
        titles = [_tr("No disclosure"), *(entry.title for entry in attachments)]
        self.attached = _box(_tr("Disclosure that goes along"), titles)
        self.credentials = _box(_tr("Content Credentials"), [])
        self.signer = label(_tr(SIGNER_UNKNOWN), "caption", wraps=True)
        self.no_training = QCheckBox(_tr("They say: not for training machines"))
        self._lay_out()
        self._choose_as_last_time(settings)
        self._connect()
        self._show_what_applies()

    @property
    def exporter(self) -> Exporter:
        """The format chosen."""
        return EXPORTERS[self.formats.currentIndex()]

    @property
    def report(self) -> ReportPlace:
        """Where the report goes."""
        return next(
            place for place, radio in zip(REPORTS, self.reports, strict=True) if radio.isChecked()
        )

    @property
    def attachment(self) -> str:
        """The id of the text that goes along, or ""."""
        return self._attachments[self.attached.currentIndex()]

    def choose(self, form: int, report: int) -> None:
        """Choose format and report by their place."""
        self.formats.setCurrentIndex(form)
        self.reports[report].setChecked(True)

    def target(self, path: Path) -> Target:
        """Return everything chosen, for a file."""
        form = _FORMS[self.forms.currentIndex()] if self.report is ReportPlace.BESIDE else None
        credentials = CREDENTIALS[self.credentials.currentIndex()]
        return Target(
            path,
            self.report,
            self.options(),
            form,
            credentials=credentials,
            forbids_training=self.no_training.isChecked(),
        )

    def options(self) -> ExportOptions:
        """Return how the manuscript is dressed."""
        exporter = self.exporter
        preset = exporter.presets[self.presets.currentIndex()] if exporter.presets else None
        return ExportOptions(
            preset=preset,
            language=self.language.text().strip() or "en",
            for_review=self.review.isChecked() and exporter.ending in _REVIEWED,
            shows_origins=self.origins.isChecked(),
            has_title_page=None if self.title_page.isChecked() else False,
            has_contents=None if self.contents.isChecked() else False,
            hyphenates=None if self.hyphens.isChecked() else False,
            contact=self.contact_lines() if preset in _MANUSCRIPTS else (),
            paper=_PAPERS[self.paper.currentIndex()],
        )

    def kept_in(self, settings: Settings) -> Settings:
        """Return settings that hold what was chosen, for the next time."""
        preset = self.options().preset
        return replace(
            settings,
            contact=self.contact_lines(),
            paper=_PAPERS[self.paper.currentIndex()],
            language=self.language.text().strip() or "en",
            export_format=self.exporter.ending,
            export_preset=preset.value if preset is not None else "",
            export_report=self.report.value,
        )

    def contact_lines(self) -> tuple[str, ...]:
        """Return the lines of the contact block that say something."""
        lines = self.contact.toPlainText().splitlines()
        return tuple(line.strip() for line in lines if line.strip())

    def _choose_as_last_time(self, settings: Settings) -> None:
        endings = [exporter.ending for exporter in EXPORTERS]
        if settings.export_format in endings:
            self.formats.setCurrentIndex(endings.index(settings.export_format))
        self._show_presets()
        presets = [preset.value for preset in self.exporter.presets]
        if settings.export_preset in presets:
            self.presets.setCurrentIndex(presets.index(settings.export_preset))
        places = [place.value for place in REPORTS]
        known = settings.export_report in places
        self.reports[places.index(settings.export_report) if known else 2].setChecked(True)

    def _connect(self) -> None:
        self.formats.currentIndexChanged.connect(self._on_format_changed)
        self.presets.activated.connect(self._on_changed)
        for box in (self.paper, self.forms, self.attached, self.credentials):
            box.activated.connect(self._on_changed)
        for check in (self.title_page, self.contents, self.hyphens, self.review, self.origins):
            check.clicked.connect(self._on_changed)
        for radio in self.reports:
            radio.toggled.connect(self._on_report_toggled)
        self.language.editingFinished.connect(self._on_changed)
        self.contact.textChanged.connect(self._on_changed)

    def _on_format_changed(self) -> None:
        self._show_presets()
        self._on_changed()

    def _on_report_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - a Qt slot
        if is_on:
            self._on_changed()

    def _on_changed(self) -> None:
        self._show_what_applies()
        self.changed.emit()

    def _show_presets(self) -> None:
        self.presets.clear()
        self.presets.addItems([preset_name(preset) for preset in self.exporter.presets])
        chosen = max(self.credentials.currentIndex(), 0)
        places = [_tr("No Content Credentials"), _tr("Attach them as a file beside it")]
        if self.exporter.ending == ".pdf":
            places.append(_tr("Attach them inside the PDF"))
        self.credentials.clear()
        self.credentials.addItems(places)
        self.credentials.setCurrentIndex(min(chosen, len(places) - 1))

    def _show_what_applies(self) -> None:
        exporter = self.exporter
        preset = self.options().preset
        is_book = not exporter.is_text or exporter.ending == ".html"
        is_manuscript = preset in _MANUSCRIPTS
        shown = {
            self._dressed: len(exporter.presets) > 1,
            self.title_page: is_book and not is_manuscript and preset is not Preset.SCREENPLAY,
            self.contents: is_book and not is_manuscript and preset is not Preset.SCREENPLAY,
            self.hyphens: is_book and not is_manuscript and preset is not Preset.SCREENPLAY,
            self.review: exporter.ending in _REVIEWED,
            self.origins: exporter.ending == ".html",
            self._spoken: is_book,
            self._papers: exporter.ending in (".docx", ".odt", ".pdf"),
            self._contacts: is_manuscript,
            self.forms: self.report is ReportPlace.BESIDE,
            self.no_training: self.credentials.currentIndex() > 0,
            self.signer: self.credentials.currentIndex() > 0,
        }
        for widget, is_shown in shown.items():
            widget.setVisible(is_shown)

    def _lay_out(self) -> None:
        self._dressed = _named(_tr("Dressed as"), self.presets)
        self._spoken = _named(_tr("Language"), self.language)
        self._papers = _named(_tr("Paper"), self.paper)
        self._contacts = _named(_tr("Contact"), self.contact)
        self.setLayout(
            column(
                label(_tr("Manuscript"), "title"),
                _named(_tr("Format"), self.formats),
                self._dressed,
                column(self.review, self.title_page, self.contents, self.hyphens, gap=4),
                self.origins,
                self._spoken,
                self._papers,
                self._contacts,
                label(_tr("Contribution report"), "title"),
                column(*self.reports, gap=4),
                self.forms,
                label(_tr("Disclosure"), "title"),
                self.attached,
                label(_tr("Content Credentials"), "title"),
                self.credentials,
                self.no_training,
                self.signer,
                1,
                gap=GRID + 2,
            )
        )


def preset_name(preset: Preset) -> str:
    """Return what a preset is called."""
    return {
        Preset.MODERN: _tr("Standard manuscript, modern"),
        Preset.CLASSIC: _tr("Standard manuscript, classic"),
        Preset.PAPERBACK: _tr("Trade paperback"),
        Preset.WEB: _tr("Web page"),
        Preset.READER: _tr("E-reader"),
        Preset.SCREENPLAY: _tr("Screenplay"),
    }[preset]


def _box(name: str, items: list[str]) -> QComboBox:
    made = ChoiceBox()
    made.setAccessibleName(name)
    made.addItems(items)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(10)
    return made


def _named(name: str, widget: QWidget) -> QWidget:
    held = QWidget()
    held.setLayout(column(label(name, "caption"), widget, gap=2))
    return held


def _tr(words: str) -> str:
    return QCoreApplication.translate("ExportChoices", words)
