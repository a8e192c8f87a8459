"""Which formats come in and go out, by the ending of a file's name.

What reads and writes a format is imported when a file of it is there: some bring large libraries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from cocreate.base.errors import ExportError
from cocreate.formats.book import Book, ImportedFile, Progress, Rendered, unwatched
from cocreate.formats.file_kinds import kind_of
from cocreate.formats.presets import PLAIN_OPTIONS, ExportOptions, Preset

Importer = Callable[[Path], ImportedFile]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that goes out.

    Args:
        ending: the usual ending of its files.
        door: the module with its `render(book, options, progress)`.
        presets: what it can be dressed as; the first is its default.
        is_text: whether its files are UTF-8 text that a writer could read.
    """

    name: str
    ending: str
    door: str
    presets: tuple[Preset, ...] = ()
    is_text: bool = False

    def render(
        self,
        book: Book,
        options: ExportOptions = PLAIN_OPTIONS,
        progress: Progress = unwatched,
    ) -> Rendered:
        """Return the file's bytes and what belongs to it.

        Raises:
            ExportError: the format cannot hold this book.
        """
        render: Callable[[Book, ExportOptions, Progress], Rendered]
        render = import_module(self.door).render_file
        return render(book, options, progress)


MARKDOWN = Exporter("Markdown", ".md", "cocreate.formats.markdown_files", (), is_text=True)
HTML = Exporter("HTML", ".html", "cocreate.formats.html", (Preset.WEB,), is_text=True)
DOCX = Exporter(
    "Word (DOCX)",
    ".docx",
    "cocreate.formats.docx_writer",
    (
        Preset.MODERN,
        Preset.CLASSIC,
        Preset.PAPERBACK,
        Preset.WEB,
        Preset.READER,
        Preset.SCREENPLAY,
    ),
)

PDF = Exporter(
    "PDF",
    ".pdf",
    "cocreate.formats.pdf",
    (Preset.PAPERBACK, Preset.MODERN, Preset.CLASSIC, Preset.SCREENPLAY),
)
ODT = Exporter(
    "OpenDocument (ODT)",
    ".odt",
    "cocreate.formats.odt_writer",
    (Preset.MODERN, Preset.CLASSIC, Preset.PAPERBACK, Preset.READER),
)
EPUB = Exporter("EPUB", ".epub", "cocreate.formats.epub", (Preset.READER,))

TEXT = Exporter("Plain text", ".txt", "cocreate.formats.text_files", (), is_text=True)

FOUNTAIN = Exporter(
    "Fountain screenplay",
    ".fountain",
    "cocreate.formats.fountain",
    (Preset.SCREENPLAY,),
    is_text=True,
)

EXPORTERS = (MARKDOWN, DOCX, PDF, EPUB, ODT, HTML, TEXT, FOUNTAIN)
"""All formats that go out, in the order in which a writer is offered them."""

_ENDINGS = {exporter.ending: exporter for exporter in EXPORTERS} | {
    ".markdown": MARKDOWN,
    ".text": TEXT,
    ".htm": HTML,
}
_PAGES = "cocreate.formats.html_reader"
_IMPORTERS: dict[str, str] = {
    ".docx": "cocreate.formats.docx_reader",
    ".html": _PAGES,
    ".htm": _PAGES,
    ".xhtml": _PAGES,
    ".epub": "cocreate.formats.epub_reader",
    ".fountain": "cocreate.formats.fountain",
    ".odt": "cocreate.formats.odt_reader",
    ".rtf": "cocreate.formats.rtf_reader",
    ".scriv": "cocreate.formats.scrivener_reader",
    ".scrivx": "cocreate.formats.scrivener_reader",
}
"""Ending to the module with its `read_file(path)`; whatever is not named is Markdown or text."""


def importer_for(path: Path) -> Importer:
    """Return what reads `path`, by its first bytes; raise InputError where nothing does."""
    kind = kind_of(path)
    door = _IMPORTERS.get(kind)
    if door is not None:
        read: Importer = import_module(door).read_file
        return read
    markdown: Importer = import_module("cocreate.formats.markdown_files").read_file
    return markdown


def exporter_for(path: Path) -> Exporter:
    """Return what writes `path`, by its ending; raise ExportError for an unknown one."""
    exporter = _ENDINGS.get(path.suffix.lower())
    if exporter is None:
        names = [exporter.ending for exporter in EXPORTERS]
        raise ExportError(
            f"{path.name or 'The target'} does not say which format you want; end the name in "
            f"{', '.join(names[:-1])} or {names[-1]}."
        )
    return exporter


def with_ending(path: Path, ending: str) -> Path:
    """Return a place for the same text in another format; dots within a name are no endings."""
    if not path.name:
        return path
    stem = path.stem if path.suffix.lower() in _ENDINGS else path.name
    return path.with_name(f"{stem}{ending}")
