"""Which formats come in and go out, by the ending of a file's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cocreate.base.errors import ExportError, InputError
from cocreate.formats.book import Book, ImportedFile
from cocreate.formats.html import to_html
from cocreate.formats.markdown_files import split_scenes, to_markdown
from cocreate.formats.plain_files import read_text_file

Importer = Callable[[Path], ImportedFile]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that goes out: its name, its usual ending, and what makes a book into text."""

    name: str
    ending: str
    render: Callable[[Book], str]


MARKDOWN = Exporter("Markdown", ".md", to_markdown)
HTML = Exporter("HTML", ".html", to_html)

_EXPORTERS = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": MARKDOWN,
    ".text": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
}
_NOT_READ_YET = (
    *(".doc", ".docx", ".odt", ".epub", ".html", ".htm", ".xhtml", ".rtf", ".pdf"),
    *(".fdx", ".scriv", ".scrivx", ".pages", ".cocreate"),
)


def import_text(path: Path) -> ImportedFile:
    """Read a Markdown or text file into scenes."""
    file = read_text_file(path)
    return ImportedFile(file.name, file.sha256, split_scenes(file.text, path.stem))


def importer_for(path: Path) -> Importer:
    """Return what reads `path`; raise InputError where no importer knows its kind."""
    ending = path.suffix.lower()
    if ending in _NOT_READ_YET and not path.is_dir():
        raise InputError(
            f"{path.name}: Cocreate reads Markdown and text files, not {ending[1:].upper()} yet; "
            "save it as Markdown or text first."
        )
    return import_text


def exporter_for(path: Path) -> Exporter:
    """Return what writes `path`, by its ending; raise ExportError for an unknown one."""
    exporter = _EXPORTERS.get(path.suffix.lower())
    if exporter is None:
        raise ExportError(
            f"Cocreate writes Markdown and HTML, and {path.name} says neither; "
            "end the name in .md or .html."
        )
    return exporter
