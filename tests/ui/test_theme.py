from __future__ import annotations

from dataclasses import fields
from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from cocreate.base.settings import Appearance, Face, Settings
from cocreate.core.origin import Contributor
from cocreate.ui import theme as look

THEMES = [look.LIGHT, look.DARK]


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    value = QColor(colour)
    return (
        0.2126 * linear(value.redF())
        + 0.7152 * linear(value.greenF())
        + 0.0722 * linear(value.blueF())
    )


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def as_deuteranope(colour: str) -> tuple[float, float, float]:
    value = QColor(colour)
    red, green, blue = value.redF(), value.greenF(), value.blueF()
    return (
        0.367 * red + 0.861 * green - 0.228 * blue,
        0.280 * red + 0.673 * green + 0.047 * blue,
        -0.012 * red + 0.043 * green + 0.969 * blue,
    )


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_is_one(theme):
    for field in fields(theme):
        value = getattr(theme, field.name)
        for colour in value if isinstance(value, tuple) else (value,):
            assert isinstance(colour, bool) or QColor.isValidColorName(colour)


@pytest.mark.parametrize("theme", THEMES)
def test_letters_can_be_read_on_every_ground(theme):
    for ground in (theme.page, theme.panel, theme.raised, theme.current, theme.selection):
        assert contrast(theme.ink, ground) >= 7
    for ground in (theme.page, theme.panel, theme.raised):
        for letters in (
            *(theme.dim, theme.added, theme.removed),
            *(theme.good, theme.bad, theme.warning, theme.accent),
        ):
            assert contrast(letters, ground) >= 4.5
    assert contrast(theme.dim, theme.current) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    for agent in theme.agents:
        assert contrast(agent, theme.page) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_what_can_be_pressed_or_has_a_meaning_stands_out_from_every_ground(theme):
    for ground in (theme.page, theme.panel, theme.raised):
        for colour in (
            *(theme.edge, theme.accent),
            *(theme.human, theme.ai, theme.tool, theme.unknown),
        ):
            assert contrast(colour, ground) >= 3


def shades(widget, colours: list[str]) -> list[str]:
    """Return which of the colours are in the picture of a widget, or as good as."""
    image = widget.grab().toImage()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    seen = {image.pixelColor(x, y).rgb() for x, y in places}
    return [colour for colour in colours if any(is_near(QColor(each), colour) for each in seen)]


def is_near(one: QColor, colour: str) -> bool:
    other = QColor(colour)
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(a - b) < 16 for a, b in parts)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_boxes_to_tick_have_an_outline_and_a_filling(qtbot, theme, kind):
    box = kind()
    qtbot.addWidget(box)
    box.setStyleSheet(look.stylesheet(theme))
    box.show()
    assert shades(box, [theme.edge, theme.accent]) == [theme.edge]
    box.setChecked(True)
    assert shades(box, [theme.edge, theme.accent]) == [theme.accent]
    assert shades(box, [theme.on_accent]) == [theme.on_accent]
    box.setEnabled(False)
    assert shades(box, [theme.accent]) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton, QPushButton, QLineEdit])
def test_who_has_the_keys_is_seen(qtbot, theme, kind):
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setStyleSheet(look.stylesheet(theme))
    other, box = QLineEdit(holder), kind(holder)
    other.resize(90, 30)
    box.setGeometry(0, 40, 90, 30)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    other.setFocus()
    assert shades(box, [theme.accent]) == []
    box.setFocus()
    assert shades(box, [theme.accent]) == [theme.accent]


def test_fields_of_every_kind_are_equally_high(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setStyleSheet(look.stylesheet(look.LIGHT))
    fields = [made(holder) for made in (QLineEdit, QComboBox, QSpinBox, QDateEdit)]
    heights = {field.sizeHint().height() for field in fields}
    assert len(heights) == 1


@pytest.mark.parametrize("theme", THEMES)
def test_contributors_stay_apart_without_red_and_green(theme):
    seen = [as_deuteranope(c) for c in (theme.human, theme.ai, theme.tool, theme.unknown)]
    for one, other in combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.12


def test_the_writers_choice_decides_light_or_dark(qapp):
    assert look.choose(Appearance.LIGHT, qapp) is look.LIGHT
    assert look.choose(Appearance.DARK, qapp) is look.DARK


def test_a_silent_system_is_taken_as_light(qapp):
    assert look.choose(Appearance.SYSTEM, qapp) is look.LIGHT


@pytest.mark.parametrize("theme", THEMES)
def test_each_contributor_has_its_colour(theme):
    colours = {look.contributor_colour(theme, contributor).name() for contributor in Contributor}
    assert colours == {theme.human, theme.ai, theme.tool, theme.unknown}
    assert set(look.CONTRIBUTOR_PATTERNS) == set(Contributor)


def test_an_agent_keeps_its_colour():
    first = look.agent_colour(look.LIGHT, "line-editor")
    assert first == look.agent_colour(look.LIGHT, "line-editor")
    assert first.name() in look.LIGHT.agents


@pytest.mark.parametrize("face", list(Face))
def test_the_face_is_one_that_the_machine_has(qapp, face):
    font = look.text_font(Settings(face=face, font_points=15))
    assert font.pointSize() == 15
    assert QFontInfo(font).family() == font.families()[0]
    assert look.caption_font(font).pointSizeF() < 15


def test_faded_colours_keep_their_hue():
    assert look.faded("#102030", 0.5).alphaF() == pytest.approx(0.5, abs=0.01)
    assert look.faded("#102030", 0.5).name() == "#102030"


def test_applying_a_theme_reaches_palette_and_style(qapp):
    before = (qapp.palette(), qapp.styleSheet())
    look.apply(qapp, look.DARK)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    assert application.palette().color(QPalette.ColorRole.Window).name() == look.DARK.panel
    assert look.DARK.page in application.styleSheet()
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])
