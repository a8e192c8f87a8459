"""Sealing the ledger: when a checkpoint is due, what it sums up, and who signs it.

A checkpoint is one more event, written down when nothing waits for the disk. It is made at the end
of a sitting, before an export, and whenever 500 events came since the last one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from cocreate.base.errors import ProjectError
from cocreate.core.checkpoint import TallyMaker
from cocreate.core.ledger_events import CheckpointMade
from cocreate.core.state import ProjectState
from cocreate.store.project_file import ProjectFile
from cocreate.store.user_files import UserFiles

EVERY_EVENTS = 500

_UNSIGNED = (
    "The history of this project is sealed but not signed, because no keyring was found on this"
    " computer; set COCREATE_PASSPHRASE to keep a signing key in a locked file instead."
)


class Checkpoints:
    """The checkpoints of one open project."""

    def __init__(
        self, project: ProjectFile, state: ProjectState, on_unsigned: Callable[[str], None]
    ) -> None:
        self._project = project
        self._state = state
        self._on_unsigned = on_unsigned
        self._maker = TallyMaker()
        self._user_files: UserFiles | None = None
        self._key: str | None = None
        self._sealed: int | None = None
        self._counted = 0
        self._kinds: Counter[str] = Counter()

    @property
    def user_files(self) -> UserFiles | None:
        """Where the writer's key is looked for; None where nothing is signed."""
        return self._user_files

    def sign_with(self, user_files: UserFiles) -> None:
        """Sign with the writer's key; it is looked for when the first checkpoint is made."""
        self._user_files = user_files

    def next(self, *, is_due: bool = False) -> CheckpointMade | None:
        """Return the event of a checkpoint of now; everything must be on the disk before.

        None where nothing happened since the last one, or the disk cannot be read just now.

        Args:
            is_due: only if enough happened since the last one.
        """
        try:
            if self._state.seq - self._known() < (EVERY_EVENTS if is_due else 1):
                return None
            key = self.key()
            tallies = self._maker.tallies(self._state, self._count())
        except ProjectError:
            return None
        self._sealed = self._state.seq + 1
        return CheckpointMade(key, tallies)

    def _known(self) -> int:
        """Return the number of the last checkpoint's event; begin to count kinds from there."""
        if self._sealed is None:
            ledger = self._project.ledger
            sealed = ledger.sealed()
            for entry in ledger.entries(after=sealed - 1, until=sealed):
                if isinstance(entry.event, CheckpointMade):
                    self._kinds.update(dict(entry.event.tallies.events))
                    self._counted = sealed - 1
            self._sealed = sealed
        return self._sealed

    def _count(self) -> Counter[str]:
        """Return how many events there are by kind; only new ones are looked at."""
        self._kinds.update(self._project.ledger.kinds(after=self._counted))
        self._counted = self._state.seq
        return self._kinds

    def key(self) -> str:
        """Return the public key as a line, "" for none; look for it once."""
        if self._key is not None:
            return self._key
        self._key = ""
        if self._user_files is None:
            return self._key
        from cocreate.workspace.signing import key_place  # noqa: PLC0415 - slow, and needed late

        found = key_place(self._user_files).find_or_make(self._project.ledger.origin())
        if found is None:
            self._on_unsigned(_UNSIGNED)
        else:
            self._project.ledger.checkpoints.seal = found.sign
            self._key = found.verifier.line()
        return self._key
