"""The manuscript's tree of chapters and scenes as an item model, and where a scene may move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

MIME = "application/x-cocreate-scene"
ID_ROLE = Qt.ItemDataRole.UserRole
WORDS_ROLE = Qt.ItemDataRole.UserRole + 1
CHAPTER_ROLE = Qt.ItemDataRole.UserRole + 2

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class SceneRow:
    """One scene as the outline shows it; `words` is None until they are counted."""

    id: str
    title: str
    chapter: str
    words: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scene goes: its index among the others, and its chapter."""

    position: int
    chapter: str


@dataclass(eq=False, slots=True)
class _Node:
    chapter: str
    row: SceneRow | None
    parent: _Node | None
    at: int
    children: list[_Node]


def total_words(rows: Iterable[SceneRow]) -> int | None:
    """Return the words of several scenes, or None until all of them are counted."""
    counts = [row.words for row in rows]
    return None if None in counts else sum(count for count in counts if count is not None)


def step(rows: Sequence[SceneRow], scene: str, by: int) -> Place | None:
    """Return where a scene goes one step up (-1) or down (1); None at the very edge.

    At the edge of its chapter it goes into the neighbouring one, without passing a scene.
    """
    at = _index(rows, scene)
    other = at + by
    if not 0 <= other < len(rows):
        return None
    if rows[other].chapter != rows[at].chapter:
        return Place(at, rows[other].chapter)
    return Place(other, rows[at].chapter)


def drop(rows: Sequence[SceneRow], scene: str, before: str | None, chapter: str) -> Place:
    """Return where a scene goes that is dropped before another, or at the end of a chapter."""
    others = [row for row in rows if row.id != scene]
    if before is not None and before != scene:
        return Place(_index(others, before), chapter)
    if before == scene:
        return Place(_index(rows, scene), chapter)
    last = max((at for at, row in enumerate(others) if row.chapter == chapter), default=None)
    return Place(len(others) if last is None else last + 1, chapter)


def _index(rows: Sequence[SceneRow], scene: str) -> int:
    return next(at for at, row in enumerate(rows) if row.id == scene)


class OutlineModel(QAbstractItemModel):
    """Chapters with their scenes; scenes without a chapter stand at the top level."""

    scene_dropped = Signal(str, int, str)
    scene_renamed = Signal(str, str)
    chapter_renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SceneRow, ...] = ()
        self._top: list[_Node] = []
        self._is_fixed = False

    @property
    def rows(self) -> tuple[SceneRow, ...]:
        """The scenes in the manuscript's order."""
        return self._rows

    def fix(self, *, is_fixed: bool) -> None:
        """Forbid (or allow) renaming and dragging."""
        self._is_fixed = is_fixed

    def show(self, rows: Sequence[SceneRow]) -> bool:
        """Show these scenes; return whether the tree was built anew (else only counts changed)."""
        new = tuple(rows)
        if [(row.id, row.title, row.chapter) for row in new] == [
            (row.id, row.title, row.chapter) for row in self._rows
        ]:
            self._rows = new
            self._update_counts()
            return False
        self.beginResetModel()
        self._rows = new
        self._build()
        self.endResetModel()
        return True

    def index_of(self, scene: str) -> QModelIndex:
        """Return the index of a scene; an invalid one where it is not shown."""
        for node in self._top:
            for inner in (node, *node.children):
                if inner.row is not None and inner.row.id == scene:
                    return self.createIndex(inner.at, 0, inner)
        return QModelIndex()

    def index(self, row: int, column: int, parent: AnyIndex = _ROOT) -> QModelIndex:
        """Return the index of a child."""
        nodes = self._children(parent)
        if 0 <= row < len(nodes) and column == 0:
            return self.createIndex(row, 0, nodes[row])
        return QModelIndex()

    def parent(self, index: AnyIndex = _ROOT) -> QModelIndex:  # type: ignore[override]  # two Qt overloads of one name
        """Return the index of the chapter a scene is in."""
        node = self._node(index)
        if node is None or node.parent is None:
            return QModelIndex()
        return self.createIndex(node.parent.at, 0, node.parent)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return the number of children."""
        return len(self._children(parent))

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return 1."""
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown: title, words, id and chapter."""
        node = self._node(index)
        if node is None:
            return None
        scenes = [node] if node.row is not None else node.children
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return node.row.title if node.row is not None else node.chapter
            case _ if role == WORDS_ROLE:
                return total_words(inner.row for inner in scenes if inner.row is not None)
            case _ if role == ID_ROLE:
                return node.row.id if node.row is not None else None
            case _ if role == CHAPTER_ROLE:
                return node.chapter
            case _:
                return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell that the writer gave another name."""
        node = self._node(index)
        name = str(value).strip()
        if node is None or not name:
            return False
        if node.row is None:
            if name != node.chapter:
                self.chapter_renamed.emit(node.chapter, name)
        elif name != node.row.title:
            self.scene_renamed.emit(node.row.id, name)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Scenes can be dragged; chapters take them."""
        flag = Qt.ItemFlag
        base = flag.ItemIsEnabled | flag.ItemIsSelectable
        node = self._node(index)
        if self._is_fixed:
            return base
        if node is None:
            return flag.ItemIsDropEnabled
        if node.row is None:
            return base | flag.ItemIsEditable | flag.ItemIsDropEnabled
        return base | flag.ItemIsEditable | flag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Scenes are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Take only scenes of this program."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the id of the dragged scene."""
        data = QMimeData()
        for index in indexes:
            data.setData(MIME, str(index.data(ID_ROLE)).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        """Tell where a scene was dropped; the workspace moves it, not the model."""
        scene = bytes(data.data(MIME).data()).decode()
        if action is not Qt.DropAction.MoveAction or scene not in {item.id for item in self._rows}:
            return False
        nodes = self._children(parent)
        holder = self._node(parent)
        chapter = "" if holder is None else holder.chapter
        before: str | None = None
        if 0 <= row < len(nodes):
            node = nodes[row]
            first = node if node.row is not None else node.children[0]
            before = first.row.id if first.row is not None else None
        place = drop(self._rows, scene, before, chapter)
        self.scene_dropped.emit(scene, place.position, place.chapter)
        return False

    def _build(self) -> None:
        self._top = []
        for row in self._rows:
            if not row.chapter:
                self._top.append(_Node("", row, None, len(self._top), []))
                continue
            last = self._top[-1] if self._top else None
            if last is None or last.row is not None or last.chapter != row.chapter:
                last = _Node(row.chapter, None, None, len(self._top), [])
                self._top.append(last)
            last.children.append(_Node(row.chapter, row, last, len(last.children), []))

    def _update_counts(self) -> None:
        fresh = {row.id: row for row in self._rows}
        for node in self._top:
            for inner in (node, *node.children):
                if inner.row is not None and inner.row != fresh[inner.row.id]:
                    inner.row = fresh[inner.row.id]
                    index = self.createIndex(inner.at, 0, inner)
                    self.dataChanged.emit(index, index, [WORDS_ROLE])

    def _node(self, index: AnyIndex) -> _Node | None:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, _Node) else None

    def _children(self, parent: AnyIndex) -> list[_Node]:
        node = self._node(parent)
        return self._top if node is None else node.children
