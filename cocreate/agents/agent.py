"""What an agent is: who it is, what it is for, and how far it may go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cocreate.core.usage import Money


class Needs(StrEnum):
    """What an agent cannot work without."""

    NONE = "none"
    ANY_MODEL = "any model"
    LARGER_MODEL = "larger model"


class Answers(StrEnum):
    """What an agent gives back."""

    HUNKS = "hunks"
    NOTES = "notes"
    TEXT = "text"


class Reads(StrEnum):
    """What an agent may read beside the words it is asked about."""

    SELECTION = "selection"
    SCENE = "scene"
    MANUSCRIPT = "manuscript"
    NOTES = "notes"


class Engine(StrEnum):
    """What does an agent's work: a model that is asked in words, or a part of this program."""

    MODEL = "model"
    HARPER = "harper"
    TIGHTENER = "tightener"
    ECHO = "echo"
    CONSISTENCY = "consistency"
    PACING = "pacing"


class Purpose(StrEnum):
    """What an agent is used for, in the words in which publishers ask about it."""

    BRAINSTORM = "brainstorm"
    OUTLINE = "outline"
    RESEARCH = "research"
    CRITIQUE = "critique"
    SPELLING_GRAMMAR = "spelling_grammar"
    COPYEDIT = "copyedit"
    LINE_EDIT = "line_edit"
    REWRITE = "rewrite"
    DRAFT = "draft"
    TRANSLATE = "translate"
    METADATA = "metadata"
    OTHER = "other"


DEFAULT_MODEL = "default"


@dataclass(frozen=True, slots=True)
class Agent:
    """One agent at hand.

    Args:
        name: the stem of its file.
        title: what the writer sees.
        role: one line on what it does.
        model: `provider/model`, or "default" for the one in the settings.
        reads: what it may read.
        max_calls: requests to a model in one run, at most.
        max_tokens: tokens of one answer, at most.
        max_cost: money one run may cost; None: no limit of its own.
        instructions: what it is told.
        file: where it was read; None for one made in the program.
        engine: what does the work.
    """

    name: str
    title: str
    role: str
    purpose: Purpose
    instructions: str
    needs: Needs = Needs.LARGER_MODEL
    answers: Answers = Answers.TEXT
    reads: tuple[Reads, ...] = (Reads.SCENE,)
    model: str = DEFAULT_MODEL
    max_calls: int = 1
    max_tokens: int = 2_000
    max_cost: Money | None = None
    file: Path | None = None
    engine: Engine = Engine.MODEL

    @property
    def uses_model(self) -> bool:
        """Whether a model is asked at all; if not, nothing can leave this machine."""
        return self.engine not in {Engine.ECHO, Engine.CONSISTENCY, Engine.PACING}

    def may_read(self, what: Reads) -> bool:
        """Whether the agent is allowed to see `what`."""
        return what in self.reads
