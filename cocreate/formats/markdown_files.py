"""Divide a Markdown text into scenes, and write scenes as one Markdown text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from cocreate.core.manuscript import join_scenes
from cocreate.formats.beside import named_pictures
from cocreate.formats.book import Book, ImportedFile, ImportedScene, Progress, Rendered
from cocreate.formats.critic import read_critic, write_critic
from cocreate.formats.front_matter import front_matter
from cocreate.formats.headings import Division, divisions
from cocreate.formats.marked_text import Unmarked, shared_out
from cocreate.formats.plain_files import read_text_file
from cocreate.formats.presets import ExportOptions

_CHAPTER = 1


def read_file(path: Path) -> ImportedFile:
    """Read a Markdown or text file into scenes.

    CriticMarkup in it becomes suggestions and notes. Title, writer and language are those of its
    front matter, which stays in the text.

    Raises:
        InputError: it cannot be read.
    """
    file = read_text_file(path)
    critic = read_critic(file.text)
    head = front_matter(critic.text)
    scenes = split_scenes(critic.text, path.stem)
    if critic.has_marks:
        whole = Unmarked(critic.text, tuple(critic.suggestions), tuple(critic.notes))
        scenes = tuple(shared_out(scenes, whole))
    pictures, losses = named_pictures(path, critic.text)
    if file.guessed:
        losses = (
            f"It is no Unicode and was read as {file.guessed} text; look at its accents.",
            *losses,
        )
    return ImportedFile(
        file.name,
        file.sha256,
        scenes,
        losses,
        pictures,
        title=head.title,
        writer=head.writer,
        language=head.language,
    )


def render_file(book: Book, options: ExportOptions, _progress: Progress) -> Rendered:
    """Return the manuscript as a Markdown file, its pictures beside it."""
    scenes = book.scenes
    if options.for_review:
        scenes = tuple(replace(scene, text=write_critic(scene)) for scene in scenes)
    data = to_markdown(replace(book, scenes=scenes)).encode("utf-8", "replace")
    beside = {name: data for name, data in book.pictures.items() if _is_place(name)}
    return Rendered(data, beside)


def _is_place(name: str) -> bool:
    """Whether a picture's name is a place beside the file or below it."""
    path = PurePosixPath(name)
    return (
        not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
    )


def split_scenes(text: str, stem: str) -> tuple[ImportedScene, ...]:
    """Divide `text` into scenes; their texts one behind the other are `text` again.

    A heading of level 1 opens a chapter, one of level 2 a scene. Without any of level 1 all scenes
    stand in one chapter named `stem`; text before the first heading is a scene named `stem`.
    White space and front matter alone before the first heading go with the first scene.
    """
    head = front_matter(text).end
    marks = tuple(replace(mark, start=mark.start + head) for mark in divisions(text[head:]))
    if not marks:
        return (ImportedScene("", stem, text),)
    chapter = "" if any(mark.level == _CHAPTER for mark in marks) else stem
    scenes = []
    if text[head : marks[0].start].strip():
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
