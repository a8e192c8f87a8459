"""What a checkpoint seals: the text that is signed, and sums over a project at one moment."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cocreate.core.attributed import AttributedText
from cocreate.core.ledger_events import Counts, Tallies
from cocreate.core.merkle import HASH_BYTES
from cocreate.core.state import ProjectState, SceneState


@dataclass(frozen=True, slots=True)
class TreeHead:
    """A tree of events: whose, how many leaves, which root."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        """Return the three lines of a tlog-checkpoint, which are what is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def origin_of(project: str) -> str:
    """Return the origin line (and key name) of a project."""
    return f"cocreate/{project}"


def read_tree_head(note: str) -> TreeHead:
    """Return the tree head of a note, signed or not.

    Raises:
        ValueError: it is not in the one form that `body` gives.
    """
    body = note.partition("\n\n")[0]
    lines = body.removesuffix("\n").split("\n")
    if len(lines) != 3:
        raise ValueError("a checkpoint has three lines")
    try:
        head = TreeHead(lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True))
    except binascii.Error as error:
        raise ValueError("the root is not base64") from error
    if len(head.root) != HASH_BYTES or head.body().removesuffix("\n") != body.removesuffix("\n"):
        raise ValueError("a checkpoint in another form")
    return head


def agree(told: Tallies, found: Tallies) -> bool:
    """Whether sums are what was found; a hash that was forgotten says nothing."""
    if len(told.digests) != len(found.digests):
        return False
    digests = tuple(
        (ours[0], "" if not theirs[1] else ours[1])
        for theirs, ours in zip(told.digests, found.digests, strict=True)
    )
    return replace(found, digests=digests) == told


class TallyMaker:
    """Sum up a project, again and again; only texts that changed are hashed anew."""

    def __init__(self) -> None:
        self._digests: dict[str, tuple[AttributedText, int, str]] = {}

    def tallies(self, state: ProjectState, events: Mapping[str, int]) -> Tallies:
        """Return the sums over `state`, which `events` (counted by kind) led to."""
        return Tallies(
            characters=_characters(state.manuscript()),
            active_s=int(math.fsum(session.active_s for session in state.sessions.values())),
            costs=_costs(state),
            events=tuple(sorted(events.items())),
            digests=tuple((id_, self._digest(state.scenes[id_])) for id_ in sorted(state.scenes)),
        )

    def _digest(self, scene: SceneState) -> str:
        known = self._digests.get(scene.id)
        if known is not None and known[0] is scene.text and known[1] == scene.text.version:
            return known[2]
        words = scene.text.text().encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(words).hexdigest()
        self._digests[scene.id] = (scene.text, scene.text.version, digest)
        return digest


def _characters(scenes: Iterable[SceneState]) -> Counts:
    counts: dict[str, int] = {}
    for scene in scenes:
        for span in scene.text.spans():
            by = span.origin.contributor.value
            counts[by] = counts.get(by, 0) + span.length
    return tuple(sorted(counts.items()))


def _costs(state: ProjectState) -> Counts:
    sums: dict[str, int] = {}
    for call in state.calls:
        if call.cost is not None:
            sums[call.cost.currency] = sums.get(call.cost.currency, 0) + call.cost.micros
    return tuple(sorted(sums.items()))
