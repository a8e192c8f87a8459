"""The few signs of WordprocessingML that every part of a DOCX file is made of."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from cocreate.formats.document import Style

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
WORD_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:wp="{WORD_DRAWING}"'
    f' xmlns:a="{DRAWING}" xmlns:pic="{PICTURE}"'
)

# XML 1.0 cannot hold these at all, not even as references.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPECIAL = re.compile("[\t\n\u00ad]")
_SIGNS = {"\t": "<w:tab/>", "\u00ad": "<w:softHyphen/>"}


def escaped(text: str) -> str:
    """Return text as it stands between tags."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _NOT_XML.sub("\ufffd", text)


def quoted(text: str) -> str:
    """Return text as it stands between the quotes of an attribute."""
    text = escaped(text).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def iso_time(at_ms: int) -> str:
    """Return a moment as a DOCX file writes it, in whole seconds of universal time."""
    return datetime.fromtimestamp(at_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def text_of(text: str, *, is_deleted: bool = False, keeps_lines: bool = False) -> str:
    """Return the elements that show `text` inside a run; a line feed is a space unless kept."""
    name = "w:delText" if is_deleted else "w:t"
    if not _SPECIAL.search(text):
        return f'<{name} xml:space="preserve">{escaped(text)}</{name}>'
    made = []
    for part in re.split(f"({_SPECIAL.pattern})", text if keeps_lines else text.replace("\n", " ")):
        if part == "\n":
            made.append("<w:br/>")
        elif part in _SIGNS:
            made.append(_SIGNS[part])
        elif part:
            made.append(f'<{name} xml:space="preserve">{escaped(part)}</{name}>')
    return "".join(made)


def style_of(
    style: Style, *, is_link: bool = False, underlines: bool = False, is_rtl: bool = False
) -> str:
    """Return the properties of a run in `style`, or ""."""
    if not style and not is_link and not is_rtl:
        return ""
    name = "Hyperlink" if is_link else "CodeWords" if Style.CODE in style else ""
    made = f'<w:rStyle w:val="{name}"/>' if name else ""
    if Style.STRONG in style:
        made += "<w:b/><w:bCs/>"
    if Style.EMPHASIS in style and not underlines:
        made += "<w:i/><w:iCs/>"
    if Style.STRUCK in style:
        made += "<w:strike/>"
    if Style.EMPHASIS in style and underlines:
        made += '<w:u w:val="single"/>'
    if is_rtl:
        made += "<w:rtl/>"
    return f"<w:rPr>{made}</w:rPr>"


def run(words: str, properties: str = "") -> str:
    """Return a run around elements that are made already."""
    return f"<w:r>{properties}{words}</w:r>"
