"""A mirror's folder as others leave it: which file is which scene, and what was changed in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cocreate.core.state import SceneState
from cocreate.formats.mirror_files import (
    ENDING,
    Base,
    Index,
    MirrorFile,
    load_index,
    read_mirror_file,
    sha256_of,
)
from cocreate.text.diff import LineHunk, Piece, line_hunks, pieces, word_edits
from cocreate.text.merge import Conflict, Merged, merge
from cocreate.workspace.mirror_places import Place, undecided
from cocreate.workspace.workspace import Workspace

TextThen = Callable[[int, str], str | None]


@dataclass(frozen=True, slots=True)
class OutsideChange:
    """A file of the folder that was changed elsewhere.

    Args:
        scene: id of its scene; "" for a file that no scene has yet.
        ours: the scene as it stands in the project.
        theirs: the scene as the file has it.
        merged: what taking it in would do, and what has to be decided first.
    """

    path: Path
    scene: str
    title: str
    ours: str
    theirs: str
    merged: Merged

    @property
    def is_new(self) -> bool:
        """Whether the file would become a new scene."""
        return not self.scene

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The places where the writer and somebody else changed the same words."""
        return self.merged.conflicts

    @property
    def hunks(self) -> tuple[LineHunk, ...]:
        """The difference, line by line."""
        return line_hunks(self.ours, self.theirs)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The difference, word by word."""
        return pieces(self.ours, self.theirs)


class MirrorFolder:
    """Read a mirrored project's files and compare them with what they were and with the scenes."""

    def __init__(self, workspace: Workspace, path: Path | None) -> None:
        self._workspace = workspace
        self._text_then: TextThen | None = None
        self._bases: dict[str, str] = {}
        self._settled: dict[str, frozenset[Place]] = {}
        self.path = path
        identity = workspace.project.identity
        index = load_index(path) if path is not None else None
        is_ours = index is not None and index.project == identity
        self.index = index if index is not None and is_ours else Index(identity, {})

    def files(self) -> list[Path]:
        """Return the Markdown files there are."""
        return sorted(self.path.glob(f"*{ENDING}")) if self.path is not None else []

    def agree(self, scene: str, name: str, text: str) -> None:
        """Take it that a file of the folder holds this text of a scene, as of now."""
        base = Base(name, sha256_of(text), self._workspace.state.seq)
        self._settled.pop(scene, None)
        self.index = Index(self.index.project, {**self.index.scenes, scene: base})

    def settle(self, scene: str, places: frozenset[Place]) -> None:
        """Ask no more about places of a scene until its file is agreed on."""
        self._settled[scene] = self._settled.get(scene, frozenset()) | places

    def keep_base(self, scene: str, text: str) -> None:
        """Remember what a file was written from."""
        self._bases[scene] = text

    def change_of(self, path: Path) -> OutsideChange | None:
        """Return what was changed in a file since it was written; None for nothing."""
        file = read_mirror_file(path)
        id_ = self._scene_of(path, file)
        if id_ is None:
            title = path.name.removesuffix(ENDING)
            return OutsideChange(path, "", title, "", file.text, Merged())
        scene = self._workspace.state.scenes[id_]
        if scene.is_removed:
            return None
        base = self.index.scenes[id_]
        theirs = _without_added_end(file.text, base.sha256)
        if sha256_of(theirs) == base.sha256:
            return None
        ours = scene.text.text()
        merged = undecided(self._merged(scene, base, theirs), self._settled.get(id_, frozenset()))
        if not merged.edits and not merged.conflicts:
            return None
        return OutsideChange(path, id_, scene.title, ours, theirs, merged)

    def _scene_of(self, path: Path, file: MirrorFile) -> str | None:
        """Return the scene of a file: by its front matter, else by its name; None for a new one."""
        index = self.index
        # An earlier version of the project may know fewer scenes than its mirror does.
        scenes = self._workspace.state.scenes
        by_name = next(
            (id_ for id_, base in index.scenes.items() if base.file == path.name and id_ in scenes),
            None,
        )
        if file.scene not in index.scenes or file.scene not in scenes:
            return by_name
        own = index.scenes[file.scene].file
        if own != path.name and (path.parent / own).exists():
            return by_name  # a copy of another scene's file
        if own != path.name:
            moved = Base(path.name, index.scenes[file.scene].sha256, index.scenes[file.scene].event)
            self.index = Index(index.project, {**index.scenes, file.scene: moved})
        return file.scene

    def _merged(self, scene: SceneState, base: Base, theirs: str) -> Merged:
        ours = scene.text.text()
        before = self._base_text(scene, base)
        if before is not None:
            return merge(before, ours, theirs)
        return Merged((), tuple(_differences(ours, theirs)))

    def _base_text(self, scene: SceneState, base: Base) -> str | None:
        """Return the scene as it was when its file was written; None if that cannot be told."""
        ours = scene.text.text()
        for known in (ours, self._bases.get(scene.id)):
            if known is not None and sha256_of(known) == base.sha256:
                self._bases[scene.id] = known
                return known
        if not 0 < base.event <= self._workspace.state.seq:
            return None
        self._workspace.close_burst()
        self._text_then = self._text_then or _reader_of_the_past(self._workspace)
        known = self._text_then(base.event, scene.id)
        if known is None or sha256_of(known) != base.sha256:
            return None
        self._bases[scene.id] = known
        return known


def _reader_of_the_past(workspace: Workspace) -> TextThen:
    """Return what reads a scene as it was after an event; None where it was not there."""
    # Not before a file is compared: the start of the window does not wait for it.
    from cocreate.workspace.past import Past  # noqa: PLC0415 - not at the start

    past = Past(workspace)

    def read(event: int, scene: str) -> str | None:
        past.catch_up()
        cursor = past.cursor()
        cursor.goto(event)
        text = cursor.text(scene)
        return text.text() if text is not None else None

    return read


def _without_added_end(text: str, sha256: str) -> str:
    """Drop the line end that many programs add to a file's end, where it is all they changed."""
    if text.endswith("\n") and sha256_of(text[:-1]) == sha256:
        return text[:-1]
    return text


def _differences(ours: str, theirs: str) -> Iterator[Conflict]:
    for edit in word_edits(ours, theirs):
        stands = ours[edit.start : edit.end]
        yield Conflict(edit.start, edit.end, stands, stands, edit.new)
