"""OpenDocument texts made by hand."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("manifest", "manifest"),
        ("meta", "meta"),
    )
)
SPACES = (
    f'{_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
STYLES = """<style:style style:name="B" style:family="text"><style:text-properties
fo:font-weight="bold"/></style:style><style:style style:name="I" style:family="text"
style:parent-style-name="B"><style:text-properties fo:font-style="italic" fo:font-weight="normal"
style:text-line-through-style="none"/></style:style><style:style style:name="P1"
style:family="paragraph" style:parent-style-name="Quotations"/><style:style style:name="P2"
style:family="paragraph" style:parent-style-name="Standard"><style:text-properties
fo:font-style="italic"/></style:style><style:style style:name="Mine" style:family="paragraph"
style:default-outline-level="2"/><text:list-style style:name="L"><text:list-level-style-number
text:level="1" style:num-format="1" text:start-value="3"/><text:list-level-style-bullet
text:level="2"/></text:list-style>"""


def write_odt(path: Path, body: str, **parts: str) -> Path:
    """Write a text with the elements of `body`; further parts by name, "_" for "/"."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return path
