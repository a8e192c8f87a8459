"""Which part of each kind of event is public, which is positions, which is words.

Public parts stand in the hashed header. The others go into payloads that the header only commits
to: `pos` (places, lengths, origins, numbers), `text` (words of the manuscript and of proposals),
`run` (who was asked what, and answered what).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cocreate.core.declared_time import TimeDeclared
from cocreate.core.events import (
    CallMade,
    Cause,
    ConsentGiven,
    Edited,
    Event,
    Exported,
    HunkDecided,
    HunkOffered,
    MatchDecided,
    MatchFound,
    NoteDismissed,
    NoteOffered,
    OriginsDeclared,
    PassageBrought,
    ProjectCreated,
    ProjectNamed,
    RunStarted,
    RunStopped,
    SceneAdded,
    SceneChanged,
    SceneRemoved,
    SceneRestored,
    SessionBegan,
    SessionEnded,
)
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten, Tallies
from cocreate.core.pictures import PictureAdded
from cocreate.core.suggestion import HunkOpened, MatchVerdict, Verdict
from cocreate.core.usage import Usage


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of one kind of event go.

    Args:
        event: the class.
        header: header key to field name.
        pos: fields of the payload `pos`.
        text: fields of the payload `text`.
        run: fields of the payload `run`.
        sizes: header key to the field whose length it gives, of fields in `text`.
    """

    event: type[Event]
    header: Mapping[str, str] = field(default_factory=dict)
    pos: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    run: tuple[str, ...] = ()
    sizes: Mapping[str, str] = field(default_factory=dict)

    @property
    def carries_content(self) -> bool:
        """Whether the event holds one fragment, in its field `content`."""
        return self.event in (SceneAdded, OriginsDeclared)

    @property
    def carries_ops(self) -> bool:
        """Whether the event holds replacements, in its field `ops`."""
        return self.event is Edited


_SCENE = {"doc": "scene"}
_EFFORT = ("idle_limit_s", "active_s", "writing_s", "reviewing_s", "prompting_s", "reading_s")

_WORDS = ("words_added", "words_removed")

LAYOUTS: tuple[Layout, ...] = (
    Layout(ProjectCreated, pos=("app_version",), text=("title", "writer")),
    Layout(ProjectNamed, text=("title", "writer")),
    Layout(SessionBegan, pos=("how",)),
    Layout(SessionEnded, pos=(*_EFFORT, *_WORDS)),
    Layout(
        SceneAdded,
        _SCENE,
        pos=("position", "source_sha256"),
        text=("chapter", "title", "source"),
    ),
    Layout(SceneChanged, _SCENE, pos=("position",), text=("chapter", "title")),
    Layout(SceneRemoved, _SCENE),
    Layout(SceneRestored, _SCENE, pos=("position",)),
    Layout(Edited, {**_SCENE, "ref": "source"}, pos=("cause", "duration_ms")),
    Layout(
        RunStarted,
        {**_SCENE, "ref": "run", "purpose": "purpose", "model": "model"},
        pos=("lines",),
        run=("agent", "agent_title", "ask"),
    ),
    Layout(
        HunkOffered,
        {**_SCENE, "ref": "hunk", "actor": "contributor", "model": "model"},
        pos=("run", "start", "end", "line", "verdict"),
        text=("old", "new", "reason"),
        run=("agent",),
        sizes={"del": "old", "ins": "new"},
    ),
    Layout(
        NoteOffered,
        {**_SCENE, "ref": "note"},
        pos=("run", "start", "end", "line"),
        text=("quote", "text"),
        run=("agent",),
    ),
    Layout(NoteDismissed, {**_SCENE, "ref": "note"}, pos=("is_dismissed",)),
    Layout(
        CallMade,
        {"ref": "run", "model": "model"},
        pos=("usage", "duration_ms", "cost", "price_as_of"),
        run=("provider", "price_source"),
    ),
    Layout(RunStopped, {"ref": "run"}, pos=("how",), run=("sentence", "answer")),
    Layout(HunkOpened, {**_SCENE, "ref": "hunk"}),
    Layout(
        HunkDecided,
        {**_SCENE, "ref": "hunk"},
        pos=("verdict", "start", "end", "is_partial"),
        text=("final", "why"),
    ),
    Layout(ConsentGiven, run=("provider", "host")),
    Layout(OriginsDeclared, _SCENE, pos=("start",), text=("explanation",)),
    Layout(
        PassageBrought,
        {**_SCENE, "ref": "clip"},
        pos=("project", "head", "length"),
        text=("title",),
        run=("sources",),
    ),
    Layout(MatchFound, {**_SCENE, "ref": "match"}, pos=("offer", "start", "end", "words")),
    Layout(MatchDecided, {**_SCENE, "ref": "match"}, pos=("decision",), text=("why",)),
    Layout(Exported, pos=("format", "report", "sha256", "head"), text=("file_name",)),
    Layout(PictureAdded, pos=("media", "sha256", "size"), text=("name", "source")),
    Layout(TimeDeclared, {"ref": "id"}, pos=("day", "seconds", "is_withdrawn"), text=("what",)),
    Layout(CheckpointMade, {"key": "key"}, text=("tallies",)),
    Layout(PassageForgotten, _SCENE, pos=("length", "erased"), text=("why", "kept")),
)

# What stands for a field when its payload was withheld; "" for all others.
WITHHELD: Mapping[str, object] = {
    **dict.fromkeys(
        ("position", "duration_ms", "words", "length", "size", "seconds", *_EFFORT, *_WORDS), 0
    ),
    **dict.fromkeys(("lines", "line", "cost", "final"), None),
    "start": -1,
    "end": -1,
    "cause": Cause.UNKNOWN,
    "verdict": Verdict.LOOSE,
    "decision": MatchVerdict.OPEN,
    "usage": Usage(),
    "tallies": Tallies(),
    "erased": (),
    "sources": (),
    "kept": (),
    "is_partial": False,
    "is_dismissed": False,
    "is_withdrawn": False,
}


def kind_name(event: type[Event]) -> str:
    """Return the kind of an event class as the header has it: its name in snake case."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", event.__name__).lower()


BY_KIND: Mapping[str, Layout] = {kind_name(layout.event): layout for layout in LAYOUTS}
