"""A project in which nearly everything happened once, and bundles of it at every level."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from cocreate.core.declared_time import TimeDeclared
from cocreate.core.events import CallMade, Cause, Edited, Op, RunStopped
from cocreate.core.fragments import cut
from cocreate.core.origin import Contributor
from cocreate.core.usage import Money, Usage
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import Level
from cocreate.store.user_files import UserFiles
from cocreate.workspace.change import Write
from cocreate.workspace.declaring import Declaring
from cocreate.workspace.export_target import Target
from cocreate.workspace.opening import create, open_project
from cocreate.workspace.proving import ProofRequest, prove
from cocreate.workspace.publish import Publish
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.conftest import Agents
from tests.workspace.test_signing import Keyring
from tests.workspace.writing import pasting, type_text, typing

SECRET = "My real name is Ishmael of Nantucket."


@dataclass
class Teller:
    """Whoever works on the project of the story; the keyring and the clock go on with it."""

    folder: Path
    keyring: Keyring = field(default_factory=Keyring)
    clock: FakeClock = field(default_factory=FakeClock)
    ids: CountingIds = field(default_factory=CountingIds)

    @property
    def path(self) -> Path:
        return self.folder / "story.cocreate"

    def files(self) -> UserFiles:
        return UserFiles(self.folder, {}, self.keyring)

    def copied(self, folder: Path) -> Teller:
        """Return the same project in another folder, to go on with there."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        kept = Keyring()
        kept.kept.update(self.keyring.kept)
        clock = FakeClock()
        clock.advance((self.clock.now() - clock.now()).total_seconds())
        ids = CountingIds()
        for kind in ("session", "s", "scene"):
            for _ in range(100):
                ids.new(kind)  # none of these is in the project yet
        return Teller(folder, kept, clock, ids)

    def create(self) -> Workspace:
        made = create(self.path, title="The Sea", writer="Ané", clock=self.clock, ids=self.ids)
        made.recorder.checkpoints.sign_with(self.files())
        return made

    def open(self) -> Workspace:
        found = open_project(self.path, clock=self.clock, ids=self.ids)
        found.recorder.checkpoints.sign_with(self.files())
        return found

    def prove(self, given: Disclosure, *files: Path, name: str = "") -> Path:
        """Write a bundle of the project; it is opened and closed for that."""
        target = self.folder / f"{name or given.level}.cocreate-proof"
        workspace = self.open()
        try:
            prove(workspace, ProofRequest(target, given, files))
        finally:
            workspace.close()
        return target


def tell(teller: Teller) -> None:
    """Let it all happen, in three sittings."""
    workspace = teller.create()
    scene = _write(workspace, teller.clock)
    teller.clock.advance(2000)
    workspace.tick()
    _decide(workspace, scene, teller.clock)
    teller.clock.advance(2000)
    workspace.tick()
    _rearrange(workspace, scene, teller)
    workspace.close()


def _write(workspace: Workspace, clock: FakeClock) -> str:
    first, _ = Scenes(workspace).add_all([NewScene("One", "Calm"), NewScene("One", "Storm")])
    type_text(workspace, first, "The sea was **calm** 🌊.\n\n")
    clock.advance(30)
    type_text(workspace, first, f"{SECRET}\nNo wind at all, and no sail.\n")
    clock.advance(5)
    for end in (8, 7, 6):
        workspace.edit(first, end - 1, end, "", Write(Cause.TYPING, typing().origin, "delete"))
    type_text(workspace, first, "sea", at=5)
    workspace.edit(first, 0, 0, "Out of a browser: waves.\n", pasting())
    clock.advance(61)
    workspace.undo(first)
    workspace.redo(first)
    workspace.save()
    return first


def _decide(workspace: Workspace, scene: str, clock: FakeClock) -> None:
    agents, review = Agents(workspace), Review(workspace)
    calm = agents.offer(scene, "calm", "as calm as glass")
    wind = agents.offer(scene, "No wind at all", "Not a breath of wind")
    sail = agents.offer(scene, "no sail", "no gull, no sail")
    agents.offer(scene, "nowhere at all", "loose")
    agents.offer(scene, "waves", "breakers")
    typo = agents.offer(scene, "browser", "Browser", agent="checker", contributor=Contributor.TOOL)
    workspace.record(
        CallMade(
            "run-1", "acme", "large", Usage(100, 20), 1200, Money(345, "USD"), "2026-11-01", "t"
        ),
        CallMade("run-1", "acme", "large", Usage(9, 2), 20, None, "", ""),
    )
    clock.advance(7)
    workspace.record(RunStopped("run-1", "done", "", "An answer."))
    review.accept(calm)
    clock.advance(9)
    review.accept_edited(wind, "No breath of wind")
    review.reject(sail, "no")
    review.accept(typo)
    clock.advance(11)
    Declaring(workspace).declare(scene, 0, 8, Contributor.HUMAN, "My own diary.")


def _rearrange(workspace: Workspace, scene: str, teller: Teller) -> None:
    scenes = Scenes(workspace)
    other = scenes.add("Third", "Two")
    text = workspace.scene(scene).text
    start = text.text().index("No breath")
    moved = cut(text.fragment(), start, start + 17)
    _move(workspace, scene, start, start + 17, None)
    _move(workspace, other, 0, 0, moved)
    teller.clock.advance(3)
    scenes.move(other, 0)
    scenes.remove(other)
    scenes.restore(other)
    workspace.record(Edited(other, Cause.OUTSIDE, (Op(0, 1, moved),)))
    workspace.record(TimeDeclared("t-1", "2026-11-01", 1800, "Thinking."))
    Publish(workspace).export(Target(teller.folder / "sea.md"))


def _move(workspace: Workspace, scene: str, start: int, end: int, what: object) -> None:
    how = Write(Cause.MOVE, typing().origin, "move", "editor", "clip-1")
    workspace.edit(scene, start, end, "" if what is None else what, how)  # type: ignore[arg-type]


DISCLOSURES = {
    "summary": Disclosure(),
    "sessions": Disclosure(Level.SESSIONS),
    "process": Disclosure(Level.PROCESS),
    "coarse": Disclosure(Level.PROCESS, is_coarse=True),
    "full": Disclosure(Level.FULL),
}
