"""What a contribution report says: numbers, names, limits; nothing of how it looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cocreate.core.origin import Contributor, Method
from cocreate.core.usage import Money

VERSION = 1

FIXED_SENTENCE = (
    "This record shows what Cocreate observed on the author's own computer. It can show that "
    "nothing was changed after signing. It cannot show what happened outside the program, and a "
    "determined person with control of the computer could have produced a false record before it "
    "was first shared."
)
LIMITS = (
    FIXED_SENTENCE,
    (
        "A report that comes alone can be checked by whoever is given the project file, and by "
        "nobody else; one that comes in a proof bundle can be checked by anybody. A seal shows "
        "that nothing was changed since it was made, not that what was recorded is true."
    ),
    (
        "Text that was pasted, imported or changed outside the program is shown as unknown. It is "
        "never counted as human; the ranges say what would follow if it were."
    ),
    "Text copied by hand from another screen leaves no trace and is counted as typed.",
    "What the writer declared rests on the writer's word and is listed as declared.",
    (
        "A share measures characters, not ideas, care or merit, and long passages weigh more than "
        "good ones. It is no proof that a person thought of anything."
    ),
    (
        "Times are those of the writer's own clock. Active time is what was seen at the desk; "
        "thinking away from it is not measured."
    ),
    (
        "Costs are worked out from the usage that services reported and from dated prices; where "
        "no price is known, the cost is unknown, not nothing."
    ),
)


@dataclass(frozen=True, slots=True)
class Range:
    """A share from low (all unknown text counted against it) to high (counted for it), 0 to 1."""

    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class ClassRow:
    """How much of a text one contributor brought in one way."""

    contributor: Contributor
    method: Method
    characters: int
    words: int


@dataclass(frozen=True, slots=True)
class Surviving:
    """Whose text stands, counted in graphemes that are neither white space nor markup."""

    total: int = 0
    coverage: float = 1.0
    mixed_words: int = 0
    classes: tuple[ClassRow, ...] = ()
    human: Range = Range()
    ai: Range = Range()

    def of(self, contributor: Contributor) -> int:
        """Return the graphemes of one contributor, in whatever way they came."""
        return sum(row.characters for row in self.classes if row.contributor is contributor)

    @property
    def words(self) -> int:
        """All words, the mixed ones included."""
        return sum(row.words for row in self.classes) + self.mixed_words


@dataclass(frozen=True, slots=True)
class SceneRow:
    """One scene and whose text stands in it."""

    id: str
    chapter: str
    title: str
    surviving: Surviving


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What anyone can recompute from the manuscript as `cocreate text` prints it."""

    sha256: str = ""
    characters: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class WorkRow:
    """All code points ever inserted and removed, of one contributor and method."""

    contributor: Contributor
    method: Method
    inserted: int
    removed: int


@dataclass(frozen=True, slots=True)
class Work:
    """Everything ever inserted and removed; undo and moves stand beside it."""

    rows: tuple[WorkRow, ...] = ()
    undone_inserted: int = 0
    undone_removed: int = 0
    moves: int = 0
    moved_characters: int = 0


@dataclass(frozen=True, slots=True)
class KeptRow:
    """An accepted suggestion: the words it offered and those that still stand verbatim."""

    id: str
    agent: str
    scene: str
    offered_words: int
    kept_words: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """Which sentences descend from accepted suggestions, and what became of each of these."""

    sentences: int = 0
    with_ai: int = 0
    suggestions: tuple[KeptRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """Typed text that resembles what agents offered. `is_checked`: whether it was looked for."""

    open: int = 0
    confirmed: int = 0
    disputed: int = 0
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class Curation:
    """What became of all suggestions; every one is counted in exactly one verdict.

    Args:
        opened: how many the writer looked at closely in the window, whatever became of them.
    """

    offered: int = 0
    accepted: int = 0
    partial: int = 0
    edited: int = 0
    rejected: int = 0
    pending: int = 0
    stale: int = 0
    loose: int = 0
    opened: int = 0


@dataclass(frozen=True, slots=True)
class TimeRow:
    """Time away from the desk on one day, as the writer entered it by hand."""

    day: str
    seconds: int
    what: str


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """What the writer said of where passages came from, in one wording.

    Args:
        contributor: whose words they were declared to be.
        passages: how many were declared so; those taken back are not counted.
        characters: code points in them whose origin was declared.
    """

    explanation: str
    contributor: Contributor
    passages: int
    characters: int


@dataclass(frozen=True, slots=True)
class Effort:
    """Active seconds of the writer by what was done, and the agents' own working time.

    `declared` is what the writer entered by hand: never a part of active time.
    """

    idle_limit_s: int = 120
    active_s: float = 0.0
    writing_s: float = 0.0
    reviewing_s: float = 0.0
    prompting_s: float = 0.0
    reading_s: float = 0.0
    agents_s: float = 0.0
    away_s: float = 0.0
    declared_s: float = 0.0
    declared: tuple[TimeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CostRow:
    """Calls, tokens and money of one agent, model or scene (or of all).

    `is_local`: every call ran on the writer's own computer.
    """

    name: str = ""
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    known: tuple[Money, ...] = ()
    unpriced_calls: int = 0
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """What the calls to models cost, in all and divided."""

    total: CostRow = CostRow()
    by_agent: tuple[CostRow, ...] = ()
    by_model: tuple[CostRow, ...] = ()
    by_scene: tuple[CostRow, ...] = ()
    prices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgentRow:
    """What one agent was used for with one model."""

    agent: str
    title: str
    purpose: str
    model: str
    runs: int
    offered: int
    taken: int
    rejected: int
    notes: int


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of work (UTC).

    Args:
        inserted: code points put in, by contributor; imports, undo and moves left out.
        imported: code points that came in as whole files.
    """

    day: date
    sittings: int
    active_s: float
    inserted: dict[Contributor, int] = field(default_factory=dict)
    imported: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a renderer may say.

    Args:
        observed: the first and the last moment in the ledger, ISO text in UTC; "" for none.
        characters: every code point of the scenes by contributor.
        head: hash of the ledger's last event, tagged with its algorithm.
    """

    title: str
    writer: str
    made: str
    app_version: str
    observed: tuple[str, str]
    text: TextFacts
    surviving: Surviving
    characters: dict[Contributor, int]
    scenes: tuple[SceneRow, ...]
    work: Work
    lineage: Lineage
    matches: Matches
    curation: Curation
    effort: Effort
    cost: Cost
    agents: tuple[AgentRow, ...]
    days: tuple[DayRow, ...]
    sittings: int
    events: int
    head: str
    limits: tuple[str, ...] = LIMITS
    declarations: tuple[DeclaredRow, ...] = ()

    @property
    def has_headline(self) -> bool:
        """Whether enough was observed to give a percentage as a headline."""
        return self.surviving.coverage >= 0.5 and self.surviving.total > 0
