"""The parts of the HTML report about how the text came about, and about the report itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from cocreate.core.origin import Contributor
from cocreate.reports.drawing import parts_bar, swatch
from cocreate.reports.markup import cells, escaped, facts, name, section, table
from cocreate.reports.report import AgentRow, CostRow, Effort, Report
from cocreate.reports.timeline import Bin, bin_words, bins, timeline
from cocreate.reports.wording import (
    CONTRIBUTORS,
    ORDER,
    WITHIN_A_SENTENCE,
    cost_words,
    counted,
    duration,
    number,
    percent,
    purpose_words,
)

_MOST_KEPT_ROWS = 12
_MOST_COST_ROWS = 12


def over_time(report: Report) -> str:
    """Return the days of work as a drawing, with the table it is drawn from."""
    kind, columns = bins(report.days)
    if not columns:
        return ""
    legend = "".join(
        f"<li>{swatch(who)}{CONTRIBUTORS[who]}</li>"
        for who in (Contributor.HUMAN, Contributor.AI, Contributor.TOOL, Contributor.UNKNOWN)
        if any(one.inserted[who] for one in columns)
    )
    numbers = ("cr-n",) * 7
    rows = (cells(bin_words(one), ("", *numbers)) for one in columns if _has_work(one))
    heads = (kind.capitalize(), "Sittings", "Active", *(CONTRIBUTORS[who] for who in ORDER))
    days = sum(1 for row in report.days if row.sittings or row.inserted)
    lead = (
        f"{counted(report.sittings, 'sitting')} on {counted(days, 'day')}, "
        f"{duration(report.effort.active_s)} of active time. Whole files that were imported are "
        "flagged and stand outside the columns."
    )
    listed = table("cr-days", (*heads, "Imported"), ("", *numbers), rows)
    return section(
        "cr-over-time",
        "The work over time",
        f'<div class="cr-scroll">{timeline(report.days)}</div>\n'
        f'<ul class="cr-legend">{legend}</ul>\n'
        f"<details><summary>The numbers, {kind} by {kind}</summary>\n{listed}</details>\n",
        lead,
    )


def _has_work(one: Bin) -> bool:
    return bool(one.sittings or one.active_s or one.imported or any(one.inserted.values()))


def agents(report: Report) -> str:
    """Return which agents and models were used, and for what."""
    if not report.agents:
        return section(
            "cr-agents",
            "Agents and models",
            '<p class="cr-lead">No agent was asked for anything.</p>\n',
        )
    kinds = ("", "", "", "cr-n", "cr-n", "cr-n", "cr-n")
    heads = ("Agent", "Used for", "Model", "Runs", "Offered", "Taken", "Notes")
    silent = sum(1 for row in report.agents if row.runs and not row.taken)
    lead = (
        "Every agent that was asked, by model. <i>Taken</i> counts suggestions accepted whole, in "
        "part or with changes"
        + (
            f"; {counted(silent, 'row')} left no words in the text through a suggestion."
            if silent
            else "."
        )
    )
    rows = (cells(_agent(row), kinds) for row in report.agents)
    return section("cr-agents", "Agents and models", table("cr-used", heads, kinds, rows), lead)


def _agent(row: AgentRow) -> Iterable[str]:
    return (
        name(row.title or row.agent),
        escaped(purpose_words(row.purpose)),
        f'<span class="cr-model">{name(row.model, "none")}</span>',
        number(row.runs),
        number(row.offered),
        number(row.taken),
        number(row.notes),
    )


def curation(report: Report) -> str:
    """Return what the writer decided about the suggestions."""
    made = report.curation
    if not made.offered:
        return ""
    waiting = made.pending + made.stale + made.loose
    parts = (
        ("accepted whole", made.accepted),
        ("accepted in part", made.partial),
        ("changed, then accepted", made.edited),
        ("rejected", made.rejected),
        ("left undecided", waiting),
    )
    legend = "".join(
        f'<li><svg class="cr-swatch" width="14" height="14" aria-hidden="true">'
        f'<rect class="cr-part-{position}" width="14" height="14" rx="2"/></svg>'
        f"<b>{number(amount)}</b> {label}</li>"
        for position, (label, amount) in enumerate(parts)
    )
    lead = f"{counted(made.offered, 'suggestion')} offered. Nothing entered the text undecided."
    if made.opened:
        lead += f" The writer opened {number(made.opened)} of them to look closely."
    if waiting:
        lead += (
            f" Of those left undecided, {number(made.pending)} can still be decided, "
            f"{number(made.stale)} went stale because the text under them changed, and "
            f"{number(made.loose)} quoted words that stand nowhere or in several places."
        )
    return section(
        "cr-curation",
        "What the writer decided",
        f'<div class="cr-keep">{parts_bar(parts)}<ul class="cr-legend">{legend}</ul></div>\n',
        lead,
    )


def _entered(spent: Effort) -> str:
    """Return the time that the writer entered by hand, apart from what was seen."""
    if not spent.declared:
        return ""
    rows = facts(
        (f"{escaped(row.day)}, {escaped(row.what)}", duration(row.seconds))
        for row in spent.declared
    )
    return (
        "<p>Entered by hand, as declared: "
        f"<b>{duration(spent.declared_s)}</b> away from the desk. "
        "Nobody saw it, and it is in none of the times above.</p>\n"
        f"{rows}"
    )


def effort_and_cost(report: Report) -> str:
    """Return time and money side by side, and what each agent and model cost."""
    spent = report.effort
    time = facts(
        (
            ("Active at the desk", f"<b>{duration(spent.active_s)}</b>"),
            ("writing", duration(spent.writing_s)),
            ("reviewing suggestions", duration(spent.reviewing_s)),
            ("prompting agents", duration(spent.prompting_s)),
            ("reading and moving about", duration(spent.reading_s)),
            ("Away during sittings", duration(spent.away_s)),
            ("Agents at work", duration(spent.agents_s)),
        )
    )
    rule = f"A pause longer than {counted(spent.idle_limit_s, 'second')} is not counted."
    total = report.cost.total
    money = facts(
        (
            ("Cost in all", f"<b>{escaped(cost_words(total))}</b>"),
            ("calls to models", number(total.calls)),
            ("calls without a known price", number(total.unpriced_calls)),
            ("tokens read", number(total.input_tokens)),
            ("tokens written", number(total.output_tokens)),
        )
    )
    prices = f"Prices: {escaped('; '.join(report.cost.prices))}." if report.cost.prices else ""
    return (
        '<div class="cr-columns">\n'
        + section(
            "cr-effort",
            "Effort",
            f'{time}<p class="cr-small cr-note">{rule}</p>\n{_entered(spent)}',
        )
        + section("cr-cost", "Cost", f'{money}<p class="cr-small cr-note">{prices}</p>\n')
        + "</div>\n"
        + _cost_tables(report)
    )


def _cost_tables(report: Report) -> str:
    cost = report.cost
    if not cost.total.calls:
        return ""
    parts = (("By agent", cost.by_agent), ("By model", cost.by_model), ("By scene", cost.by_scene))
    made = "".join(_cost_table(title, rows) for title, rows in parts if rows)
    return f'<section class="cr-costs" aria-label="Cost, divided">\n{made}</section>\n'


def _cost_table(title: str, rows: Sequence[CostRow]) -> str:
    kinds = ("", "cr-n", "cr-n", "cr-n", "cr-n")
    shown = rows[:_MOST_COST_ROWS]
    made = [
        cells(
            (
                name(row.name, "none"),
                number(row.calls),
                number(row.input_tokens),
                number(row.output_tokens),
                escaped(cost_words(row)),
            ),
            kinds,
        )
        for row in shown
    ]
    return table(
        "cr-cost-rows", (title, "Calls", "Tokens read", "Written", "Cost"), kinds, made
    ) + _more(len(rows) - len(shown))


def _more(left: int) -> str:
    return (
        f'<p class="cr-small">{counted(left, "more row")} in the JSON form of this report.</p>\n'
        if left > 0
        else ""
    )


def lineage(report: Report) -> str:
    """Return what became of the words that were accepted, and the matches."""
    line, match = report.lineage, report.matches
    offered = sum(row.offered_words for row in line.suggestions)
    kept = sum(row.kept_words for row in line.suggestions)
    share = f" ({escape(percent(line.with_ai / line.sentences))})" if line.sentences else ""
    kept_share = f" ({escape(percent(kept / offered))})" if offered else ""
    checked = (
        f"{number(match.open)} open, {number(match.confirmed)} confirmed as retyped, "
        f"{number(match.disputed)} disputed"
        if match.is_checked
        else "not looked for in this report"
    )
    listed = facts(
        (
            (
                "Sentences that descend from an accepted suggestion",
                f"{number(line.with_ai)} of {number(line.sentences)}{share}",
            ),
            ("Accepted suggestions", number(len(line.suggestions))),
            ("Words they put in", number(offered)),
            ("Of these, still standing verbatim", f"{number(kept)}{kept_share}"),
            ("Typed text that resembles what agents offered", checked),
        )
    )
    return section(
        "cr-lineage",
        "Lineage",
        f"{listed}{_kept(report)}",
        "Rewriting AI wording does not make it vanish from the record: a sentence keeps its "
        "descent, however much of it was retyped.",
    )


def _kept(report: Report) -> str:
    rows = sorted(report.lineage.suggestions, key=lambda row: (-row.offered_words, row.id))
    shown = rows[:_MOST_KEPT_ROWS]
    if not shown:
        return ""
    kinds = ("", "", "cr-n", "cr-n", "cr-n")
    made = [
        cells(
            (
                name(row.agent, "unknown"),
                name(row.scene),
                number(row.offered_words),
                number(row.kept_words),
                escape(percent(row.kept_words / row.offered_words)) if row.offered_words else "–",
            ),
            kinds,
        )
        for row in shown
    ]
    heads = ("Longest accepted suggestions", "Scene", "Words put in", "Still standing", "Kept")
    return (
        f'<div class="cr-kept">{table("cr-kept-rows", heads, kinds, made)}'
        f"{_more(len(rows) - len(shown))}</div>\n"
    )


def limits(report: Report) -> str:
    """Return what this report cannot show."""
    items = "".join(f"<li>{escaped(limit)}</li>\n" for limit in report.limits)
    return section("cr-limits", "What this report cannot show", f"<ol>\n{items}</ol>\n")


def checks(report: Report) -> str:
    """Return what anyone can check, and how."""
    who = ", ".join(
        f"{WITHIN_A_SENTENCE[kind]} {number(report.characters.get(kind, 0))}" for kind in ORDER
    )
    listed = facts(
        (
            ("SHA-256 of the manuscript", f"<code>{escaped(report.text.sha256)}</code>"),
            ("Its length", f"{counted(report.text.characters, 'character')}, white space included"),
            ("Every character by contributor", who),
            ("Events in the ledger", number(report.events)),
            ("Head of the ledger", f"<code>{escaped(report.head) or 'none'}</code>"),
            ("Made", f"{escaped(report.made)} by Cocreate {escaped(report.app_version)}"),
        )
    )
    how = (
        "The hash is that of what <code>cocreate text</code> prints, in UTF-8. "
        "<code>cocreate verify</code> recomputes the ledger's chain from the project file. All "
        "numbers here were recomputed from the ledger when this report was made; what is marked as "
        "declared was declared by the writer."
    )
    return section("cr-checks", "What anyone can check", listed, how)
