"""How a DOCX file is dressed: the measures of each preset.

Manuscripts follow William Shunn's "Proper Manuscript Format" (modern and classic), screenplays the
usual margins of the trade. Lengths are twips (a twentieth of a point, 1440 an inch), sizes of type
half points, as WordprocessingML has them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cocreate.formats.languages import is_right_to_left
from cocreate.formats.presets import ExportOptions, Preset

INCH = 1440
_A4 = (11906, 16838)
_LETTER = (12240, 15840)
_TRADE = (7920, 12240)  # 5.5 by 8.5 inches
_LETTER_COUNTRIES = {"us", "ca", "mx", "ph", "cl", "co", "pr"}


@dataclass(frozen=True, slots=True)
class Dress:
    """The measures of a preset.

    Args:
        page: width and height.
        margins: top, right, bottom, left (inside, where pages mirror each other).
        line: height of a line in 240ths.
        indent: of a paragraph's first line.
        gap: space behind a paragraph.
        drop: space above a chapter's title.
        break_sign: what stands where a scene pauses.
        underlines: emphasised words are underlined, as on a typewriter.
        is_manuscript: contact block, word count, running head, END.
    """

    page: tuple[int, int]
    margins: tuple[int, int, int, int] = (INCH, INCH, INCH, INCH)
    font: str = "Times New Roman"
    size: int = 24
    line: int = 480
    indent: int = 720
    gap: int = 0
    drop: int = 3600
    break_sign: str = "#"
    is_justified: bool = False
    underlines: bool = False
    hyphenates: bool = False
    is_manuscript: bool = True
    is_book: bool = False
    is_screenplay: bool = False
    has_title_page: bool = True
    has_contents: bool = False
    is_right_to_left: bool = False

    @property
    def text_width(self) -> int:
        """Width of a line."""
        return self.page[0] - self.margins[1] - self.margins[3]

    @property
    def text_height(self) -> int:
        """Height of a page's text."""
        return self.page[1] - self.margins[0] - self.margins[2]


def paper_of(options: ExportOptions) -> tuple[int, int]:
    """Return width and height of the paper: as chosen, or as is usual where the language is."""
    paper = options.paper.lower()
    if paper in {"a4", "letter"}:
        return _A4 if paper == "a4" else _LETTER
    language, *regions = options.language.lower().replace("_", "-").split("-")
    is_letter = bool(set(regions) & _LETTER_COUNTRIES) if regions else language == "en"
    return _LETTER if is_letter else _A4


def dress_of(options: ExportOptions) -> Dress:
    """Return the measures for `options`."""
    dress = _preset_dress(options.preset or Preset.MODERN, paper_of(options))
    for name in ("has_title_page", "has_contents", "hyphenates"):
        chosen = getattr(options, name)
        if chosen is not None:
            dress = replace(dress, **{name: chosen})
    return replace(dress, is_right_to_left=is_right_to_left(options.language))


def _preset_dress(preset: Preset, paper: tuple[int, int]) -> Dress:
    match preset:
        case Preset.MODERN:
            return Dress(paper)
        case Preset.CLASSIC:
            return Dress(paper, font="Courier New", underlines=True)
        case Preset.PAPERBACK:
            return Dress(
                _TRADE,
                (1080, 864, 1080, 1080),
                "Georgia",
                21,
                line=300,
                indent=360,
                drop=2000,
                break_sign="* * *",
                is_justified=True,
                hyphenates=True,
                is_manuscript=False,
                is_book=True,
                has_contents=True,
            )
        case Preset.WEB | Preset.READER:
            is_reader = preset is Preset.READER
            return Dress(
                paper,
                font="Georgia" if is_reader else "Calibri",
                size=24 if is_reader else 22,
                line=320,
                indent=360 if is_reader else 0,
                gap=0 if is_reader else 160,
                drop=480,
                break_sign="* * *",
                is_manuscript=False,
                has_contents=is_reader,
            )
        case Preset.SCREENPLAY:
            return Dress(
                paper,
                (INCH, INCH, INCH, 2160),
                "Courier New",
                line=240,
                indent=0,
                gap=240,
                drop=0,
                break_sign="",
                is_manuscript=False,
                is_screenplay=True,
            )
