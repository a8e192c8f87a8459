"""Tell what of a DOCX file could not be kept, a sentence for each kind of thing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cocreate.formats.into_scenes import counted

_NUMBER = re.compile(r"\d+")
_OF_LOOKS = ("colour", "font")
_SENTENCES = {
    "macro": (
        "The file's macros were not read.",
        "The file's macros were not read.",
    ),
    "protection": (
        "The file's protection against changes was not kept.",
        "The file's protection against changes was not kept.",
    ),
    "void": (
        "1 passage that one person put in and another struck again was left out.",
        "{n} passages that one person put in and another struck again were left out.",
    ),
    "move": (
        "1 moved passage came as a deletion and an insertion.",
        "{n} moved passages came as deletions and insertions.",
    ),
    "formatting": (
        "1 tracked change of formatting was not kept.",
        "{n} tracked changes of formatting were not kept.",
    ),
    "box": (
        "1 text box was put behind the paragraph it stood beside.",
        "{n} text boxes were put behind the paragraphs they stood beside.",
    ),
    "frame": (
        "1 table of a single cell became plain paragraphs.",
        "{n} tables of a single cell became plain paragraphs.",
    ),
    "nested": (
        "1 table inside a table became words of its cell.",
        "{n} tables inside tables became words of their cells.",
    ),
    "merged": (
        "1 joined cell of a table stands in the first of its places.",
        "{n} joined cells of tables stand in the first of their places.",
    ),
    "endnote": ("1 endnote became a footnote.", "{n} endnotes became footnotes."),
    "contents": (
        "1 line of a table of contents was left out; exports make their own.",
        "{n} lines of tables of contents were left out; exports make their own.",
    ),
    "header": (
        "1 page header was not kept.",
        "{n} page headers were not kept.",
    ),
    "footer": (
        "1 page footer was not kept.",
        "{n} page footers were not kept.",
    ),
    "page": (
        "1 page or column break was not kept.",
        "{n} page and column breaks were not kept.",
    ),
    "columns": (
        "1 section in columns became plain text.",
        "{n} sections in columns became plain text.",
    ),
    "hidden": (
        "1 piece of hidden text was left out.",
        "{n} pieces of hidden text were left out.",
    ),
    "picture": (
        "1 picture could not be taken: it lies outside the file or is of an unknown kind.",
        "{n} pictures could not be taken: they lie outside the file or are of an unknown kind.",
    ),
    "drawing": (
        "1 drawing or diagram was left out.",
        "{n} drawings and diagrams were left out.",
    ),
    "object": (
        "1 embedded object (a spreadsheet, say) was left out.",
        "{n} embedded objects (spreadsheets, say) were left out.",
    ),
    "formula": (
        "1 formula came as its plain signs.",
        "{n} formulas came as their plain signs.",
    ),
    "ruby": (
        "1 reading aid above words (ruby) was left out.",
        "{n} reading aids above words (ruby) were left out.",
    ),
    "chunk": (
        "1 document within the document was not read.",
        "{n} documents within the document were not read.",
    ),
    "raised": (
        "1 raised or lowered passage stands on the line.",
        "{n} raised or lowered passages stand on the line.",
    ),
    "capitals": (
        "1 passage set in capitals stands as it was typed.",
        "{n} passages set in capitals stand as they were typed.",
    ),
    "colour": (
        "Colours of 1 passage were not kept.",
        "Colours of {n} passages were not kept.",
    ),
    "font": (
        "Font or size of 1 passage was not kept.",
        "Fonts and sizes of {n} passages were not kept.",
    ),
}


def is_about_looks(sentence: str) -> bool:
    """Whether a sentence tells of nothing but colours, fonts and sizes."""
    form = _NUMBER.sub("{n}", sentence)
    return any(
        form in {_NUMBER.sub("{n}", known) for known in _SENTENCES[kind]} for kind in _OF_LOOKS
    )


def losses_of(lost: Mapping[str, int]) -> tuple[str, ...]:
    """Return the sentences for what was counted, what matters most first."""
    return tuple(
        counted(lost[kind], one, many) for kind, (one, many) in _SENTENCES.items() if lost.get(kind)
    )
