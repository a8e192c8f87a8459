"""What the calls to models cost: sums by agent, model and scene, nothing guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from cocreate.core.state import CallRecord, RunState


@dataclass(frozen=True, slots=True)
class CostRow:
    """Calls, tokens and money of one agent, model, scene or sitting (or of all).

    Args:
        name: the agent's name, the model as `provider/model`, or the id of the scene or sitting.
        known: micro-units by currency, where a price was known.
        unpriced_calls: calls whose price is not known; they are never counted as free.
        estimated_calls: calls of which the service reported no usage.
    """

    name: str = ""
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    known: Mapping[str, int] = field(default_factory=dict)
    unpriced_calls: int = 0
    estimated_calls: int = 0


@dataclass(frozen=True, slots=True)
class CostTable:
    """What calls cost in all, and divided; rows are ordered by name.

    A call whose run is not known has "" as its agent and scene.
    """

    total: CostRow = CostRow()
    by_agent: tuple[CostRow, ...] = ()
    by_model: tuple[CostRow, ...] = ()
    by_scene: tuple[CostRow, ...] = ()
    by_session: tuple[CostRow, ...] = ()

    @property
    def calls(self) -> int:
        """How many calls there were."""
        return self.total.calls

    @property
    def input_tokens(self) -> int:
        """Tokens that models read."""
        return self.total.input_tokens

    @property
    def output_tokens(self) -> int:
        """Tokens that models wrote."""
        return self.total.output_tokens

    @property
    def known(self) -> Mapping[str, int]:
        """Micro-units by currency, where a price was known."""
        return self.total.known

    @property
    def unpriced_calls(self) -> int:
        """Calls whose price is not known."""
        return self.total.unpriced_calls


def tabulate(calls: Iterable[CallRecord], runs: Mapping[str, RunState] | None = None) -> CostTable:
    """Return the sums of calls; `runs` say for which agent and scene each was made."""
    made = list(calls)
    asked = {} if runs is None else runs

    def agent_of(call: CallRecord) -> str:
        return asked[call.run].agent if call.run in asked else ""

    def scene_of(call: CallRecord) -> str:
        return asked[call.run].scene if call.run in asked else ""

    return CostTable(
        total=_sum("", made),
        by_agent=_divided(made, agent_of),
        by_model=_divided(made, lambda call: f"{call.provider}/{call.model}"),
        by_scene=_divided(made, scene_of),
        by_session=_divided(made, lambda call: call.session),
    )


def _divided(
    calls: Iterable[CallRecord], name_of: Callable[[CallRecord], str]
) -> tuple[CostRow, ...]:
    groups: dict[str, list[CallRecord]] = {}
    for call in calls:
        groups.setdefault(name_of(call), []).append(call)
    return tuple(_sum(name, groups[name]) for name in sorted(groups))


def _sum(name: str, calls: list[CallRecord]) -> CostRow:
    known: dict[str, int] = {}
    for call in calls:
        if call.cost is not None:
            known[call.cost.currency] = known.get(call.cost.currency, 0) + call.cost.micros
    return CostRow(
        name=name,
        calls=len(calls),
        input_tokens=sum(call.usage.input_tokens for call in calls),
        output_tokens=sum(call.usage.output_tokens for call in calls),
        known=known,
        unpriced_calls=sum(call.cost is None for call in calls),
        estimated_calls=sum(call.usage.is_estimated for call in calls),
    )
