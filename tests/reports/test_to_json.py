from __future__ import annotations

import json
from pathlib import Path

import pytest

from cocreate.reports.to_json import as_dict, to_json
from tests.reports.samples import imported, novel, untouched

GOLDEN = Path(__file__).parents[1] / "golden"

# The shape that the contract fixes: a value stands for its type, a list for what it lists.
CONTRACT = {
    "version": 1,
    "project": {"title": "", "writer": ""},
    "observed": {"from": "", "to": ""},
    "text": {"sha256": "", "characters": 0, "words": 0},
    "surviving": {
        "unit": "",
        "total": 0,
        "coverage": 1.0,
        "mixed_words": 0,
        "classes": [{"contributor": "", "method": "", "characters": 0, "words": 0}],
        "human": {"low": 0.0, "high": 0.0},
        "ai": {"low": 0.0, "high": 0.0},
    },
    "characters": {"human": 0, "ai": 0, "tool": 0, "unknown": 0},
    "work": [{"contributor": "", "method": "", "inserted": 0, "removed": 0}],
    "undone": {"inserted": 0, "removed": 0},
    "moves": {"count": 0, "characters": 0},
    "lineage": {
        "sentences": 0,
        "with_ai": 0,
        "suggestions": [{"id": "", "offered_words": 0, "kept_words": 0}],
    },
    "matches": {"open": 0, "confirmed": 0, "disputed": 0},
    "curation": dict.fromkeys(
        (*("offered", "accepted", "partial", "edited"), *("rejected", "pending", "stale", "loose")),
        0,
    ),
    "effort": {
        "idle_limit_s": 120,
        "active_s": 0,
        "writing_s": 0,
        "reviewing_s": 0,
        "prompting_s": 0,
        "reading_s": 0,
        "agents_s": 0,
        "away_s": 0,
    },
    "cost": {
        "calls": 0,
        "input_tokens": 0,
        "output_tokens": 0,
        "known": [{"currency": "USD", "micros": 0}],
        "unpriced_calls": 0,
        "by_agent": [],
        "by_model": [],
        "by_scene": [],
    },
    "ledger": {"events": 0, "head": ""},
    "limits": [""],
}


def _has_shape(value, shape, path="report"):
    if isinstance(shape, dict):
        assert isinstance(value, dict), path
        for name, inner in shape.items():
            assert name in value, f"{path}.{name}"
            _has_shape(value[name], inner, f"{path}.{name}")
    elif isinstance(shape, list):
        assert isinstance(value, list), path
        for item in value if shape else []:
            _has_shape(item, shape[0], path)
    elif isinstance(shape, float):
        assert isinstance(value, (int, float)), path
    elif isinstance(shape, int):
        assert isinstance(value, (int, float)), path
        assert not isinstance(value, bool), path
    else:
        assert isinstance(value, str), path


@pytest.mark.parametrize("make", [novel, untouched, imported])
def test_the_report_has_the_shape_of_the_contract(make):
    _has_shape(json.loads(to_json(make())), CONTRACT)


def test_the_report_is_the_document_it_always_was():
    assert to_json(novel()) == (GOLDEN / "report.json").read_text(encoding="utf-8")


def test_whole_seconds_stay_whole_numbers():
    effort = as_dict(novel())["effort"]
    assert isinstance(effort, dict)
    assert str(effort["active_s"]) == "213480"
