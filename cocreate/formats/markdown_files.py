"""Divide a Markdown text into scenes, and write scenes as one Markdown text."""

from __future__ import annotations

from pathlib import Path

from cocreate.core.manuscript import join_scenes
from cocreate.formats.book import Book, ImportedFile, ImportedScene, Progress, Rendered
from cocreate.formats.headings import Division, divisions
from cocreate.formats.plain_files import read_text_file
from cocreate.formats.presets import ExportOptions

_CHAPTER = 1


def read_file(path: Path) -> ImportedFile:
    """Read a Markdown or text file into scenes.

    Raises:
        InputError: it cannot be read.
    """
    file = read_text_file(path)
    return ImportedFile(file.name, file.sha256, split_scenes(file.text, path.stem))


def render_file(book: Book, _options: ExportOptions, _progress: Progress) -> Rendered:
    """Return the manuscript as a Markdown file."""
    return Rendered(to_markdown(book).encode("utf-8"))


def split_scenes(text: str, stem: str) -> tuple[ImportedScene, ...]:
    """Divide `text` into scenes; their texts one behind the other are `text` again.

    A heading of level 1 opens a chapter, one of level 2 a scene. Without any of level 1 all scenes
    stand in one chapter named `stem`; text before the first heading is a scene named `stem`.
    White space alone before the first heading goes with the first scene.
    """
    marks = divisions(text)
    if not marks:
        return (ImportedScene("", stem, text),)
    chapter = "" if any(mark.level == _CHAPTER for mark in marks) else stem
    scenes = []
    if text[: marks[0].start].strip():
        scenes.append(ImportedScene(chapter, stem, text[: marks[0].start]))
    for number, mark in enumerate(marks):
        title = mark.title or stem
        if mark.level == _CHAPTER:
            chapter = title
        scenes.append(
            ImportedScene(chapter, title, _slice(text, marks, number, is_first=not scenes))
        )
    return tuple(scenes)


def _slice(text: str, marks: tuple[Division, ...], number: int, *, is_first: bool) -> str:
    start = 0 if is_first else marks[number].start
    end = marks[number + 1].start if number + 1 < len(marks) else len(text)
    return text[start:end]


def to_markdown(book: Book) -> str:
    """Return the manuscript exactly as it was written, the appendix behind it."""
    text = join_scenes([scene.text for scene in book.scenes])
    if book.appendix is None:
        return text
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return f"{text}{gap}{book.appendix.markdown}"
