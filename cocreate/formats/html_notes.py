"""Find the footnotes of web pages and e-books: which links are signs of notes, and where those are.

They are marked (EPUB 3 `epub:type`, DPUB-ARIA roles), or they are small links to a place that links
back to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from cocreate.formats.safe_xml import local_name, words_in

_SIGN = re.compile(
    r"[\s\[({]*(?:\d{1,4}|[*†‡§¶#]{1,3}|[a-z]|[ivxlc]{1,6})[\s\])}.]*", re.IGNORECASE
)
_REF_TYPES = frozenset({"noteref", "doc-noteref"})
_NOTE_TYPES = frozenset({"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"})
_BACK_TYPES = frozenset({"backlink", "referrer", "doc-backlink"})
_BLOCKS = frozenset({"li", "p", "div", "aside", "section", "dd", "td", "tr"})
_MAX_WORDS = 20_000
TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the name by which others link to it."""

    name: str
    root: etree._Element


@dataclass(slots=True)
class Notes:
    """The footnotes of some pages.

    Args:
        refs: label by the link that is its sign.
        bodies: the element with the note's words, by label.
        backs: links from notes to their signs.
    """

    refs: dict[etree._Element, str] = field(default_factory=dict)
    bodies: dict[str, etree._Element] = field(default_factory=dict)
    backs: set[etree._Element] = field(default_factory=set)
    consumed: set[etree._Element] = field(default_factory=set)


def find_notes(pages: Sequence[Page]) -> Notes:
    """Return the footnotes of pages that may link to each other."""
    places = {
        (page.name, str(element.get("id") or element.get("name"))): element
        for page in pages
        for element in page.root.iter(etree.Element)
        if element.get("id") or element.get("name")
    }
    notes = Notes()
    labels: dict[etree._Element, str] = {}
    for page in pages:
        for link in page.root.iter(etree.Element):
            if local_name(link).lower() != "a":
                continue
            target = places.get(_address(page.name, link))
            if target is not None and (body := _body(page.name, link, target, places)) is not None:
                label = labels.setdefault(body, str(len(labels) + 1))
                notes.refs[link] = label
                notes.bodies[label] = body
    _take_out(notes)
    return notes


def _address(page: str, link: etree._Element) -> tuple[str, str]:
    """Return the page and the place in it that a link leads to."""
    name, _, place = str(link.get("href") or "").partition("#")
    return (name.rsplit("/", 1)[-1] if name else page), place


def _types(element: etree._Element) -> frozenset[str]:
    words = (element.get(TYPE), element.get("epub:type"), element.get("role"))
    return frozenset(" ".join(str(word) for word in words if word).split())


def _body(
    page: str,
    link: etree._Element,
    target: etree._Element,
    places: Mapping[tuple[str, str], etree._Element],
) -> etree._Element | None:
    """Return the element that holds the words of the note that a link is the sign of."""
    body = _block_around(target)
    if body is None or _types(link) & _BACK_TYPES or _is_inside(link, body):
        return None
    if _types(link) & _REF_TYPES or _types(target) & _NOTE_TYPES:
        return body
    words = words_in(link)
    if _SIGN.fullmatch(words) is None or len(words_in(body)) > _MAX_WORDS:
        return None
    near = {link, *_ancestors(link, 3), *link.iter(etree.Element)}
    leads_back = any(
        places.get(_address(page, back)) in near or _names(back, near)
        for back in body.iter(etree.Element)
        if local_name(back).lower() == "a" and back.get("href")
    )
    # A note stands behind its sign; a table of contents leads to chapters that lead back to it.
    return body if leads_back and _comes_behind(link, body) else None


def _names(link: etree._Element, near: Iterable[etree._Element]) -> bool:
    place = str(link.get("href") or "").partition("#")[2]
    return bool(place) and any(place in (other.get("id"), other.get("name")) for other in near)


def _comes_behind(link: etree._Element, body: etree._Element) -> bool:
    """Whether a note begins with a short sign like its link's, as notes do."""
    words = words_in(body).strip()
    sign = words_in(link).strip(" \n[](){}.")
    return words.lstrip("[({").startswith(sign) or "↩" in words or "^" in words[:3]


def _block_around(element: etree._Element) -> etree._Element | None:
    """Return the nearest block that holds a place."""
    for around in (element, *_ancestors(element, 4)):
        if local_name(around).lower() in _BLOCKS:
            return around
    return None


def _ancestors(element: etree._Element, count: int) -> list[etree._Element]:
    found: list[etree._Element] = []
    for around in element.iterancestors():
        if len(found) == count or local_name(around).lower() in ("body", "html"):
            break
        found.append(around)
    return found


def _is_inside(element: etree._Element, other: etree._Element) -> bool:
    return element is other or any(around is other for around in element.iterancestors())


def _take_out(notes: Notes) -> None:
    """Note which elements are not part of the running text, and which links lead back."""
    names = {
        place
        for link in notes.refs
        for around in (link, *_ancestors(link, 3), *link.iter(etree.Element))
        for place in (around.get("id"), around.get("name"))
        if place
    }
    for body in notes.bodies.values():
        notes.consumed.add(body)
        for link in body.iter(etree.Element):
            if local_name(link).lower() != "a" or link in notes.refs:
                continue
            place = str(link.get("href") or "").partition("#")[2]
            if place in names or _types(link) & _BACK_TYPES:
                notes.backs.add(link)
