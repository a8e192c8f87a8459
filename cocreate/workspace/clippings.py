"""Passages on their way: inside a project, and between two projects of one writer.

A clipping carries its words with their origins, the project and writer it comes from, where that
project's ledger stood, and who offered the words that came from suggestions. A seal over all of it,
made with a secret that only this writer's windows on this machine have, tells whether it is what
Cocreate put there. Whatever is not believed is a paste from outside.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from cocreate.core.events import Cause, Event, PassageBrought
from cocreate.core.fragments import is_sound
from cocreate.core.origin import (
    ALLOWED_PAIRS,
    Contributor,
    Fragment,
    Method,
    Origin,
    Span,
    origin,
)
from cocreate.core.state import BroughtSource, ProjectState
from cocreate.store.project_file import ProjectFile
from cocreate.workspace.change import Write

_VERSION = 2
_MARK = "@"


@dataclass(frozen=True, slots=True)
class Clipping:
    """A passage on its way.

    Args:
        id: of the cut or copy it comes from.
        fragment: its words with their origins, sources named as its own project names them.
        project: id of that project; `title` and `writer` are its own, `head` is its ledger's.
        sources: who offered the words of suggestions, by source.
    """

    id: str
    fragment: Fragment
    project: str
    title: str
    writer: str
    head: str
    sources: tuple[BroughtSource, ...] = ()


class Clippings:
    """Seal what leaves this project, believe what this writer's projects sealed."""

    def __init__(
        self,
        project: ProjectFile,
        state: ProjectState,
        secret: bytes,
        record: Callable[[Event], None],
    ) -> None:
        self._project = project
        self._state = state
        self._record = record
        self.secret = secret

    def clip(self, id_: str, fragment: Fragment) -> Clipping:
        """Return a passage of this project, ready to leave it."""
        named = {span.origin.source for span in fragment.spans} - {None}
        return Clipping(
            id_,
            fragment,
            self._project.identity,
            self._state.title,
            self._state.writer,
            self._project.ledger.head(),
            tuple(sources_of(self._state, {str(source) for source in named})),
        )

    def pack(self, clipping: Clipping) -> str:
        """Return a clipping as sealed JSON."""
        body = {
            "v": _VERSION,
            "id": clipping.id,
            "project": clipping.project,
            "title": clipping.title,
            "writer": clipping.writer,
            "head": clipping.head,
            "text": clipping.fragment.text,
            "spans": [
                [span.length, span.origin.contributor, span.origin.method, span.origin.source]
                for span in clipping.fragment.spans
            ],
            "sources": [
                [source.id, source.contributor, source.agent, source.model, source.project]
                for source in clipping.sources
            ],
        }
        return json.dumps({**body, "seal": self._seal(body)})

    def unpack(self, sealed: str | bytes, words: str) -> Clipping | None:
        """Return a clipping; None if another wrote it, or if it or the words were changed."""
        try:
            body = json.loads(sealed)
            seal = body.pop("seal")
            if not hmac.compare_digest(str(seal), self._seal(body)):
                return None
            clipping = _clipping(body)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        pairs = {(span.origin.contributor, span.origin.method) for span in clipping.fragment.spans}
        is_whole = is_sound(clipping.fragment) and pairs <= ALLOWED_PAIRS
        is_same = clipping.fragment.text == words and clipping.writer == self._state.writer
        return clipping if is_whole and is_same else None

    def take_in(self, scene: str, clipping: Clipping, how: Write) -> tuple[Fragment, Write]:
        """Return what is to be put in for a clipping, and how.

        A passage of this project is moved. One of another project of this writer comes with its
        origins, and the ledger names where it came from; its own ledger is the evidence for it.

        Args:
            how: of the paste; its cause and source are set here.
        """
        if clipping.project == self._project.identity:
            return clipping.fragment, _caused(how, Cause.MOVE, clipping.id)
        here = _MARK + self._project.identity
        spans = tuple(
            Span(span.length, _renamed(span.origin, clipping.project, here))
            for span in clipping.fragment.spans
        )
        if spans:
            self._record(
                PassageBrought(
                    scene,
                    clipping.id,
                    clipping.project,
                    clipping.title,
                    clipping.head,
                    len(clipping.fragment.text),
                    tuple(
                        (
                            _name(source.id, clipping.project, here) or "",
                            source.contributor.value,
                            source.agent,
                            source.model,
                            source.project or clipping.title,
                        )
                        for source in clipping.sources
                    ),
                )
            )
        return Fragment(clipping.fragment.text, spans), _caused(how, Cause.PASTE, clipping.id)

    def _seal(self, body: dict[str, Any]) -> str:
        canonical = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
        return hmac.new(self.secret, canonical, hashlib.sha256).hexdigest()


def sources_of(state: ProjectState, named: Iterable[str]) -> Iterable[BroughtSource]:
    """Yield who offered what the named sources stand for, as far as the project knows."""
    wanted = set(named)
    for source in sorted(wanted & state.brought.keys()):
        yield state.brought[source]
    for scene in state.scenes.values():
        for hunk in (scene.hunks[id_] for id_ in wanted if id_ in scene.hunks):
            yield BroughtSource(hunk.id, hunk.contributor, hunk.agent, hunk.model, "")
    for run in (state.runs[id_] for id_ in sorted(wanted & state.runs.keys())):
        yield BroughtSource(run.id, Contributor.AI, run.agent, run.model, "")


def _clipping(body: dict[str, Any]) -> Clipping:
    spans = tuple(
        Span(length, origin(Contributor(by), Method(how), source))
        for length, by, how, source in body["spans"]
    )
    sources = tuple(
        BroughtSource(id_, Contributor(by), agent, model, project)
        for id_, by, agent, model, project in body["sources"]
    )
    return Clipping(
        body["id"],
        Fragment(body["text"], spans),
        body["project"],
        body["title"],
        body["writer"],
        body["head"],
        sources,
    )


def _name(source: str | None, project: str, here: str) -> str | None:
    """Return what a source of another project is called here; what came from here has its name."""
    if source is None:
        return None
    if source.endswith(here):
        return source.removesuffix(here)
    return source if _MARK in source else f"{source}{_MARK}{project}"


def _renamed(by: Origin, project: str, here: str) -> Origin:
    return origin(by.contributor, by.method, _name(by.source, project, here))


def _caused(how: Write, cause: Cause, source: str) -> Write:
    return Write(cause, how.origin, how.label, how.initiator, source, how.caret)
