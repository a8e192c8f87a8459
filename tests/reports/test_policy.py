from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cocreate.base.errors import InputError
from cocreate.base.resources import resource_path
from cocreate.reports.policy import Basis, Condition, read_policy

SHIPPED = sorted(resource_path("policies").glob("*.json"))
SMALL = {
    "id": "small",
    "title": "A small shop",
    "who": "the shop",
    "checked_on": "2026-11-01",
    "source": "its page",
    "basis": "read",
    "summary": "Asks one thing.",
    "check": "Read the page.",
    "definitions": [{"term": "AI", "meaning": "a model"}],
    "questions": [
        {
            "id": "used",
            "text": "Was AI used?",
            "options": [
                {"id": "yes", "label": "Yes", "when": [["ai_use", ">", 0]]},
                {"id": "no", "label": "No", "when": [["ai_use", "=", 0]], "claims_absence": True},
            ],
        },
        {"id": "cover", "text": "The cover?", "options": [{"id": "own", "label": "My own"}]},
    ],
    "statements": [
        {
            "title": "Statement",
            "sentences": [
                {"text": "AI: {ai_use}.", "basis": "recorded", "answers": {"used": "yes"}},
                {"text": "No AI.", "basis": "recorded", "answers": {"used": "no"}},
                {"text": "Cover: own.", "basis": "declared", "answers": {"cover": "own"}},
            ],
        }
    ],
}


def write(folder: Path, **changes: object) -> Path:
    path = folder / "small.json"
    path.write_text(json.dumps(SMALL | changes), encoding="utf-8")
    return path


def test_a_policy_is_read_whole(tmp_path: Path):
    policy = read_policy(write(tmp_path))
    assert policy.checked_on == date(2026, 11, 1)
    assert policy.definitions == (("AI", "a model"),)
    used, cover = policy.questions
    assert used.is_recorded
    assert not cover.is_recorded
    no = used.option("no")
    assert no is not None
    assert no.claims_absence
    assert no.when == (Condition("ai_use", "=", 0),)
    assert used.option("perhaps") is None
    (template,) = policy.templates
    assert template.sentences[0].places == ("ai_use",)
    assert template.sentences[2].basis is Basis.DECLARED


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_policy_is_dated_named_after_its_file_and_says_to_check(path: Path):
    policy = read_policy(path)
    assert policy.id == path.stem
    assert policy.checked_on.year >= 2026
    assert "Read" in policy.check
    assert policy.definitions
    assert any(question.is_recorded for question in policy.questions)
    assert any(not question.is_recorded for question in policy.questions)


def test_the_shops_guilds_offices_journals_and_prizes_are_there():
    assert {path.stem for path in SHIPPED} >= {
        *("amazon-kdp", "authors-guild", "us-copyright", "eu-ai-act-50"),
        *("icmje", "wga", "clarkesworld", "nebula"),
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"checked_on": "soon"},
        {"questions": [{"id": "x"}]},
        {"questions": "none"},
        {"title": 4},
        {"questions": []},
        {"definitions": [1]},
        {"statements": [{"title": "S", "sentences": [{"text": "x", "basis": "felt"}]}]},
        {"statements": [{"title": "S", "sentences": [
            {"text": "x", "basis": "recorded", "when": [["ai_use", "~", 1]]}]}]},
        {"statements": [{"title": "S", "sentences": [
            {"text": "{ai_use.measure}", "basis": "recorded"}]}]},
        {"statements": [{"title": "S", "sentences": [
            {"text": "x", "declared": "{", "basis": "recorded"}]}]},
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_policy_is_said(tmp_path: Path, changes: dict[str, object]):
    with pytest.raises(InputError, match=r"small\.json is not complete or not right"):
        read_policy(write(tmp_path, **changes))


def test_what_is_no_json_or_not_there_or_too_large_is_said(tmp_path: Path):
    path = tmp_path / "p.json"
    with pytest.raises(InputError, match="cannot be read"):
        read_policy(path)
    path.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        read_policy(path)
    path.write_text(" " * 1_000_001, encoding="utf-8")
    with pytest.raises(InputError, match="too large"):
        read_policy(path)


def test_a_sentence_may_say_something_else_where_it_rests_on_the_writers_word(tmp_path: Path):
    sentence = {"text": "{ai_use:time}", "declared": "{title}", "basis": "recorded"}
    made = read_policy(write(tmp_path, statements=[{"title": "S", "sentences": [sentence]}]))
    ((found,),) = [template.sentences for template in made.templates]
    assert found.places == ("ai_use", "title")
    assert found.words(Basis.RECORDED) == "{ai_use:time}"
    assert found.words(Basis.DECLARED) == "{title}"
