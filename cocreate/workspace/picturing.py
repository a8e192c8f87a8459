"""Pictures that the writer puts into the text: kept in the project, named in the scene."""

from __future__ import annotations

import re
from pathlib import Path

from cocreate.base.errors import InputError
from cocreate.core.events import Cause
from cocreate.core.origin import TYPED
from cocreate.core.pictures import PictureAdded
from cocreate.formats.picture_shelf import MAX_BYTES, media_type, picture_name
from cocreate.formats.plain_files import why_unreadable
from cocreate.metrics.effort import ActionKind
from cocreate.workspace.arrivals import free_name
from cocreate.workspace.change import Write
from cocreate.workspace.workspace import Workspace

_SIGNS = re.compile(r"([\\\[\]*_`<>&])")


def insert_picture(workspace: Workspace, scene: str, at: int, path: Path, alt: str) -> None:
    """Take a picture file into the project and show it in a scene.

    Args:
        at: code-point offset where it is shown.
        alt: what it shows, in words, for those who do not see it.

    Raises:
        InputError: it is no picture that can be shown, or cannot be read.
        ProjectError: it cannot be kept; nothing was changed.
    """
    data = _read(path)
    media = media_type(data)
    if not media:
        raise InputError(
            f"{path.name} is not a PNG, JPEG, GIF or WebP picture; save it as one of these first."
        )
    known = {picture.name: picture.sha256 for picture in workspace.state.pictures.values()}
    name = free_name(picture_name(path.name, media), data, known)
    if name not in known:
        (sha256,) = workspace.project.pictures.put([data])
        at_ms, _ = workspace.begin_action(ActionKind.WRITING)
        workspace.close_burst()
        added = PictureAdded(name, media, sha256, len(data), path.name)
        workspace.record(added, at_ms=at_ms)
    words = _SIGNS.sub(r"\\\1", " ".join(alt.split()))
    how = Write(Cause.TYPING, TYPED, label="inserting a picture", initiator="picture")
    workspace.edit(scene, at, at, f"![{words}]({name})", how)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path.name} is larger than 20 MB; save it smaller first.")
        return path.read_bytes()
    except OSError as error:
        raise InputError(why_unreadable(path, error)) from error
