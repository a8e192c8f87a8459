"""Exports that came back, compared beside the window, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing

from cocreate.base.errand import Errand
from cocreate.base.errors import InputError
from cocreate.formats.book import ImportedFile
from cocreate.workspace.beside import Beside
from cocreate.workspace.returning import Compared
from cocreate.workspace.returning_child import compared_in, told_of
from cocreate.workspace.workspace import Workspace


class ReturningRun:
    """Comparisons under way; whoever began them asks now and then whether they are done.

    Args:
        files: exports of this project.

    Raises:
        InputError: it cannot be begun.
    """

    def __init__(
        self, workspace: Workspace, files: Sequence[ImportedFile], python: str = sys.executable
    ) -> None:
        self._workspace = workspace
        self._files = list(files)
        self._python = python
        self._compared: dict[str, Compared] = {}
        self._errand: Errand | None = None
        self._begin()

    @property
    def current(self) -> str:
        """The name of the file that is compared; "" when all are."""
        return self._files[0].name if self._files else ""

    def poll(self) -> dict[str, Compared] | None:
        """Return what was found, by the hash of each file; None while it is not whole.

        Raises:
            InputError: it could not be compared.
        """
        if self._errand is not None:
            code = self._errand.poll()
            if code is None:
                return None
            self._take(self._errand, code)
        return None if self._files else self._compared

    def cancel(self) -> None:
        """Stop; nothing comes of it."""
        errand, self._errand = self._errand, None
        if errand is not None:
            errand.stop()

    def _begin(self) -> None:
        if not self._files:
            return
        self._workspace.close_burst()
        file = self._files[0]
        self._errand = _comparing(file).begin(self._workspace, told_of(file), self._python)

    def _take(self, errand: Errand, code: int) -> None:
        self._errand = None
        file = self._files[0]
        with closing(errand):
            self._compared[file.sha256] = _comparing(file).read(errand, code, compared_in)
        del self._files[0]
        self._begin()


def _comparing(file: ImportedFile) -> Beside:
    return Beside(
        "cocreate.workspace.returning_child",
        f"{file.name} could not be compared with what left; import it once more.",
        InputError,
    )
