"""Looking for words in the page and the manuscript, and replacing them: what the find bar does."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QObject, QTimer

from cocreate.ui.editor.find_bar import FindBar
from cocreate.ui.project_view import ProjectView
from cocreate.ui.project_wiring import ProjectWiring
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.replacing import Replacing
from cocreate.workspace.workspace import Workspace

_LOOKS_AGAIN_AFTER_MS = 150
_LONGEST_CHOSEN = 200


class Finding(QObject):
    """Brings the find bar, the marks in the page and the manuscript together."""

    def __init__(self, workspace: Workspace, view: ProjectView, wiring: ProjectWiring) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._replacing = Replacing(workspace)
        self._view = view
        self._editor = view.editor
        self._wiring = wiring
        self._anchor = 0
        self._shown = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LOOKS_AGAIN_AFTER_MS)
        self._later.timeout.connect(self._look)
        self.bar = FindBar()
        view.put_above_page(self.bar)
        self.bar.wanted_changed.connect(self._on_wanted_changed)
        self.bar.stepped.connect(self.step)
        self.bar.replace_chosen.connect(self.replace)
        self.bar.replace_all_chosen.connect(self.replace_all)
        self.bar.take_back_chosen.connect(self.take_back)
        self.bar.undo_wanted.connect(self._on_undo_wanted)
        self.bar.left.connect(self.close)
        self._editor.escaped.connect(self._on_escaped)
        self._editor.caret_moved.connect(self._on_caret_moved)
        self._editor.text_changed.connect(self._on_text_changed)

    def do(self, name: str) -> None:
        """Carry a command out: find, find_replace, find_next, find_previous."""
        self._view.show_instead(None)
        if name in ("find_next", "find_previous"):
            self.step(1 if name == "find_next" else -1)
        else:
            self.open(replaces=name == "find_replace")

    def open(self, *, replaces: bool = False) -> None:
        """Come to the bar, with the words that are chosen in the page."""
        scene = self._wiring.scene
        if scene is None:
            return
        start, end = self._editor.selection()
        self._anchor = start
        words = ""
        if start < end <= start + _LONGEST_CHOSEN:
            words = self._workspace.scene(scene).text.slice(start, end)
        self.bar.begin(
            "" if "\n" in words else words,
            replaces=replaces and not self._workspace.is_read_only,
        )
        self._look()

    def close(self) -> None:
        """Put the bar away; the caret stays at the place that was found."""
        self.bar.hide()
        self._later.stop()
        self._editor.mark_finds((), 0)
        self._replacing.forget()
        self._editor.setFocus()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place, around the end if there is no other."""
        if self._wiring.scene is None:
            return
        if self.bar.isHidden():
            if not self.bar.words.text():
                self.open()
                return
            self.bar.show()
            self._look()
        self._go(by)

    def replace(self) -> None:
        """Replace the place one is at and go to the next; go to one if one is at none."""
        scene = self._wiring.scene
        if scene is None or self._workspace.is_read_only:
            return
        start, _ = self._editor.selection()
        wanted = self.bar.wanted()
        if self._index(scene) >= 0:
            self._editor.goto(self._replacing.replace_at(scene, start, wanted, self.bar.new.text()))
            self._look()
        self._go(1)

    def replace_all(self) -> None:
        """Replace every place in the scene or the manuscript, and say how many there were."""
        scene = self._wiring.scene
        if scene is None or self._workspace.is_read_only:
            return
        caret = (scene, self._editor.caret())
        done = self._replacing.replace_all(
            self._scenes(), self.bar.wanted(), self.bar.new.text(), caret
        )
        self._look()
        said = (
            self.tr("Replaced {n} in {m} scenes.") if done.scenes > 1 else self.tr("Replaced {n}.")
        )
        self.bar.say(
            said.format(n=f"{done.places:,}", m=done.scenes),
            can_take_back=self._replacing.can_take_back,
        )

    def take_back(self) -> None:
        """Undo the last replacement of all, in every scene."""
        self._replacing.take_back()
        self._look()
        self.bar.say(self.tr("Taken back."))

    def refresh(self, change: Change) -> None:
        """Look again soon when the text changed, or the scenes did."""
        if not self.bar.isHidden() and change.kind in (ChangeKind.TEXT, ChangeKind.SCENES):
            self._later.start()

    # -- looking ---------------------------------------------------------------------------------

    def _scenes(self) -> list[str]:
        scene = self._wiring.scene
        if self.bar.is_whole:
            return list(self._workspace.state.order)
        return [] if scene is None else [scene]

    def _look(self) -> None:
        """Find the places anew: mark them in the page, count them in the bar."""
        if self.bar.isHidden():
            return
        scene = self._wiring.scene
        self._shown = scene or ""
        wanted = self.bar.wanted()
        starts = [] if scene is None else self._replacing.starts(scene, wanted)
        self._editor.mark_finds(starts, len(wanted.words))
        self._show_count()

    def _show_count(self) -> None:
        wanted = self.bar.wanted()
        index = -1
        total = 0
        for scene in self._scenes():
            count = len(self._replacing.starts(scene, wanted))
            if scene == self._wiring.scene:
                at = self._index(scene)
                index = total + at if at >= 0 else -1
            total += count
        self.bar.show_count(index + 1, total)

    def _index(self, scene: str) -> int:
        """Return which place of the scene is chosen in the page, -1 for none."""
        wanted = self.bar.wanted()
        start, end = self._editor.selection()
        starts = self._replacing.starts(scene, wanted)
        at = bisect_left(starts, start)
        is_there = at < len(starts) and starts[at] == start and end == start + len(wanted.words)
        return at if is_there and wanted.words else -1

    def _go(self, by: int) -> None:
        scene = self._wiring.scene
        if scene is None:
            return
        start, end = self._editor.selection()
        starts = self._replacing.starts(scene, self.bar.wanted())
        if by > 0:
            at = bisect_left(starts, end if self._index(scene) >= 0 else start)
        else:
            at = bisect_left(starts, start) - 1
        if 0 <= at < len(starts):
            self._show(scene, starts[at])
            return
        self._go_on(scene, by)

    def _go_on(self, scene: str, by: int) -> None:
        """Go to the first place of the scenes behind this one, or the last one before it."""
        scenes = self._scenes()
        here = scenes.index(scene) if scene in scenes else 0
        around = [*scenes[here + 1 :], *scenes[: here + 1]]
        if by < 0:
            around = [*reversed(scenes[:here]), *reversed(scenes[here:])]
        for other in around:
            starts = self._replacing.starts(other, self.bar.wanted())
            if starts:
                self._show(other, starts[0 if by > 0 else -1])
                return

    def _show(self, scene: str, start: int) -> None:
        self._wiring.open_scene(scene)
        self._anchor = start
        self._editor.goto(start, start + len(self.bar.wanted().words))
        self._show_count()

    # -- what happens ----------------------------------------------------------------------------

    def _on_wanted_changed(self) -> None:
        self._look()
        scene = self._wiring.scene
        if scene is None:
            return
        starts = self._replacing.starts(scene, self.bar.wanted())
        if starts:
            at = bisect_left(starts, self._anchor)
            anchor = self._anchor
            self._show(scene, starts[at if at < len(starts) else 0])
            self._anchor = anchor
        else:
            self._editor.goto(self._anchor)

    def _on_caret_moved(self) -> None:
        if not self.bar.isHidden() and not self._later.isActive():
            if self._editor.hasFocus():
                self._anchor = self._editor.selection()[0]
            self._show_count()

    def _on_text_changed(self) -> None:
        if not self.bar.isHidden() and self._editor.current_scene != self._shown:
            self._look()

    def _on_escaped(self) -> None:
        if not self.bar.isHidden():
            self.close()

    def _on_undo_wanted(self) -> None:
        if self._replacing.can_take_back:
            self.take_back()
        else:
            self._editor.undo()
