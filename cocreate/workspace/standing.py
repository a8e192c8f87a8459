"""The manuscript as it stood at one event: order, names and texts, thawed as they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cocreate.core.attributed import AttributedText
from cocreate.core.events import (
    Edited,
    Entry,
    Event,
    OriginsDeclared,
    SceneAdded,
    SceneChanged,
    SceneRemoved,
    SceneRestored,
)
from cocreate.core.keyframes import Frozen, Shelf
from cocreate.core.origin import Edit
from cocreate.core.replay import fold
from cocreate.core.state import ProjectState, SceneState

Place = tuple[str, str, bool]

SCENE_EVENTS = (SceneAdded, SceneChanged, SceneRemoved, SceneRestored)
TEXT_EVENTS = (*SCENE_EVENTS, Edited, OriginsDeclared)


@dataclass(frozen=True, slots=True)
class Keyframe:
    """The manuscript set aside right after one event.

    Args:
        order: ids of the scenes of the manuscript.
        places: chapter, title and whether it was removed, of every scene there was.
        frozen: their texts on the shelf.
    """

    seq: int
    order: tuple[str, ...]
    places: Mapping[str, Place]
    frozen: Mapping[str, Frozen]


BEGINNING = Keyframe(0, (), {}, {})


class Standing:
    """One moment of the manuscript, that goes forward event by event."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._cold: dict[str, Frozen] = {}
        self.state = ProjectState()

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of the scenes that stood in the manuscript."""
        return tuple(self.state.order)

    def load(self, keyframe: Keyframe) -> None:
        """Stand where a keyframe was made."""
        self.state = ProjectState(order=list(keyframe.order), seq=keyframe.seq)
        for scene, (chapter, title, is_removed) in keyframe.places.items():
            self.state.scenes[scene] = SceneState(
                scene, chapter, title, AttributedText(), is_removed=is_removed
            )
        self._cold = dict(keyframe.frozen)

    def keyframe(self, before: Keyframe) -> Keyframe:
        """Set everything aside; what was not looked at since `before` is as it was there."""
        frozen = {
            scene.id: self._cold[scene.id]
            if scene.id in self._cold
            else self._shelf.freeze(scene.id, scene.text)
            for scene in self.state.scenes.values()
        }
        places = {
            scene.id: (scene.chapter, scene.title, scene.is_removed)
            for scene in self.state.scenes.values()
        }
        if places == before.places:
            return Keyframe(self.state.seq, self.order, before.places, frozen)
        return Keyframe(self.state.seq, self.order, places, frozen)

    def scene(self, scene: str) -> SceneState | None:
        """Return a scene with its text, or None if it was not there yet."""
        found = self.state.scenes.get(scene)
        if found is not None and scene in self._cold:
            found.text = self._shelf.thaw(self._cold.pop(scene))
        return found

    def apply(self, entry: Entry) -> tuple[Edit, ...]:
        """Go on by one event; what is neither text nor order leaves everything as it is."""
        event = entry.event
        self.state.seq = entry.seq
        if not isinstance(event, TEXT_EVENTS):
            return ()
        self.scene(event.scene)
        return fold(self.state, entry)


def is_text_event(event: Event) -> bool:
    """Tell whether an event changes words, origins, or the order of scenes."""
    return isinstance(event, TEXT_EVENTS)
