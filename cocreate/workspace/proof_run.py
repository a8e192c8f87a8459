"""A proof bundle made beside the window: a process works the report out, the window seals it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import closing

from cocreate.base.errand import Errand
from cocreate.base.errors import ExportError
from cocreate.provenance.timestamps import Stamp
from cocreate.reports.sealed import SealedReport
from cocreate.workspace.proof_child import REFUSED, message, result
from cocreate.workspace.proving import Proof, ProofRequest, Sealed, planned, sealed, written
from cocreate.workspace.stamping import Stamping, stamp_part
from cocreate.workspace.workspace import Workspace

_CUT_OFF = "The report could not be worked out; try it once more."


class ProofRun:
    """One bundle under way; whoever began it asks now and then whether it is done.

    Args:
        authority: address of the time-stamping authority that is to see the root, or "".

    Raises:
        CocreateError: it cannot be begun; nothing was written.
    """

    def __init__(
        self,
        workspace: Workspace,
        request: ProofRequest,
        python: str = sys.executable,
        *,
        authority: str = "",
    ) -> None:
        self._workspace = workspace
        self._authority = authority
        self._sealed: Sealed | None = None
        self._stamping: Stamping | None = None
        self._request = request
        self._python = python
        self._begin(anew=False)

    def poll(self) -> Proof | None:
        """Return the bundle that was written; None while it is not.

        Raises:
            StampError: no time stamp came; `write` makes it without one.
            CocreateError: it cannot be made.
        """
        if self._stamping is not None:
            stamp = self._stamping.poll()
            return None if stamp is None else self.write(self._stamp_part(stamp))
        code = self._errand.poll()
        return None if code is None else self._take(code)

    def wait(self) -> Proof:
        """Wait for the bundle.

        Raises:
            StampError: no time stamp came; `write` makes it without one.
            CocreateError: it cannot be made.
        """
        done: Proof | None = None
        while done is None:
            if self._stamping is not None:
                return self.write(self._stamp_part(self._stamping.wait()))
            done = self._take(self._errand.wait())
        return done

    def write(self, extras: Mapping[str, bytes]) -> Proof:
        """Write the bundle of what is sealed, with these further parts.

        Raises:
            ExportError: it is too large, or cannot be written.
        """
        if self._sealed is None:
            raise ExportError(_CUT_OFF)
        return written(self._workspace, self._request, self._sealed, extras)

    def cancel(self) -> None:
        """Stop; no bundle was written."""
        if self._stamping is not None:
            self._stamping.cancel()
        self._errand.stop()

    def _begin(self, *, anew: bool) -> None:
        self._plan = planned(self._workspace, self._request, anew=anew)
        told = message(self._plan, self._request.given, self._workspace.sitting.idle_limit_s)
        project = str(self._workspace.path.absolute())
        try:
            self._errand = Errand(
                "cocreate.workspace.proof_child", project, task=told, python=self._python
            )
        except OSError as error:
            raise ExportError(_CUT_OFF) from error

    def _take(self, code: int) -> Proof | None:
        """Seal what the process made; None where it has to be made again, or stamped first."""
        with closing(self._errand):
            report = self._result(code)
        self._sealed = sealed(self._workspace, self._request, self._plan, report)
        if self._sealed is None:
            self._begin(anew=True)
            return None
        if self._authority:
            self._stamping = Stamping(self._authority, self._sealed.note)
            return None
        return self.write({})

    def _stamp_part(self, stamp: Stamp) -> Mapping[str, bytes]:
        size = 0 if self._sealed is None else self._sealed.head.size
        return stamp_part(size, stamp)

    def _result(self, code: int) -> SealedReport:
        folder = self._errand.folder
        try:
            if not code:
                return result(folder)
            sentence = (folder / REFUSED).read_text(encoding="utf-8")
        except OSError as error:
            raise ExportError(_CUT_OFF) from error
        raise ExportError(sentence)
