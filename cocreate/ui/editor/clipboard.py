"""Cut, copy, paste, drag and drop: passages travel with the origins they have."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication

from cocreate.base.ids import IdSource
from cocreate.core.events import Cause
from cocreate.core.origin import EMPTY, Contributor, Fragment, Method, origin, plain
from cocreate.ui.editor.clipping import from_mime, plain_text, to_mime
from cocreate.ui.editor.page import EditorPort
from cocreate.workspace.change import Write

INITIATOR = "editor clipboard"


class Clipboard:
    """Passages of one window on their way from a place to another."""

    def __init__(self, port: EditorPort, ids: IdSource) -> None:
        self._port = port
        self._ids = ids

    def clip(self, scene: str, start: int, end: int, *, is_rich: bool = True) -> QMimeData:
        """Return a passage of a scene, to be put on the clipboard or dragged.

        Args:
            is_rich: whether other programs are offered emphasis, headings and lists, too.
        """
        fragment = self._port.state.scenes[scene].text.fragment(start, end)
        clippings = self._port.clippings
        return to_mime(clippings.clip(self._ids.new("clip"), fragment), clippings, is_rich=is_rich)

    def copy(self, scene: str, start: int, end: int, *, is_rich: bool = True) -> None:
        """Put a passage on the clipboard."""
        QGuiApplication.clipboard().setMimeData(self.clip(scene, start, end, is_rich=is_rich))

    def cut(self, scene: str, start: int, end: int) -> None:
        """Put a passage on the clipboard and take it out of the scene."""
        data = self.clip(scene, start, end)
        clipping = from_mime(data, self._port.clippings)
        QGuiApplication.clipboard().setMimeData(data)
        source = clipping.id if clipping is not None else None
        how = Write(Cause.MOVE, label=_tr("cut"), initiator=INITIATOR, source=source)
        self._port.edit(scene, start, end, EMPTY, how)

    def paste(self, scene: str, start: int, end: int, data: QMimeData) -> int | None:
        """Put what `data` holds in place of a range; return where it ends, None without words.

        What was cut or copied in a project of this writer keeps its origins; all else is pasted,
        from a source unknown.
        """
        clipping = from_mime(data, self._port.clippings)
        if clipping is not None:
            paste = Write(Cause.PASTE, label=_tr("paste"), initiator=INITIATOR)
            fragment, how = self._port.clippings.take_in(scene, clipping, paste)
        else:
            fragment, how = self._foreign(plain_text(data))
        if not fragment.text:
            return None
        self._port.edit(scene, start, end, fragment, how)
        return start + len(fragment.text)

    def drop(self, scene: str, moved: tuple[int, int], target: int) -> tuple[int, int] | None:
        """Move a passage to a target; return where it stands then, None if it stays."""
        start, end = moved
        if start == end or start <= target <= end:
            return None
        fragment = self._port.state.scenes[scene].text.fragment(start, end)
        steps = [(start, end, EMPTY), (target, target, fragment)]
        how = Write(
            Cause.MOVE, label=_tr("move"), initiator=INITIATOR, source=self._ids.new("clip")
        )
        self._port.edit_many(scene, sorted(steps, key=lambda step: step[0]), how)
        at = target if target < start else target - (end - start)
        return at, at + len(fragment.text)

    def _foreign(self, text: str) -> tuple[Fragment, Write]:
        paste = self._ids.new("paste")
        by = origin(Contributor.UNKNOWN, Method.PASTED, paste)
        how = Write(Cause.PASTE, by, label=_tr("paste"), initiator=INITIATOR, source=paste)
        return plain(text, by), how


def _tr(words: str) -> str:
    return QCoreApplication.translate("Clipboard", words)
