"""Disclosures for shops, guilds, offices, journals and prizes, from what the ledger holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cocreate.base.errors import InputError, NotFoundError
from cocreate.base.resources import resource_path
from cocreate.formats.atomic_file import write_file
from cocreate.reports.disclosure import Disclosure, disclose
from cocreate.reports.measures import Measure, measures_of
from cocreate.reports.policy import Policy, read_policy
from cocreate.store.user_files import UserFiles
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
    """

    def __init__(self, workspace: Workspace, folders: Sequence[Path]) -> None:
        self._workspace = workspace
        self._folders = tuple(folders)
        self._measures: tuple[int, Mapping[str, Measure]] | None = None
        self.problems: tuple[str, ...] = ()

    def policies(self) -> tuple[Policy, ...]:
        """Return all policies by title; what is wrong with others stands in `problems`."""
        found: dict[str, Policy] = {}
        problems: list[str] = []
        for folder in self._folders:
            for path in sorted(folder.glob("*.json")):
                try:
                    policy = read_policy(path)
                except InputError as error:
                    problems.append(error.sentence)
                    continue
                found.setdefault(policy.id, policy)
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

    def disclose(self, policy: Policy, chosen: Mapping[str, str]) -> Disclosure:
        """Answer a policy from the ledger as it stands; `chosen` are the writer's own answers."""
        return disclose(policy, self.measures(), chosen)

    def measures(self) -> Mapping[str, Measure]:
        """Return what the record says; worked out anew only after something happened."""
        self._workspace.close_burst()
        seq = self._workspace.state.seq
        if self._measures is None or self._measures[0] != seq:
            report = report_of(self._workspace)
            entries = self._workspace.project.ledger.entries()
            self._measures = seq, measures_of(report, entries)
        return self._measures[1]

    def evidence(self, names: Iterable[str]) -> tuple[Evidence, ...]:
        """Return the measures of those keys with the events behind them."""
        sessions = Sessions(self._workspace)
        known = self.measures()
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
