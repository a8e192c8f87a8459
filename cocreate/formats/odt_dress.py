"""How an ODT file looks: the styles of each preset, from the same measures as DOCX."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cocreate.formats.book import Book
from cocreate.formats.document import Style
from cocreate.formats.docx_dress import Dress
from cocreate.formats.manuscript_front import running_head
from cocreate.formats.odt_package import HEADER, NAMESPACES
from cocreate.formats.presets import ExportOptions
from cocreate.formats.xhtml import attribute, words

_TWIPS = 20
_FULL_LINE = 240
_LEVELS = 10
_STEP_CM = 0.63
_HEADING_SIZES = (1.5, 1.2, 1.1, 1.0, 1.0, 1.0)


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
            looks.append('style:font-name="Courier New" style:font-name-complex="Courier New"')
        if Style.STRUCK in style:
            looks.append('style:text-line-through-style="solid"')
        made.append(
            f'<style:style style:name="{run_style(style)}" style:family="text">'
            f"<style:text-properties {' '.join(looks)}/></style:style>"
        )
    return "".join(made)


def styles_part(book: Book, options: ExportOptions, dress: Dress) -> str:
    """Return the named styles, the page and the running head."""
    return (
        f'{HEADER}<office:document-styles {NAMESPACES} office:version="1.3">'
        f"{_fonts(dress)}<office:styles>{_defaults(options, dress)}{_paragraphs(dress)}"
        f"{_lists()}"
        '<text:notes-configuration text:note-class="footnote" style:num-format="1" '
        'text:start-value="0" text:start-numbering-at="document" text:footnotes-position="page"/>'
        "</office:styles><office:automatic-styles>"
        f"{_page(dress)}</office:automatic-styles>"
        f"<office:master-styles>{_masters(book, options, dress)}</office:master-styles>"
        "</office:document-styles>"
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
    language, _, rest = options.language.replace("_", "-").partition("-")
    country = rest[-2:].upper() if len(rest) >= 2 and rest[-2:].isalpha() else "none"
    hyphenates = "true" if dress.hyphenates else "false"
    direction = "rl-tb" if dress.is_right_to_left else "lr-tb"
    return (
        '<style:default-style style:family="paragraph">'
        f'<style:paragraph-properties style:writing-mode="{direction}"/>'
        f"<style:text-properties style:font-name={attribute(dress.font)} "
        f'fo:font-size="{_points(dress.size * 10)}" fo:language={attribute(language)} '
        f'fo:country="{country}" fo:hyphenate="{hyphenates}" '
        'fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/>'
        "</style:default-style>"
        '<style:default-style style:family="text"/>'
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    )


def _paragraphs(dress: Dress) -> str:
    line = f'fo:line-height="{100 * dress.line // _FULL_LINE}%"'
    align = "justify" if dress.is_justified else "start"
    gap = _points(dress.gap)
    body = f'{line} fo:text-align="{align}" fo:margin-bottom="{gap}" fo:widows="2" fo:orphans="2"'
    indent = f'fo:text-indent="{_points(dress.indent)}"'
    centred = 'fo:text-align="center" fo:margin-top="12pt" fo:margin-bottom="12pt"'
    # A third down the page.
    above = _points(max(0, dress.page[1] // 3 - dress.margins[0]))
    title = f'fo:text-align="center" fo:margin-top="{above}"'
    tab = (
        '<style:tab-stops><style:tab-stop style:type="right" '
        f'style:position="{_points(dress.text_width)}"/></style:tab-stops>'
    )
    styles: Mapping[str, tuple[str, str]] = {
        "Text_20_body": (f"{body} {indent}", ""),
        "First": (f'{body} fo:text-indent="0pt"', ""),
        "List": (f'{body} fo:text-indent="0pt"', ""),
        "Quotations": (
            f'{body} fo:margin-left="{_points(720)}" fo:margin-right="{_points(720)}"',
            "",
        ),
        "Code": ("", 'style:font-name="Courier New"'),
        "Break": (
            f'{line} fo:text-align="center" fo:margin-top="12pt" fo:margin-bottom="12pt"',
            "",
        ),
        "Title": (title, f'fo:font-size="{_title(dress)}"'),
        "Byline": (centred, ""),
        "Contact": (tab, ""),
        "End": (f'{line} fo:text-align="center" fo:margin-top="24pt"', ""),
        "Contents": ('fo:margin-bottom="4pt"', ""),
        "Footnote": ('fo:text-indent="0pt"', 'fo:font-size="85%"'),
        "Header": ('fo:text-align="end"', ""),
        "Cell": ('fo:text-indent="0pt"', ""),
    }
    made = [_style(name, *looks) for name, looks in styles.items()]
    made += [_heading(level, dress) for level in range(1, 7)]
    return "".join(made)


def _style(name: str, paragraph: str, text: str) -> str:
    shown = name.replace("_20_", " ")
    inner = ""
    if paragraph.startswith("<"):
        inner = f"<style:paragraph-properties>{paragraph}</style:paragraph-properties>"
    elif paragraph:
        inner = f"<style:paragraph-properties {paragraph}/>"
    inner += f"<style:text-properties {text}/>" if text else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" '
        f'style:family="paragraph" style:parent-style-name="Standard" style:class="text">'
        f"{inner}</style:style>"
    )


def _heading(level: int, dress: Dress) -> str:
    opens_page = level == 1 and not dress.is_screenplay
    above = _points(dress.drop) if level == 1 else "18pt"
    breaks = ' fo:break-before="page"' if opens_page else ""
    size = 1.0 if dress.is_manuscript else _HEADING_SIZES[level - 1]
    align = "center" if level <= 2 else "start"
    return (
        f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" '
        'style:family="paragraph" style:parent-style-name="Standard" '
        'style:next-style-name="First" '
        f'style:default-outline-level="{level}" style:class="text">'
        f'<style:paragraph-properties fo:text-align="{align}" fo:margin-top="{above}" '
        f'fo:margin-bottom="12pt" fo:keep-with-next="always"{breaks}/>'
        f'<style:text-properties fo:font-size="{_points(round(dress.size * 10 * size))}" '
        'fo:hyphenate="false"/></style:style>'
    )


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


def _page(dress: Dress) -> str:
    top, right, bottom, left = map(_points, dress.margins)
    usage = "mirrored" if dress.is_book else "all"
    size = f'fo:page-width="{_points(dress.page[0])}" fo:page-height="{_points(dress.page[1])}"'
    return (
        f'<style:page-layout style:name="Page" style:page-usage="{usage}">'
        f'<style:page-layout-properties {size} fo:margin-top="{top}" fo:margin-right="{right}" '
        f'fo:margin-bottom="{bottom}" fo:margin-left="{left}"/>'
        '<style:header-style><style:header-footer-properties fo:min-height="12pt" '
        'fo:margin-bottom="12pt"/></style:header-style></style:page-layout>'
    )


def _masters(book: Book, options: ExportOptions, dress: Dress) -> str:
    head = " / ".join(running_head(book, options)) if dress.is_manuscript else ""
    said = f"{words(head)} / " if head else ""
    header = (
        f'<style:header><text:p text:style-name="Header">{said}<text:page-number '
        'text:select-page="current">1</text:page-number></text:p></style:header>'
    )
    return (
        '<style:master-page style:name="Standard" style:page-layout-name="Page">'
        f"{header}</style:master-page>"
        '<style:master-page style:name="First" style:page-layout-name="Page" '
        'style:next-style-name="Standard"/>'
    )


def _title(dress: Dress) -> str:
    return _points(dress.size * 10 if dress.is_manuscript else dress.size * 18)


def _points(twips: int) -> str:
    return f"{twips / _TWIPS:g}pt"
