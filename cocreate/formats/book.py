"""What every importer makes and every exporter takes."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.core.origin import Span


@dataclass(frozen=True, slots=True)
class ImportedScene:
    """A scene as a file holds it.

    Args:
        chapter: title of its chapter; "" for none.
        title: its name as the file gives it; the project makes repeated names different.
        text: the exact slice of the normalised file.
    """

    chapter: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A manuscript file that was read.

    Args:
        name: its file name, without folders.
        sha256: hash of its bytes, in hexadecimal signs.
        scenes: in order; their texts one behind the other are the whole normalised file.
    """

    name: str
    sha256: str
    scenes: tuple[ImportedScene, ...]


@dataclass(frozen=True, slots=True)
class BookScene:
    """A scene ready for an exporter."""

    chapter: str
    title: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Appendix:
    """Back matter, in the form that each exporter needs; made by a report's renderers.

    Args:
        markdown: a chapter of Markdown that begins with its own heading.
        html: finished, safe markup without a page around it.
        style: the style rules that `html` needs, touching nothing else.
    """

    markdown: str
    html: str
    style: str


@dataclass(frozen=True, slots=True)
class Book:
    """A manuscript ready for an exporter: its scenes in order, and perhaps back matter."""

    title: str
    writer: str
    scenes: tuple[BookScene, ...]
    appendix: Appendix | None = None
