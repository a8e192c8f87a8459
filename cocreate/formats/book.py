"""What every importer makes and every exporter takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cocreate.core.origin import Span

Progress = Callable[[int, int], None]
"""Told how much is done of how much; raising from it stops the work."""


def unwatched(_done: int, _total: int) -> None:
    """Take progress that nobody looks at."""


@dataclass(frozen=True, slots=True)
class ImportedSuggestion:
    """A change that somebody proposed in the file, to be decided by the writer.

    Args:
        start: offset in the scene's text of what it would replace.
        end: offset behind that; equal to `start` for a pure insertion.
        new: what would stand there, as Markdown; "" for a deletion.
        author: who proposed it, as the file claims; "" when it does not say.
        at_ms: when, in milliseconds since 1970, as the file claims; 0 when it does not say.
        reason: a remark that belongs to it, or "".
    """

    start: int
    end: int
    new: str
    author: str = ""
    at_ms: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportedNote:
    """A remark in the file's margin; `start` to `end` are the words it is about."""

    start: int
    end: int
    text: str
    author: str = ""
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class ImportedScene:
    """A scene as a file holds it.

    Args:
        chapter: title of its chapter; "" for none.
        title: its name as the file gives it; the project makes repeated names different.
        text: the exact slice of the normalised file.
        suggestions: changes proposed in the file, ascending, without overlap.
        notes: remarks in its margin, ascending.
        marker: which scene of ours it is, where an export that came back says so: the scene's id
            with `_` for any sign but letters and digits.
    """

    chapter: str
    title: str
    text: str
    suggestions: tuple[ImportedSuggestion, ...] = ()
    notes: tuple[ImportedNote, ...] = ()
    marker: str = ""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A manuscript file that was read.

    Args:
        name: its file name, without folders.
        sha256: hash of its bytes, in hexadecimal signs.
        scenes: in order; their texts one behind the other are the whole normalised file.
        losses: a sentence for each kind of thing that could not be kept, with how many there were.
        pictures: the pictures that its text names, by the name used there (`images/NAME.EXT`).
        title: the title that the file gives itself, or "". Likewise `writer` and `language`.
        export_mark: what an export of ours left in the file so that it is known again, or "".
        changed_by: who saved the file last, as it claims, or "".
    """

    name: str
    sha256: str
    scenes: tuple[ImportedScene, ...]
    losses: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    title: str = ""
    writer: str = ""
    language: str = ""
    export_mark: str = ""
    changed_by: str = ""


@dataclass(frozen=True, slots=True)
class OpenSuggestion:
    """A suggestion that is not decided yet, for an export that shows it.

    Args:
        start: offset in the scene's text of what it would replace; `end` is behind that.
        author: who proposed it, as a reader should see it: "Line Editor (AI: model)".
        at_ms: when it was proposed, in milliseconds since 1970.
    """

    start: int
    end: int
    new: str
    author: str
    reason: str = ""
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A margin note for an export that shows it."""

    start: int
    end: int
    text: str
    author: str
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class BookScene:
    """A scene ready for an exporter.

    Args:
        spans: its origins; together as long as `text`, or () where nobody asks.
        suggestions: open ones, ascending by start, without overlap.
        notes: margin notes, ascending by start.
        id: its id in the project, or "".
    """

    chapter: str
    title: str
    text: str
    spans: tuple[Span, ...] = ()
    suggestions: tuple[OpenSuggestion, ...] = ()
    notes: tuple[MarginNote, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Appendix:
    """Back matter, in the form that each exporter needs; made by a report's renderers.

    Args:
        markdown: a chapter of Markdown that begins with its own heading.
        html: finished, safe, well-formed markup without a page around it.
        style: the style rules that `html` needs, touching nothing else.
        typst: the same as data for the PDF engine, or "" where it was not made.
    """

    markdown: str
    html: str
    style: str
    typst: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A manuscript ready for an exporter: its scenes in order, and perhaps back matter.

    Args:
        pictures: bytes of the pictures that the scenes name, by the name used there.
    """

    title: str
    writer: str
    scenes: tuple[BookScene, ...]
    appendix: Appendix | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What an exporter made.

    Args:
        data: the bytes of the file.
        beside: further files by their path relative to the file's folder (pictures of a Markdown
            file, for one).
        losses: one sentence for each kind of thing that the format could not take.
    """

    data: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)
    losses: tuple[str, ...] = ()
