"""How a book is dressed: the presets, and what a writer may choose besides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Preset(StrEnum):
    """What an export is for; each format dresses it as far as it can."""

    MODERN = "manuscript"
    CLASSIC = "manuscript-classic"
    PAPERBACK = "paperback"
    WEB = "web"
    READER = "e-reader"
    SCREENPLAY = "screenplay"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What was chosen for one export. Same book and options: same bytes.

    Args:
        preset: None for what the format is mostly used for.
        made_ms: time stamp for the file, in milliseconds since 1970; exporters never ask a clock.
        language: language of the text as in BCP 47, for hyphenation and screen readers.
        for_review: show open suggestions and margin notes as the format can: tracked changes and
            comments in DOCX and ODT, CriticMarkup in Markdown. Left out otherwise.
        shows_origins: mark origins in HTML (`data-origin`).
        has_title_page: likewise `has_contents`, `hyphenates`; None for what the preset does.
        contact: lines of the contact block of a manuscript: name, address, mail, telephone.
        surname: for the running head of a manuscript; "" for the last word of the writer's name.
        short_title: likewise; "" for the first words of the title.
        paper: "a4", "letter", or "" for what the preset and the language suggest.
        mark: what the file is known again by when it comes back (project, event, root), or "".
    """

    preset: Preset | None = None
    made_ms: int = 0
    language: str = "en"
    for_review: bool = False
    shows_origins: bool = False
    has_title_page: bool | None = None
    has_contents: bool | None = None
    hyphenates: bool | None = None
    contact: tuple[str, ...] = ()
    surname: str = ""
    short_title: str = ""
    paper: str = ""
    mark: str = ""


PLAIN_OPTIONS = ExportOptions()
