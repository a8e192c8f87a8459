"""Passages on the clipboard or in a drag: plain words for everyone, origins for ourselves."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextDocumentFragment

from cocreate.ui.rich_mime import RichMime
from cocreate.workspace.clippings import Clipping, Clippings

MIME = "application/x-cocreate-fragment+json"


def to_mime(clipping: Clipping, clippings: Clippings, *, is_rich: bool = True) -> QMimeData:
    """Return the passage as plain text and, sealed, with its origins.

    Args:
        is_rich: whether other programs are also offered it with its looks.
    """
    text = clipping.fragment.text
    data = RichMime(text, text if is_rich else "")
    data.setData(MIME, QByteArray(clippings.pack(clipping).encode()))
    return data


def from_mime(data: QMimeData, clippings: Clippings) -> Clipping | None:
    """Return the passage with its origins; None if it came from outside or was changed."""
    if not data.hasFormat(MIME):
        return None
    return clippings.unpack(bytes(data.data(MIME).data()), data.text())


def plain_text(data: QMimeData) -> str:
    """Return the words of a paste from outside, lines ended by newlines only.

    NUL and halves of characters become U+FFFD, as in files that are taken in.
    """
    if data.hasText():
        text = data.text()
    elif data.hasHtml():
        text = QTextDocumentFragment.fromHtml(data.html()).toPlainText()
    else:
        return ""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
    text = text.replace("\0", "\ufffd")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
