"""The manuscript's order: scenes come, are renamed, move, go and come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cocreate.base.errors import InputError
from cocreate.core.events import Event, SceneAdded, SceneChanged, SceneRemoved, SceneRestored
from cocreate.core.manuscript import unique_title
from cocreate.core.origin import EMPTY, Fragment
from cocreate.core.state import SceneState
from cocreate.metrics.effort import ActionKind
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NewScene:
    """A scene about to be added."""

    chapter: str
    title: str
    content: Fragment = EMPTY
    source: str = ""
    source_sha256: str = ""


Others = Callable[[Sequence[str]], Sequence[Event]]


class Scenes:
    """What the outline does; each step can be taken back."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._backs: list[tuple[str, tuple[Event, ...]]] = []

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back, or None."""
        return self._backs[-1][0] if self._backs else None

    def add(self, title: str, chapter: str = "", position: int | None = None) -> str:
        """Add an empty scene; a taken title gets ` (2)`. Returns its id."""
        end = len(self._workspace.state.order)
        place = end if position is None else max(0, min(position, end))
        scene = self.add_all([NewScene(chapter, title.strip() or "Untitled scene")], place)[0]
        self._backs.append(("adding a scene", (SceneRemoved(scene),)))
        return scene

    def add_all(
        self,
        scenes: Sequence[NewScene],
        position: int | None = None,
        *,
        others: Others | None = None,
    ) -> list[str]:
        """Add scenes with their text, in one transaction; return their ids.

        Args:
            others: makes further events of the same transaction, given the ids.
        """
        state = self._workspace.state
        place = len(state.order) if position is None else position
        taken = {scene.title for scene in state.manuscript()}
        events: list[Event] = []
        ids: list[str] = []
        for offset, scene in enumerate(scenes):
            title = unique_title(scene.title, taken)
            taken.add(title)
            ids.append(self._workspace.ids.new("scene"))
            events.append(
                SceneAdded(
                    ids[-1],
                    scene.chapter,
                    title,
                    place + offset,
                    scene.content,
                    scene.source,
                    scene.source_sha256,
                )
            )
        self._record(*events, *(others(ids) if others is not None else ()))
        return ids

    def rename(self, scene: str, title: str) -> None:
        """Give a scene another name; its text stays as it is.

        Raises:
            InputError: the name is empty.
        """
        wanted = title.strip()
        if not wanted:
            raise InputError("A scene needs a name. Please type at least one letter.")
        state = self._workspace.scene(scene)
        if wanted == state.title:
            return
        others = {other.title for other in self._workspace.state.manuscript() if other.id != scene}
        self._change(scene, state.chapter, unique_title(wanted, others), "renaming a scene")

    def rename_chapter(self, old: str, new: str) -> None:
        """Give a chapter another name: all of its scenes follow."""
        state = self._workspace.state
        members = [scene for scene in state.manuscript() if scene.chapter == old]
        if not members or old == new:
            return
        back = tuple(self._place(scene) for scene in members)
        self._record(
            *(
                SceneChanged(scene.id, new.strip(), scene.title, state.order.index(scene.id))
                for scene in members
            )
        )
        self._backs.append(("renaming a chapter", back))

    def move(self, scene: str, position: int, chapter: str | None = None) -> None:
        """Put a scene at another place in the order, and into another chapter if one is named."""
        state = self._workspace.scene(scene)
        place = max(0, min(position, len(self._workspace.state.order) - 1))
        wanted = state.chapter if chapter is None else chapter
        if (place, wanted) == (self._workspace.state.order.index(scene), state.chapter):
            return
        self._change(scene, wanted, state.title, "moving a scene", place)

    def remove(self, scene: str) -> None:
        """Take a scene out of the manuscript; `undo` brings it back as it was."""
        place = self._workspace.state.order.index(scene)
        self._record(SceneRemoved(scene))
        self._backs.append(("deleting a scene", (SceneRestored(scene, place),)))

    def removed(self) -> list[SceneState]:
        """Return the scenes that were taken out and could come back."""
        return [scene for scene in self._workspace.state.scenes.values() if scene.is_removed]

    def restore(self, scene: str) -> None:
        """Bring a removed scene back to the end of the manuscript."""
        self._record(SceneRestored(scene, len(self._workspace.state.order)))

    def undo(self) -> str | None:
        """Take the last step of the outline back; return what it was, or None."""
        if not self._backs:
            return None
        label, events = self._backs.pop()
        self._record(*events)
        return label

    def _change(
        self, scene: str, chapter: str, title: str, label: str, position: int | None = None
    ) -> None:
        state = self._workspace.state
        back = self._place(self._workspace.scene(scene))
        place = state.order.index(scene) if position is None else position
        self._record(SceneChanged(scene, chapter, title, place))
        self._backs.append((label, (back,)))

    def _place(self, scene: SceneState) -> SceneChanged:
        position = self._workspace.state.order.index(scene.id)
        return SceneChanged(scene.id, scene.chapter, scene.title, position)

    def _record(self, *events: Event) -> None:
        at_ms, _ = self._workspace.begin_action(ActionKind.WRITING)
        self._workspace.record(*events, at_ms=at_ms)
        for event in events:
            if isinstance(event, SceneAdded | SceneChanged | SceneRemoved | SceneRestored):
                self._workspace.touch(event.scene)
        self._workspace.changes.tell(Change(ChangeKind.SCENES))
