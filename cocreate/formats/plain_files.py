"""Read the bytes of a text file, in whatever encoding, into clean text."""

from __future__ import annotations

import codecs
import hashlib
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from cocreate.base.errors import InputError
from cocreate.formats.one_byte import NAMES, one_byte_encoding

MAX_BYTES = 100_000_000

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich-text document"),
    (b"SQLite format 3\x00", "a database or a Cocreate project"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a compressed file"),
)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file that was read: its name, the hash of its bytes, its normalised text.

    Args:
        guessed: what its encoding is called, where it is no Unicode and had to be guessed; or "".
    """

    name: str
    sha256: str
    text: str
    guessed: str = ""


def read_text_file(path: Path) -> TextFile:
    """Read `path`; raise InputError with a sentence where that is not possible."""
    data = read_bytes(path)
    for signature, kind in _NOT_TEXT:
        if data.startswith(signature):
            raise InputError(f"{path.name} is {kind}, not a text file; save it as text first.")
    text, guessed = _decoded(data)
    return TextFile(path.name, hashlib.sha256(data).hexdigest(), normalise(text), guessed)


def read_bytes(path: Path) -> bytes:
    """Return what the file holds; raise InputError with a sentence where that is not possible."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError(f"{path} is a folder; name a file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{path} is not an ordinary file.")
        if status.st_size > MAX_BYTES:
            raise InputError(f"{path.name} is larger than 100 MB; divide it into smaller files.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(why_unreadable(path, error)) from error


def why_unreadable(path: Path, error: Exception) -> str:
    """Return the sentence that tells the writer why `path` could not be read."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return f"There is no file {path}; check its name and folder."
        case PermissionError():
            return f"You are not permitted to read {path}; change its permissions or copy it."
        case OSError(strerror=str(reason)):
            return f"{path} cannot be read ({reason.lower()})."
        case _:
            return f"{str(path)!r} cannot be the name of a file."


def why_damaged(name: str) -> str:
    """Return the sentence for a document that its own program could not read either."""
    return (
        f"{name} is damaged or incomplete; open it in the program it was made with and "
        "save it anew, or ask for it again."
    )


def decode(data: bytes) -> str:
    """Return the characters of `data`; where it is no Unicode, its encoding is guessed."""
    return _decoded(data)[0]


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the characters, and the name of an encoding that was guessed."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding), ""
    if encoding := _unmarked_utf16(data):
        return _decode_as(data, encoding), ""
    try:
        return data.decode("utf-8", "surrogatepass"), ""
    except UnicodeDecodeError:
        return _decode_damaged(data)


def normalise(text: str) -> str:
    """Turn CRLF and CR into LF, drop a byte-order mark, replace NUL and lone surrogates."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\0", "\ufffd")
    if _SURROGATE.search(text):
        text = _PAIR.sub(_join_pair, text)
        text = _SURROGATE.sub("\ufffd", text)
    return text


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return data.decode(encoding, "replace")


def _unmarked_utf16(data: bytes) -> str:
    """Guess UTF-16 without a mark: zeros on one side of nearly every pair, none on the other."""
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs == 0 or len(data) % 2:
        return ""
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > pairs * 0.4 and first == 0:
        return "utf-16-le"
    if first > pairs * 0.4 and second == 0:
        return "utf-16-be"
    return ""


def _decode_damaged(data: bytes) -> tuple[str, str]:
    """Choose between UTF-8 with a few broken bytes and one byte for each letter."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    # A well-formed sequence of several bytes hardly ever comes about by chance in Latin-1.
    good = len(text.encode("utf-8")) - len(text) - 2 * broken
    if good >= broken:
        return text, ""
    encoding = one_byte_encoding(data)
    return data.decode(encoding, _LATIN), NAMES[encoding]


def _join_pair(match: re.Match[str]) -> str:
    return match.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


_LATIN = "cocreate-latin-1"
codecs.register_error(_LATIN, _as_latin)
