from __future__ import annotations

import pytest

from cocreate.formats.docx_dress import dress_of, paper_of
from cocreate.formats.presets import ExportOptions, Preset

LETTER, A4 = 12240, 11906


@pytest.mark.parametrize(
    ("language", "paper", "width"),
    [
        ("en", "", LETTER),
        ("en-US", "", LETTER),
        ("es-MX", "", LETTER),
        ("en-GB", "", A4),
        ("de", "", A4),
        ("de", "letter", LETTER),
        ("en", "A4", A4),
    ],
)
def test_the_paper_is_what_is_usual_there(language, paper, width):
    assert paper_of(ExportOptions(language=language, paper=paper))[0] == width


def test_the_modern_manuscript_is_shunns():
    dress = dress_of(ExportOptions())
    assert (dress.font, dress.size, dress.line, dress.indent) == ("Times New Roman", 24, 480, 720)
    assert not dress.is_justified
    assert dress.text_width == LETTER - 2 * 1440
    assert dress.break_sign == "#"


def test_the_classic_one_is_typed_and_underlines():
    dress = dress_of(ExportOptions(Preset.CLASSIC))
    assert (dress.font, dress.underlines) == ("Courier New", True)


@pytest.mark.parametrize("preset", list(Preset))
def test_what_was_chosen_is_done(preset):
    options = ExportOptions(preset, has_title_page=False, has_contents=True, hyphenates=True)
    dress = dress_of(options)
    assert (dress.has_title_page, dress.has_contents, dress.hyphenates) == (False, True, True)
    assert dress.text_height > dress.text_width


def test_a_screenplay_has_its_margins():
    dress = dress_of(ExportOptions(Preset.SCREENPLAY))
    assert dress.margins[3] == 2160
    assert dress.is_screenplay
