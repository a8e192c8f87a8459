"""The ledger's vocabulary: one frozen value per kind of happening.

An `Entry` is an event with its place in the ledger. `core/chain.py` divides what an event carries:
public numbers go into the hashed header, words into payloads that the header only commits to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cocreate.core.declared_time import TimeDeclared
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten
from cocreate.core.origin import Contributor, Fragment
from cocreate.core.pictures import PictureAdded
from cocreate.core.suggestion import HunkOpened, MatchVerdict, Verdict
from cocreate.core.usage import Money, Usage


class Cause(StrEnum):
    """What brought an edit about: the write path in the program, set where it began."""

    TYPING = "typing"
    PASTE = "paste"
    MOVE = "move"
    ACCEPT = "accept"
    REPLACE = "replace"
    UNDO = "undo"
    REDO = "redo"
    RESTORE = "restore"
    IMPORT = "import"
    LOG = "log"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Op:
    """One replacement as written down: offsets in the text just before it.

    Args:
        start: code-point offset.
        removed: code points taken out.
        inserted: what was put in, with origins.
    """

    start: int
    removed: int
    inserted: Fragment


@dataclass(frozen=True, slots=True)
class ProjectCreated:
    """The project began."""

    title: str
    writer: str
    app_version: str


@dataclass(frozen=True, slots=True)
class ProjectNamed:
    """Title or writer changed."""

    title: str
    writer: str


@dataclass(frozen=True, slots=True)
class SessionBegan:
    """A sitting began; the entry's session is its id.

    `how` is "window", "command" (a command-line call) or "log" (a played edit log).
    """

    how: str


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """A sitting ended, with its effort (seconds by what the writer did) and its words.

    Args:
        words_added: growth of the word count, summed over the edits that grew it.
        words_removed: shrinkage of it, summed over the edits that shrank it.
    """

    idle_limit_s: int
    active_s: float
    writing_s: float
    reviewing_s: float
    prompting_s: float
    reading_s: float
    words_added: int = 0
    words_removed: int = 0


@dataclass(frozen=True, slots=True)
class SceneAdded:
    """A scene came into being, with its text and origins.

    Args:
        scene: its id.
        chapter: title of the chapter it belongs to; "" for none.
        title: its name.
        position: index in the manuscript's order of scenes.
        content: its first text.
        source: file name it came from, or "".
        source_sha256: hash of that file's bytes, or "".
    """

    scene: str
    chapter: str
    title: str
    position: int
    content: Fragment
    source: str = ""
    source_sha256: str = ""


@dataclass(frozen=True, slots=True)
class SceneChanged:
    """A scene was renamed, moved, or put into another chapter."""

    scene: str
    chapter: str
    title: str
    position: int


@dataclass(frozen=True, slots=True)
class SceneRemoved:
    """A scene was taken out of the manuscript; its text stays in the ledger."""

    scene: str


@dataclass(frozen=True, slots=True)
class SceneRestored:
    """A removed scene came back as it was."""

    scene: str
    position: int


@dataclass(frozen=True, slots=True)
class Edited:
    """One or more replacements in a scene: a burst of typing, or one atomic operation.

    Args:
        ops: in the order in which they happened.
        duration_ms: from the first to the last of them.
        source: suggestion or paste id, where there is one.
    """

    scene: str
    cause: Cause
    ops: tuple[Op, ...]
    duration_ms: int = 0
    source: str | None = None


@dataclass(frozen=True, slots=True)
class RunStarted:
    """An agent was asked.

    Args:
        lines: half-open range of lines (from 0) it was asked about; None for the whole scene.
    """

    run: str
    agent: str
    agent_title: str
    purpose: str
    model: str
    scene: str
    ask: str
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class HunkOffered:
    """An agent proposed a hunk.

    Args:
        start: where it stood when it was taken in; -1 when loose. Likewise `end`.
    """

    hunk: str
    run: str
    scene: str
    agent: str
    model: str
    contributor: Contributor
    start: int
    end: int
    old: str
    new: str
    reason: str
    line: int | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class NoteOffered:
    """An agent made a margin note."""

    note: str
    run: str
    scene: str
    agent: str
    start: int
    end: int
    quote: str
    text: str
    line: int | None


@dataclass(frozen=True, slots=True)
class NoteDismissed:
    """The writer put a margin note away (or, with `is_dismissed` false, took it back)."""

    note: str
    scene: str
    is_dismissed: bool


@dataclass(frozen=True, slots=True)
class CallMade:
    """One request to a provider ended. `cost` is None where no price is known."""

    run: str
    provider: str
    model: str
    usage: Usage
    duration_ms: int
    cost: Money | None
    price_as_of: str
    price_source: str


@dataclass(frozen=True, slots=True)
class RunStopped:
    """A run ended.

    Args:
        how: "done", "stopped" (by the writer), "failed" or "budget".
        sentence: what the writer was told, or "".
        answer: the plain text that arrived.
    """

    run: str
    how: str
    sentence: str
    answer: str


@dataclass(frozen=True, slots=True)
class HunkDecided:
    """The writer decided a hunk, placed a loose one, or took a decision back (verdict pending).

    `start`/`end` are where the hunk stands right after the decision (for accepted ones: around what
    it left in the text). `is_partial` marks that only some of its words were taken.
    """

    hunk: str
    scene: str
    verdict: Verdict
    start: int
    end: int
    final: str | None = None
    why: str = ""
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """The writer agreed that text may go to a service outside this machine."""

    provider: str
    host: str


@dataclass(frozen=True, slots=True)
class OriginsDeclared:
    """The writer said where a passage came from; its origins changed, its text did not."""

    scene: str
    start: int
    content: Fragment
    explanation: str


@dataclass(frozen=True, slots=True)
class PassageBrought:
    """A passage of another project of the same writer is about to come in, with its origins.

    Args:
        clip: id of the copy or cut it comes from.
        project: id of the other project; `title` is its name.
        head: hash of its ledger's last event at that time, tagged with its algorithm.
        length: code points.
        sources: (id here, contributor, agent, model, project's name) of each suggestion named.
    """

    scene: str
    clip: str
    project: str
    title: str
    head: str
    length: int
    sources: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class MatchFound:
    """Words typed or pasted look like what an agent offered before.

    Found again after they were gone, a match keeps its id and what was said of it.

    Args:
        offer: id of the suggestion, note or run that offered the words.
        words: how many words are alike.
    """

    match: str
    scene: str
    offer: str
    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True)
class MatchDecided:
    """The writer confirmed or disputed a match, or took the answer back (decision open)."""

    match: str
    scene: str
    decision: MatchVerdict
    why: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """Manuscript or report went out to a file."""

    format: str
    report: str
    file_name: str
    sha256: str
    head: str


Event = (
    ProjectCreated
    | ProjectNamed
    | SessionBegan
    | SessionEnded
    | SceneAdded
    | SceneChanged
    | SceneRemoved
    | SceneRestored
    | Edited
    | RunStarted
    | HunkOffered
    | NoteOffered
    | NoteDismissed
    | CallMade
    | RunStopped
    | HunkOpened
    | HunkDecided
    | ConsentGiven
    | OriginsDeclared
    | PassageBrought
    | MatchFound
    | MatchDecided
    | Exported
    | PictureAdded
    | TimeDeclared
    | CheckpointMade
    | PassageForgotten
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its place in the ledger.

    Args:
        seq: from 1, without gaps.
        at_ms: the writer's clock in milliseconds since 1970 (a claim), of the event's first action.
        session: id of the sitting.
        event: what happened.
    """

    seq: int
    at_ms: int
    session: str
    event: Event
