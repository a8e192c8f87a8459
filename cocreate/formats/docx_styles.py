"""The styles, the numbering and the settings of a DOCX file, made for its dress.

Our own sheet, not a word processor's template: every style that the text and the comments use is
there, and nothing else. Built-in names are those of ISO/IEC 29500, so that a program shows them in
its own language and its contents, outline and review panes know them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cocreate.formats.docx_dress import Dress
from cocreate.formats.docx_xml import HEADER, NAMESPACES, WORD, quoted
from cocreate.formats.languages import full_tag

LIST_STEP = 480
MAX_DEPTH = 9
"""How deep the format knows lists to stand in lists."""
MONOSPACED = "Courier New"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A style to be: its own properties, and the style that it takes the others from."""

    id: str
    name: str
    paragraph: str = ""
    words: str = ""
    base: str = "Normal"
    after: str = ""
    is_own: bool = False

    def written(self) -> str:
        """Return it as markup."""
        own = ' w:customStyle="1"' if self.is_own else ""
        base = f'<w:basedOn w:val="{self.base}"/>' if self.base else ""
        after = f'<w:next w:val="{self.after}"/>' if self.after else ""
        paragraph = f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else ""
        words = f"<w:rPr>{self.words}</w:rPr>" if self.words else ""
        default = ' w:default="1"' if self.id == "Normal" else ""
        return (
            f'<w:style w:type="paragraph"{default}{own} w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/>{base}{after}<w:qFormat/>{paragraph}{words}</w:style>'
        )


def styles_part(dress: Dress, language: str) -> str:
    """Return `styles.xml`."""
    sheets = [*_text_sheets(dress, language), *_front_sheets(dress)]
    if dress.is_screenplay:
        sheets += _screenplay_sheets()
    fonts = (
        f'<w:rFonts w:ascii="{dress.font}" w:hAnsi="{dress.font}" w:eastAsia="{dress.font}"'
        f' w:cs="{dress.font}"/>'
    )
    return (
        f'{HEADER}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}'
        f"{_size(dress.size)}{_language(language)}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        f"</w:docDefaults>{''.join(sheet.written() for sheet in sheets)}{_WORD_SHEETS}"
        f"{_TABLE_SHEETS}</w:styles>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _language(language: str) -> str:
    """Return the language of the words; a word processor wants the country with it."""
    tag = quoted(full_tag(language))
    return f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>'


def _spacing(before: int = 0, after: int = 0, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _indent(left: int = 0, right: int = 0, first: int = 0) -> str:
    side = f'w:hanging="{-first}"' if first < 0 else f'w:firstLine="{first}"'
    return f'<w:ind w:left="{left}" w:right="{right}" {side}/>'


def _text_sheets(dress: Dress, language: str) -> list[_Sheet]:
    is_rtl = dress.is_right_to_left
    side = "both" if dress.is_justified else "start" if is_rtl else "left"
    # In a paragraph that runs to the left, "left" is the side where its lines begin.
    jc = f'<w:jc w:val="{"left" if side == "start" else side}"/>'
    spacing = _spacing(0, dress.gap, dress.line)
    quote = _indent(720, 720)
    # Quotes and lists stand apart from the text, not from each other.
    apart = spacing if dress.is_manuscript else _spacing(160, 160, dress.line)
    return [
        _Sheet(
            "Normal",
            "Normal",
            "<w:widowControl/>" + ("<w:bidi/>" if is_rtl else ""),
            base="",
        ),
        _Sheet("BodyText", "Body Text", spacing + _indent(first=dress.indent) + jc),
        _Sheet(
            "FirstParagraph",
            "First Paragraph",
            '<w:ind w:firstLine="0"/>',
            base="BodyText",
            after="BodyText",
            is_own=True,
        ),
        *_heading_sheets(dress),
        _Sheet(
            "Figure",
            "Figure",
            f'<w:keepNext/>{_spacing(160, 160)}<w:jc w:val="center"/>',
            after="BodyText",
            is_own=True,
        ),
        _Sheet("Quote", "Quote", apart + quote + "<w:contextualSpacing/>" + jc),
        # A stanza stands apart from the next one.
        _Sheet(
            "Verse",
            "Quote Verse",
            _spacing(240, 240, dress.line) + '<w:contextualSpacing w:val="0"/>',
            base="Quote",
            is_own=True,
        ),
        _Sheet("Quote2", "Quote 2", _indent(1440, 1440), base="Quote", is_own=True),
        _Sheet("ListParagraph", "List Paragraph", f"{apart}<w:contextualSpacing/>"),
        *(
            _Sheet(f"List{kind}{depth}", f"List {kind} {depth}".strip(), base="ListParagraph")
            for kind in ("Continue", "Quote")
            for depth in ("", *range(2, MAX_DEPTH + 1))
        ),
        _Sheet(
            "Code",
            "Code",
            "<w:suppressAutoHyphens/>" + _spacing(120, 120) + '<w:jc w:val="left"/>',
            f'<w:rFonts w:ascii="{MONOSPACED}" w:hAnsi="{MONOSPACED}" w:cs="{MONOSPACED}"/>'
            f"<w:noProof/>{_size(20)}",
            is_own=True,
        ),
        _Sheet(
            "SceneBreak",
            "Scene Break",
            "<w:keepNext/>" + _spacing(*_break_space(dress)) + '<w:jc w:val="center"/>',
            after="BodyText",
            is_own=True,
        ),
        _Sheet("TableWords", "Table Words", _spacing(40, 40), is_own=True),
        _Sheet(
            "TableHead",
            "Table Head",
            "<w:keepNext/>",
            "<w:b/><w:bCs/>",
            base="TableWords",
            is_own=True,
        ),
        _Sheet("FootnoteText", "footnote text", _spacing(0, 40), _size(20)),
        _Sheet("CommentText", "annotation text", _spacing(), _size(20)),
        _Sheet("Header", "header", _spacing()),
        _Sheet("Footer", "footer", _spacing() + '<w:jc w:val="center"/>'),
    ]


def _break_space(dress: Dress) -> tuple[int, int, int]:
    return (0, 0, dress.line) if dress.is_manuscript else (200, 200, dress.line)


def _heading_sheets(dress: Dress) -> list[_Sheet]:
    title = "BodyText" if not dress.is_screenplay else "Action"
    page = "" if dress.drop < 1000 else "<w:pageBreakBefore/>"
    keep = f"<w:keepNext/><w:keepLines/>{page}"
    is_plain = dress.is_manuscript or dress.is_screenplay
    side = "center" if dress.is_manuscript or dress.is_book else "left"
    sizes = (
        (dress.size,) * 6
        if is_plain
        else (dress.size + 16, dress.size + 6, dress.size + 2, *(dress.size,) * 3)
    )
    sheets = [
        _Sheet(
            "Heading1",
            "heading 1",
            f"{keep}<w:suppressAutoHyphens/>{_spacing(dress.drop, 480, 280)}"
            f'<w:jc w:val="{side}"/><w:outlineLvl w:val="0"/>',
            ("" if dress.is_manuscript else "<w:b/><w:bCs/>") + _size(sizes[0]),
            after=title,
        ),
        _Sheet(
            "PartTitle",
            "Part Title",
            f'{keep}{_spacing(dress.drop + dress.drop // 3, 480, 280)}<w:jc w:val="center"/>',
            "<w:caps/>" + _size(sizes[0]),
            base="Heading1",
            after=title,
            is_own=True,
        ),
    ]
    sheets.append(
        _Sheet(
            "PartChapter",
            "Part Chapter",
            f'{keep}{_spacing(dress.drop, 480, 280)}<w:jc w:val="{side}"/>',
            _size(sizes[0]),
            base="Heading2",
            after=title,
            is_own=True,
        )
    )
    for level in range(2, 7):
        words = ("" if dress.is_manuscript and level == 2 else "<w:b/><w:bCs/>") + (
            "<w:i/><w:iCs/>" if level > 3 and not dress.underlines else ""
        )
        sheets.append(
            _Sheet(
                f"Heading{level}",
                f"heading {level}",
                f"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{_spacing(320, 160, 280)}"
                f'<w:jc w:val="{side if level == 2 else "left"}"/>'
                f'<w:outlineLvl w:val="{level - 1}"/>',
                words + _size(sizes[level - 1]),
                after=title,
            )
        )
    return sheets


def _front_sheets(dress: Dress) -> list[_Sheet]:
    size = dress.size if dress.is_manuscript or dress.is_screenplay else dress.size + 24
    third = 0 if dress.is_manuscript else dress.text_height // 3
    edge = dress.text_width
    return [
        _Sheet("Contact", "Contact", is_own=True),
        _Sheet(
            "Title",
            "Title",
            f'<w:suppressAutoHyphens/>{_spacing(third, 240)}<w:jc w:val="center"/>',
            ("<w:caps/>" if dress.underlines or dress.is_screenplay else "") + _size(size),
        ),
        _Sheet("Byline", "Byline", f'{_spacing(0, 480)}<w:jc w:val="center"/>', is_own=True),
        _Sheet(
            "TOCHeading",
            "TOC Heading",
            f'<w:keepNext/><w:pageBreakBefore/>{_spacing(480, 360)}<w:jc w:val="center"/>',
            _size(dress.size if dress.is_manuscript else dress.size + 8),
        ),
        _Sheet(
            "TOC1",
            "toc 1",
            f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{edge}"/></w:tabs>'
            + _spacing(0, 100),
        ),
        _Sheet("TheEnd", "The End", f'{_spacing(480)}<w:jc w:val="center"/>', is_own=True),
    ]


def _screenplay_sheets() -> list[_Sheet]:
    """Return the elements of a screenplay: indents from a margin of 1.5 inches.

    Lines are set apart by the space above them: nothing comes between what one person says.
    """
    keep = "<w:keepNext/><w:keepLines/>"
    return [
        _Sheet("Action", "Action", _spacing(240), is_own=True),
        _Sheet(
            "SceneHeading",
            "Scene Heading",
            f"{keep}{_spacing(480)}",
            "<w:b/><w:bCs/><w:caps/>",
            after="Action",
            is_own=True,
        ),
        _Sheet(
            "Character",
            "Character",
            f"{keep}{_spacing(240)}{_indent(3168)}",
            "<w:caps/>",
            after="Dialogue",
            is_own=True,
        ),
        _Sheet(
            "Parenthetical",
            "Parenthetical",
            f"{keep}{_spacing()}{_indent(2304, 2304)}",
            after="Dialogue",
            is_own=True,
        ),
        _Sheet(
            "Dialogue",
            "Dialogue",
            f"{_spacing()}{_indent(1440, 2160)}",
            after="Action",
            is_own=True,
        ),
        _Sheet(
            "Transition",
            "Transition",
            f'{_spacing(240)}<w:jc w:val="right"/>',
            "<w:caps/>",
            after="SceneHeading",
            is_own=True,
        ),
    ]


def _words_sheet(style_id: str, name: str, words: str, extra: str = "") -> str:
    return (
        f'<w:style w:type="character"{extra} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f"<w:rPr>{words}</w:rPr></w:style>"
    )


_WORD_SHEETS = (
    _words_sheet(
        "CodeWords",
        "Code Words",
        f'<w:rFonts w:ascii="{MONOSPACED}" w:hAnsi="{MONOSPACED}" w:cs="{MONOSPACED}"/>'
        "<w:noProof/>",
        ' w:customStyle="1"',
    )
    + _words_sheet("Hyperlink", "Hyperlink", '<w:color w:val="0563C1"/><w:u w:val="single"/>')
    + _words_sheet("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>')
    + _words_sheet("CommentReference", "annotation reference", _size(16))
)
_TABLE_SHEETS = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style>"
)


def numbering_part(lists: Iterable[tuple[int, int | None, int]]) -> str:
    """Return `numbering.xml`.

    Args:
        lists: id, first number (None for bullets) and depth of each list.
    """
    made = [f'{HEADER}<w:numbering xmlns:w="{WORD}">', _abstract(0), _abstract(1)]
    for number, first, depth in lists:
        kind = 0 if first is None else 1
        # Bullets too: so a reader sees where another list begins.
        start = (
            f'<w:lvlOverride w:ilvl="{depth - 1}"><w:startOverride w:val="{first or 1}"/>'
            "</w:lvlOverride>"
        )
        made.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{start}</w:num>')
    return "".join((*made, "</w:numbering>"))


def _abstract(kind: int) -> str:
    levels = []
    for level in range(9):
        sign = f"%{level + 1}." if kind else "•◦▪"[level % 3]
        left = LIST_STEP * (level + 1)
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{"decimal" if kind else "bullet"}"/><w:lvlText w:val="{sign}"/>'
            f'<w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
        )
    return (
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def settings_part(dress: Dress, *, tracks: bool, has_notes: bool) -> str:
    """Return `settings.xml`; `tracks` makes the program mark whatever is changed from now on."""
    notes = (
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        if has_notes
        else ""
    )
    return (
        f"{HEADER}<w:settings {NAMESPACES}>"
        + ("<w:mirrorMargins/>" if dress.is_book else "")
        + ("<w:trackRevisions/>" if tracks else "")
        + '<w:defaultTabStop w:val="720"/>'
        + ('<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/>' if dress.hyphenates else "")
        + ("<w:evenAndOddHeaders/>" if dress.is_book else "")
        + '<w:characterSpacingControl w:val="doNotCompress"/>'
        + notes
        # Lines that end on purpose, such as verse, are not stretched.
        + "<w:compat><w:doNotExpandShiftReturn/>"
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )
