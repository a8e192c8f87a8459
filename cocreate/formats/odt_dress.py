"""How an ODT file looks: the styles of each preset, from the same measures as DOCX."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cocreate.formats.book import Book
from cocreate.formats.document import Style
from cocreate.formats.docx_dress import Dress
from cocreate.formats.languages import language_and_country, usual_country
from cocreate.formats.odt_package import HEADER, NAMESPACES
from cocreate.formats.odt_pages import OPENING, master_pages, page_layouts, points
from cocreate.formats.presets import ExportOptions
from cocreate.formats.xhtml import attribute

_FULL_LINE = 240
_LINE = 276  # height of a line of 12 points, single spaced
_LEVELS = 10
_STEP_CM = 0.63
_LARGER = (16, 6, 2, 0, 0, 0)  # headings than the text, in half points
_BOLD = 'fo:font-weight="bold"'
_KEPT = 'fo:keep-with-next="always" fo:keep-together="always"'
_TYPEWRITER = 'style:font-name="Courier New" style:font-name-complex="Courier New"'
_CELL_SIDES = {
    "": "",
    "_20_left": 'fo:text-align="left"',
    "_20_center": 'fo:text-align="center"',
    "_20_right": 'fo:text-align="right"',
}
# A line of the contents is no blue word.
_LINKS = (
    '<style:style style:name="Index_20_Link" style:display-name="Index Link" style:family="text"/>'
)


def run_style(style: Style) -> str:
    """Return the name of the automatic style of a run; "" for plain words."""
    return f"T{style.value}" if style is not Style.PLAIN else ""


def run_styles(dress: Dress, used: Iterable[Style]) -> str:
    """Return the automatic styles of the ways in which words are set."""
    made = []
    for style in sorted(used, key=lambda style: style.value):
        looks = []
        if Style.EMPHASIS in style:
            underline = 'style:text-underline-style="solid" style:text-underline-width="auto"'
            looks.append(underline if dress.underlines else 'fo:font-style="italic"')
        if Style.STRONG in style:
            looks.append('fo:font-weight="bold"')
        if Style.CODE in style:
            looks.append(_TYPEWRITER)
        if Style.STRUCK in style:
            looks.append('style:text-line-through-style="solid"')
        made.append(
            f'<style:style style:name="{run_style(style)}" style:family="text">'
            f"<style:text-properties {' '.join(looks)}/></style:style>"
        )
    return "".join(made)


def styles_part(book: Book, options: ExportOptions, dress: Dress, *, is_story: bool) -> str:
    """Return the named styles, the pages and their running heads.

    Args:
        is_story: whether the text begins on the page of its title.
    """
    return (
        f'{HEADER}<office:document-styles {NAMESPACES} office:version="1.3">'
        f"{_fonts(dress)}<office:styles>{_defaults(options, dress)}{_paragraphs(options, dress)}"
        f"{_LINKS}{_lists()}"
        '<text:notes-configuration text:note-class="footnote" style:num-format="1" '
        'style:num-suffix=" " text:start-value="0" text:start-numbering-at="document" '
        'text:footnotes-position="page"/>'
        "</office:styles><office:automatic-styles>"
        f"{page_layouts(dress)}</office:automatic-styles><office:master-styles>"
        f"{master_pages(book, options, dress, is_story=is_story)}</office:master-styles>"
        "</office:document-styles>"
    )


def table_styles(dress: Dress) -> str:
    """Return the automatic styles of tables: as wide as the text, each cell in thin lines."""
    border = "0.5pt solid #808080"
    return (
        '<style:style style:name="Table" style:family="table"><style:table-properties '
        f'style:width="{points(dress.text_width)}" table:align="margins" '
        'fo:margin-top="8pt" fo:margin-bottom="8pt"/></style:style>'
        '<style:style style:name="TableCell" style:family="table-cell">'
        f'<style:table-cell-properties fo:border="{border}" fo:padding-left="5.4pt" '
        'fo:padding-right="5.4pt" fo:padding-top="2pt" fo:padding-bottom="2pt"/></style:style>'
    )


def _fonts(dress: Dress) -> str:
    names = dict.fromkeys((dress.font, "Courier New"))
    faces = "".join(
        f"<style:font-face style:name={attribute(name)} "
        f"svg:font-family={attribute(f'&apos;{name}&apos;').replace('&amp;apos;', '&apos;')}/>"
        for name in names
    )
    return f"<office:font-face-decls>{faces}</office:font-face-decls>"


def _defaults(options: ExportOptions, dress: Dress) -> str:
    language = language_and_country(options.language)[0]
    country = usual_country(options.language) or "none"
    hyphenates = "true" if dress.hyphenates else "false"
    direction = "rl-tb" if dress.is_right_to_left else "lr-tb"
    return (
        '<style:default-style style:family="paragraph">'
        f'<style:paragraph-properties style:writing-mode="{direction}"/>'
        f"<style:text-properties style:font-name={attribute(dress.font)} "
        f"{_size(dress.size)} fo:language={attribute(language)} "
        f'fo:country="{country}" fo:hyphenate="{hyphenates}" '
        'fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/>'
        "</style:default-style>"
        '<style:default-style style:family="text"/>'
        '<style:default-style style:family="table"/>'
        '<style:default-style style:family="table-cell"/>'
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    )


def _paragraphs(options: ExportOptions, dress: Dress) -> str:
    line = f'fo:line-height="{100 * dress.line // _FULL_LINE}%"'
    align = "justify" if dress.is_justified else "start"
    flow = f'{line} fo:text-align="{align}" fo:widows="2" fo:orphans="2"'
    body = f'{flow} fo:margin-bottom="{points(dress.gap)}"'
    # Quotes and lists stand apart from the text, not from each other.
    apart = f'{flow} style:contextual-spacing="true" {_between(0 if dress.is_manuscript else 160)}'
    flush = 'fo:text-indent="0pt"'
    side = f'fo:margin-left="{points(720)}" fo:margin-right="{points(720)}"'
    deeper = f'fo:margin-left="{points(1440)}" fo:margin-right="{points(1440)}"'
    pause = _between(0 if dress.is_manuscript else 200)
    centred = 'fo:text-align="center"'
    heading = "center" if dress.is_manuscript or dress.is_book else "start"
    styles: Mapping[str, tuple[str, str]] = {
        "Text_20_body": (f'{body} fo:text-indent="{points(dress.indent)}"', ""),
        "First": (f"{body} {flush}", ""),
        "List": (f"{apart} {flush}", ""),
        "Quotations": (f"{apart} {side}", ""),
        # A stanza stands apart from the next one.
        "Verse": (f'{flow} style:contextual-spacing="false" {side} {_between(240)}', ""),
        "Quotations_20_2": (f"{apart} {deeper}", ""),
        "Preformatted_20_Text": (
            f'fo:text-align="start" {_between(120)}',
            f'{_TYPEWRITER} fo:font-size="10pt" fo:hyphenate="false"',
        ),
        "Break": (f'{line} {centred} {pause} fo:keep-with-next="always"', ""),
        "Figure": (f"{centred} {_between(160)}", ""),
        "Title": (f"{centred} {_between(_title_drop(options, dress), 240)}", _size(_title(dress))),
        "Byline": (f"{centred} {_between(0, 480)}", ""),
        "Contact": (_tab(dress, ""), ""),
        "End": (f"{line} {centred} {_between(480, 0)}", ""),
        "Contents_20_Heading": (
            f'{centred} {_between(480, 360)} fo:break-before="page" fo:keep-with-next="always"',
            _size(dress.size if dress.is_manuscript else dress.size + 8),
        ),
        "Contents": (
            _between(0, 100) + _tab(dress, ' style:leader-style="dotted" style:leader-text="."'),
            "",
        ),
        "Footnote": (flush, 'fo:font-size="10pt"'),
        "Header": ('fo:text-align="end"', ""),
        "Book_20_Header": (centred, ""),
        "Footer": (centred, ""),
        **{f"Cell{name}": (f"{flush} {to}", "") for name, to in _CELL_SIDES.items()},
        **{f"Head{name}": (f"{flush} {to}", _BOLD) for name, to in _CELL_SIDES.items()},
    }
    made = [
        _style(name, *looks, "Quotations" if name == "Verse" else "Standard")
        for name, looks in styles.items()
    ]
    made += [_heading(level, dress, heading if level <= 2 else "start") for level in range(1, 7)]
    return "".join((*made, _part_title(dress), _part_chapter(dress, heading)))


def _between(above: int, below: int | None = None) -> str:
    """Return the space above and below a paragraph, in twips; the same where one is given."""
    below = above if below is None else below
    return f'fo:margin-top="{points(above)}" fo:margin-bottom="{points(below)}"'


def _size(half_points: int) -> str:
    return f'fo:font-size="{half_points / 2:g}pt"'


def _tab(dress: Dress, leader: str) -> str:
    """Return the content of a paragraph's properties: a stop at the end of the line."""
    return (
        f'<style:tab-stops><style:tab-stop style:type="right"{leader} '
        f'style:position="{points(dress.text_width)}"/></style:tab-stops>'
    )


def _title_drop(options: ExportOptions, dress: Dress) -> int:
    """Return the space above the title: it stands a third down the page."""
    contact = _LINE * max(1, len(options.contact)) if dress.is_manuscript else 0
    return dress.page[1] // 3 - dress.margins[0] - contact


def _style(name: str, paragraph: str, text: str, parent: str) -> str:
    shown = name.replace("_20_", " ")
    attributes, less, inside = paragraph.partition("<")
    inner = f"<style:paragraph-properties {attributes}>{less}{inside}</style:paragraph-properties>"
    inner += f"<style:text-properties {text}/>" if text else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" '
        f'style:family="paragraph" style:parent-style-name="{parent}" style:class="text">'
        f"{inner}</style:style>"
    )


def _heading(level: int, dress: Dress, align: str) -> str:
    opens_page = level == 1 and not dress.is_screenplay
    space = _between(dress.drop, 480) if level == 1 else _between(320, 160)
    is_plain = dress.is_manuscript and level <= 2
    return _titled(
        f"Heading_20_{level}",
        f'style:default-outline-level="{level}"' + _page_of(dress, opens_page=opens_page),
        f'fo:text-align="{align}" {space} {_KEPT}'
        + (' fo:break-before="page"' if opens_page and not dress.is_book else ""),
        f'{_size(_heading_size(level, dress))} fo:hyphenate="false"'
        + ("" if is_plain else f" {_BOLD}")
        + (' fo:font-style="italic"' if level > 3 and not dress.underlines else ""),
    )


def _part_title(dress: Dress) -> str:
    """Return the style of a part's page: as a chapter's heading, deeper down and in capitals."""
    return _titled(
        "Part_20_Title",
        _page_of(dress, opens_page=True),
        f'fo:text-align="center" {_between(dress.drop + dress.drop // 3, 480)}',
        'fo:text-transform="uppercase"',
        "Heading_20_1",
    )


def _part_chapter(dress: Dress, align: str) -> str:
    """Return the style of a heading of level 2 that opens a chapter of a part."""
    is_book = dress.is_book
    return _titled(
        "Part_20_Chapter",
        _page_of(dress, opens_page=True),
        f'fo:text-align="{align}" {_between(dress.drop, 480)}'
        + ("" if is_book else ' fo:break-before="page"'),
        _size(_heading_size(1, dress)),
        "Heading_20_2",
    )


def _titled(name: str, marks: str, paragraph: str, text: str, parent: str = "Standard") -> str:
    return (
        f'<style:style style:name="{name}" style:display-name="{name.replace("_20_", " ")}" '
        f'style:family="paragraph" style:parent-style-name="{parent}" '
        f'style:next-style-name="First" {marks} style:class="text">'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


def _page_of(dress: Dress, *, opens_page: bool) -> str:
    """Return what puts a heading on a page of its own kind: without a running head."""
    return f' style:master-page-name="{OPENING}"' if opens_page and dress.is_book else ""


def _heading_size(level: int, dress: Dress) -> int:
    larger = (0,) * 6 if dress.is_manuscript or dress.is_screenplay else _LARGER
    return dress.size + larger[level - 1]


def _title(dress: Dress) -> int:
    return dress.size if dress.is_manuscript else dress.size + 24


def _lists() -> str:
    def levels(inner: str) -> str:
        made = []
        for level in range(1, _LEVELS + 1):
            space = (
                "<style:list-level-properties text:list-level-position-and-space-mode="
                '"label-alignment"><style:list-level-label-alignment '
                f'text:label-followed-by="listtab" fo:text-indent="-{_STEP_CM}cm" '
                f'fo:margin-left="{level * 2 * _STEP_CM:.2f}cm"/></style:list-level-properties>'
            )
            made.append(inner.format(level=level, space=space))
        return "".join(made)

    bullets = levels(
        '<text:list-level-style-bullet text:level="{level}" text:bullet-char="•">{space}'
        "</text:list-level-style-bullet>"
    )
    numbers = levels(
        '<text:list-level-style-number text:level="{level}" style:num-format="1" '
        'style:num-suffix=".">{space}</text:list-level-style-number>'
    )
    return (
        f'<text:list-style style:name="Bullets">{bullets}</text:list-style>'
        f'<text:list-style style:name="Numbers">{numbers}</text:list-style>'
    )
