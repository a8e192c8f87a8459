"""Work out a report from the state of a project and its ledger."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from cocreate.base.clock import from_ms, iso
from cocreate.core.events import Edited, Entry, PassageBrought
from cocreate.core.manuscript import join_scenes
from cocreate.core.origin import Contributor
from cocreate.core.state import CallRecord, ProjectState, SceneState
from cocreate.core.suggestion import Hunk, HunkOpened, Verdict, is_third_party
from cocreate.core.usage import Money
from cocreate.metrics import cost as costs
from cocreate.metrics.effort import TimeTally, agents_s, times_of
from cocreate.metrics.share import SceneCount, code_points, combine, count_scene, share_of
from cocreate.reports.days import days_of
from cocreate.reports.declared import declarations_of
from cocreate.reports.report import (
    LIMITS,
    AgentRow,
    ClassRow,
    Cost,
    CostRow,
    Curation,
    Effort,
    Lineage,
    Matches,
    Range,
    Report,
    SceneRow,
    Surviving,
    TextFacts,
    TimeRow,
    Work,
)

NOT_LOOKED_FOR = Matches()
# What the origin of an AI's words in a played log names before the agent's own name.
_LOGGED = "agent:"
_TAKEN = frozenset({Verdict.ACCEPTED, Verdict.EDITED})
# What the price of a model on the writer's own computer names as its source.
_HERE = "runs on this computer"


@dataclass(frozen=True, slots=True)
class ReportInput:
    """What a report is worked out from.

    Args:
        state: the project as it stands now.
        entries: the whole ledger, oldest first.
        head: hash of the last entry, tagged with its algorithm.
        made_at: the moment of making, aware.
        work: everything ever put in and taken out.
        lineage: what became of accepted suggestions; `agent` and `scene` may be ids.
    """

    state: ProjectState
    entries: Sequence[Entry]
    head: str
    made_at: datetime
    app_version: str
    work: Work
    lineage: Lineage
    matches: Matches = NOT_LOOKED_FOR
    idle_limit_s: int = 120


def build(given: ReportInput) -> Report:
    """Return the report: every number it says is worked out here or in metrics."""
    state = given.state
    scenes = state.manuscript()
    counts = [count_scene(scene.text.text(), scene.text.spans()) for scene in scenes]
    whole = surviving_of(combine(counts))
    text = join_scenes(scene.text.text() for scene in scenes)
    spans = chain.from_iterable(scene.text.spans() for scene in scenes)
    sittings = {entry.session for entry in given.entries}
    times = times_of(given.entries, given.idle_limit_s)
    return Report(
        title=state.title,
        writer=state.writer,
        made=iso(given.made_at),
        app_version=given.app_version,
        observed=_observed(given.entries),
        text=TextFacts(hashlib.sha256(text.encode()).hexdigest(), len(text), whole.words),
        surviving=whole,
        characters=code_points(spans),
        scenes=tuple(
            SceneRow(scene.id, scene.chapter, scene.title, surviving_of(count))
            for scene, count in zip(scenes, counts, strict=True)
        ),
        work=given.work,
        lineage=_named(given.lineage, state),
        matches=given.matches,
        curation=_curation(state, given.entries),
        effort=_effort(given, times),
        cost=_cost(state),
        agents=(
            *_agents(state),
            *_brought_agents(state),
            *_logged_agents(given.entries),
        ),
        days=days_of(given.entries, times),
        sittings=len(sittings),
        events=len(given.entries),
        head=given.head,
        limits=(*LIMITS, *_brought(given.entries)),
        declarations=declarations_of(given.entries),
    )


def surviving_of(count: SceneCount) -> Surviving:
    """Return a count's figures as the report says them."""
    share = share_of(count)
    return Surviving(
        share.total,
        share.coverage,
        share.mixed_words,
        tuple(
            ClassRow(row.contributor, row.method, row.characters, row.words)
            for row in share.classes
        ),
        Range(*share.human),
        Range(*share.ai),
    )


def _observed(entries: Sequence[Entry]) -> tuple[str, str]:
    """Return the first and the last moment; a played log may go back in time."""
    if not entries:
        return "", ""
    ends = (
        entry.at_ms + (entry.event.duration_ms if isinstance(entry.event, Edited) else 0)
        for entry in entries
    )
    return iso(from_ms(min(entry.at_ms for entry in entries))), iso(from_ms(max(ends)))


def _hunks(state: ProjectState) -> list[Hunk]:
    return [hunk for scene in state.scenes.values() for hunk in scene.hunks.values()]


def _curation(state: ProjectState, entries: Iterable[Entry]) -> Curation:
    found: Counter[str] = Counter()
    opened = {entry.event.hunk for entry in entries if isinstance(entry.event, HunkOpened)}
    for hunk in _hunks(state):
        is_partial = hunk.verdict in _TAKEN and hunk.is_partial
        found["partial" if is_partial else str(hunk.verdict)] += 1
    return Curation(
        offered=found.total(),
        accepted=found["accepted"],
        partial=found["partial"],
        edited=found["edited"],
        rejected=found["rejected"],
        pending=found["pending"],
        stale=found["stale"],
        loose=found["loose"],
        opened=len(opened),
    )


def _effort(given: ReportInput, times: TimeTally) -> Effort:
    spent = times.effort()
    entered = sorted(given.state.times.values(), key=lambda time: time.day)
    rows = tuple(TimeRow(time.day, time.seconds, time.what) for time in entered)
    return Effort(
        given.idle_limit_s,
        spent.active_s,
        spent.writing_s,
        spent.reviewing_s,
        spent.prompting_s,
        spent.reading_s,
        agents_s(given.state.runs.values()),
        times.away_s(),
        sum(row.seconds for row in rows),
        rows,
    )


def _agents(state: ProjectState) -> tuple[AgentRow, ...]:
    hunks: dict[str, list[Hunk]] = {}
    for hunk in _hunks(state):
        hunks.setdefault(hunk.run, []).append(hunk)
    notes = Counter(note.run for scene in state.scenes.values() for note in scene.notes.values())
    rows: dict[tuple[str, str, str], AgentRow] = {}
    for run in state.runs.values():
        if is_third_party(run.id):
            continue
        key = (run.agent, run.purpose, run.model)
        row = rows.get(key) or AgentRow(
            run.agent, run.agent_title, run.purpose, run.model, 0, 0, 0, 0, 0
        )
        made = hunks.get(run.id, [])
        rows[key] = replace(
            row,
            runs=row.runs + 1,
            offered=row.offered + len(made),
            taken=row.taken + sum(hunk.verdict in _TAKEN for hunk in made),
            rejected=row.rejected + sum(hunk.verdict is Verdict.REJECTED for hunk in made),
            notes=row.notes + notes[run.id],
        )
    return tuple(sorted(rows.values(), key=lambda row: (-row.runs, row.agent, row.model)))


def _brought_agents(state: ProjectState) -> tuple[AgentRow, ...]:
    """Return the agents whose words came in from other projects; their runs are recorded there."""
    rows = {
        (source.agent, source.model, source.project)
        for source in state.brought.values()
        if source.contributor is not Contributor.UNKNOWN
    }
    return tuple(
        AgentRow(agent, agent, f"offered in the project {project}", model, 0, 0, 0, 0, 0)
        for agent, model, project in sorted(rows)
    )


def _brought(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the sentence on what came from other projects, where anything did."""
    events = [entry.event for entry in entries if isinstance(entry.event, PassageBrought)]
    if not events:
        return ()
    titles = ", ".join(sorted({f"“{event.title}”" for event in events}))
    length = sum(event.length for event in events)
    return (
        (
            f"{length:,} characters came in from other projects of the same writer ({titles}), "
            "with the origins recorded there. The evidence for these is in those projects' ledgers."
        ),
    )


def _logged_agents(entries: Iterable[Entry]) -> tuple[AgentRow, ...]:
    """Return the agents that a played log names: of these nothing but the name was recorded."""
    names = {
        span.origin.source.removeprefix(_LOGGED)
        for entry in entries
        if isinstance(entry.event, Edited)
        for op in entry.event.ops
        for span in op.inserted.spans
        if span.origin.source and span.origin.source.startswith(_LOGGED)
    }
    return tuple(
        AgentRow(name, name, "named in an edit log", "not recorded", 0, 0, 0, 0, 0)
        for name in sorted(names)
    )


def _cost(state: ProjectState) -> Cost:
    made = costs.tabulate(state.calls, state.runs)
    agents = {run.agent: run.agent_title or run.agent for run in state.runs.values()}
    prices = {
        f"{call.price_source} as of {call.price_as_of}" if call.price_as_of else call.price_source
        for call in state.calls
        if call.cost is not None and call.price_source and not _is_local(call)
    }
    local = {f"{call.provider}/{call.model}" for call in state.calls if _is_local(call)}
    return Cost(
        _row(made.total, ""),
        tuple(_row(row, agents.get(row.name, row.name)) for row in made.by_agent),
        tuple(replace(_row(row, row.name), is_local=row.name in local) for row in made.by_model),
        tuple(_row(row, _title(state.scenes, row.name)) for row in made.by_scene),
        tuple(sorted(prices)),
    )


def _is_local(call: CallRecord) -> bool:
    return call.price_source == _HERE or call.provider == "built-in"


def _row(row: costs.CostRow, shown: str) -> CostRow:
    known = tuple(Money(micros, currency) for currency, micros in sorted(row.known.items()))
    return CostRow(shown, row.calls, row.input_tokens, row.output_tokens, known, row.unpriced_calls)


def _title(scenes: Mapping[str, SceneState], scene: str) -> str:
    return scenes[scene].title if scene in scenes else scene


def _named(lineage: Lineage, state: ProjectState) -> Lineage:
    """Give the agents and scenes of suggestions the names that a reader knows."""
    agents = {run.agent: run.agent_title for run in state.runs.values() if run.agent_title}
    rows = tuple(
        replace(
            row,
            agent=agents.get(row.agent, row.agent),
            scene=_title(state.scenes, row.scene),
        )
        for row in lineage.suggestions
    )
    return replace(lineage, suggestions=rows)
