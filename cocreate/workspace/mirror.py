"""A project mirrored to a folder of Markdown files, and what others changed in these.

The project is what counts; the files follow it whenever the writer pauses. A file that was changed
elsewhere is never written over: it is shown as a difference, and taken in when the writer says so.
Words that stand as they stood keep their origins, new ones are `unknown unobserved`. Where the
writer changed the same words meanwhile, both wordings are kept until the writer decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cocreate.base.errors import CocreateError, InputError
from cocreate.core.events import Cause
from cocreate.core.origin import Contributor, Method, Origin, origin, plain
from cocreate.core.sound_words import sound_words
from cocreate.core.state import SceneState
from cocreate.formats.mirror_files import (
    Base,
    Index,
    Stamp,
    file_name,
    load_index,
    make_folder,
    render,
    sha256_of,
    stamp_of,
    write_mirror,
)
from cocreate.formats.plain_files import read_bytes
from cocreate.workspace.change import Change, ChangeKind, Write
from cocreate.workspace.mirror_folder import MirrorFolder, OutsideChange
from cocreate.workspace.mirror_places import Prefer, decide
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace

INITIATOR = "mirror"
LOOK_EVERY_S = 2.0
PAUSE_S = 3.0
_SETTING = "mirror"


class Mirror:
    """Keep the folder in step with the project, and the writer informed of changes in it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._folder = MirrorFolder(workspace, None)
        self._seen: dict[Path, Stamp] = {}
        self._written: dict[str, tuple[int, str, str]] = {}
        self._found: tuple[OutsideChange, ...] = ()
        self._looked_at = 0.0
        self._trouble = ""
        self._touched_at = 0.0
        self._load()
        workspace.changes.listen(self._on_change)
        workspace.ticks.listen(self.tick)

    # -- looking ---------------------------------------------------------------------------------

    @property
    def folder(self) -> Path | None:
        """The folder to which the project is mirrored, or None."""
        return self._folder.path

    @property
    def found(self) -> tuple[OutsideChange, ...]:
        """What was changed elsewhere, as of the last look."""
        return self._found

    def look(self) -> tuple[OutsideChange, ...]:
        """Look through the folder; tell the views when something else was changed than before."""
        before = self._found
        self._found = tuple(self._changes())
        if self._found != before:
            self._workspace.changes.tell(Change(ChangeKind.MIRROR, initiator=INITIATOR))
        return self._found

    def tick(self, now: float) -> None:
        """Look at the files now and then, and write them when the writer has paused.

        Args:
            now: monotonic seconds.
        """
        if self._folder.path is None or now - self._looked_at < LOOK_EVERY_S:
            return
        self._looked_at = now
        try:
            if self._has_moved():
                self.look()
            if now - self._touched_at >= PAUSE_S and self._due():
                self.write()
        except CocreateError as trouble:
            if trouble.sentence != self._trouble:
                self._workspace.troubles.tell(trouble.sentence)
            self._trouble = trouble.sentence
        else:
            self._trouble = ""

    # -- the folder ------------------------------------------------------------------------------

    def start(self, folder: Path) -> None:
        """Mirror the project to a folder: a new or empty one, or one it was mirrored to before.

        Raises:
            InputError: the folder has other files, or is another project's mirror.
        """
        target = _keepable(folder.absolute())
        make_folder(target)
        index = load_index(target)
        if index is not None and index.project != self._workspace.project.identity:
            raise InputError(f"{folder} is the mirror of another project; choose another folder.")
        if index is None and any(target.iterdir()):
            raise InputError(f"{folder} has files in it already; choose an empty folder.")
        self._workspace.project.keep_setting(_SETTING, str(target))
        self._load()
        self.look()
        self.write()

    def stop(self) -> None:
        """Let the folder be; its files stay as they are."""
        self._workspace.project.keep_setting(_SETTING, "")
        self._load()

    def write(self) -> None:
        """Write the files of scenes that changed; those changed elsewhere are left alone.

        Raises:
            ExportError: the folder cannot be written.
        """
        folder, index = self._must_mirror()
        self._workspace.close_burst()
        state = self._workspace.state
        blocked = {change.path for change in self._found}
        bases = dict(index.scenes)
        files: dict[str, bytes] = {}
        for position, scene in enumerate(state.manuscript(), 1):
            base = bases.get(scene.id)
            taken = [known.file for known in bases.values()]
            name = base.file if base is not None else file_name(position, scene.title, taken)
            if folder / name in blocked or not self._is_due(scene, folder / name):
                continue
            text = scene.text.text()
            files[name] = render(scene.id, scene.title, scene.chapter, text)
            bases[scene.id] = Base(name, sha256_of(text), state.seq)
            self._folder.keep_base(scene.id, text)
        if files or bases != index.scenes:
            written = Index(index.project, bases)
            write_mirror(folder, files, written)
            self._folder.index = written
        for scene in state.manuscript():
            known = bases.get(scene.id)
            if known is not None and known.file in files:
                self._remember(scene, folder / known.file)

    def finish(self) -> None:
        """Write what is due before the project is closed; trouble is told, nothing more."""
        if self._folder.path is None:
            return
        try:
            self.look()
            self.write()
        except CocreateError as trouble:
            self._workspace.troubles.tell(trouble.sentence)

    # -- taking in -------------------------------------------------------------------------------

    def take_in(
        self, change: OutsideChange, choices: Prefer | Sequence[Prefer] = Prefer.NEITHER
    ) -> int:
        """Take a changed file in as one step of undo; return how many places stay undecided.

        Args:
            choices: whose words stand where both changed the same ones: for all places, or each.

        Raises:
            InputError: single places were answered, and are different by now.
        """
        self._must_mirror()
        stamp = stamp_of(change.path)  # before it is read: what comes later is another change
        now = self._folder.change_of(change.path)
        if now is None:
            self.look()
            return 0
        if now.is_new:
            self._add(now)
            return 0
        if not isinstance(choices, Prefer) and now != change:
            name = change.path.name
            raise InputError(f"{name} or its scene was changed meanwhile. Please look once more.")
        decided = decide(now.merged, choices)
        source = self._workspace.ids.new("outside")
        by = _unobserved(source)
        replacements = [(edit.start, edit.end, plain(edit.new, by)) for edit in decided.edits]
        if replacements:
            label = "taking in a file"
            how = Write(Cause.OUTSIDE, by, label=label, initiator=INITIATOR, source=source)
            self._workspace.edit_many(now.scene, replacements, how)
        self._folder.settle(now.scene, decided.settled)
        if not decided.left:
            self._found = tuple(each for each in self._found if each.path != change.path)
            self._written.pop(now.scene, None)
            self._agree(now, stamp)
            self.write()
        self.look()
        return decided.left

    def _agree(self, change: OutsideChange, stamp: Stamp | None) -> None:
        """Take the file as known, so that it may be written again unless it changed since."""
        if stamp is not None:
            self._seen[change.path] = stamp
        self._folder.agree(change.scene, change.path.name, change.theirs)

    def _add(self, change: OutsideChange) -> None:
        source = self._workspace.ids.new("outside")
        content = plain(change.theirs, _unobserved(source))
        new = NewScene("", change.title, content, change.path.name, sha256_of(change.theirs))
        (scene,) = Scenes(self._workspace).add_all([new])
        self._folder.agree(scene, change.path.name, change.theirs)
        self._found = tuple(each for each in self._found if each.path != change.path)
        self.write()
        self.look()

    # -- how it is done --------------------------------------------------------------------------

    def _load(self) -> None:
        kept = self._workspace.project.setting(_SETTING)
        self._folder = MirrorFolder(self._workspace, Path(kept) if kept else None)
        self._seen.clear()
        self._written.clear()
        self._found = ()

    def _must_mirror(self) -> tuple[Path, Index]:
        if self._folder.path is None:
            raise InputError("This project is not mirrored; name a folder to mirror it to.")
        return self._folder.path, self._folder.index

    def _on_change(self, change: Change) -> None:
        if change.kind in (ChangeKind.TEXT, ChangeKind.SCENES):
            self._touched_at = self._workspace.clock.monotonic()

    def _has_moved(self) -> bool:
        """Tell whether the folder or a scene with a changed file is not as it was looked at."""
        files = self._folder.files()
        known = {change.path: change for change in self._found}
        if any(path not in files for path in known):
            return True
        if any(path not in known and self._seen.get(path) != stamp_of(path) for path in files):
            return True
        scenes = self._workspace.state.scenes
        return any(
            stamp_of(path) != self._seen.get(path)
            or (change.scene and scenes[change.scene].text.text() != change.ours)
            for path, change in known.items()
        )

    def _changes(self) -> Iterator[OutsideChange]:
        for path in self._folder.files():
            stamp = stamp_of(path)
            change = self._folder.change_of(path)
            if stamp is not None:
                self._seen[path] = stamp
            if change is not None:
                yield change

    def _due(self) -> bool:
        return any(
            self._written.get(scene.id) != _key(scene)
            for scene in self._workspace.state.manuscript()
        )

    def _is_due(self, scene: SceneState, path: Path) -> bool:
        """Tell whether a scene's file has to be written, and may be."""
        stamp = stamp_of(path)
        if stamp is None:
            return True
        if self._seen.get(path) != stamp:
            return False  # changed a moment ago: look first
        if self._written.get(scene.id) == _key(scene):
            return False
        wanted = render(scene.id, scene.title, scene.chapter, scene.text.text())
        if read_bytes(path) == wanted:
            self._remember(scene, path)
            return False
        return True

    def _remember(self, scene: SceneState, path: Path) -> None:
        self._written[scene.id] = _key(scene)
        stamp = stamp_of(path)
        if stamp is not None:
            self._seen[path] = stamp


def _key(scene: SceneState) -> tuple[int, str, str]:
    return scene.text.version, scene.title, scene.chapter


def _unobserved(source: str) -> Origin:
    return origin(Contributor.UNKNOWN, Method.UNOBSERVED, source)


def _keepable(folder: Path) -> Path:
    """Return a folder whose name can be kept in the project; raise InputError for another."""
    if sound_words(str(folder)) != str(folder):
        raise InputError(
            f"The name of {folder} is not written in UTF-8, so it cannot be kept; choose another "
            "folder."
        )
    return folder
