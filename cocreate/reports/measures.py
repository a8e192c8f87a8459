"""What a project's record can say to a policy: each measure with the events behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cocreate.core.events import (
    Cause,
    Edited,
    Entry,
    HunkDecided,
    HunkOffered,
    MatchDecided,
    MatchFound,
    OriginsDeclared,
    RunStarted,
    SceneAdded,
)
from cocreate.core.origin import Contributor, Method, Span
from cocreate.core.suggestion import MatchVerdict, Verdict
from cocreate.reports.report import Report, SceneRow
from cocreate.reports.wording import clean, number, observed_sentence, purpose_words

_IDEAS = frozenset({"brainstorm", "outline", "research", "critique"})
_CORRECTION = frozenset({"spelling_grammar", "copyedit"})
_TAKEN = frozenset({Verdict.ACCEPTED, Verdict.EDITED})
_NONE = "none recorded"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing the record says.

    Args:
        title: what it is called.
        meaning: its definition, in one sentence.
        value: its number; 0 for a measure that is words.
        words: how a sentence says it.
        events: numbers of the ledger events it comes from, ascending.
    """

    key: str
    title: str
    meaning: str
    value: float
    words: str
    events: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Taken:
    """An AI suggestion that the writer took."""

    seq: int
    run: str
    is_changed: bool
    replaced: bool


@dataclass(slots=True)
class _Found:
    """The ledger's events by what they mean for a disclosure."""

    runs: dict[str, tuple[str, int]] = field(default_factory=dict)
    hunks: dict[str, HunkOffered] = field(default_factory=dict)
    taken: dict[str, _Taken] = field(default_factory=dict)
    rejected: dict[str, int] = field(default_factory=dict)
    fixes: dict[str, int] = field(default_factory=dict)
    unseen: list[int] = field(default_factory=list)
    declared: list[int] = field(default_factory=list)
    declared_ai: list[int] = field(default_factory=list)
    open_matches: dict[str, int] = field(default_factory=dict)
    confirmed: dict[str, int] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    ai_text: dict[int, frozenset[str | None]] = field(default_factory=dict)


def measures_of(report: Report, entries: Iterable[Entry]) -> Mapping[str, Measure]:
    """Return every measure a policy may name, by its key."""
    found = _find(entries)
    made = (
        *_standing(report, found),
        *_descent(report, found),
        *_use(report, found),
        *_names(report, found),
    )
    return {measure.key: measure for measure in made}


def _find(entries: Iterable[Entry]) -> _Found:
    found = _Found()
    for entry in entries:
        match entry.event:
            case RunStarted() | HunkOffered() | HunkDecided():
                _take_offer(found, entry)
            case Edited():
                _take_edit(found, entry.event, entry.seq)
            case SceneAdded() if _has(entry.event.content.spans, Contributor.UNKNOWN):
                found.unseen.append(entry.seq)
            case OriginsDeclared():
                found.declared.append(entry.seq)
                if _has(entry.event.content.spans, Contributor.AI):
                    found.declared_ai.append(entry.seq)
            case MatchFound() | MatchDecided():
                _take_match(found, entry)
            case _:
                pass
    return found


def _take_offer(found: _Found, entry: Entry) -> None:
    match entry.event:
        case RunStarted(run=run, purpose=purpose, model=model) if "/" in model:
            found.runs[run] = (purpose, entry.seq)
        case HunkOffered(hunk=hunk):
            found.hunks[hunk] = entry.event
        case HunkDecided(hunk=hunk) if hunk in found.hunks:
            _take_decision(found, found.hunks[hunk], entry.event, entry.seq)
        case _:
            pass


def _take_match(found: _Found, entry: Entry) -> None:
    match entry.event:
        case MatchFound(match=match):
            if match not in found.answered:
                found.open_matches[match] = entry.seq
        case MatchDecided(match=match, decision=decision):
            for known in (found.open_matches, found.confirmed):
                known.pop(match, None)
            found.answered.discard(match)
            if decision is MatchVerdict.OPEN:
                found.open_matches[match] = entry.seq
                return
            found.answered.add(match)
            if decision is MatchVerdict.CONFIRMED:
                found.confirmed[match] = entry.seq
        case _:
            pass


def _take_decision(found: _Found, hunk: HunkOffered, event: HunkDecided, seq: int) -> None:
    for known in (found.taken, found.rejected, found.fixes):
        known.pop(hunk.hunk, None)
    if event.verdict in _TAKEN and hunk.contributor is Contributor.AI:
        is_changed = event.verdict is Verdict.EDITED or event.is_partial
        found.taken[hunk.hunk] = _Taken(seq, hunk.run, is_changed, bool(hunk.old))
    elif event.verdict in _TAKEN and hunk.contributor is Contributor.TOOL:
        found.fixes[hunk.hunk] = seq
    elif event.verdict is Verdict.REJECTED and hunk.contributor is Contributor.AI:
        found.rejected[hunk.hunk] = seq


def _take_edit(found: _Found, event: Edited, seq: int) -> None:
    if event.cause in (Cause.UNDO, Cause.REDO, Cause.MOVE):
        return
    spans = [span for op in event.ops for span in op.inserted.spans]
    if _has(spans, Contributor.UNKNOWN):
        found.unseen.append(seq)
    of_ai = [span.origin.source for span in spans if span.origin.contributor is Contributor.AI]
    if of_ai:
        found.ai_text[seq] = frozenset(of_ai)


def _has(spans: Sequence[Span], contributor: Contributor) -> bool:
    return any(span.origin.contributor is contributor for span in spans)


def _standing(report: Report, found: _Found) -> Iterable[Measure]:
    standing = report.surviving
    taken = tuple(sorted({*(taken.seq for taken in found.taken.values()), *found.ai_text}))
    unseen = tuple(found.unseen)
    counts = {who: standing.of(who) for who in Contributor}
    declared = sum(row.characters for row in standing.classes if row.method is Method.DECLARED)
    yield _count(
        "characters", "Characters", "Signs of the text that are neither space nor markup.",
        standing.total,
    )  # fmt: skip
    yield _count(
        "ai_characters", "AI characters that stand",
        "Characters an AI put in that nobody has replaced since.",
        counts[Contributor.AI], taken,
    )  # fmt: skip
    for end, share in (("low", standing.ai.low), ("high", standing.ai.high)):
        yield Measure(
            f"ai_share_{end}",
            f"AI share that stands, {'at least' if end == 'low' else 'at most'}",
            "AI characters that stand of all characters; the higher figure counts what came unseen"
            " as AI.",
            round(share * 100, 4),
            _share(share),
            taken if end == "low" else tuple(sorted({*taken, *unseen})),
        )
    yield Measure(
        "ai_share",
        "AI share that stands",
        "AI characters that stand of all characters; a range where something came unseen.",
        round(standing.ai.high * 100, 4),
        _share(standing.ai.low)
        if standing.ai.low == standing.ai.high
        else f"{_share(standing.ai.low)} to {_share(standing.ai.high)}",
        tuple(sorted({*taken, *unseen})),
    )
    yield _count(
        "unknown_characters", "Characters not observed",
        "Characters that were pasted, imported or changed outside the program.",
        counts[Contributor.UNKNOWN], unseen,
    )  # fmt: skip
    yield Measure(
        "coverage", "Coverage", "The part of the text whose making was observed.",
        round(standing.coverage * 100, 4), _share(standing.coverage), unseen,
    )  # fmt: skip
    yield _count(
        "declared_characters", "Declared characters",
        "Characters whose origin rests on the writer's word.", declared, tuple(found.declared),
    )  # fmt: skip


def _descent(report: Report, found: _Found) -> Iterable[Measure]:
    sentences, with_ai = report.lineage.sentences, report.lineage.with_ai
    share = with_ai / sentences if sentences else 0.0
    taken = tuple(sorted(taken.seq for taken in found.taken.values()))
    yield _count("sentences", "Sentences", "All sentences of the text.", sentences)
    yield _count(
        "ai_sentences", "Sentences that descend from AI",
        "Sentences with AI wording among their ancestors, even if every word was replaced since.",
        with_ai, taken,
    )  # fmt: skip
    yield Measure(
        "ai_sentence_share", "Share of sentences that descend from AI",
        "Sentences that descend from AI of all sentences.",
        round(share * 100, 4), _share(share), taken,
    )  # fmt: skip


def _use(report: Report, found: _Found) -> Iterable[Measure]:
    runs = sorted(seq for _, seq in found.runs.values())
    taken = found.taken.values()
    # What was declared an AI's counts while any of it stands: a declaration can be undone.
    still = any(
        row.contributor is Contributor.AI and row.method is Method.DECLARED and row.characters
        for row in report.surviving.classes
    )
    told = found.declared_ai if still else ()
    # What was taken of a run is no further use: the run counts.
    offers = {name for name, hunk in found.hunks.items() if hunk.run in found.runs}
    other = [seq for seq, sources in found.ai_text.items() if not sources <= offers]
    use = tuple(sorted({*runs, *other, *told, *found.confirmed.values()}))
    yield _count(
        "ai_use", "Uses of AI", "Runs of AI models, and AI text that came in any other way.",
        len(use), use,
    )  # fmt: skip
    yield _count("ai_runs", "Runs of AI models", "Times a language model was asked.", len(runs),
                 tuple(runs))  # fmt: skip
    for key, title, purposes in (
        ("ai_runs_for_ideas", "Runs for ideas or criticism", _IDEAS),
        ("ai_runs_for_correction", "Runs for correction", _CORRECTION),
        ("ai_runs_for_wording", "Runs for wording", None),
    ):
        of = sorted(
            seq
            for purpose, seq in found.runs.values()
            if (purpose in purposes if purposes else purpose not in _IDEAS | _CORRECTION)
        )
        yield _count(key, title, "Runs of AI models by what the agent is for.", len(of), tuple(of))
    fruitful = {entry.run for entry in taken}
    idle = tuple(sorted(seq for run, (_, seq) in found.runs.items() if run not in fruitful))
    yield _count(
        "ai_runs_without_text", "Runs that left nothing in the text",
        "Runs of AI models of which no suggestion was taken.", len(idle), idle,
    )  # fmt: skip
    yield _taken("ai_taken", "AI suggestions taken", [entry.seq for entry in taken])
    yield _taken("ai_taken_unchanged", "AI suggestions taken as offered",
                 [entry.seq for entry in taken if not entry.is_changed])  # fmt: skip
    yield _taken("ai_taken_changed", "AI suggestions taken with changes",
                 [entry.seq for entry in taken if entry.is_changed])  # fmt: skip
    yield _taken("ai_edits_of_text", "AI edits of words that stood there",
                 [entry.seq for entry in taken if entry.replaced])  # fmt: skip
    yield _taken("ai_rejected", "AI suggestions rejected", list(found.rejected.values()))
    yield _taken("checker_fixes", "Fixes of checkers taken", list(found.fixes.values()))
    yield _count(
        "open_matches",
        "Unanswered matches",
        "Passages like an agent's words that the writer has not answered.",
        report.matches.open,
        tuple(sorted(found.open_matches.values())),
    )
    yield _taken("confirmed_matches", "Confirmed matches", list(found.confirmed.values()))


def _names(report: Report, found: _Found) -> Iterable[Measure]:
    used = [row for row in report.agents if "/" in row.model]
    runs = tuple(sorted(seq for _, seq in found.runs.values()))
    taken = tuple(sorted(taken.seq for taken in found.taken.values()))
    chapters = _chapters(report.scenes)
    yield _words("models", "Models", [row.model for row in used], runs)
    yield _words("agents", "Agents", [row.title or row.agent for row in used], runs)
    yield _words(
        "purposes",
        "Purposes",
        [purpose_words(name).lower() for name, _ in found.runs.values()],
        runs,
    )
    yield _words("chapters_with_ai", "Where AI text stands", chapters, taken)
    yield _words("title", "Title", [report.title], ())
    yield _words("writer", "Writer", [report.writer], ())
    sentence = observed_sentence(report.observed, report.surviving.coverage)
    yield _words("observed", "Observed", [sentence], ())
    yield _words("head", "Ledger", [f"event {number(report.events)}, {report.head}"], ())


def _chapters(scenes: Sequence[SceneRow]) -> list[str]:
    return [
        scene.chapter or scene.title for scene in scenes if scene.surviving.of(Contributor.AI) > 0
    ]


def _share(share: float) -> str:
    """Return a share with one place; what is not nothing, or not all, is not said to be."""
    words = f"{share * 100:.1f} %"
    if words == "0.0 %" and share > 0:
        return "less than 0.1 %"
    return "more than 99.9 %" if words == "100.0 %" and share < 1 else words


def _count(key: str, title: str, meaning: str, value: int, events: tuple[int, ...] = ()) -> Measure:
    return Measure(key, title, meaning, value, number(value), events)


def _taken(key: str, title: str, events: list[int]) -> Measure:
    return _count(key, title, "As the writer decided.", len(events), tuple(sorted(events)))


def _words(key: str, title: str, names: Sequence[str], events: tuple[int, ...]) -> Measure:
    known = list(dict.fromkeys(filter(None, map(clean, names))))
    said = ", ".join(known) if known else _NONE
    return Measure(key, title, "As the ledger names them.", len(known), said, events)
