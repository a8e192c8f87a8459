from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cocreate.reports.report import FIXED_SENTENCE, AgentRow, CostRow, KeptRow, Lineage, Report
from cocreate.reports.to_html import APPENDIX_STYLE, to_appendix, to_html
from tests.reports.samples import imported, novel, untouched

GOLDEN = Path(__file__).parents[1] / "golden"
HOSTILE = "\"><script>alert(1)</script><img src=x onerror='y'>\x1b[31m\u2028&lt;"


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)
        self.ids.extend(value for name, value in attrs if name == "id" and value)
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


def _hostile() -> Report:
    report = novel()
    scenes = tuple(replace(row, title=HOSTILE, chapter=HOSTILE) for row in report.scenes)
    agent = AgentRow(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1, 1, 1, 0, 0)
    row = CostRow(HOSTILE, 1, 1, 1, (), 1)
    cost = replace(
        report.cost, by_agent=(row,), by_model=(row,), by_scene=(row,), prices=(HOSTILE,)
    )
    return replace(
        report,
        title=HOSTILE,
        writer=HOSTILE,
        app_version=HOSTILE,
        scenes=scenes,
        agents=(agent,),
        cost=cost,
        lineage=Lineage(1, 1, (KeptRow("id", HOSTILE, HOSTILE, 1, 0),)),
        head=HOSTILE,
        limits=(HOSTILE,),
    )


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (novel, "report.html"),
        (untouched, "report-untouched.html"),
        (imported, "report-imported.html"),
    ],
)
def test_the_report_is_the_page_it_always_was(make, name):
    assert to_html(make()) == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("make", [novel, untouched, imported, _hostile])
def test_every_element_is_closed_and_every_anchor_is_one(make):
    page = _Page(to_html(make()))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))


def test_no_name_can_ever_bring_in_markup():
    clean, dirty = _Page(to_html(novel())), _Page(to_html(_hostile()))
    assert set(dirty.tags) <= set(clean.tags)
    assert dirty.attributes <= clean.attributes
    assert "script" not in dirty.tags
    assert "\x1b" not in dirty.words
    assert "<script>alert(1)</script>" in dirty.words


@pytest.mark.parametrize("make", [novel, untouched, imported])
def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(make):
    text = to_html(make())
    page = _Page(text)
    assert set(page.tags).isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert not any(name.startswith("on") or name in {"src", "href"} for name in page.attributes)
    assert not re.search(r"@import|@font-face|https?://", text)
    assert set(re.findall(r"url\(([^)]*)\)", text)) <= {
        *("#cr-human", "#cr-human-declared", "#cr-ai", "#cr-ai-declared"),
        *("#cr-tool", "#cr-unknown"),
    }


def test_what_was_observed_and_the_limit_stand_first():
    words = " ".join(_Page(to_html(novel())).words.replace("\u00a0", " ").split())
    first = words.index("Observed in Cocreate between 1 October 2026 and 17 November 2026")
    assert first < words.index(FIXED_SENTENCE[:40]) < words.index("74–82 %")


def test_under_half_observed_no_percentage_is_a_headline():
    text = to_html(imported())
    assert 'class="cr-number"' not in text
    assert 'class="cr-range"' not in text
    assert "no share is given as a headline" in text


def test_names_keep_their_direction_to_themselves():
    assert '<bdi dir="auto">אור בחלון</bdi>' in to_html(novel())


def test_a_long_title_is_set_smaller():
    assert '<h1 class="cr-long" dir="auto">' in to_html(replace(novel(), title="word " * 20))


def test_everything_drawn_has_words_for_those_who_do_not_see_it():
    drawings = re.findall(r"<svg[^>]*>", to_html(novel()))
    assert all("aria-label=" in one or "aria-hidden=" in one for one in drawings)


def test_the_appendix_is_the_same_report_with_styles_that_touch_nothing_else():
    report = novel()
    assert to_appendix(report) in to_html(report)
    rules = re.sub(r"@media[^{]*\{", "", re.sub(r"/\*.*?\*/", "", APPENDIX_STYLE, flags=re.DOTALL))
    for selectors in re.findall(r"([^{}]+)\{", rules):
        for selector in selectors.split(","):
            assert re.match(r"\s*(\.cr\b|\.cr-|ul\.cr-)", selector), selector


def test_a_match_that_was_not_looked_for_is_not_called_none():
    assert "not looked for in this report" in to_html(novel())
    assert "1 open, 2 confirmed as retyped, 0 disputed" in to_html(imported())
