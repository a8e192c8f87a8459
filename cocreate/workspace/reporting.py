"""The report of an open project: the ledger walked once, the numbers handed to what builds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from cocreate import __version__
from cocreate.base.bulk import bulk_work
from cocreate.core.events import Entry
from cocreate.core.replay import may_join_keys, walk
from cocreate.core.state import ProjectState
from cocreate.core.suggestion import MatchVerdict
from cocreate.formats.book import Appendix
from cocreate.metrics import lineage, work
from cocreate.metrics.echo_tally import EchoTally, SceneEcho
from cocreate.reports import report
from cocreate.reports.build import ReportInput, build
from cocreate.reports.to_html import APPENDIX_STYLE, to_appendix
from cocreate.reports.to_markdown import to_markdown
from cocreate.reports.to_typst import to_typst
from cocreate.workspace.echoes import unknown_matches
from cocreate.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AsOf:
    """A moment of the past that a report can be about.

    Args:
        seq: the last event that counts, and `head` its hash, tagged with its algorithm.
        made_at: when the report was made, aware.
    """

    seq: int
    head: str
    made_at: datetime


@bulk_work()
def report_of(workspace: Workspace, past: AsOf | None = None) -> report.Report:
    """Walk the ledger of an open project once and work its report out, as of now or of the past."""
    workspace.close_burst()
    ledger = workspace.project.ledger
    until = None if past is None else past.seq
    entries: list[Entry] = []
    done, descent, echoes = work.WorkTally(), lineage.LineageTally(), EchoTally()
    state = ProjectState()
    joins = partial(may_join_keys, state)
    for entry, edits, _ in walk(ledger.entries(until=until, is_coarse=joins), state):
        entries.append(entry)
        done.take(entry, edits, state)
        descent.take(entry, edits, state)
        echoes.take(entry, edits, state)
    known = workspace.state if past is None else state
    return build(
        ReportInput(
            known,
            entries,
            ledger.head() if past is None else past.head,
            workspace.clock.now() if past is None else past.made_at,
            __version__,
            _work(done.result()),
            _lineage(descent.result(state), known),
            _matches(known, echoes.result(state)),
            workspace.sitting.idle_limit_s,
        )
    )


def appendix_of(made: report.Report) -> Appendix:
    """Return a report as back matter of a book."""
    return Appendix(to_markdown(made), to_appendix(made), APPENDIX_STYLE, to_typst(made))


def _work(done: work.Work) -> report.Work:
    rows = tuple(
        report.WorkRow(row.contributor, row.method, row.inserted, row.removed) for row in done.rows
    )
    return report.Work(
        rows, done.undone_inserted, done.undone_removed, done.moves, done.moved_characters
    )


def _lineage(descent: lineage.Lineage, state: ProjectState) -> report.Lineage:
    agents = {
        hunk.id: hunk.agent for scene in state.scenes.values() for hunk in scene.hunks.values()
    }
    rows = tuple(
        report.KeptRow(row.id, agents.get(row.id, ""), row.scene, row.offered_words, row.kept_words)
        for row in descent.suggestions
    )
    return report.Lineage(descent.sentences, descent.with_ai, rows)


def _matches(state: ProjectState, found: list[SceneEcho]) -> report.Matches:
    """Return how many matches there are, those included that nobody has been asked about yet."""
    known = [match for scene in state.manuscript() for match in scene.matches.values()]
    everything = [match for scene in state.scenes.values() for match in scene.matches.values()]
    return report.Matches(
        open=sum(match.is_open for match in known) + len(unknown_matches(state, found)),
        confirmed=sum(match.verdict is MatchVerdict.CONFIRMED for match in everything),
        disputed=sum(match.verdict is MatchVerdict.DISPUTED for match in everything),
        is_checked=True,
    )
