"""The page of a new project, and what the commands say of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from tests.accuracy.measure import call
from tests.accuracy.page import CTRL, Page

SEA = "The sea was calm."
GREY = "The grey sea was calm."
HUMAN = ("human", "typed", None)

Row = tuple[str, str, str, str | None]


class Desk(Page):
    """The page of a new project, and what the commands say of it."""

    def write(self, text: str, at: int | None = None) -> None:
        """Type at a place; at the end if none is given."""
        place = len(self.text(self.scene)) if at is None else at
        self.select(place, place)
        for sign in text:
            self.type(sign)
            self.pass_time(0.05)

    def write_over(self, start: int, end: int, text: str) -> None:
        """Choose a range and type."""
        self.select(start, end)
        for sign in text:
            self.type(sign)
        self.pass_time(3)

    def new_scene(self, title: str) -> str:
        scene = self.scenes.add(title)
        self.view.show_scene(scene)
        return scene

    def suggest(self, old: str, new: str) -> str:
        start = self.text(self.scene).index(old)
        return self.offer(start, start + len(old), new, "ai")

    def accepted(self, old: str, new: str) -> str:
        hunk = self.suggest(old, new)
        self.review.accept(hunk)
        return hunk

    def spans(self, scene: str | None = None) -> list[Row]:
        """What `spans --json` says: words, contributor, method, suggestion."""
        shown = scene or self.scene
        self.workspace.save()
        rows = json.loads(call("spans", self.path, "--scene", shown, "--json"))
        text = self.text(shown)
        assert [row["end"] for row in rows[:-1]] == [row["start"] for row in rows[1:]]
        return [
            (
                text[row["start"] : row["end"]],
                row["contributor"],
                row["method"],
                row["suggestion"],
            )
            for row in rows
        ]

    def report(self) -> dict[str, Any]:
        self.workspace.save()
        found: dict[str, Any] = json.loads(call("report", self.path, "--format", "json"))
        return found

    def matches(self) -> tuple[int, int, int]:
        found = self.report()["matches"]
        assert found["is_checked"]
        return found["open"], found["confirmed"], found["disputed"]

    def work(self) -> dict[tuple[str, str], tuple[int, int]]:
        return {
            (row["contributor"], row["method"]): (row["inserted"], row["removed"])
            for row in self.report()["work"]
        }

    def lineage(self) -> tuple[int, int]:
        """How many sentences there are, and how many descend from an AI."""
        found = self.report()["lineage"]
        return found["sentences"], found["with_ai"]

    def choose_all(self) -> None:
        self.press(Qt.Key.Key_A, "", CTRL)

    def cut(self) -> None:
        self.press(Qt.Key.Key_X, "", CTRL)

    def copy(self) -> None:
        self.press(Qt.Key.Key_C, "", CTRL)

    def paste(self) -> None:
        self.press(Qt.Key.Key_V, "", CTRL)

    def undo(self, times: int = 1) -> None:
        for _ in range(times):
            self.press(Qt.Key.Key_Z, "", CTRL)

    def redo(self, times: int = 1) -> None:
        for _ in range(times):
            self.press(Qt.Key.Key_Y, "", CTRL)


def new_desk(folder: Path, name: str = "book", writer: str = "Writer") -> Desk:
    """Make a project with one empty scene, and open its page."""
    path = folder / f"{name}.cocreate"
    call("new", path, "--writer", writer)
    made = Desk(path)
    made.new_scene("Opening")
    made.workspace.clippings.secret = b"the secret of one writer's folder"
    return made


def greyed(hunk: str) -> list[Row]:
    """The sentence with the one word that was accepted."""
    return [("The ", *HUMAN), ("grey ", "ai", "accepted", hunk), ("sea was calm.", *HUMAN)]
