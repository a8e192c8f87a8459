"""What the editor needs of the workspace: the door for edits, the history, the state to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cocreate.core.origin import Edit, Fragment
from cocreate.core.state import ProjectState
from cocreate.workspace.change import Write
from cocreate.workspace.clippings import Clippings


class EditorPort(Protocol):
    """The workspace, as the editor sees it."""

    @property
    def is_read_only(self) -> bool:
        """Whether another program holds the project, so that nothing can be written."""
        ...

    @property
    def state(self) -> ProjectState:
        """The project as it stands; the editor only reads it."""
        ...

    @property
    def clippings(self) -> Clippings:
        """What seals passages that leave the project, and believes sealed ones."""
        ...

    def edit(self, scene: str, start: int, end: int, new: str | Fragment, how: Write, /) -> Edit:
        """Put `new` in place of a range of the scene."""
        ...

    def edit_many(
        self, scene: str, replacements: Sequence[tuple[int, int, Fragment]], how: Write, /
    ) -> tuple[Edit, ...]:
        """Do several replacements as one step; ascending, with offsets of before."""
        ...

    def undo(self, scene: str, initiator: str, /) -> object:
        """Take back the latest step."""
        ...

    def redo(self, scene: str, initiator: str, /) -> object:
        """Do again what was taken back last."""
        ...

    def note_reading(self) -> None:
        """Note that the writer moves about in the text."""
        ...
