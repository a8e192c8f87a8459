from __future__ import annotations

from cocreate.core.attributed import AttributedText
from cocreate.core.offers import Offered, offered_under
from cocreate.core.origin import Contributor
from cocreate.core.state import ProjectState, RunState, SceneState
from cocreate.core.suggestion import Hunk, Note


def test_an_offer_is_known_by_its_id_whatever_it_was():
    scene = SceneState("s", "", "", AttributedText())
    hunk = Hunk("h", "r", "s", "editor", "m", Contributor.AI, 0, 1, "a", "new words")
    scene.hunks["h"] = hunk
    scene.notes["n"] = Note("n", "r", "s", "reader", 0, 0, "", "a note", None)
    run = RunState("r", "muse", "Muse", "", "m", "s", "", None, "one", 1_000)
    run.answer = "an answer"
    state = ProjectState(scenes={"s": scene}, runs={"r": run})
    assert [offered_under(state, source) for source in ("h", "n", "r", "?")] == [
        Offered("editor", "new words"),
        Offered("reader", "a note"),
        Offered("muse", "an answer"),
        Offered(),
    ]
