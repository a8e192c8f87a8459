"""Passages on the clipboard or in a drag, with the origins of their characters.

Origins are believed only if this very window put them there (a token says so) and the words beside
them are the same; everything else came from outside.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextDocumentFragment

from cocreate.core.origin import ALLOWED_PAIRS, Contributor, Fragment, Method, Span, origin

MIME = "application/x-cocreate-fragment+json"


@dataclass(frozen=True, slots=True)
class Clipping:
    """A passage of this project on its way.

    Args:
        id: of the cut or copy it comes from.
        fragment: its words with their origins.
    """

    id: str
    fragment: Fragment


def pack(clipping: Clipping, token: str) -> QMimeData:
    """Return the passage as plain text and, for this window, with its origins."""
    spans = [
        [span.length, span.origin.contributor, span.origin.method, span.origin.source]
        for span in clipping.fragment.spans
    ]
    body = {"v": 1, "token": token, "id": clipping.id, "text": clipping.fragment.text}
    data = QMimeData()
    data.setText(clipping.fragment.text)
    data.setData(MIME, QByteArray(json.dumps({**body, "spans": spans}).encode()))
    return data


def unpack(data: QMimeData, token: str) -> Clipping | None:
    """Return the passage with its origins; None if it came from outside or was changed."""
    if not data.hasFormat(MIME):
        return None
    try:
        body = json.loads(bytes(data.data(MIME).data()))
        if body["token"] != token or body["text"] != data.text():
            return None
        spans = tuple(
            Span(length, origin(Contributor(contributor), Method(method), source))
            for length, contributor, method, source in body["spans"]
        )
        clipping = Clipping(body["id"], Fragment(body["text"], spans))
    except (ValueError, KeyError, TypeError):
        return None
    pairs = {(span.origin.contributor, span.origin.method) for span in spans}
    is_sound = sum(span.length for span in spans) == len(clipping.fragment.text)
    return clipping if is_sound and pairs <= ALLOWED_PAIRS else None


def plain_text(data: QMimeData) -> str:
    """Return the words of a paste from outside, lines ended by newlines only."""
    if data.hasText():
        text = data.text()
    elif data.hasHtml():
        text = QTextDocumentFragment.fromHtml(data.html()).toPlainText()
    else:
        return ""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
