from __future__ import annotations

import re

from cocreate.reports.report_style import APPENDIX, PAGE, REPORT_STYLE

STYLE = PAGE + REPORT_STYLE + APPENDIX


def test_the_style_asks_for_nothing_from_elsewhere():
    assert not re.search(r"url\(|@import|@font-face|</", STYLE)
    assert STYLE.count("{") == STYLE.count("}")


def test_every_colour_has_its_dark_twin():
    light, dark = (
        set(re.findall(r"--([a-z0-9-]+):", part))
        for part in (
            REPORT_STYLE.split("@media")[0],
            REPORT_STYLE.split("dark)")[1].split("@media print")[0],
        )
    )
    assert light <= dark | {"card"}


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_can_be_read_on_the_page_in_light_and_dark():
    for part in (
        REPORT_STYLE.split("@media")[0],
        REPORT_STYLE.split("dark)")[1].split("@media print")[0],
    ):
        colours = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", part))
        for ink in ("ink", "soft"):
            assert _contrast(colours[ink], colours["paper"]) > 4.5
        for number in ("on-human", "on-ai"):
            assert _contrast(colours[number], colours["card"]) > 3


def test_the_origins_differ_in_lightness_too():
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", REPORT_STYLE.split("@media")[0]))
    assert _contrast(colours["human"], colours["ai"]) > 2.5
    assert _contrast(colours["human"], colours["unknown"]) > 4
