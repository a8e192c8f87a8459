"""A summary of how a manuscript came about, in W3C PROV-JSON, for archives and researchers.

Drafts and suggestions are entities, sittings and runs of agents are activities, writer, AI agents
and this program are agents. It says nothing of single keys, holds no words, and proves nothing by
itself. Form: https://www.w3.org/submissions/prov-json/
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from cocreate.core.origin import Contributor

_OURS = "urn:dev.cocreate:prov:"
_APP, _WRITER = "app", "writer"


@dataclass(frozen=True, slots=True)
class SittingRow:
    """A sitting; times as ISO 8601 writes them, "" where one is not told."""

    id: str
    began: str
    ended: str = ""


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run of an agent.

    Args:
        draft: the number of the last draft before it; 0 for none.
    """

    id: str
    sitting: str
    agent: str
    model: str
    purpose: str
    draft: int
    began: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A suggestion and what became of it.

    Args:
        run: "" where no agent of ours made it.
        verdict: what was decided; "pending" while nothing was.
        decided_in: the sitting in which its words were taken, or "".
        sizes: how many signs it took out and put in; None where that is withheld.
    """

    id: str
    run: str
    agent: str
    model: str
    contributor: Contributor
    verdict: str = "pending"
    decided_in: str = ""
    sizes: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class DraftRow:
    """The manuscript at a checkpoint.

    Args:
        events: how many events the record had.
        characters: signs by contributor; empty where they are not known any more.
        taken: suggestions whose words came in since the draft before.
    """

    events: int
    sitting: str
    characters: Sequence[tuple[str, int]] = ()
    taken: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """All that a summary tells of.

    Args:
        root: of the record, as base64; "" where nothing was sealed.
    """

    title: str
    writer: str
    version: str
    root: str = ""
    sittings: list[SittingRow] = field(default_factory=list)
    runs: list[RunRow] = field(default_factory=list)
    suggestions: list[SuggestionRow] = field(default_factory=list)
    drafts: list[DraftRow] = field(default_factory=list)


def prov_record(story: Story) -> bytes:
    """Return the summary as PROV-JSON."""
    made = _Document(story)
    text = json.dumps(made.document(), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "replace")


class _Document:
    """The records of a story, each under the name of its kind."""

    def __init__(self, story: Story) -> None:
        self._things: dict[str, dict[str, dict[str, object]]] = {}
        self._relations: dict[str, list[dict[str, str]]] = {}
        self._agents: dict[tuple[str, str, str], str] = {}
        self._runs = {run.id: run for run in story.runs}
        self._add_hands(story)
        for sitting in story.sittings:
            self._add_sitting(sitting)
        for run in story.runs:
            self._add_run(run)
        for suggestion in story.suggestions:
            self._add_suggestion(suggestion)
        before = ""
        for number, draft in enumerate(story.drafts, start=1):
            before = self._add_draft(number, draft, before)

    def document(self) -> dict[str, object]:
        """Return everything, relations numbered through in the order of their kinds."""
        made: dict[str, object] = {"prefix": {"cocreate": _OURS}}
        made |= {kind: self._things[kind] for kind in sorted(self._things)}
        number = 0
        for kind in sorted(self._relations):
            rows = self._relations[kind]
            made[kind] = {f"_:id{number + at}": row for at, row in enumerate(rows, start=1)}
            number += len(rows)
        return made

    def _add(self, kind: str, name: str, **told: object) -> None:
        values = {
            key.replace("__", ":"): _value(value) for key, value in told.items() if value != ""
        }
        self._things.setdefault(kind, {})[name] = values

    def _relate(self, kind: str, **ends: str) -> None:
        row = {f"prov:{key}": name for key, name in ends.items()}
        self._relations.setdefault(kind, []).append(row)

    def _add_hands(self, story: Story) -> None:
        self._add(
            "agent",
            _name(_WRITER),
            prov__type=_kind("prov:Person"),
            prov__label=story.writer,
        )
        self._add(
            "agent",
            _name(_APP),
            prov__type=_kind("prov:SoftwareAgent"),
            prov__label="Cocreate",
            cocreate__version=story.version,
        )
        self._relate("actedOnBehalfOf", delegate=_name(_APP), responsible=_name(_WRITER))
        self._add(
            "entity",
            _name("manuscript"),
            prov__type=_kind("prov:Collection"),
            prov__label=story.title,
            cocreate__root=story.root,
        )
        self._relate("wasAttributedTo", entity=_name("manuscript"), agent=_name(_WRITER))

    def _add_sitting(self, sitting: SittingRow) -> None:
        name = _name("sitting", sitting.id)
        self._add(
            "activity",
            name,
            prov__type=_kind("cocreate:Sitting"),
            prov__startTime=sitting.began,
            prov__endTime=sitting.ended,
        )
        for hand in (_WRITER, _APP):
            self._relate("wasAssociatedWith", activity=name, agent=_name(hand))

    def _add_run(self, run: RunRow) -> None:
        name = _name("run", run.id)
        self._add(
            "activity",
            name,
            prov__type=_kind("cocreate:Run"),
            cocreate__purpose=run.purpose,
            prov__startTime=run.began,
            prov__endTime=run.ended,
        )
        agent = self._agent(run.agent, run.model, "prov:SoftwareAgent")
        self._relate("wasAssociatedWith", activity=name, agent=agent)
        self._relate("wasInformedBy", informed=name, informant=_name("sitting", run.sitting))
        if run.draft:
            self._relate("used", activity=name, entity=_name("draft", str(run.draft)))

    def _add_suggestion(self, made: SuggestionRow) -> None:
        name = _name("suggestion", made.id)
        removed, put_in = made.sizes or ("", "")
        self._add(
            "entity",
            name,
            prov__type=_kind("cocreate:Suggestion"),
            cocreate__verdict=made.verdict,
            cocreate__contributor=made.contributor.value,
            cocreate__removed=removed,
            cocreate__inserted=put_in,
        )
        is_program = made.contributor in (Contributor.AI, Contributor.TOOL)
        kind = "prov:SoftwareAgent" if is_program else "prov:Person"
        agent = self._agent(made.agent, made.model, kind)
        self._relate("wasAttributedTo", entity=name, agent=agent)
        run = self._runs.get(made.run)
        if run is not None:
            self._relate("wasGeneratedBy", entity=name, activity=_name("run", run.id))
            if run.draft:
                draft = _name("draft", str(run.draft))
                self._relate("wasDerivedFrom", generatedEntity=name, usedEntity=draft)
        if made.decided_in:
            sitting = _name("sitting", made.decided_in)
            self._relate("used", activity=sitting, entity=name)

    def _add_draft(self, number: int, draft: DraftRow, before: str) -> str:
        name = _name("draft", str(number))
        counts = {f"cocreate__{who}": count for who, count in draft.characters}
        kind = _kind("cocreate:Draft")
        self._add("entity", name, prov__type=kind, cocreate__events=draft.events, **counts)
        self._relate("wasAttributedTo", entity=name, agent=_name(_WRITER))
        self._relate("hadMember", collection=_name("manuscript"), entity=name)
        if draft.sitting:
            sitting = _name("sitting", draft.sitting)
            self._relate("wasGeneratedBy", entity=name, activity=sitting)
        taken = [_name("suggestion", suggestion) for suggestion in draft.taken]
        for source in filter(None, (before, *taken)):
            self._relate("wasDerivedFrom", generatedEntity=name, usedEntity=source)
        return name

    def _agent(self, agent: str, model: str, kind: str) -> str:
        """Return the name of an agent, which is told of once."""
        found = self._agents.get((agent, model, kind))
        if found is None:
            found = _name("agent", str(len(self._agents) + 1))
            self._agents[agent, model, kind] = found
            self._add(
                "agent", found, prov__type=_kind(kind), prov__label=agent, cocreate__model=model
            )
            if kind == "prov:SoftwareAgent":
                self._relate("actedOnBehalfOf", delegate=found, responsible=_name(_WRITER))
        return found


def _name(kind: str, name: str = "") -> str:
    return f"cocreate:{kind}-{name}" if name else f"cocreate:{kind}"


def _kind(name: str) -> dict[str, str]:
    return {"$": name, "type": "xsd:QName"}


def _value(value: object) -> object:
    return {"$": str(value), "type": "xsd:int"} if isinstance(value, int) else value
