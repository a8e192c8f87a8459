"""Read a DOCX file: its text as it stood before the changes that it tracks, and these changes.

Nothing is fetched, no macro is looked at. What cannot be kept is counted and told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from cocreate.base.errors import InputError
from cocreate.formats.book import ImportedFile
from cocreate.formats.document import Run
from cocreate.formats.docx_looks import Look, Looks
from cocreate.formats.docx_losses import losses_of
from cocreate.formats.docx_opened import (
    Element,
    OpenedDocx,
    Part,
    child,
    descendants,
    name_of,
    value_of,
)
from cocreate.formats.docx_paragraphs import break_apart, dressed, with_lines
from cocreate.formats.docx_pieces import (
    PieceReader,
    Shared,
    end_change,
    moment_of,
    text_of,
)
from cocreate.formats.docx_tables import TableReader
from cocreate.formats.file_kinds import kind_of
from cocreate.formats.inlines import plain_words
from cocreate.formats.into_scenes import sha256_of
from cocreate.formats.picture_kinds import picture_kind
from cocreate.formats.proposed import Flow, Section, proposed
from cocreate.formats.revising import Remark
from cocreate.formats.safe_zip import open_zip
from cocreate.formats.tracked import Item, Kind, Para, Piece, Shape

_WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo"}
_SCENE_LEVEL = 2


def read_file(path: Path, *, keeps_scenes: bool = True) -> ImportedFile:
    """Read a DOCX or DOCM file.

    Args:
        keeps_scenes: whether an export of ours is cut at its bookmarks, not at its headings.

    Raises:
        InputError: it cannot be read; the sentence says why.
    """
    if kind_of(path) != ".docx":
        raise InputError(f"{path.name} is no Word document (DOCX), whatever its name says.")
    with open_zip(path) as archive:
        opened = OpenedDocx(archive)
        reader = _Reader(opened, keeps_scenes)
        flow = reader.flow()
        text = proposed(flow, path.stem)
        lost = reader.lost
        if path.suffix.lower() == ".docm" or any("vbaProject" in name for name in archive.names):
            lost["macro"] += 1
        return ImportedFile(
            path.name,
            sha256_of(path),
            text.scenes,
            (*losses_of(lost), *text.losses),
            reader.pictures,
            opened.told("title"),
            opened.told("creator"),
            opened.told("language"),
            opened.mark,
            opened.told("lastModifiedBy"),
        )


@dataclass(slots=True)
class _Reader:
    """Reads the parts of one file."""

    opened: OpenedDocx
    keeps_scenes: bool
    pictures: dict[str, bytes] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)

    def flow(self) -> Flow:
        """Return the text as sections of paragraphs, the footnotes and the remarks."""
        opened = self.opened
        looks = Looks(opened.beside("styles"), opened.beside("numbering"))
        shared = Shared(looks, self._picture, self.lost)
        remarks = self._remarks(shared, opened.beside("comments"))
        self._count_parts()
        is_own = bool(opened.mark)
        body = BodyReader(shared, opened.main, is_own=is_own)
        has_scenes = is_own and self.keeps_scenes and _has_scenes(opened.body)
        sections = body.sections(opened.body, has_scenes=has_scenes)
        return Flow(sections, self._notes(shared), remarks)

    def _remarks(self, shared: Shared, part: Part | None) -> tuple[Remark, ...]:
        remarks: list[Remark] = []
        for found in () if part is None else part.root:
            shared.remarks[value_of(found, "id")] = len(remarks)
            date = moment_of(value_of(found, "date"))
            remarks.append(Remark(text_of(found), value_of(found, "author").strip(), date))
        return tuple(remarks)

    def _notes(self, shared: Shared) -> dict[str, tuple[Item, ...]]:
        parts = {kind: self.opened.beside(f"{kind}s") for kind in ("footnote", "endnote")}
        found: dict[str, tuple[Item, ...]] = {}
        bodies = {
            (kind, value_of(element, "id")): (part, element)
            for kind, part in parts.items()
            if part is not None
            for element in part.root
        }
        read = 0
        while read < len(shared.notes):  # a note may have signs of others
            for key, number in [*shared.notes.items()][read:]:
                read += 1
                self.lost["endnote"] += key[0] == "endnote"
                if key in bodies:
                    part, element = bodies[key]
                    found[str(number)] = _without_gap(BodyReader(shared, part).items(element))
        return found

    def _picture(self, target: str) -> str:
        """Take a picture; return the name that the text has for it, "" where it is none."""
        archive = self.opened.archive
        if target not in archive:
            return ""
        data = archive.read(target)
        name = f"images/{target.rpartition('/')[2]}"
        if self.opened.mark:  # other programs rename pictures; what they show says which it is
            name = f"images/{sha256(data).hexdigest()[:16]}.{target.rpartition('.')[2].lower()}"
        is_known = picture_kind(data) is not None or target.lower().endswith((".svg", ".webp"))
        if not is_known:
            return ""
        self.pictures[name] = data
        return name

    def _count_parts(self) -> None:
        for kind in ("header", "footer"):
            count = self.opened.count_beside(kind)
            if count and not self.opened.mark:
                self.lost[kind] += count
        settings = self.opened.beside("settings")
        if settings is not None and child(settings.root, "documentProtection") is not None:
            self.lost["protection"] += 1


class BodyReader:
    """Reads the paragraphs and tables of one part."""

    def __init__(self, shared: Shared, part: Part, *, is_own: bool = False) -> None:
        self._is_own = is_own
        self._shared = shared
        self._pieces = PieceReader(shared, part.links)
        self._tables = TableReader(shared, self.items)
        self._depth = 0
        self._made: set[str] = set()
        self._bookmarks: dict[str, str] = {}
        self._scene = ""

    def sections(self, body: Element, *, has_scenes: bool) -> tuple[Section, ...]:
        """Return the text, cut where a chapter or scene begins.

        Args:
            has_scenes: whether it is an export of ours whose scenes are known by their bookmarks;
                then what the export put in is left out.
        """
        found: list[list[Item]] = [[]]
        marks = [("", "")]
        chapter = ""
        for element in _flowing(body):
            scene = self._scene
            is_made = has_scenes and self._is_made(element)
            items = self._element(element)
            if is_made:
                chapter = _heading(items) or chapter
                continue
            if has_scenes:
                if self._scene != scene:
                    found.append([])
                    marks.append((self._scene, chapter))
                    chapter = ""
            elif items and _opens_section(items[0], found[-1]):
                found.append([])
                marks.append(("", ""))
            found[-1] += items
        return tuple(
            Section(with_lines(tuple(items)), *mark)
            for items, mark in zip(found, marks, strict=True)
            if items
        )

    def items(self, element: Element) -> tuple[Item, ...]:
        """Return the paragraphs and tables in an element."""
        return tuple(item for found in _flowing(element) for item in self._element(found))

    def _is_made(self, element: Element) -> bool:
        """Whether an element was put in by our export; notes which scene it opens otherwise.

        LibreOffice opens a bookmark over several paragraphs anew in the last one, under another
        number: it is its name that closes it.
        """
        is_made = bool(self._made)
        for found in element.iter():
            name = name_of(found)
            if name == "bookmarkStart":
                mark = value_of(found, "name")
                self._bookmarks[value_of(found, "id")] = mark
                if mark.startswith("_made_"):
                    self._made.add(mark)
                    is_made = True
                elif mark.startswith("_scene_"):
                    self._scene = mark[1:]
            elif name == "bookmarkEnd":
                self._made.discard(self._bookmarks.get(value_of(found, "id"), ""))
        return is_made and name_of(element) in {"p", "tbl"}

    def _element(self, element: Element) -> list[Item]:
        match name_of(element):
            case "p":
                return self._paragraph(element)
            case "tbl":
                return self._tables.read(element)
            case "altChunk":
                self._shared.lost["chunk"] += 1
            case _:
                pass
        return []

    def _paragraph(self, element: Element) -> list[Item]:
        shared = self._shared
        properties = child(element, "pPr")
        look = shared.looks.look(properties)
        parts = self._pieces.read(element)
        boxes, shared.boxes = shared.boxes, []
        self._count(properties)
        if look.is_contents:
            shared.lost["contents"] += not self._is_own
            return []
        if look.is_front and self._is_own:
            return []
        shape = self._shape(look)
        para = Para(shape, parts, end_change(properties))
        paras = break_apart(para) if shape.kind is Kind.BREAK else [para]
        shared.lost["box"] += len(boxes)
        return [
            *(dressed(found, properties, look) for found in paras),
            *(item for box in boxes for item in self.items(box)),
        ]

    def _shape(self, look: Look) -> Shape:
        """Return the shape; what goes on in a list stands as deep as what it goes on with."""
        shape = look.shape
        if look.is_more:
            self._depth = depth = min(shape.depth or self._depth, self._depth)
            is_inner = bool(depth and shape.quotes)
            return replace(shape, depth=depth, is_quote_in_item=is_inner)
        self._depth = shape.depth
        return shape

    def _count(self, properties: Element | None) -> None:
        if properties is None:
            return
        self._shared.lost["formatting"] += child(properties, "pPrChange") is not None
        columns = child(child(properties, "sectPr"), "cols")
        if columns is not None and value_of(columns, "num") not in {"", "1"}:
            self._shared.lost["columns"] += 1


def _has_scenes(body: Element) -> bool:
    """Whether the bookmarks of our scenes are still there."""
    bookmarks = descendants(body, "bookmarkStart")
    return any(value_of(found, "name").startswith("_scene_") for found in bookmarks)


def _flowing(element: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables of an element, whatever they are wrapped in."""
    for found in element:
        name = name_of(found)
        if name in _WRAPPERS:
            yield from _flowing(found)
        elif name == "AlternateContent":
            chosen = child(found, "Choice")
            yield from _flowing(found if chosen is None else chosen)
        elif name in {"p", "tbl", "altChunk"}:
            yield found


def _without_gap(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Take the space away that stands behind a footnote's own sign."""
    for item in items[:1]:
        if isinstance(item, Para) and item.parts:
            first = item.parts[0]
            if isinstance(first, Piece) and isinstance(first.inline, Run):
                words = replace(first.inline, text=first.inline.text.lstrip())
                return (
                    replace(item, parts=(replace(first, inline=words), *item.parts[1:])),
                    *items[1:],
                )
    return items


def _heading(items: list[Item]) -> str:
    """Return the words of a heading, "" for anything else."""
    if not items or not isinstance(items[0], Para) or items[0].shape.kind is not Kind.HEADING:
        return ""
    return plain_words(tuple(piece.inline for piece in items[0].pieces))


def _opens_section(item: Item, before: list[Item]) -> bool:
    """Whether a chapter or a scene begins with an item, as the text stood."""
    last = before[-1] if before else None
    if last is None or (isinstance(last, Para) and last.change is not None):
        return False  # it is joined with what stands before it, in one of both texts
    if not isinstance(item, Para) or item.shape.kind is not Kind.HEADING:
        return False
    is_new = item.change is not None and item.change.is_insertion
    return item.shape.level <= _SCENE_LEVEL and not is_new
