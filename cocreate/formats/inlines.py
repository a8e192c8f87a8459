"""Walk over the contents of blocks, and cut words where origins or suggestions change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from cocreate.core.origin import Origin
from cocreate.formats.book import BookScene, MarginNote, OpenSuggestion
from cocreate.formats.document import (
    Blocks,
    CodeBlock,
    Heading,
    Inlines,
    LineBreak,
    ListBlock,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Run,
    SceneBreak,
    Table,
)


def inlines_of(blocks: Blocks) -> Iterator[Inlines]:
    """Yield the contents of all headings, paragraphs and cells, in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.inlines
            case Quote():
                yield from inlines_of(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from inlines_of(item)
            case Table():
                for row in (block.head, *block.rows):
                    yield from row
            case CodeBlock() | SceneBreak():
                pass


def note_refs(blocks: Blocks) -> Iterator[NoteRef]:
    """Yield the signs of footnotes in blocks, in reading order."""
    for inlines in inlines_of(blocks):
        yield from (inline for inline in inlines if isinstance(inline, NoteRef))


def ordered_notes(blocks: Blocks, notes: Mapping[str, Blocks]) -> dict[str, Blocks]:
    """Return notes in the order of their first signs, those of the notes' own signs behind them."""
    ordered: dict[str, Blocks] = {}
    waiting = [blocks]
    for found in waiting:
        for ref in note_refs(found):
            if ref.label in notes and ref.label not in ordered:
                ordered[ref.label] = notes[ref.label]
                waiting.append(notes[ref.label])
    return {**ordered, **notes}


def pictures_of(blocks: Blocks) -> Iterator[Picture]:
    """Yield the pictures in blocks, in reading order."""
    for inlines in inlines_of(blocks):
        yield from (inline for inline in inlines if isinstance(inline, Picture))


def plain_words(inlines: Inlines) -> str:
    """Return the words of inlines on one line; pictures say what they show."""
    words = []
    for inline in inlines:
        match inline:
            case Run():
                words.append(inline.text)
            case Picture():
                words.append(inline.alt)
            case LineBreak():
                words.append(" ")
            case NoteRef():
                pass
    return " ".join("".join(words).split())


@dataclass(frozen=True, slots=True)
class CutRun:
    """A run, or a part of one, all of whose signs have the same origin and suggestion.

    Args:
        origin: None where the scene has no spans or the words stand in no scene.
        suggestion: which of the scene's suggestions would replace these words; None for none.
        notes: the scene's margin notes that are about these words.
    """

    run: Run
    origin: Origin | None = None
    suggestion: OpenSuggestion | None = None
    notes: tuple[MarginNote, ...] = ()


class Cutter:
    """Cuts the runs of one scene where its origins, suggestions and margin notes change."""

    def __init__(self, scene: BookScene) -> None:
        self._scene = scene
        self._span_ends = list(accumulate(span.length for span in scene.spans))
        edges = {*self._span_ends}
        for suggestion in scene.suggestions:
            edges |= {suggestion.start, suggestion.end}
        for note in scene.notes:
            edges |= {note.start, note.end}
        self._edges = sorted(edges)
        self._starts = [suggestion.start for suggestion in scene.suggestions]

    def pieces(self, run: Run) -> tuple[CutRun, ...]:
        """Return the parts of a run in order; a run that is not divided is one part."""
        if run.start < 0:
            return (CutRun(run),)
        if run.end - run.start != len(run.text):
            return (self._piece(run),)
        first = bisect_right(self._edges, run.start)
        last = bisect_left(self._edges, run.end)
        cuts = [run.start, *self._edges[first:last], run.end]
        return tuple(
            self._piece(
                replace(run, text=run.text[low - run.start : high - run.start], start=low, end=high)
            )
            for low, high in pairwise(cuts)
        )

    def _piece(self, run: Run) -> CutRun:
        notes = tuple(
            note for note in self._scene.notes if note.start < run.end and run.start < note.end
        )
        return CutRun(run, self.origin_at(run.start), self._suggestion_at(run.start), notes)

    def origin_at(self, offset: int) -> Origin | None:
        """Return the origin of the sign at an offset; None where nobody asked for origins."""
        at = bisect_right(self._span_ends, offset)
        return self._scene.spans[at].origin if at < len(self._scene.spans) else None

    def _suggestion_at(self, offset: int) -> OpenSuggestion | None:
        at = bisect_right(self._starts, offset) - 1
        while at >= 0:
            found = self._scene.suggestions[at]
            if found.start <= offset < found.end:
                return found
            if found.start < offset:
                break
            at -= 1
        return None
