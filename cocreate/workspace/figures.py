"""The numbers that the window shows, worked out from the state as it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cocreate.agents.budget import Budget, BudgetState
from cocreate.base.clock import from_ms
from cocreate.core.usage import Money
from cocreate.metrics.cost import CostTable, tabulate
from cocreate.metrics.share import LiveCounter, SceneCount, Share, combine, share_of
from cocreate.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the status line and the insight panel show.

    Args:
        share: of the whole manuscript.
        words: words in the manuscript.
        words_today: by how many words the writer made it grow today; imports are left out.
        active_s: active seconds in this sitting.
        money_today: what calls cost today, per currency.
        money_project: what calls cost ever, per currency.
        unpriced_calls: calls whose price is not known.
    """

    share: Share
    words: int
    words_today: int
    active_s: float
    money_today: tuple[Money, ...]
    money_project: tuple[Money, ...]
    unpriced_calls: int


class Figures:
    """Count what changed since the last look, and nothing else."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._counters: dict[str, LiveCounter] = {}
        self._counts: dict[str, tuple[int, SceneCount]] = {}

    def scene_count(self, scene: str) -> SceneCount:
        """Return what stands in a scene, by origin; recounted only where its text changed."""
        text = self._workspace.scene(scene).text
        known = self._counts.get(scene)
        if known is not None and known[0] == text.version:
            return known[1]
        counter = self._counters.setdefault(scene, LiveCounter())
        count = counter.count(text)
        self._counts[scene] = (text.version, count)
        return count

    def count_until(self, is_enough: Callable[[], bool]) -> bool:
        """Count scenes whose text changed, one by one; return whether all of them are counted.

        Args:
            is_enough: asked after each scene; True puts the rest off.
        """
        for scene in self._workspace.state.order:
            known = self._counts.get(scene)
            if known is not None and known[0] == self._workspace.scene(scene).text.version:
                continue
            if is_enough():
                return False
            self.scene_count(scene)
        return True

    def words_so_far(self, scene: str) -> int | None:
        """Return the words of a scene when it was last counted, or None."""
        known = self._counts.get(scene)
        return None if known is None else known[1].total_words

    def scene_share(self, scene: str) -> Share:
        """Return the share of surviving text in a scene."""
        return share_of(self.scene_count(scene))

    def project_share(self) -> Share:
        """Return the share of surviving text in the manuscript."""
        return share_of(combine(self.scene_count(scene) for scene in self._workspace.state.order))

    def words(self, scene: str | None = None) -> int:
        """Return the words of a scene, or of the manuscript."""
        scenes = self._workspace.state.order if scene is None else [scene]
        return sum(self.scene_count(each).total_words for each in scenes)

    def numbers(self) -> Numbers:
        """Return everything the window shows at once."""
        state = self._workspace.state
        words = self.words()
        costs = tabulate(state.calls)
        today = self._today()
        return Numbers(
            share=self.project_share(),
            words=words,
            words_today=self._words_today(),
            active_s=self._workspace.sitting.active_s(),
            money_today=money_of(
                tabulate(call for call in state.calls if _day_of(call.at_ms) == today)
            ),
            money_project=money_of(costs),
            unpriced_calls=costs.unpriced_calls,
        )

    def spent(self, currency: str, session: str | None = None) -> int:
        """Return micro-units of `currency` spent in a sitting, or in the project."""
        return sum(
            call.cost.micros
            for call in self._workspace.state.calls
            if call.cost is not None
            and call.cost.currency == currency
            and session in (None, call.session)
        )

    def budget_state(self, budget: Budget, session: str | None = None) -> BudgetState:
        """Return where a budget of this sitting or of the project stands."""
        return budget.state(self.spent(budget.currency, session))

    def _today(self) -> str:
        return self._workspace.clock.now().astimezone().date().isoformat()

    def _words_today(self) -> int:
        """Return what the sittings that ended today, and this one, added less what they removed."""
        today = self._today()
        sitting = self._workspace.sitting
        ended = sum(
            session.words_added - session.words_removed
            for session in self._workspace.state.sessions.values()
            if session.ended_ms and _day_of(session.ended_ms) == today
        )
        return ended + sitting.words_added - sitting.words_removed


def money_of(costs: CostTable) -> tuple[Money, ...]:
    """Return the known costs, one amount a currency."""
    return tuple(Money(micros, currency) for currency, micros in sorted(costs.known.items()))


def _day_of(at_ms: int) -> str:
    return from_ms(at_ms).astimezone().date().isoformat()
