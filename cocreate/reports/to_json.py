"""The report as the JSON of the contract, and a little more."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal

from cocreate.core.usage import Money
from cocreate.reports.report import VERSION, CostRow, DayRow, Effort, Report, Surviving


def to_json(report: Report) -> str:
    """Return the report as one JSON document, ending in a line feed."""
    return json.dumps(as_dict(report), ensure_ascii=False, indent=2) + "\n"


def as_dict(report: Report) -> dict[str, object]:
    """Return the report in the contract's shape."""
    return {
        "version": VERSION,
        "project": {"title": report.title, "writer": report.writer},
        "made": {"at": report.made, "app_version": report.app_version},
        "observed": {"from": report.observed[0], "to": report.observed[1]},
        "text": asdict(report.text),
        "surviving": _surviving(report.surviving),
        "characters": {str(who): amount for who, amount in report.characters.items()},
        "work": [asdict(row) for row in report.work.rows],
        "undone": {
            "inserted": report.work.undone_inserted,
            "removed": report.work.undone_removed,
        },
        "moves": {"count": report.work.moves, "characters": report.work.moved_characters},
        "lineage": asdict(report.lineage),
        "matches": asdict(report.matches),
        "curation": asdict(report.curation),
        "effort": _effort(report.effort),
        "cost": {
            **_cost(report.cost.total),
            "by_agent": [{"agent": row.name, **_cost(row)} for row in report.cost.by_agent],
            "by_model": [{"model": row.name, **_cost(row)} for row in report.cost.by_model],
            "by_scene": [{"scene": row.name, **_cost(row)} for row in report.cost.by_scene],
            "prices": list(report.cost.prices),
        },
        "scenes": [
            {
                "id": row.id,
                "chapter": row.chapter,
                "title": row.title,
                "surviving": _surviving(row.surviving),
            }
            for row in report.scenes
        ],
        "agents": [asdict(row) for row in report.agents],
        "sittings": report.sittings,
        "days": [_day(row) for row in report.days],
        "ledger": {"events": report.events, "head": report.head},
        "declarations": [asdict(row) for row in report.declarations],
        "limits": list(report.limits),
    }


def _surviving(share: Surviving) -> dict[str, object]:
    return {
        "unit": "grapheme",
        "total": share.total,
        "coverage": share.coverage,
        "mixed_words": share.mixed_words,
        "classes": [asdict(row) for row in share.classes],
        "human": asdict(share.human),
        "ai": asdict(share.ai),
    }


def _effort(spent: Effort) -> dict[str, object]:
    values = asdict(spent)
    declared = values.pop("declared")
    return {name: _seconds(amount) for name, amount in values.items()} | {"declared": declared}


def _cost(row: CostRow) -> dict[str, object]:
    return {
        "calls": row.calls,
        "input_tokens": row.input_tokens,
        "output_tokens": row.output_tokens,
        "known": [_money(amount) for amount in row.known],
        "unpriced_calls": row.unpriced_calls,
    }


def _money(amount: Money) -> dict[str, object]:
    return {"currency": amount.currency, "micros": amount.micros}


def _day(row: DayRow) -> dict[str, object]:
    return {
        "day": row.day.isoformat(),
        "sittings": row.sittings,
        "active_s": _seconds(row.active_s),
        "inserted": {str(who): amount for who, amount in row.inserted.items()},
        "imported": row.imported,
    }


def _seconds(amount: float) -> float | int:
    """Round to milliseconds; whole numbers stay whole."""
    exact = round(Decimal(amount), 3)
    return int(exact) if exact == int(exact) else float(exact)
