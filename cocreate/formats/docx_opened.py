"""Open the parts of a stranger's DOCX file and what they refer to, strict or transitional."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from cocreate.base.errors import InputError
from cocreate.formats.docx_front import MARK_NAME
from cocreate.formats.docx_xml import RELATIONS, WORD
from cocreate.formats.plain_files import why_damaged
from cocreate.formats.safe_xml import parse_xml
from cocreate.formats.safe_zip import SafeZip

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN = "word/document.xml"
Element = etree._Element  # noqa: SLF001 - the library has no public name for it


@cache
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def name_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    tag: object = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def value_of(element: Element, name: str = "val") -> str:
    """Return an attribute, or ""."""
    found = element.get(f"{{{WORD}}}{name}")
    if found is None:
        found = element.get(f"{{{_STRICT}}}{name}")
    return found or ""


def link_of(element: Element, name: str = "id") -> str:
    """Return the id of what an element refers to, or ""."""
    found = element.get(f"{{{RELATIONS}}}{name}")
    if found is None:
        found = element.get(f"{{{_STRICT_RELATIONS}}}{name}")
    return found or ""


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name, or None."""
    if element is None:
        return None
    return next((found for found in element if name_of(found) == name), None)


def child_value(element: Element | None, name: str) -> str:
    """Return the value of the first child of a name, or ""."""
    found = child(element, name)
    return "" if found is None else value_of(found)


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not off."""
    return element is not None and value_of(element) not in {"0", "false", "off", "none"}


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Yield all elements of a name below one."""
    return (found for found in element.iter() if name_of(found) == name)


@dataclass(frozen=True, slots=True)
class Link:
    """What a part refers to; `target` is the name of a part, or an address outside."""

    kind: str
    target: str
    is_outside: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of markup and its links by id."""

    root: Element
    links: dict[str, Link]


class OpenedDocx:
    """The parts of a file."""

    def __init__(self, archive: SafeZip) -> None:
        self.archive = archive
        roots = self._links("")
        main = next((x.target for x in roots.values() if x.kind == "officeDocument"), _MAIN)
        found = self._part(main)
        if found is None or child(found.root, "body") is None:
            raise InputError(why_damaged(archive.name))
        self.main = found
        self._roots = roots

    @property
    def body(self) -> Element:
        """The element that holds the text."""
        body = child(self.main.root, "body")
        if body is None:
            raise InputError(why_damaged(self.archive.name))
        return body

    def beside(self, kind: str) -> Part | None:
        """Return the part of a kind that the text refers to: "styles", "comments" ..."""
        target = next(
            (x.target for x in self.main.links.values() if x.kind == kind and not x.is_outside), ""
        )
        return self._part(target) if target else None

    def count_beside(self, kind: str) -> int:
        """Return how many parts of a kind there are."""
        return sum(link.kind == kind for link in self.main.links.values())

    def told(self, name: str) -> str:
        """Return a property of the file ("title", "creator", "lastModifiedBy" ...), or ""."""
        part = self._root_part("core-properties")
        if part is None:
            return ""
        found = child(part.root, name)
        return (found.text or "").strip() if found is not None else ""

    @property
    def mark(self) -> str:
        """What an export of ours left in the file, or ""."""
        part = self._root_part("custom-properties")
        if part is None:
            return ""
        for found in part.root:
            if found.get("name") == MARK_NAME:
                return "".join(str(words) for words in found.itertext()).strip()
        return ""

    def _root_part(self, kind: str) -> Part | None:
        target = next((x.target for x in self._roots.values() if x.kind == kind), "")
        return self._part(target) if target else None

    def _part(self, name: str) -> Part | None:
        if name not in self.archive:
            return None
        root = parse_xml(self.archive.read(name), self.archive.name)
        return Part(root, self._links(name))

    def _links(self, name: str) -> dict[str, Link]:
        folder, _, file = name.rpartition("/")
        source = posixpath.join(folder, "_rels", f"{file}.rels")
        if source not in self.archive:
            return {}
        root = parse_xml(self.archive.read(source), self.archive.name)
        return {
            found.get("Id", ""): Link(
                found.get("Type", "").rpartition("/")[2],
                found.get("Target", "")
                if found.get("TargetMode") == "External"
                else _resolved(folder, found.get("Target", "")),
                found.get("TargetMode") == "External",
            )
            for found in root
            if name_of(found) == "Relationship"
        }


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
