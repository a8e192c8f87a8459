"""The pages of an ODT file: paper, margins and running heads of each preset.

Heads and feet stand in the middle of the margins, so that the text is as high as the measures say.
"""

from __future__ import annotations

from cocreate.formats.book import Book
from cocreate.formats.docx_dress import Dress
from cocreate.formats.manuscript_front import running_head
from cocreate.formats.presets import ExportOptions
from cocreate.formats.xhtml import words

BARE = "First"
OPENING = "Opening"
RUNNING = "Standard"
_TWIPS = 20
_AWAY = 240  # from a running head to the text, in twips
_NUMBER = '<text:page-number text:select-page="current">1</text:page-number>'


def points(twips: int) -> str:
    """Return a length given in twips, as ODF writes it."""
    return f"{twips / _TWIPS:g}pt"


def opening_page(dress: Dress) -> str:
    """Return the name of the page on which the text begins, below a title page."""
    return OPENING if dress.is_book else RUNNING


def page_layouts(dress: Dress) -> str:
    """Return the paper and margins: with heads, with a foot alone, with neither."""
    has_foot = dress.is_book
    return (
        _layout("Running", dress, has_head=_has_heads(dress), has_foot=has_foot)
        + _layout("Opening", dress, has_head=False, has_foot=has_foot)
        + _layout("Bare", dress, has_head=False, has_foot=False)
    )


def master_pages(book: Book, options: ExportOptions, dress: Dress, *, is_story: bool) -> str:
    """Return the pages with their running heads.

    Args:
        is_story: whether the text begins on the page of its title.
    """
    after = RUNNING if is_story else BARE
    heads = _heads(book, options, dress)
    foot = _line("footer", "Footer", _NUMBER) if dress.is_book else ""
    return (
        f'<style:master-page style:name="{RUNNING}" style:page-layout-name="Running">'
        f"{heads}{foot}</style:master-page>"
        f'<style:master-page style:name="{OPENING}" style:page-layout-name="Opening" '
        f'style:next-style-name="{RUNNING}">{foot}</style:master-page>'
        f'<style:master-page style:name="{BARE}" style:page-layout-name="Bare" '
        f'style:next-style-name="{after}"/>'
    )


def _has_heads(dress: Dress) -> bool:
    return dress.is_book or dress.is_manuscript


def _heads(book: Book, options: ExportOptions, dress: Dress) -> str:
    if dress.is_manuscript:
        said = "".join(f"{words(part)} / " for part in running_head(book, options))
        return _line("header", "Header", f"{said}{_NUMBER}")
    if dress.is_book:
        right = _line("header", "Book_20_Header", words(book.title))
        return right + _line("header-left", "Book_20_Header", words(book.writer))
    return ""


def _line(kind: str, style: str, inner: str) -> str:
    return f'<style:{kind}><text:p text:style-name="{style}">{inner}</text:p></style:{kind}>'


def _layout(name: str, dress: Dress, *, has_head: bool, has_foot: bool) -> str:
    top, right, bottom, left = dress.margins
    usage = "mirrored" if dress.is_book else "all"
    size = f'fo:page-width="{points(dress.page[0])}" fo:page-height="{points(dress.page[1])}"'
    above, below = top // 2 if has_head else top, bottom // 2 if has_foot else bottom
    return (
        f'<style:page-layout style:name="{name}" style:page-usage="{usage}">'
        f'<style:page-layout-properties {size} fo:margin-top="{points(above)}" '
        f'fo:margin-right="{points(right)}" fo:margin-bottom="{points(below)}" '
        f'fo:margin-left="{points(left)}"/>'
        + (_margin("header", top - above, "bottom") if has_head else "")
        + (_margin("footer", bottom - below, "top") if has_foot else "")
        + "</style:page-layout>"
    )


def _margin(kind: str, height: int, side: str) -> str:
    return (
        f'<style:{kind}-style><style:header-footer-properties fo:min-height="{points(height)}" '
        f'fo:margin-{side}="{points(_AWAY)}"/></style:{kind}-style>'
    )
