from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cocreate.reports.report_style import REPORT_STYLE
from cocreate.reports.to_html import to_appendix
from cocreate.reports.to_typst import to_typst
from tests.reports.samples import imported, novel, untouched

GOLDEN = Path(__file__).parents[1] / "golden"
SHEET = Path(__file__).parents[2] / "resources" / "typst" / "report.typ"


class _Words(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.feed(text)

    def handle_data(self, data):
        self.words += data


def _nodes(inside):
    for node in inside:
        if not isinstance(node, str):
            yield node
            yield from _nodes(node["inside"])


def _words(inside) -> str:
    return "".join(one if isinstance(one, str) else _words(one["inside"]) for one in inside)


def test_the_data_is_what_it_always_was():
    assert to_typst(novel()) + "\n" == (GOLDEN / "report-pdf.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("make", [novel, untouched, imported])
def test_it_holds_every_word_of_the_page_and_no_other(make):
    spaces = re.compile(r"\s+")
    page = spaces.sub("", _Words(to_appendix(make())).words)
    assert spaces.sub("", _words(json.loads(to_typst(make())))) == page


def test_every_drawing_keeps_its_measures_and_the_words_for_those_who_do_not_see_it():
    nodes = list(_nodes(json.loads(to_typst(novel()))))
    drawings = [node for node in nodes if node["tag"] == "svg"]
    hidden = {"cr-defs", "cr-swatch"}
    assert all("alt" in one or hidden & set(one["kinds"]) for one in drawings)
    bars = [node for node in nodes if "cr-stretch" in node["kinds"]]
    assert {bar["fill"] for bar in bars} == {
        *("cr-human", "cr-human-declared", "cr-ai", "cr-ai-declared", "cr-tool", "cr-unknown"),
    }
    assert any(bar["width"][1] for bar in bars)
    assert any(
        node["tag"] == "text" and node["anchor"] == "end" for node in nodes if "anchor" in node
    )
    assert {node["span"] for node in nodes if "span" in node} == {5}


def test_the_sheet_has_the_colours_of_the_page():

    sheet = SHEET.read_text(encoding="utf-8")
    for name in ("human", "ai", "tool", "unknown"):
        light = re.search(rf"--{name}: (#[0-9a-f]+)", REPORT_STYLE)
        assert light is not None
        assert f'{name}: rgb("{light[1]}")' in sheet
    for part in re.findall(r"--part\d: (#[0-9a-f]+)", REPORT_STYLE)[:5]:
        assert part in sheet
