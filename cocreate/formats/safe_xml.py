"""Parse XML that a stranger made: no entity is expanded, nothing is fetched, all sizes are bounded.

libxml2 itself refuses more than 256 levels and single values of more than 10 MB (unless
`huge_tree` is set); what documents do not need, entities and unusual encodings, is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from lxml import etree

from cocreate.base.errors import InputError
from cocreate.formats.plain_files import why_damaged

MAX_TREE_BYTES = 24_000_000
"""A tree takes about ten times the memory of its source."""
_HEAD_BYTES = 1024
_ENTITY = b"<!ENTITY"
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
# Others could hide a declaration from the search for it.
_ENCODINGS = re.compile(
    rb"(utf-?8|utf-?16(-?[lb]e)?|ucs-?2|us-ascii|ascii|iso-8859-\d+|latin-?1|windows-\d+|cp\d+)",
    re.IGNORECASE,
)
_BLANK = b"\xef\xbb\xbf\xfe\xff \t\r\n"
_PREFIXES = re.compile(r"^\{[^}]*\}")


class ByteStream(Protocol):
    """What gives bytes from front to back."""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; b"" at the end."""
        ...


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root of a document.

    Args:
        name: the file it stands in, for sentences.

    Raises:
        InputError: it is broken, too large, or made to do harm.
    """
    if len(data) > MAX_TREE_BYTES:
        raise InputError(f"{name} holds a part that is too large to be read.")
    _check_head(data[:_HEAD_BYTES], name)
    _check_no_entity(data, name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(why_damaged(name)) from error


def iterate_xml(stream: ByteStream, name: str, tags: Sequence[str]) -> Iterator[etree._Element]:
    """Yield each element of the given tags when it is whole; it is emptied behind the reader.

    For documents that are too large for a tree. Elements inside of a yielded one that bear such a
    tag themselves come first and are emptied too: name tags that do not stand in each other.

    Args:
        name: the file it stands in, for sentences.
        tags: in the form `{namespace}name`.

    Raises:
        InputError: it is broken or made to do harm.
    """
    events = etree.iterparse(
        _Guarded(stream, name),
        events=("end",),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            yield element
            _forget(element)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(why_damaged(name)) from error


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace; "" for what is no element."""
    tag: object = element.tag
    return _PREFIXES.sub("", tag) if isinstance(tag, str) else ""


def name_above(element: etree._Element) -> str:
    """Return the name of the element that holds another one; "" where none does."""
    parent = element.getparent()
    return "" if parent is None else local_name(parent)


def words_in(element: etree._Element) -> str:
    """Return all words within an element as they stand."""
    return "".join(map(str, element.itertext()))


def number_in(text: str, *, most: int, otherwise: int) -> int:
    """Return the number that decimal digits say; `otherwise` for all else and for more than `most`.

    A stranger's file may say anything: other digits, a sign, a thousand places.
    """
    if not text.isdecimal() or len(text) > len(str(most)):
        return otherwise
    number = int(text)
    return number if number <= most else otherwise


class _Guarded:
    """A stream whose bytes are looked at before the parser sees them."""

    def __init__(self, stream: ByteStream, name: str) -> None:
        self._stream = stream
        self._name = name
        self._before: bytes | None = None

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        if self._before is None:
            _check_head(data[:_HEAD_BYTES], self._name)
            self._before = b""
        _check_no_entity(self._before + data, self._name)
        self._before = data[-2 * len(_ENTITY) :]
        return data


def _check_head(head: bytes, name: str) -> None:
    plain = _narrow(head).lstrip(_BLANK)
    if not plain.startswith(b"<"):  # also what is EBCDIC to libxml2
        raise InputError(why_damaged(name))
    declared = _DECLARED.match(plain)
    if declared is not None and _ENCODINGS.fullmatch(declared[1]) is None:
        raise InputError(
            f"{name} is written in an encoding that is not read; save it as Unicode (UTF-8)."
        )


def _check_no_entity(data: bytes, name: str) -> None:
    if _ENTITY in _narrow(data):
        raise InputError(
            f"{name} defines its own entities, as documents do not; it is not read, for it may "
            "be made to do harm."
        )


def _narrow(data: bytes) -> bytes:
    """Return the bytes of plain signs as they stand in UTF-8, whatever the width of signs."""
    return data.replace(b"\0", b"") if b"\0" in data else data


def _forget(element: etree._Element) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
