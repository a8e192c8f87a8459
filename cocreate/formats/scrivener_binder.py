"""The binder of a Scrivener project: which documents its draft holds, in order, and where they lie.

Three layouts are known: Scrivener 3 (`Files/Data/UUID/content.rtf`), Scrivener 2 and the first one
for Windows (`Files/Docs/ID.rtf`), Scrivener 1 (`ID.rtfd/TXT.rtf`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from cocreate.base.errors import InputError
from cocreate.formats.plain_files import read_bytes, why_damaged
from cocreate.formats.safe_xml import local_name, parse_xml, words_in

_BINDERS = ("*.scrivx", "binder.scrivproj")
_FOLDERS = frozenset({"Folder", "DraftFolder"})


@dataclass(frozen=True, slots=True)
class Binder:
    """What the binder says.

    Args:
        entries: the documents of the draft, in order.
        excluded: how many of them are not to be compiled, and are left out.
        elsewhere: how many documents lie outside of the draft.
    """

    title: str
    entries: tuple[Entry, ...]
    excluded: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the draft.

    Args:
        id: how its files are named.
        depth: 0 directly in the draft.
    """

    id: str
    title: str
    is_folder: bool
    depth: int


def read_binder(project: Path) -> Binder:
    """Return the binder of a project folder.

    Raises:
        InputError: there is none, or it cannot be read.
    """
    file = next((found for kind in _BINDERS for found in sorted(project.glob(kind))), None)
    if file is None:
        raise InputError(why_damaged(project.name))
    root = parse_xml(read_bytes(file), file.name)
    items = [element for element in root.iter(etree.Element) if _is_item(element)]
    drafts = [item for item in items if item.get("Type") == "DraftFolder"]
    if not drafts:
        raise InputError(f"{project.name} has no draft that could be imported.")
    kept, excluded = _members(drafts[0])
    inside = [item for item in drafts[0].iter(etree.Element) if _is_item(item)]
    elsewhere = _count_texts(items) - _count_texts(inside)
    entries = tuple(
        Entry(
            str(item.get("UUID") or item.get("ID") or ""),
            _title(item),
            item.get("Type") in _FOLDERS,
            depth,
        )
        for item, depth in kept
    )
    return Binder(_project_title(root, drafts[0]), entries, excluded, elsewhere)


def file_of(project: Path, entry: Entry, kind: str) -> Path | None:
    """Return where a document keeps something.

    Args:
        kind: "content", "notes", "synopsis" or "comments".
    """
    id_ = entry.id
    if not id_ or not all(sign.isalnum() or sign == "-" for sign in id_):
        return None  # it would point elsewhere
    tail = "" if kind == "content" else f"_{kind}"
    ending = {"synopsis": "txt", "comments": "comments"}.get(kind, "rtf")
    modern = project / "Files" / "Data" / id_
    older = project / "Files" / "Docs"
    for path in (
        modern / f"{kind}.{ending}",
        modern / "content.comments" if kind == "comments" else modern / f"{kind}.txt",
        older / f"{id_}{tail}.{ending}",
        older / f"{id_}.comments" if kind == "comments" else older / f"{id_}{tail}.txt",
        older / f"{id_}{tail}.rtfd" / "TXT.rtf",
        project / f"{id_}{tail}.rtfd" / "TXT.rtf",
        project / f"{id_}{tail}.rtf",
    ):
        if path.is_file() and not path.is_symlink():
            return path
    return None


def _is_item(element: etree._Element) -> bool:
    return local_name(element) == "BinderItem"


def _count_texts(items: list[etree._Element]) -> int:
    return sum(item.get("Type") == "Text" for item in items)


def _members(draft: etree._Element) -> tuple[list[tuple[etree._Element, int]], int]:
    """Return the documents below the draft with their depths, and how many are left out."""
    kept: list[tuple[etree._Element, int]] = []
    excluded = 0
    for item in draft.iter(etree.Element):
        if item is draft or not _is_item(item):
            continue
        above = [around for around in item.iterancestors() if _is_item(around)]
        depth = above.index(draft)
        if _is_excluded(item):
            excluded += item.get("Type") not in _FOLDERS
            if item.get("Type") not in _FOLDERS:
                continue
        kept.append((item, depth))
    return kept, excluded


def _is_excluded(item: etree._Element) -> bool:
    for meta in _children(item, "MetaData"):
        for mark in _children(meta, "IncludeInCompile"):
            return words_in(mark).strip().lower() == "no"
    return False


def _title(item: etree._Element) -> str:
    return next((" ".join(words_in(title).split()) for title in _children(item, "Title")), "")


def _project_title(root: etree._Element, draft: etree._Element) -> str:
    for element in root.iter(etree.Element):
        if local_name(element) == "ProjectTitle":
            return " ".join(words_in(element).split())
    name = _title(draft)
    return "" if name.casefold() in ("draft", "manuscript", "screenplay") else name


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if local_name(child) == name)
