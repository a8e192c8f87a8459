"""Read a Scrivener project: the draft in the order of its binder, with synopses and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from cocreate.base.errors import InputError
from cocreate.formats.book import ImportedFile
from cocreate.formats.document import Block, Blocks, Document, Heading, Inline, Run
from cocreate.formats.inlines import inlines_of, plain_words
from cocreate.formats.into_scenes import Found, counted, imported
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.marked_text import Kind, Told, clean, mark
from cocreate.formats.picture_shelf import PictureShelf
from cocreate.formats.plain_files import decode, normalise, read_bytes
from cocreate.formats.rtf_document import read_rtf
from cocreate.formats.rtf_reader import losses_of, numbered_pictures
from cocreate.formats.rtf_text import Linked, RtfText
from cocreate.formats.safe_xml import local_name, parse_xml, words_in
from cocreate.formats.scrivener_binder import Binder, Entry, file_of, read_binder

_CHAPTER, _SCENE, _DEEPEST = 1, 2, 6
_MAX_BYTES = 60_000_000
# Scrivener writes these into the words of its RTF, with escaped braces.
_FOOTNOTE = re.compile(rb"\\\{\\\\Scrv_fn=(.*?)\\\\end_Scrv_fn\\\}", re.DOTALL)
_ANNOTATION = re.compile(
    rb"\\\{\\\\Scrv_annot\s*(?:\\\\color=\\\{.*?\\\}\s*)?\\\\text=(.*?)\\\\end_Scrv_annot\\\}",
    re.DOTALL,
)
_TAGS = re.compile(rb"<!?\$Scr_[A-Za-z_]+::\d+>")


def read_file(path: Path) -> ImportedFile:
    """Read a project; `path` is its folder, or the binder in it.

    Raises:
        InputError: it cannot be read.
    """
    project = path if path.is_dir() else path.resolve().parent
    binder = read_binder(project)
    shelf = PictureShelf()
    text = RtfText()
    reader = _Reader(project, shelf, text)
    blocks = [
        block
        for entry, level in zip(binder.entries, _levels(binder.entries), strict=True)
        for block in reader.entry(entry, level)
    ]
    losses = [*_left(binder), *losses_of(text.left), *shelf.losses]
    losses.append("Fonts, colours, labels, keywords and snapshots were not kept.")
    found = Found(
        Document(tuple(blocks), text.notes), losses, shelf.pictures, text.told, binder.title
    )
    return imported(project, found)


def _left(binder: Binder) -> Iterator[str]:
    if binder.excluded:
        yield counted(
            binder.excluded,
            "1 document that is not to be compiled was left out.",
            "{n} documents that are not to be compiled were left out.",
        )
    if binder.elsewhere:
        yield counted(
            binder.elsewhere,
            "1 document outside of the draft (research, trash) was left out.",
            "{n} documents outside of the draft (research, trash) were left out.",
        )


class _Reader:
    """Reads the documents of one project."""

    def __init__(self, project: Path, shelf: PictureShelf, text: RtfText) -> None:
        self._project = project
        self._picture = numbered_pictures(shelf)
        self._text = text
        self._bytes = 0

    def entry(self, entry: Entry, level: int) -> Blocks:
        """Return a document under its title."""
        title: list[Inline] = [Run(clean(entry.title) or "Untitled")]
        for kind, name in (("synopsis", "Synopsis"), ("notes", "Document notes")):
            if words := self._words(entry, kind):
                number = len(self._text.told)
                self._text.told[number] = Told(f"{name} in Scrivener", 0, words)
                ends = (mark(Kind.REMARK, number, opens=opens) for opens in (True, False))
                title = [next(ends), *title, *ends]
        content = self._content(entry)
        blocks = tuple(_lowered(content))
        return (Heading(level, tuple(title)), *blocks)

    def _content(self, entry: Entry) -> Blocks:
        data = self._read(entry, "content")
        if not data.lstrip().startswith(b"{\\rtf"):
            return read_markdown(normalise(decode(data))).blocks
        data = _FOOTNOTE.sub(rb"{\\footnote \1}", data)
        data = _ANNOTATION.sub(rb"{\\*\\atnauthor Inline annotation}{\\*\\annotation \1}", data)
        return read_rtf(_TAGS.sub(b"", data), self._picture, self._linked(entry), self._text)

    def _words(self, entry: Entry, kind: str) -> str:
        data = self._read(entry, kind)
        if data.lstrip().startswith(b"{\\rtf"):
            return _plain(data)
        return " ".join(clean(normalise(decode(data))).split())

    def _linked(self, entry: Entry) -> Linked:
        data = self._read(entry, "comments")
        if not data:
            return Linked()
        remarks: dict[str, Told] = {}
        notes: dict[str, Blocks] = {}
        for comment in parse_xml(data, self._project.name).iter(etree.Element):
            if local_name(comment) != "Comment":
                continue
            id_ = str(comment.get("ID") or "")
            words = words_in(comment).encode("utf-8", "replace")
            if comment.get("Footnote") == "Yes":
                notes[id_] = read_rtf(words, lambda _data: "")
            else:
                remarks[id_] = Told("Comment in Scrivener", 0, _plain(words))
        return Linked(remarks, notes)

    def _read(self, entry: Entry, kind: str) -> bytes:
        path = file_of(self._project, entry, kind)
        if path is None:
            return b""
        data = read_bytes(path)
        self._bytes += len(data)
        if self._bytes > _MAX_BYTES:
            raise InputError(f"{self._project.name} holds more than can be read at once (60 MB).")
        return data


def _plain(data: bytes) -> str:
    """Return the words of an RTF text on one line."""
    blocks = read_rtf(data, lambda _data: "")
    return " ".join(" ".join(plain_words(inlines) for inlines in inlines_of(blocks)).split())


def _levels(entries: Sequence[Entry]) -> Iterator[int]:
    """Yield the level of each document's heading: folders are chapters, documents scenes."""
    has_folders = any(entry.is_folder for entry in entries)
    above: list[Entry] = []
    for entry in entries:
        while above and above[-1].depth >= entry.depth:
            above.pop()
        # Documents may stand in documents; they are parts of the scene.
        scenes = [other for other in above if not other.is_folder]
        if entry.is_folder or (entry.depth == 0 and has_folders):
            yield _CHAPTER
        else:
            yield min(_SCENE + len(scenes), _DEEPEST)
        above.append(entry)


def _lowered(blocks: Blocks) -> Iterator[Block]:
    """Yield blocks; headings within a document divide no manuscript."""
    for block in blocks:
        if isinstance(block, Heading):
            yield replace(block, level=min(block.level + _SCENE, _DEEPEST))
        else:
            yield block
