from __future__ import annotations

from dataclasses import fields
from typing import get_args

from cocreate.core.event_layout import BY_KIND, LAYOUTS, kind_name
from cocreate.core.events import Edited, Event, HunkOffered, SceneAdded


def test_every_kind_of_event_has_a_layout():
    assert {layout.event for layout in LAYOUTS} == set(get_args(Event))
    assert len(BY_KIND) == len(LAYOUTS)


def test_every_field_of_an_event_goes_to_exactly_one_place():
    for layout in LAYOUTS:
        placed = [*layout.header.values(), *layout.pos, *layout.text, *layout.run]
        if layout.carries_content:
            placed.append("content")
        if layout.carries_ops:
            placed.append("ops")
        assert sorted(placed) == sorted(field.name for field in fields(layout.event))


def test_kinds_are_class_names_in_snake_case():
    assert kind_name(HunkOffered) == "hunk_offered"
    assert BY_KIND["edited"].event is Edited
    assert BY_KIND["scene_added"].event is SceneAdded
