"""Make small DOCX files by hand, as other programs write them."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOTS = {
    "numbering": "numbering",
    "comments": "comments",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
    "styles": "styles",
}


def write_docx(
    path: Path,
    body: str,
    *,
    links: str = "",
    files: dict[str, bytes] | None = None,
    parts: dict[str, str] | None = None,
) -> Path:
    """Write a file with a body, and with parts named by their kinds ("styles" ...)."""
    relations = links + "".join(
        f'<Relationship Id="p{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>'
        for kind in parts or {}
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_LINKS}"><Relationship Id="r1" Type="{R}/officeDocument"'
            ' Target="/word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml", f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_LINKS}">{relations}</Relationships>',
        )
        for kind, text in (parts or {}).items():
            name = _ROOTS[kind]
            archive.writestr(f"word/{kind}.xml", f"<w:{name} {_SPACES}>{text}</w:{name}>")
        for name, data in (files or {}).items():
            archive.writestr(name, data)
    return path


def p(*runs: str, properties: str = "") -> str:
    """Return a paragraph; runs without a tag are words."""
    made = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{made}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(*runs: str, author: str = "Jane", date: str = "2023-11-14T22:13:20Z") -> str:
    """Return runs that somebody put in."""
    return _change("ins", runs, author, date)


def struck(*runs: str, author: str = "Jane", date: str = "2023-11-14T22:13:20Z") -> str:
    """Return runs that somebody struck."""
    made = _change("del", runs, author, date)
    return made.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")


def _change(name: str, runs: tuple[str, ...], author: str, date: str) -> str:
    made = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f'<w:{name} w:id="1" w:author="{author}" w:date="{date}">{made}</w:{name}>'


def end(name: str, author: str = "Jane") -> str:
    """Return paragraph properties that say what happened to its end."""
    return f'<w:rPr><w:{name} w:id="2" w:author="{author}" w:date="2023-11-14T22:13:20Z"/></w:rPr>'


def style(
    style_id: str, name: str, base: str = "", inner: str = "", kind: str = "paragraph"
) -> str:
    """Return a style."""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{based}{inner}'
        "</w:style>"
    )
