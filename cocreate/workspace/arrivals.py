"""What was read comes into the project: scenes, pictures, and what others proposed in files."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cocreate.core.events import Event
from cocreate.core.origin import UNKNOWN_IMPORTED, plain
from cocreate.core.pictures import PictureAdded
from cocreate.formats.book import ImportedFile, ImportedScene
from cocreate.formats.picture_shelf import media_type
from cocreate.text.count import count_words
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.importing import Batch
from cocreate.workspace.returning import Compared, is_ours, take_back
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.third_parties import Marked, Proposed, propose
from cocreate.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in.

    Args:
        scenes: ids of the new scenes, in order.
        suggestions: how many changes each person proposed, by name. Likewise `notes`.
        returned: names of exports of this project that came back.
        losses: (file, sentence) for each kind of thing that was not kept; "" for a file that was
            left out whole.
    """

    scenes: tuple[str, ...] = ()
    words: int = 0
    suggestions: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    pictures: int = 0
    losses: tuple[tuple[str, str], ...] = ()
    returned: tuple[str, ...] = ()


def take_in(
    workspace: Workspace,
    batch: Batch,
    position: int | None = None,
    *,
    as_new: bool = False,
    compared: Mapping[str, Compared] | None = None,
) -> Arrived:
    """Add everything that was read to a project in one step; return what came in.

    Of an export of this project that came back only what was changed in it comes.

    Args:
        position: index of the first new scene in the manuscript; None for its end.
        as_new: an export that came back is new scenes like any other file.
        compared: what is known already of exports that came back, by the hash of their bytes.

    Raises:
        ProjectError: the pictures cannot be kept; nothing was changed.
    """
    ours = [] if as_new else [file for file in batch.files if is_ours(workspace, file)]
    known = compared or {}
    back = [(file.name, take_back(workspace, file, known.get(file.sha256))) for file in ours]
    put_in = _keep(workspace, ((name, found.pictures) for name, found in back))
    if put_in:
        workspace.record(*put_in)
    new = [file for file in batch.files if file not in ours]
    files = list(_with_free_names(new, workspace))
    pictures = _keep(workspace, ((file.name, file.pictures) for file in files))
    proposed: list[Proposed] = []

    def others(ids: Sequence[str]) -> list[Event]:
        rest = iter(ids)
        for file in files:
            marked = [
                Marked(next(rest), scene.text, scene.suggestions, scene.notes)
                for scene in file.scenes
            ]
            proposed.append(propose(workspace.ids, file.name, marked))
        return [*pictures, *(event for found in proposed for event in found.events)]

    scenes = [scene for file in files for scene in _new_scenes(file)]
    ids = Scenes(workspace).add_all(scenes, position, others=others) if scenes else []
    returned = [(name, loss) for name, found in back for loss in found.losses]
    return tell_of(
        workspace,
        Arrived(
            tuple(ids),
            sum(count_words(scene.text) for file in files for scene in file.scenes),
            pictures=len(put_in) + len(pictures),
            losses=(*returned, *_losses(files, proposed, batch)),
            returned=tuple(file.name for file in ours),
        ),
        [*(found.proposed for _, found in back), *proposed],
    )


def tell_of(workspace: Workspace, arrived: Arrived, proposed: Iterable[Proposed]) -> Arrived:
    """Add to what came in what people proposed, and let the views know."""
    suggestions: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    for found in proposed:
        suggestions += found.suggestions
        notes += found.notes
    for kind, has_any in ((ChangeKind.HUNKS, suggestions), (ChangeKind.NOTES, notes)):
        if has_any:
            workspace.changes.tell(Change(kind))
    return replace(arrived, suggestions=dict(suggestions), notes=dict(notes))


def _losses(
    files: Sequence[ImportedFile], proposed: Sequence[Proposed], batch: Batch
) -> Iterator[tuple[str, str]]:
    for file, found in zip(files, proposed, strict=True):
        yield from ((file.name, loss) for loss in file.losses)
        if found.misplaced:
            subject = (
                "1 suggestion or note"
                if found.misplaced == 1
                else (f"{found.misplaced} suggestions or notes")
            )
            yield file.name, f"{subject} could not be placed in the text."
    yield from (("", sentence) for sentence in batch.left_out)


def _new_scenes(file: ImportedFile) -> Iterator[NewScene]:
    for scene in file.scenes:
        content = plain(scene.text, UNKNOWN_IMPORTED)
        yield NewScene(scene.chapter, scene.title, content, file.name, file.sha256)


# -- pictures --------------------------------------------------------------------------------------


def _keep(
    workspace: Workspace, files: Iterable[tuple[str, Mapping[str, bytes]]]
) -> list[PictureAdded]:
    """Keep the pictures of files that are not there yet; return the events that tell of them."""
    found = {
        name: (data, file)
        for file, pictures in files
        for name, data in pictures.items()
        if name not in workspace.state.pictures
    }
    if not found:
        return []
    hashes = workspace.project.pictures.put([data for data, _ in found.values()])
    return [
        PictureAdded(name, media_type(data), sha256, len(data), source)
        for (name, (data, source)), sha256 in zip(found.items(), hashes, strict=True)
    ]


def _with_free_names(files: Iterable[ImportedFile], workspace: Workspace) -> Iterator[ImportedFile]:
    """Yield the files; a picture whose name stands for another one already gets a free name."""
    taken = {picture.name: picture.sha256 for picture in workspace.state.pictures.values()}
    for file in files:
        names = {}
        for name, data in file.pictures.items():
            free = free_name(name, data, taken)
            taken[free] = hashlib.sha256(data).hexdigest()
            if free != name:
                names[name] = free
        yield _renamed(file, names) if names else file


def free_name(name: str, data: bytes, taken: Mapping[str, str]) -> str:
    """Return the name, or one with a number where it stands for other bytes.

    Args:
        taken: hashes of the pictures there are, by name.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    stem, dot, ending = name.rpartition(".")
    free, number = name, 2
    while taken.get(free, sha256) != sha256:
        free = f"{stem}-{number}{dot}{ending}"
        number += 1
    return free


def _renamed(file: ImportedFile, names: Mapping[str, str]) -> ImportedFile:
    """Let the text name its pictures otherwise; what stands behind a name moves with it."""
    # Only where a picture is named: behind "](" or in angle brackets there.
    pattern = re.compile(r"(?<=\]\()(<?)(" + "|".join(map(re.escape, names)) + r")(?=[\s>)])")
    pictures = {names.get(name, name): data for name, data in file.pictures.items()}
    scenes = tuple(_moved(scene, pattern, names) for scene in file.scenes)
    return replace(file, pictures=pictures, scenes=scenes)


def _moved(
    scene: ImportedScene, pattern: re.Pattern[str], names: Mapping[str, str]
) -> ImportedScene:
    def other(match: re.Match[str]) -> str:
        return match[1] + names[match[2]]

    ends = [
        (match.end(), len(names[match[2]]) - len(match[2]))
        for match in pattern.finditer(scene.text)
    ]

    def at(offset: int) -> int:
        return offset + sum(growth for end, growth in ends if end <= offset)

    suggestions = tuple(
        replace(item, start=at(item.start), end=at(item.end), new=pattern.sub(other, item.new))
        for item in scene.suggestions
    )
    notes = tuple(replace(note, start=at(note.start), end=at(note.end)) for note in scene.notes)
    return replace(scene, text=pattern.sub(other, scene.text), suggestions=suggestions, notes=notes)
