from __future__ import annotations

import pytest

from cocreate.base.settings import Settings
from cocreate.formats.format_catalog import EXPORTERS
from cocreate.formats.presets import Preset
from cocreate.ui.export.export_choices import ExportChoices, preset_name
from cocreate.workspace.export_target import Credentials, ReportFormat, ReportPlace


@pytest.fixture
def choices(qtbot):
    made = ExportChoices(Settings(contact=("Ada",), paper="letter", language="de"))
    qtbot.addWidget(made)
    made.show()
    return made


def choose(choices: ExportChoices, ending: str) -> None:
    places = [exporter.ending for exporter in EXPORTERS]
    choices.formats.setCurrentIndex(places.index(ending))


def test_what_was_chosen_last_is_there(choices):
    choose(choices, ".docx")
    options = choices.options()
    assert options.preset is Preset.MODERN
    assert options.contact == ("Ada",)
    assert (options.paper, options.language) == ("letter", "de")


def test_format_preset_and_report_are_those_of_the_last_time(choices, qtbot):
    choose(choices, ".pdf")
    choices.presets.setCurrentIndex(3)
    choices.reports[1].setChecked(True)
    kept = choices.kept_in(Settings())
    assert (kept.export_format, kept.export_preset) == (".pdf", "screenplay")
    assert kept.export_report == "appendix"
    assert (kept.contact, kept.paper, kept.language) == (("Ada",), "letter", "de")
    again = ExportChoices(kept)
    qtbot.addWidget(again)
    assert again.kept_in(Settings()) == kept
    odd = ExportChoices(Settings(export_format=".x", export_preset="x", export_report="x"))
    qtbot.addWidget(odd)
    assert odd.kept_in(Settings()) == Settings()


@pytest.mark.parametrize(
    ("ending", "review", "origins", "paper", "contact"),
    [
        (".md", True, False, False, False),
        (".html", False, True, False, False),
        (".docx", True, False, True, True),
        (".epub", False, False, False, False),
    ],
)
def test_only_what_a_format_knows_is_offered(choices, ending, review, origins, paper, contact):
    choose(choices, ending)
    assert choices.review.isVisible() == review
    assert choices.origins.isVisible() == origins
    assert choices.paper.isVisible() == paper
    assert choices.contact.isVisible() == contact


def test_one_dress_alone_is_no_choice(choices):
    for ending, is_choice in ((".epub", False), (".fountain", False), (".odt", True)):
        choose(choices, ending)
        assert choices.presets.isVisible() == is_choice


def test_suggestions_are_shown_only_by_formats_that_can(choices):
    choices.review.setChecked(True)
    assert choices.options().for_review
    choose(choices, ".epub")
    assert not choices.options().for_review


def test_the_report_beside_has_a_format_of_its_own(choices, tmp_path):
    choices.forms.setCurrentIndex(2)
    assert choices.target(tmp_path / "x.md").report_format is ReportFormat.PDF
    choices.choose(0, 0)
    target = choices.target(tmp_path / "x.md")
    assert (target.report, target.report_format) == (ReportPlace.NONE, None)
    assert not choices.forms.isVisible()


def test_each_choice_is_told(choices, qtbot):
    with qtbot.waitSignal(choices.changed):
        choices.contact.setPlainText("Bea")
    with qtbot.waitSignal(choices.changed):
        choices.title_page.click()
    with qtbot.waitSignal(choices.changed):
        choices.reports[0].setChecked(True)


def test_every_preset_has_a_name():
    assert len({preset_name(preset) for preset in Preset}) == len(Preset)


def test_credentials_are_off_and_inside_only_of_a_pdf(choices, tmp_path):
    assert choices.target(tmp_path / "x.md").credentials is Credentials.NONE
    assert not choices.no_training.isVisible()
    choose(choices, ".pdf")
    choices.credentials.setCurrentIndex(2)
    choices.credentials.activated.emit(2)
    choices.no_training.setChecked(True)
    assert choices.no_training.isVisible()
    assert "signer unknown" in choices.signer.text()
    target = choices.target(tmp_path / "x.pdf")
    assert (target.credentials, target.forbids_training) == (Credentials.INSIDE, True)
    choose(choices, ".docx")
    assert choices.credentials.count() == 2
    assert choices.target(tmp_path / "x.docx").credentials is Credentials.BESIDE
