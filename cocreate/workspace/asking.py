"""What has to be settled before an agent may be asked: who, which model, and at what cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cocreate.agents.agent import DEFAULT_MODEL, Agent, Needs, Reads
from cocreate.agents.brief import Brief
from cocreate.agents.budget import Budget, BudgetState, Estimate, estimate
from cocreate.agents.prompt import build_messages
from cocreate.agents.roster import Roster
from cocreate.base.errors import BudgetError, ConsentError, ProviderError
from cocreate.base.settings import Settings
from cocreate.providers.access import ModelAccess
from cocreate.workspace.figures import Figures
from cocreate.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """What the writer agrees to before text leaves this machine for the first time.

    Args:
        provider: the service as the writer named it.
        host: where the text goes.
        model: the model that reads it.
        what: what is sent, in words.
        characters: how many characters are sent with this first question.
        estimate: what this question may cost at most.
    """

    provider: str
    host: str
    model: str
    what: str
    characters: int
    estimate: Estimate

    @property
    def key(self) -> str:
        """Under which the project remembers the answer."""
        return f"{self.provider} at {self.host}"


class NeedsConsentError(ConsentError):
    """Nothing was sent: the writer has to agree first; carries what to ask."""

    def __init__(self, request: ConsentRequest) -> None:
        super().__init__(
            f"{request.provider} is a service at {request.host}, outside this machine. Nothing was "
            f"sent. Agree that it may read {request.what} (on the command line: --yes)."
        )
        self.request = request


class NeedsModelError(ProviderError):
    """Nothing was asked: the agent needs a model that is not connected."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that may be put: everything is settled.

    Args:
        ref: `provider/model`, or "" where the agent works without one.
    """

    agent: Agent
    brief: Brief
    ref: str


class Asking:
    """Settle a question, or say in one sentence why it cannot be put."""

    def __init__(
        self,
        workspace: Workspace,
        roster: Callable[[], Roster],
        access: ModelAccess,
        figures: Figures,
        settings: Callable[[], Settings],
    ) -> None:
        self._workspace = workspace
        self._roster = roster
        self._access = access
        self._figures = figures
        self._settings = settings

    @property
    def dialect(self) -> str:
        """The English of the checkers."""
        return self._settings().dialect

    def has_embedded_model(self) -> bool:
        """Tell whether the model that comes with the program can be asked."""
        return any(m.is_ready for m in self._access.models() if m.provider == "built-in")

    def agent(self, name: str) -> Agent:
        """Return an agent by name.

        Raises:
            NotFoundError: there is none; the sentence lists the names there are.
        """
        return self._roster().get(name)

    def model_for(self, agent: Agent, ref: str | None = None) -> str:
        """Return the `provider/model` an agent would use; "" where it works without one.

        Raises:
            NeedsModelError: it needs one that is not connected.
        """
        if not agent.uses_model:
            return ""
        chosen = ref or (agent.model if agent.model != DEFAULT_MODEL else "")
        wanted = chosen or self._settings().default_model
        known = {model.ref: model for model in self._access.models()}
        model = known.get(wanted)
        if agent.needs is Needs.NONE and ref is None:
            return wanted if model is not None and model.is_ready and model.is_local else ""
        if agent.needs is Needs.LARGER_MODEL and wanted.startswith("built-in/"):
            raise NeedsModelError(
                f"The {agent.title} needs a larger model than the built-in one. Connect one in "
                "Settings, Models: Ollama or LM Studio on this machine, a .gguf file, or a service."
            )
        if model is None or not model.is_ready:
            raise NeedsModelError(
                f"The model “{wanted}” is not ready. Choose or connect a model in Settings, Models "
                "(`cocreate models` lists those at hand)."
            )
        return wanted

    def settle(
        self,
        name: str,
        scene: str,
        *,
        lines: tuple[int, int] | None = None,
        words: str = "",
        ref: str | None = None,
    ) -> Question:
        """Return the question ready to be put.

        Raises:
            NotFoundError, NeedsModelError, NeedsConsentError, BudgetError: why it cannot be.
        """
        agent = self.agent(name)
        chosen = self.model_for(agent, ref)
        brief = self._brief(agent, scene, lines, words)
        if chosen and self._may_cost(chosen):
            self._check_budgets()
        if chosen and not self._access.is_local(chosen):
            request = self._consent(agent, brief, chosen)
            if request.key not in self._workspace.state.consents:
                raise NeedsConsentError(request)
        return Question(agent, brief, chosen)

    def _may_cost(self, ref: str) -> bool:
        """Tell whether a call may cost money: a price is set, or it leaves this machine."""
        price = self._access.price(ref)
        if price is None:
            return not self._access.is_local(ref)
        return any((price.input_per_mtok, price.output_per_mtok))

    def _brief(self, agent: Agent, scene: str, lines: tuple[int, int] | None, words: str) -> Brief:
        state = self._workspace.scene(scene)
        text = state.text
        selection = ""
        if lines is not None:
            last = min(lines[1], text.line_count)
            end = len(text) if last >= text.line_count else text.line_start(last)
            selection = text.slice(text.line_start(min(lines[0], text.line_count - 1)), end)
        manuscript: tuple[tuple[str, str], ...] = ()
        if agent.may_read(Reads.MANUSCRIPT):
            manuscript = tuple(
                (other.title, other.text.text()) for other in self._workspace.state.manuscript()
            )
        notes: tuple[str, ...] = ()
        if agent.may_read(Reads.NOTES):
            notes = tuple(note.note for note in state.notes.values() if not note.is_dismissed)
        return Brief(
            scene,
            state.title,
            text.text(),
            text.version,
            lines,
            selection,
            words,
            manuscript,
            notes,
        )

    def _consent(self, agent: Agent, brief: Brief, ref: str) -> ConsentRequest:
        messages = build_messages(agent, brief)
        what = "the scene you ask about"
        if agent.may_read(Reads.MANUSCRIPT):
            what = "the scene you ask about and the rest of the manuscript"
        elif brief.lines is not None and not agent.may_read(Reads.SCENE):
            what = "the lines you ask about"
        provider, _, model = ref.partition("/")
        return ConsentRequest(
            provider,
            self._access.host_of(ref),
            model,
            what,
            sum(len(message.content) for message in messages),
            estimate(messages, agent.max_tokens, self._access.price(ref)),
        )

    def budgets(self) -> tuple[tuple[Budget, str | None, str], ...]:
        """Return the budgets in force: value, the sitting it counts for (None: all), name."""
        settings = self._settings()
        session = self._workspace.sitting.id or "-"
        return (
            (
                Budget(settings.budget_session_micros, settings.budget_currency),
                session,
                "this sitting",
            ),
            (
                Budget(settings.budget_project_micros, settings.budget_currency),
                None,
                "this project",
            ),
        )

    def _check_budgets(self) -> None:
        for budget, session, name in self.budgets():
            if self._figures.budget_state(budget, session) is BudgetState.SPENT:
                raise BudgetError(
                    f"The budget of {name} is spent, so nothing was sent. Raise it in Settings, "
                    "Money, or use a model on this machine."
                )
