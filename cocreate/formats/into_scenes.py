"""A document of another program as the scenes of an imported file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cocreate.formats.book import ImportedFile
from cocreate.formats.document import Block, Blocks, Document, Heading
from cocreate.formats.inlines import note_refs
from cocreate.formats.markdown_files import split_scenes
from cocreate.formats.markdown_writer import write_markdown
from cocreate.formats.marked_text import Told, shared_out, unmarked
from cocreate.formats.plain_files import normalise

_SCENE = 2
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found in a file.

    Args:
        told: who made the changes and remarks that are marked in the document, by number.
    """

    document: Document
    losses: Sequence[str] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    told: Mapping[int, Told] = field(default_factory=dict)
    title: str = ""
    writer: str = ""
    language: str = ""
    export_mark: str = ""


def imported(path: Path, found: Found) -> ImportedFile:
    """Return the file as scenes: each has the footnotes that it refers to."""
    whole = unmarked(normalise("\n".join(_texts(found.document))), found.told)
    scenes = split_scenes(whole.text, path.stem)
    return ImportedFile(
        path.name,
        sha256_of(path),
        tuple(shared_out(scenes, whole)),
        tuple(found.losses),
        found.pictures,
        found.title,
        found.writer,
        found.language,
        found.export_mark,
    )


def counted(count: int, one: str, many: str) -> str:
    """Return a sentence about a number of things; `many` has {n} for it."""
    return one if count == 1 else many.format(n=count)


def sha256_of(path: Path) -> str:
    """Return the hash of a file's bytes; for a folder that of the names and files in it."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if path.is_dir():
            digest.update(file.relative_to(path).as_posix().encode("utf-8", "surrogateescape"))
        if file.is_file():
            with file.open("rb") as stream:
                while block := stream.read(_BLOCK):
                    digest.update(block)
    return digest.hexdigest()


def _texts(document: Document) -> Iterator[str]:
    """Yield the Markdown of each part that a heading of a chapter or scene opens."""
    left = dict(document.notes)
    parts = list(_parts(document.blocks))
    for number, blocks in enumerate(parts):
        notes = _notes_of(blocks, document.notes)
        for label in notes:
            left.pop(label, None)
        if number == len(parts) - 1:
            notes |= left  # notes that nothing refers to
        yield write_markdown(Document(blocks, notes))


def _parts(blocks: Blocks) -> Iterator[Blocks]:
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= _SCENE and part:
            yield tuple(part)
            part = []
        part.append(block)
    yield tuple(part)


def _notes_of(blocks: Blocks, notes: Mapping[str, Blocks]) -> dict[str, Blocks]:
    found: dict[str, Blocks] = {}
    waiting = [blocks]
    for here in waiting:
        for ref in note_refs(here):
            if ref.label in notes and ref.label not in found:
                found[ref.label] = notes[ref.label]
                waiting.append(notes[ref.label])
    return found
