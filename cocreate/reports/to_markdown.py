"""The report as Markdown that reads well as plain text, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cocreate.reports.report import CostRow, Report, SceneRow, Surviving
from cocreate.reports.wording import (
    CONTRIBUTORS,
    ORDER,
    WITHIN_A_SENTENCE,
    clean,
    cost_words,
    counted,
    duration,
    method_words,
    number,
    observed_sentence,
    percent,
    percent_range,
    purpose_words,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_BAR_SIGNS = 24
_MARKS = dict(zip(ORDER, "█░▒▪", strict=True))
_MOST_KEPT_ROWS = 12
_WIDEST = 48


def to_markdown(report: Report) -> str:
    """Return the report as a chapter of Markdown, ending in a line feed."""
    blocks = (
        *_title_block(report),
        *_surviving(report),
        *_work(report),
        *_scenes(report),
        *_days(report),
        *_agents(report),
        *_curation(report),
        *_effort(report),
        *_cost(report),
        *_lineage(report),
        *_limits(report),
        *_checks(report),
    )
    return "\n\n".join(blocks).replace("\u00a0", " ") + "\n"


def plain(words: str, otherwise: str = "Untitled") -> str:
    """Return a name from outside as words that mean nothing to Markdown."""
    return _SPECIAL.sub(r"\\\1", clean(words)) or otherwise


def _title_block(report: Report) -> Iterable[str]:
    yield f"# Contribution report: {plain(report.title)}"
    if report.writer.strip():
        yield f"by {plain(report.writer)}"
    yield f"**{observed_sentence(report.observed, report.surviving.coverage)}**"
    yield f"> {report.limits[0]}"


def _surviving(report: Report) -> Iterable[str]:
    share = report.surviving
    yield "## The text as it stands"
    if not share.total:
        yield "The manuscript holds no text yet."
        return
    if report.has_headline:
        yield (
            f"**Human: {percent_range(share.human)}. AI: {percent_range(share.ai)}.** The lower "
            "number counts all text of unknown origin against, the higher one for."
        )
        yield f"`{_bar(share)}`  \n{_legend(share)}"
    else:
        yield (
            "Less than half of the text was observed while it was written, so no share is given as "
            "a headline; the table says what is known."
        )
    rows = [
        (
            method_words(row.contributor, row.method),
            percent(row.characters / share.total),
            number(row.characters),
            number(row.words),
        )
        for row in share.classes
    ]
    if share.mixed_words:
        rows.append(("Words of more than one hand", "", "", number(share.mixed_words)))
    rows.append(("**Whole manuscript**", "", f"**{share.total:,}**", f"**{share.words:,}**"))
    yield _table(("Origin", "Share", "Characters", "Words"), rows)
    yield "White space and Markdown signs are left out."
    if report.declarations:
        yield "What the writer declared, in the writer's words:"
        yield "\n".join(
            f"- “{plain(row.explanation)}”: {CONTRIBUTORS[row.contributor]}, declared; "
            f"{counted(row.passages, 'passage')} of {counted(row.characters, 'character')}"
            for row in report.declarations
        )


def _work(report: Report) -> Iterable[str]:
    done = report.work
    yield "## The work behind it"
    if done.rows:
        yield "Everything that was ever put in and taken out, in characters."
        rows = (
            (method_words(row.contributor, row.method), number(row.inserted), number(row.removed))
            for row in done.rows
        )
        yield _table(("Origin", "Put in", "Taken out"), rows)
    else:
        yield "Nothing was put in or taken out yet."
    yield (
        f"Not counted above: {counted(done.undone_inserted, 'character')} put in and "
        f"{number(done.undone_removed)} taken out by undo and redo; {counted(done.moves, 'move')} "
        f"of {counted(done.moved_characters, 'character')} within the project."
    )


def _scenes(report: Report) -> Iterable[str]:
    if not report.scenes:
        return
    yield "## Scene by scene"
    chapter = ""
    rows: list[SceneRow] = []
    for row in report.scenes:
        if clean(row.chapter) != chapter:
            if rows:
                yield _scene_table(rows)
            chapter, rows = clean(row.chapter), []
            if chapter:
                yield f"### {plain(chapter)}"
        rows.append(row)
    yield _scene_table(rows)


def _scene_table(rows: Sequence[SceneRow]) -> str:
    made = (
        (
            plain(row.title),
            f"`{_bar(row.surviving)}`" if row.surviving.total else "no text",
            percent_range(row.surviving.human) if row.surviving.total else "–",
            percent_range(row.surviving.ai) if row.surviving.total else "–",
            number(row.surviving.words),
        )
        for row in rows
    )
    return _table(("Scene", "Whose text stands", "Human", "AI", "Words"), made, texts=2)


def _days(report: Report) -> Iterable[str]:
    if not report.days:
        return
    yield "## The work over time"
    yield (
        f"{counted(report.sittings, 'sitting')} on {counted(len(report.days), 'day')}, "
        f"{duration(report.effort.active_s)} of active time. Characters put in, by day (UTC):"
    )
    heads = ("Day", "Sittings", "Active", *(WITHIN_A_SENTENCE[who] for who in ORDER), "imported")
    rows = (
        (
            row.day.isoformat(),
            number(row.sittings),
            duration(row.active_s),
            *(number(row.inserted.get(who, 0)) for who in ORDER),
            number(row.imported),
        )
        for row in report.days
    )
    yield _table(heads, rows)


def _agents(report: Report) -> Iterable[str]:
    yield "## Agents and models"
    if not report.agents:
        yield "No agent was asked for anything."
        return
    heads = ("Agent", "Used for", "Model", "Runs", "Offered", "Taken", "Notes")
    rows = (
        (
            plain(row.title or row.agent),
            plain(purpose_words(row.purpose)),
            plain(row.model, "none"),
            number(row.runs),
            number(row.offered),
            number(row.taken),
            number(row.notes),
        )
        for row in report.agents
    )
    yield _table(heads, rows, texts=3)


def _curation(report: Report) -> Iterable[str]:
    made = report.curation
    if not made.offered:
        return
    yield "## What the writer decided"
    yield f"{counted(made.offered, 'suggestion')} offered. Nothing entered the text undecided."
    yield (
        f"- opened, to look closely: {number(made.opened)}\n"
        f"- accepted whole: {number(made.accepted)}\n"
        f"- accepted in part: {number(made.partial)}\n"
        f"- changed, then accepted: {number(made.edited)}\n"
        f"- rejected: {number(made.rejected)}\n"
        f"- still to be decided: {number(made.pending)}\n"
        f"- stale, because the text under them changed: {number(made.stale)}\n"
        f"- loose, quoting words that stand nowhere or in several places: {number(made.loose)}"
    )


def _effort(report: Report) -> Iterable[str]:
    spent = report.effort
    yield "## Effort"
    yield (
        f"- Active at the desk: **{duration(spent.active_s)}**\n"
        f"  - writing: {duration(spent.writing_s)}\n"
        f"  - reviewing suggestions: {duration(spent.reviewing_s)}\n"
        f"  - prompting agents: {duration(spent.prompting_s)}\n"
        f"  - reading and moving about: {duration(spent.reading_s)}\n"
        f"- Away during sittings: {duration(spent.away_s)}\n"
        f"- Agents at work: {duration(spent.agents_s)}"
    )
    yield f"A pause longer than {counted(spent.idle_limit_s, 'second')} is not counted."
    if spent.declared:
        yield (
            f"Entered by hand, as declared: {duration(spent.declared_s)} away from the desk. "
            "Nobody saw it, and it is in none of the times above."
        )
        yield "\n".join(
            f"- {plain(row.day)}: {duration(row.seconds)}, {plain(row.what)}"
            for row in spent.declared
        )


def _cost(report: Report) -> Iterable[str]:
    cost = report.cost
    yield "## Cost"
    total = cost.total
    if not total.calls:
        yield "No model was called."
        return
    yield (
        f"**{plain(cost_words(total))}** for {counted(total.calls, 'call')}, "
        f"{counted(total.input_tokens, 'token')} read and {number(total.output_tokens)} written."
    )
    for title, rows in (
        ("By agent", cost.by_agent),
        ("By model", cost.by_model),
        ("By scene", cost.by_scene),
    ):
        if rows:
            yield _cost_table(title, rows)
    if cost.prices:
        yield f"Prices: {plain('; '.join(cost.prices))}."


def _cost_table(title: str, rows: Sequence[CostRow]) -> str:
    made = (
        (
            plain(row.name, "none"),
            number(row.calls),
            number(row.input_tokens),
            number(row.output_tokens),
            plain(cost_words(row)),
        )
        for row in rows
    )
    return _table((title, "Calls", "Tokens read", "Written", "Cost"), made)


def _lineage(report: Report) -> Iterable[str]:
    line, match = report.lineage, report.matches
    yield "## Lineage"
    share = f" ({percent(line.with_ai / line.sentences)})" if line.sentences else ""
    offered = sum(row.offered_words for row in line.suggestions)
    kept = sum(row.kept_words for row in line.suggestions)
    kept_share = f" ({percent(kept / offered)})" if offered else ""
    checked = (
        f"{number(match.open)} open, {number(match.confirmed)} confirmed as retyped, "
        f"{number(match.disputed)} disputed"
        if match.is_checked
        else "not looked for in this report"
    )
    yield (
        "- Sentences that descend from an accepted suggestion: "
        f"{number(line.with_ai)} of {number(line.sentences)}{share}\n"
        f"- Accepted suggestions: {number(len(line.suggestions))}\n"
        f"- Words they put in: {number(offered)}\n"
        f"- Of these, still standing verbatim: {number(kept)}{kept_share}\n"
        f"- Typed text that resembles what agents offered: {checked}"
    )
    rows = sorted(line.suggestions, key=lambda row: (-row.offered_words, row.id))
    shown = rows[:_MOST_KEPT_ROWS]
    if not shown:
        return
    made = (
        (
            plain(row.agent, "unknown"),
            plain(row.scene),
            number(row.offered_words),
            number(row.kept_words),
        )
        for row in shown
    )
    heads = ("Longest accepted suggestions", "Scene", "Words put in", "Still standing")
    yield _table(heads, made, texts=2)
    if len(rows) > len(shown):
        yield f"{counted(len(rows) - len(shown), 'more row')} in the JSON form of this report."


def _limits(report: Report) -> Iterable[str]:
    yield "## What this report cannot show"
    yield "\n".join(f"{number}. {limit}" for number, limit in enumerate(report.limits, 1))


def _checks(report: Report) -> Iterable[str]:
    who = ", ".join(
        f"{WITHIN_A_SENTENCE[kind]} {number(report.characters.get(kind, 0))}" for kind in ORDER
    )
    yield "## What anyone can check"
    yield (
        f"- SHA-256 of the manuscript: `{report.text.sha256}`\n"
        f"- Its length: {counted(report.text.characters, 'character')}, white space included\n"
        f"- Every character by contributor: {who}\n"
        f"- Events in the ledger: {number(report.events)}\n"
        f"- Head of the ledger: `{report.head or 'none'}`\n"
        f"- Made: {report.made} by Cocreate {report.app_version}"
    )
    yield (
        "The hash is that of what `cocreate text` prints, in UTF-8. `cocreate verify` recomputes "
        "the ledger's chain from the project file. All numbers here were recomputed from the "
        "ledger when this report was made; what is marked as declared was declared by the writer."
    )


def _bar(share: Surviving) -> str:
    """Return a bar of signs whose lengths add up; every part that exists is seen."""
    amounts = {who: share.of(who) for who in ORDER if share.of(who)}
    signs = {who: max(1, round(_BAR_SIGNS * part / share.total)) for who, part in amounts.items()}
    longest = max(amounts, key=lambda who: amounts[who])
    signs[longest] += _BAR_SIGNS - sum(signs.values())
    return "".join(_MARKS[who] * count for who, count in signs.items())


def _legend(share: Surviving) -> str:
    return ", ".join(f"{_MARKS[who]} {WITHIN_A_SENTENCE[who]}" for who in ORDER if share.of(who))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, texts: int = 1) -> str:
    """Return a table whose columns line up; the first `texts` of them to the left."""
    cells = [heads, *rows]
    widths = [
        min(_WIDEST, max(3, *(len(row[column]) for row in cells))) for column in range(len(heads))
    ]
    rule = (
        "-" * width if at < texts else "-" * (width - 1) + ":" for at, width in enumerate(widths)
    )
    lines = [
        " | ".join(
            cell.ljust(width) if at < texts else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    ]
    lines.insert(1, " | ".join(rule))
    return "\n".join(f"| {line} |" for line in lines)
