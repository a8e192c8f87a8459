"""Tell what a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from pathlib import Path

from cocreate.base.errors import InputError
from cocreate.formats.plain_files import decode, why_damaged

SCRIVENER = ".scriv"
TEXT = ".txt"
_HEAD_BYTES = 4096
_LIGHT_BYTES = 200_000  # even the oddest text of this size is read in a moment
_LOOKED_THROUGH_BYTES = 5_000_000
_MARKDOWN = frozenset({".md", ".markdown"})
_TEXT = _MARKDOWN | {TEXT, ".text", ".fountain", ""}
_HTML = frozenset({".html", ".htm", ".xhtml"})
_DOCUMENTS = _HTML | {".docx", ".docm", ".dotx", ".odt", ".ott", ".fodt", ".epub", ".rtf"}
_OTHERS = frozenset({".doc", ".pages", ".pdf", ".fdx", ".wps", ".wpd", ".mobi", ".azw3"})
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RICH = b"{\\rtf"
_DATABASE = b"SQLite format 3\0"
_HEAVY = (_ZIP, _OLD_OFFICE, _RICH, b"%PDF-")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x7f\ufffd]")
_PROLOG = re.compile(
    r"(?:\s+|<\?.*?(?:\?>|$)|<!--.*?(?:-->|$)|<!doctype(?!\s+html\b)[^>]*>)*", re.I | re.S
)
_ROOT = re.compile(r"<(!doctype\s+html|[\w:.-]+)", re.I)
_ROOTS = {
    "html": ".html",
    "finaldraft": ".fdx",
    "scrivenerproject": ".scrivx",
    "office:document": ".fodt",
    "w:worddocument": ".xml",
    "pkg:package": ".xml",
}
_MIME_TYPES = {
    b"application/epub+zip": ".epub",
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.text-template": ".odt",
    b"application/vnd.oasis.opendocument.text-web": ".odt",
}
_SAVE_AS_DOCX = "save it as DOCX in the program it was made with, then import that."
_ADVICE = {
    ".doc": "an old Word document; open it in Word or LibreOffice, save it as DOCX "
    "and import that.",
    ".pages": "a Pages document; export it from Pages as Word (DOCX), then import that.",
    ".pdf": "a PDF, which holds printed pages and no text to work on; ask for the document "
    "that it was made from, or copy its words out.",
    ".fdx": "a Final Draft screenplay; export it as text from Final Draft, then import that.",
    ".cocreate": "a Cocreate project or another database; open a project instead of importing it.",
    ".fodt": "an OpenDocument text as one XML file; save it as ODT, then import that.",
    ".xml": f"a Word document as one XML file; {_SAVE_AS_DOCX}",
    ".zip": "a ZIP archive; unpack it and import the files in it.",
    ".xlsx": "no text document but a table or a presentation; copy its words into a text first.",
    ".rtfd": "an RTF document with attachments; save it as RTF or DOCX, then import that.",
    ".wps": f"a document of another program; {_SAVE_AS_DOCX}",
    ".mobi": "an e-book in a format of its shop; ask for it as EPUB.",
}
_ADVICE |= {".wpd": _ADVICE[".wps"], ".azw3": _ADVICE[".mobi"]}


def is_light(path: Path) -> bool:
    """Whether a file is plain text of moderate size, so that reading it can do no harm."""
    if path.suffix.lower() not in _TEXT:
        return False
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return True
        return status.st_size <= _LIGHT_BYTES and not _head(path).startswith(_HEAVY)
    except (OSError, ValueError):
        return True  # its reader says why it cannot be read


def kind_of(path: Path) -> str:
    """Return the ending that a file should have.

    Where its bytes do not say, it is that of its name.

    Raises:
        InputError: no importer can read this kind; the sentence says what to do instead.
    """
    ending = path.suffix.lower()
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            kind = _kind_of_folder(path, ending)
        elif stat.S_ISREG(status.st_mode):
            kind = _kind_of_bytes(path, _head(path), ending)
        else:
            kind = ending
    except (OSError, ValueError):
        return ending  # its reader says why it cannot be read
    if kind in _ADVICE:
        raise InputError(f"{path.name} is {_ADVICE[kind]}")
    return kind


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _kind_of_folder(path: Path, ending: str) -> str:
    if ending == SCRIVENER or any(path.glob("*.scrivx")):
        return SCRIVENER
    return ending if ending in {".pages", ".rtfd"} else ""


def _kind_of_bytes(path: Path, head: bytes, ending: str) -> str:
    if head.startswith(_ZIP):
        return _kind_of_zip(path, ending)
    if head.startswith(_OLD_OFFICE):
        return _kind_of_old_office(path)
    if head.lstrip().startswith(_RICH):
        return ".rtf"
    if head.startswith(_DATABASE):
        return ".cocreate"
    if b"%PDF-" in head[:1024] and ending not in _TEXT:
        return ".pdf"
    return _kind_of_text(path, head, ending)


def _kind_of_text(path: Path, head: bytes, ending: str) -> str:
    text = decode(head)
    if ending not in _MARKDOWN and (root := _root(text)):
        is_page = root == ".html"
        # Who names a file .txt and begins it with a bare tag may be writing about tags.
        if not (is_page and ending in _TEXT and "<!doctype" not in text[:1000].lower()):
            return root
    if ending in _HTML | _TEXT:
        return ending
    is_text = len(_CONTROLS.findall(text)) <= len(text) // 100
    if ending in _DOCUMENTS | _OTHERS:
        if not is_text or not head.strip():
            raise InputError(why_damaged(path.name))
        return TEXT
    if not is_text:
        raise InputError(f"{path.name} is no document that Cocreate can read.")
    return ending


def _root(text: str) -> str:
    """Return the ending for what an XML or HTML text begins with; "" for any other text."""
    start = _PROLOG.match(text.lstrip("\ufeff"))
    rest = text.lstrip("\ufeff")[start.end() :] if start else text
    name = _ROOT.match(rest)
    if name is None:
        return ""
    first = name[1].lower()
    return ".html" if first.startswith("!doctype") else _ROOTS.get(first, "")


def _kind_of_zip(path: Path, ending: str) -> str:
    # Only here: plain text needs no archives.
    from cocreate.formats.safe_zip import open_zip  # noqa: PLC0415 - plain text needs no archives

    with open_zip(path) as archive:
        names = archive.names
        kind = archive.read("mimetype", 200).strip() if _has_mime_type(archive.names) else b""
    if kind:
        return _MIME_TYPES.get(kind, ".xlsx" if b"opendocument" in kind else _by_names(names))
    return _by_names(names)


def _has_mime_type(names: Iterable[str]) -> bool:
    return "mimetype" in names


def _by_names(names: tuple[str, ...]) -> str:
    tops = {name.split("/")[0] for name in names}
    if "[Content_Types].xml" in tops:
        return ".xlsx" if tops & {"xl", "ppt"} else ".docx"
    if "META-INF/container.xml" in names:
        return ".epub"
    if "content.xml" in names:
        return ".odt"
    if "Index.zip" in names or any(name.endswith(".iwa") for name in names):
        return ".pages"
    return ".zip"


def _kind_of_old_office(path: Path) -> str:
    """Tell an old Word document from a new one behind a password: both are boxes of streams."""
    with path.open("rb") as file:
        is_locked = "EncryptedPackage".encode("utf-16-le") in file.read(_LOOKED_THROUGH_BYTES)
    if is_locked:
        raise InputError(
            f"{path.name} is protected by a password; save it without one and try again."
        )
    return ".doc"
