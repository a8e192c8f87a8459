"""A text with tracked changes as scenes of Markdown: as it stood, and what would change in it.

Both versions, with everything refused and with everything taken, are written as Markdown and read
again; what stands in both ties them together, and whatever differs between two such places is a
suggestion. So refusing all is the one text, and taking all the other, whatever was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from cocreate.formats.book import ImportedNote, ImportedScene, ImportedSuggestion
from cocreate.formats.document import Document, NoteRef
from cocreate.formats.into_scenes import counted
from cocreate.formats.markdown_files import split_scenes
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.markdown_writer import write_markdown
from cocreate.formats.marked_text import Unmarked, shared_out
from cocreate.formats.paragraph_tree import grow, settled
from cocreate.formats.proposed_changes import Comparison, Stream, all_changed, with_remarks
from cocreate.formats.revising import Remark
from cocreate.formats.text_ties import signs_of, ties
from cocreate.formats.tracked import Grid, Item, Para, Piece, cells_of


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text that becomes a scene.

    Args:
        marker: names the scene of ours that it is.
        chapter: the chapter that an export of ours named above it, though its text does not.
    """

    items: tuple[Item, ...]
    marker: str = ""
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """What a reader of tracked changes found.

    Args:
        notes: the paragraphs of footnotes by their labels.
        remarks: comments, by the numbers that anchors have.
    """

    sections: tuple[Section, ...]
    notes: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


_NOTHING = Unmarked("", (), ())
_Labelled = tuple[tuple[Item, ...], dict[str, tuple[Item, ...]]]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The scenes of a file, and what could not be kept."""

    scenes: tuple[ImportedScene, ...]
    losses: tuple[str, ...] = ()


def proposed(flow: Flow, stem: str) -> Proposed:
    """Return the scenes with their suggestions and notes; `stem` names what has no heading."""
    seen: set[int] = set()
    parts: list[tuple[Section, Unmarked]] = []
    number = 1
    for section in flow.sections:
        if section.marker:
            number = 1  # it will be compared with a scene, not joined with others
        labelled, number = _labelled(section, flow, number)
        part = _read(*labelled, flow.remarks, seen)
        if section.marker or part != _NOTHING:
            parts.append((section, part))
    if any(section.marker for section, _ in parts):
        scenes = tuple(_own_scenes(parts, stem))
    else:
        whole = _joined([part for _, part in parts])
        scenes = tuple(shared_out(split_scenes(whole.text, stem), whole))
    left = len(flow.remarks) - len(seen)
    losses = (
        counted(
            left,
            "1 comment that is about nothing in the text was left out.",
            "{n} comments that are about nothing in the text were left out.",
        ),
    )
    return Proposed(scenes, losses if left else ())


def _own_scenes(parts: Iterable[tuple[Section, Unmarked]], stem: str) -> Iterator[ImportedScene]:
    """Yield scenes that are known by their markers; a chapter goes on until another is named."""
    chapter = ""
    for section, part in parts:
        found = split_scenes(part.text, stem)
        opened = [scene.chapter for scene in found if scene.chapter not in {"", stem}]
        first = opened[0] if opened else section.chapter or chapter
        yield ImportedScene(
            first, found[0].title, part.text, part.suggestions, part.notes, section.marker
        )
        chapter = opened[-1] if opened else first


def _joined(parts: list[Unmarked]) -> Unmarked:
    """Put the parts together with an empty line between them."""
    texts: list[str] = []
    suggestions: list[ImportedSuggestion] = []
    notes: list[ImportedNote] = []
    at = 0
    for number, part in enumerate(parts):
        if number and texts[-1]:
            texts.append("\n")
            at += 1
        suggestions += (replace(s, start=s.start + at, end=s.end + at) for s in part.suggestions)
        notes += (replace(n, start=n.start + at, end=n.end + at) for n in part.notes)
        texts.append(part.text)
        at += len(part.text)
    return Unmarked("".join(texts), tuple(suggestions), tuple(notes))


def _labelled(section: Section, flow: Flow, first: int) -> tuple[_Labelled, int]:
    """Return a section whose footnotes are numbered, and the next number.

    Those that stood before come first: a new one changes no number of theirs.
    """
    labels = _labels(section.items, flow.notes)
    notes = {label: _note(label, section.items, flow.notes) for label in labels}
    old_notes = {label: settled(note, takes=False) for label, note in notes.items()}
    old = _labels(settled(section.items, takes=False), old_notes)
    order = [*old, *(label for label in labels if label not in old)]
    names = {label: str(number) for number, label in enumerate(order, first)}
    items = tuple(_renamed(item, names) for item in section.items)
    named = {names[label]: tuple(_renamed(item, names) for item in notes[label]) for label in order}
    return (items, named), first + len(order)


def _renamed(item: Item, names: Mapping[str, str]) -> Item:
    if isinstance(item, Grid):
        rows = (
            replace(row, cells=tuple(_renamed_para(cell, names) for cell in row.cells))
            for row in item.rows
        )
        return replace(item, rows=tuple(rows))
    return _renamed_para(item, names)


def _renamed_para(para: Para, names: Mapping[str, str]) -> Para:
    if not any(isinstance(piece.inline, NoteRef) for piece in para.pieces):
        return para
    return replace(
        para,
        parts=tuple(
            replace(part, inline=NoteRef(names[part.inline.label]))
            if isinstance(part, Piece) and isinstance(part.inline, NoteRef)
            else part
            for part in para.parts
        ),
    )


def _read(
    items: tuple[Item, ...],
    notes: Mapping[str, tuple[Item, ...]],
    remarks: Sequence[Remark],
    seen: set[int],
) -> Unmarked:
    """Return a section's text with its suggestions and notes; `seen` gathers its remarks."""
    old = _markdown(items, notes, takes=False)
    new = _markdown(items, notes, takes=True)
    stream = Stream()
    for found in (items, *notes.values()):
        stream.take(found)
    seen |= stream.anchored
    if old == new and not stream.anchored:
        return Unmarked(old, (), ())
    old_ties = ties(stream.text(takes=False), signs_of(read_markdown(old)))
    new_ties = ties(stream.text(takes=True), signs_of(read_markdown(new)))
    suggestions = tuple(Comparison(old, new, old_ties, new_ties).suggestions(stream.pieces))
    return with_remarks(old, suggestions, stream, old_ties, remarks)


def _markdown(items: Sequence[Item], notes: Mapping[str, tuple[Item, ...]], *, takes: bool) -> str:
    here = settled(items, takes=takes)
    there = {label: settled(note, takes=takes) for label, note in notes.items()}
    used = _labels(here, there)
    return write_markdown(
        Document(grow(here), {label: grow(there[label]) for label in used if label in there})
    )


def _note(
    label: str, items: Iterable[Item], notes: Mapping[str, tuple[Item, ...]]
) -> tuple[Item, ...]:
    """Return a footnote; where its sign was put in or struck, so were its words."""
    found = notes.get(label, ())
    everywhere = chain(_pieces(items), *(_pieces(note) for note in notes.values()))
    changes = [
        piece.change
        for piece in everywhere
        if isinstance(piece.inline, NoteRef) and piece.inline.label == label
    ]
    change = changes[0] if changes else None
    return found if change is None else tuple(all_changed(item, change) for item in found)


def _pieces(items: Iterable[Item]) -> Iterator[Piece]:
    for item in items:
        for para in (item,) if isinstance(item, Para) else cells_of(item):
            yield from para.pieces


def _labels(items: Iterable[Item], notes: Mapping[str, tuple[Item, ...]]) -> list[str]:
    """Return the labels of the footnotes that a text refers to, in the order of their signs."""
    found: list[str] = []
    waiting: list[Iterable[Item]] = [items]
    for here in waiting:
        for piece in _pieces(here):
            if isinstance(piece.inline, NoteRef) and piece.inline.label not in found:
                found.append(piece.inline.label)
                waiting.append(notes.get(piece.inline.label, ()))
    return found
