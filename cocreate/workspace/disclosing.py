"""Disclosures for shops, guilds, offices, journals and prizes, from what the ledger holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cocreate.base.errors import InputError, NotFoundError
from cocreate.base.resources import resource_path
from cocreate.formats.atomic_file import write_file
from cocreate.reports.measures import Measure, measures_of
from cocreate.reports.policy import Policy, read_policy
from cocreate.store.user_files import UserFiles
from cocreate.workspace.export_target import Attached
from cocreate.workspace.measuring import Measured, Measuring
from cocreate.workspace.reporting import report_of
from cocreate.workspace.sessions import EventRow, Sessions
from cocreate.workspace.workspace import Workspace

MOST_EVENTS = 200


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a sentence: a measure, and the first of its events in plain words."""

    measure: Measure
    events: tuple[EventRow, ...]

    @property
    def hidden(self) -> int:
        """How many events are not among `events`."""
        return len(self.measure.events) - len(self.events)


def policy_folders(user_files: UserFiles) -> tuple[Path, ...]:
    """Return where policies are looked for: the writer's own, then the shipped ones."""
    return user_files.policies_folder, resource_path("policies")


class Disclosing:
    """Answers policies for the open project.

    Args:
        folders: where policies lie; the first file of an id wins, so that a writer can bring a
            newer one.
        answers: the writer's own, by policy and question; whoever answers puts them there.
    """

    def __init__(
        self,
        workspace: Workspace,
        folders: Sequence[Path],
        answers: dict[str, dict[str, str]] | None = None,
    ) -> None:
        self._workspace = workspace
        self._folders = tuple(folders)
        self._paths: dict[str, Path] = {}
        self._measured: Measured | None = None
        self.answers = {} if answers is None else answers
        self.problems: tuple[str, ...] = ()

    def policies(self) -> tuple[Policy, ...]:
        """Return all policies by title; what is wrong with others stands in `problems`."""
        found: dict[str, Policy] = {}
        self._paths = {}
        problems: list[str] = []
        for folder in self._folders:
            for path in sorted(folder.glob("*.json")):
                try:
                    policy = read_policy(path)
                except InputError as error:
                    problems.append(error.sentence)
                    continue
                found.setdefault(policy.id, policy)
                self._paths.setdefault(policy.id, path)
        self.problems = tuple(problems)
        return tuple(sorted(found.values(), key=lambda policy: policy.title.casefold()))

    def policy(self, name: str) -> Policy:
        """Return the policy of an id.

        Raises:
            NotFoundError: there is none; the sentence names those there are.
        """
        policies = self.policies()
        for policy in policies:
            if policy.id == name:
                return policy
        names = ", ".join(policy.id for policy in policies)
        raise NotFoundError(f"There is no policy “{name}”. There are: {names}.")

    def attached(self, name: str) -> Attached:
        """Return what an export needs so that the disclosure of a policy goes along with it."""
        answers = self.answers.get(self.policy(name).id, {})
        return Attached(self._paths[name], tuple(answers.items()))

    def known(self) -> Mapping[str, Measure] | None:
        """Return what the record says, if it was read since the last thing that happened."""
        self._workspace.close_burst()
        measured = self._measured
        is_current = measured is not None and measured.seq == self._workspace.state.seq
        return measured.measures if measured is not None and is_current else None

    def measuring(self) -> Measuring:
        """Begin to read the record beside the window; `keep` what comes of it.

        Raises:
            CocreateError: it cannot be begun.
        """
        return Measuring(self._workspace)

    def keep(self, measured: Measured) -> Mapping[str, Measure]:
        """Keep what was read until something happens; return it."""
        self._measured = measured
        return measured.measures

    def measures(self) -> Mapping[str, Measure]:
        """Return what the record says; it is read here and now where it is not known.

        That takes seconds of a long book: a window asks for `measuring` instead.
        """
        known = self.known()
        if known is None:
            report = report_of(self._workspace)
            made = measures_of(report, self._workspace.project.ledger.entries())
            known = self.keep(Measured(self._workspace.state.seq, made))
        return known

    def evidence(self, names: Iterable[str], known: Mapping[str, Measure]) -> tuple[Evidence, ...]:
        """Return the measures of those keys with the events behind them."""
        sessions = Sessions(self._workspace)
        return tuple(
            Evidence(known[name], tuple(sessions.numbered(known[name].events[:MOST_EVENTS])))
            for name in names
        )

    def write(self, path: Path, text: str) -> None:
        """Write a disclosure to a file, whole or not at all.

        Raises:
            ExportError: the place cannot be written.
        """
        write_file(path, text.encode("utf-8"))
