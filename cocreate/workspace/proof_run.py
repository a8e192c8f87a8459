"""A proof bundle made beside the window: processes work it out, the window seals and signs it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import closing

from cocreate.base.errand import Errand
from cocreate.base.errors import ExportError
from cocreate.provenance.timestamps import Stamp
from cocreate.workspace.beside import Beside, leave, left_in
from cocreate.workspace.proof_child import parts_task, report_in, report_task
from cocreate.workspace.proving import Proof, ProofRequest, Sealed, planned, sealed, written
from cocreate.workspace.stamping import Stamping, stamp_part
from cocreate.workspace.workspace import Workspace

_PROOF = Beside(
    "cocreate.workspace.proof_child", "The report could not be worked out; try it once more."
)
# A report can only be sealed as of the last event; so often it is worked out anew at most.
ATTEMPTS = 4
_RESTLESS = (
    "Something goes on happening in this project, perhaps an agent at work, so that no report of it"
    " could be sealed; try again when it has come to rest."
)


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
        self._request = request
        self._authority = authority
        self._python = python
        self._attempts = 0
        self._sealed: Sealed | None = None
        self._stamping: Stamping | None = None
        self._packing: Errand | None = None
        self._begin()

    def poll(self) -> Proof | None:
        """Return the bundle that was written; None while it is not.

        Raises:
            StampError: no time stamp came; after `go_on` it is made without one.
            CocreateError: it cannot be made.
        """
        if self._stamping is not None:
            stamp = self._stamping.poll()
            if stamp is not None:
                self.go_on(stamp)
            return None
        errand = self._packing or self._errand
        code = errand.poll()
        return None if code is None else self._take(code)

    def wait(self) -> Proof:
        """Wait for the bundle.

        Raises:
            StampError: no time stamp came; after `go_on` it is made without one.
            CocreateError: it cannot be made.
        """
        done: Proof | None = None
        while done is None:
            if self._stamping is not None:
                self.go_on(self._stamping.wait())
            done = self._take((self._packing or self._errand).wait())
        return done

    def go_on(self, stamp: Stamp | None) -> None:
        """Go on to the bundle of what is sealed, with a time stamp or without one.

        Raises:
            ExportError: it cannot be begun.
        """
        self._stamping = None
        if self._sealed is None:
            return
        size = self._sealed.head.size
        extras: Mapping[str, bytes] = {} if stamp is None else stamp_part(size, stamp)
        folder = self._errand.folder
        leave(folder, extras)
        told = parts_task(folder, size, self._request.given)
        self._packing = _PROOF.begin(self._workspace, told, self._python)

    def cancel(self) -> None:
        """Stop; no bundle was written."""
        if self._stamping is not None:
            self._stamping.cancel()
        if self._packing is not None:
            self._packing.stop()
        self._errand.stop()

    def _begin(self) -> None:
        self._attempts += 1
        self._plan = planned(self._workspace, self._request, anew=self._attempts > 1)
        told = report_task(self._plan, self._request.given)
        self._errand = _PROOF.begin(self._workspace, told, self._python)

    def _take(self, code: int) -> Proof | None:
        """Take what a process made; None where there is more to do."""
        if self._packing is not None:
            return self._write(self._packing, code)
        try:
            report = _PROOF.read(self._errand, code, report_in)
            self._sealed = sealed(self._workspace, self._request, self._plan, report)
            if self._sealed is not None:
                self._go_to_stamp(self._sealed)
                return None
        except BaseException:
            self._errand.close()
            raise
        self._errand.close()
        if self._attempts == ATTEMPTS:
            raise ExportError(_RESTLESS)
        self._begin()
        return None

    def _go_to_stamp(self, seal: Sealed) -> None:
        if self._authority:
            self._stamping = Stamping(self._authority, seal.note)
        else:
            self.go_on(None)

    def _write(self, packing: Errand, code: int) -> Proof:
        with closing(self._errand), closing(packing):
            parts = _PROOF.read(packing, code, left_in)
            if self._sealed is None:
                raise ExportError(_RESTLESS)
            return written(self._workspace, self._request, self._sealed, parts)
