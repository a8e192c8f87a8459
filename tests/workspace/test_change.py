from __future__ import annotations

from cocreate.core.events import Cause
from cocreate.core.origin import TYPED
from cocreate.workspace.change import Change, ChangeKind, Write


def test_a_write_is_typing_unless_it_says_otherwise():
    how = Write(Cause.TYPING)
    assert (how.origin, how.label, how.initiator, how.caret) == (TYPED, "typing", "", None)


def test_a_change_may_be_about_the_whole_project():
    change = Change(ChangeKind.SCENES)
    assert (change.scene, change.edits, change.hunks, change.run) == (None, (), (), None)
