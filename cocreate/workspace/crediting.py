"""Content Credentials for an export: counted where it is made, signed where the key is."""

from __future__ import annotations

import base64
import json
from collections import Counter
from pathlib import Path

from cocreate import __version__
from cocreate.base.errors import ExportError
from cocreate.core.checkpoint import read_tree_head
from cocreate.core.origin import Contributor, Method, Origin, checker_of
from cocreate.core.state import ProjectState
from cocreate.core.suggestion import Hunk, Verdict
from cocreate.provenance.certificates import Certified, certified
from cocreate.provenance.credentials import (
    NOT_INSTALLED,
    Credit,
    CreditRow,
    embedded,
    is_installed,
    manifest,
    sidecar,
)
from cocreate.reports.report import LIMITS
from cocreate.workspace.export_target import Credentials, Target
from cocreate.workspace.signing import key_place
from cocreate.workspace.workspace import Workspace

_NO_KEY = (
    "Content Credentials are signed with the project's key, and this computer has no safe place "
    "for one: set up a keyring, or export without them."
)


def check_credentials(workspace: Workspace, target: Target) -> None:
    """See that the credentials that a target asks for can be made.

    Raises:
        ExportError: they cannot; nothing was made yet.
    """
    if target.credentials is Credentials.INSIDE and target.path.suffix.lower() != ".pdf":
        raise ExportError("Only a PDF can carry Content Credentials inside; put them beside it.")
    if not is_installed():
        raise ExportError(NOT_INSTALLED)
    if not workspace.recorder.checkpoints.key():
        raise ExportError(_NO_KEY)


def credit_of(workspace: Workspace, target: Target) -> bytes:
    """Return what the credentials of an export will say, still unsigned."""
    ledger = workspace.project.ledger
    seals = ledger.seals()
    told: dict[str, object] = {"events": ledger.count, "head": ledger.head()}
    if seals:
        head = read_tree_head(seals[-1].text)
        root = base64.b64encode(head.root).decode()
        told["checkpoint"] = {"origin": head.origin, "size": head.size, "root": root}
    credit = Credit(
        workspace.state.title or target.path.stem,
        __version__,
        credit_rows(workspace.state),
        told,
        LIMITS[0],
        forbids_training=target.forbids_training,
    )
    return json.dumps(manifest(credit)).encode()


def with_credentials(
    workspace: Workspace, target: Target, files: dict[Path, bytes]
) -> dict[Path, bytes]:
    """Return the files of an export with their credentials signed, beside or inside.

    Args:
        files: with what `credit_of` returned at the place of the credentials.

    Raises:
        ExportError: they cannot be signed here.
    """
    told = json.loads(files.pop(target.credentials_path))
    key, data = _certified(workspace), files[target.path]
    if target.credentials is Credentials.INSIDE:
        return {**files, target.path: embedded(data, told, key)}
    return {**files, target.credentials_path: sidecar(data, told, key)}


def _certified(workspace: Workspace) -> Certified:
    files = workspace.recorder.checkpoints.user_files
    origin = workspace.project.ledger.origin()
    found = None if files is None else key_place(files).find_or_make(origin)
    if found is None:
        raise ExportError(_NO_KEY)
    return certified(found, workspace.clock.now())


def credit_rows(state: ProjectState) -> tuple[CreditRow, ...]:
    """Return how many signs of the manuscript came in which way, one row for each."""
    hunks = {hunk.id: hunk for scene in state.scenes.values() for hunk in scene.hunks.values()}
    brought = {source.id: source.model for source in state.brought.values()}
    counts: Counter[tuple[Contributor, Method, str, bool]] = Counter()
    for scene in state.manuscript():
        for span in scene.text.spans():
            counts[_class_of(span.origin, hunks, brought)] += span.length
    return tuple(
        CreditRow(who, how, counts[who, how, agent, is_changed], agent, is_changed)
        for who, how, agent, is_changed in sorted(counts)
    )


def _class_of(
    by: Origin, hunks: dict[str, Hunk], brought: dict[str, str]
) -> tuple[Contributor, Method, str, bool]:
    hunk = hunks.get(by.source or "")
    is_program = by.contributor in (Contributor.AI, Contributor.TOOL)
    if not is_program or by.method is not Method.ACCEPTED:
        return by.contributor, by.method, "", False
    if hunk is None:
        agent = checker_of(by) or brought.get(by.source or "", "")
        return by.contributor, by.method, agent, False
    is_changed = by.contributor is Contributor.AI and hunk.verdict is Verdict.EDITED
    return by.contributor, by.method, hunk.model or hunk.agent, is_changed
