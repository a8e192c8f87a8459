from __future__ import annotations

import json
from dataclasses import replace

from cocreate.core.events import Entry, OriginsDeclared, SceneRemoved
from cocreate.core.origin import TYPED, Contributor, Fragment, Method, Span, origin, plain
from cocreate.reports.declared import declarations_of
from cocreate.reports.report import DeclaredRow
from cocreate.reports.to_html import to_html
from cocreate.reports.to_json import to_json
from cocreate.reports.to_markdown import to_markdown
from tests.reports.samples import novel

HUMAN, AI = Contributor.HUMAN, Contributor.AI


def declared(explanation: str, by: Contributor, size: int, typed: int = 0, scene: str = "s"):
    spans = (Span(size, origin(by, Method.DECLARED)), Span(typed, TYPED))
    content = Fragment("x" * (size + typed), tuple(span for span in spans if span.length))
    return OriginsDeclared(scene, 0, content, explanation)


def rows(*events) -> tuple[DeclaredRow, ...]:
    return declarations_of(Entry(seq, seq, "t", event) for seq, event in enumerate(events, 1))


def test_explanations_are_gathered_with_what_they_are_about():
    assert rows(
        declared("my notebook", HUMAN, 40, typed=2),
        SceneRemoved("s"),
        declared("a chatbot", AI, 9),
        declared("my notebook", HUMAN, 2),
        declared("my notebook", AI, 5),
    ) == (
        DeclaredRow("my notebook", HUMAN, 2, 42),
        DeclaredRow("my notebook", AI, 1, 5),
        DeclaredRow("a chatbot", AI, 1, 9),
    )


def test_what_was_taken_back_does_not_count_until_it_is_done_again():
    one, other = declared("a letter", HUMAN, 7), declared("a letter", HUMAN, 4, scene="t")
    back = OriginsDeclared("s", 0, plain("x" * 7, TYPED), "Taken back: a letter")
    assert rows(one, other, back) == (DeclaredRow("a letter", HUMAN, 1, 4),)
    assert rows(one, other, back, one) == (DeclaredRow("a letter", HUMAN, 2, 11),)
    assert rows(one, back) == ()


def test_the_report_lists_them_in_every_format():
    row = DeclaredRow("from *her* <letter>", AI, 2, 1_234)
    made = replace(novel(), declarations=(row,))
    assert json.loads(to_json(made))["declarations"] == [
        {
            "explanation": "from *her* <letter>",
            "contributor": "ai",
            "passages": 2,
            "characters": 1_234,
        }
    ]
    told = to_markdown(made)
    assert r"“from \*her\* \<letter\>”: AI, declared; 2 passages of 1,234 characters" in told
    assert "from *her* &lt;letter&gt;" in to_html(made)
    less = replace(made, surviving=replace(made.surviving, coverage=0.2))
    assert "from *her* &lt;letter&gt;" in to_html(less)


def test_an_answer_to_a_match_is_no_declaration():
    accepted = plain("words", origin(AI, Method.ACCEPTED, "s-1"))
    assert rows(OriginsDeclared("s", 0, accepted, "Confirmed: typed again.")) == ()


def test_an_explanation_may_begin_like_an_undo():
    assert rows(declared("Taken back: my own line", HUMAN, 3)) == (
        DeclaredRow("Taken back: my own line", HUMAN, 1, 3),
    )
