"""Files into new scenes of unknown origin."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cocreate.core.origin import UNKNOWN_IMPORTED, plain
from cocreate.formats.format_catalog import importer_for
from cocreate.workspace.scenes import NewScene


def read_files(files: Sequence[Path]) -> list[NewScene]:
    """Read all files before anything is changed.

    Raises:
        InputError: one of them cannot be read; the sentence names it.
    """
    scenes: list[NewScene] = []
    for file in files:
        imported = importer_for(file)(file)
        scenes += [
            NewScene(
                scene.chapter,
                scene.title,
                plain(scene.text, UNKNOWN_IMPORTED),
                imported.name,
                imported.sha256,
            )
            for scene in imported.scenes
        ]
    return scenes
