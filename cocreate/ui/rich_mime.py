"""What lies on the clipboard: words for everyone, and their looks for who asks for them."""

from __future__ import annotations

import atexit

from PySide6.QtCore import QMetaType, QMimeData, QStringListModel
from PySide6.QtGui import QGuiApplication

from cocreate.formats.rich_worth import is_worth_html

HTML = "text/html"


class RichMime(QMimeData):
    """Words, and besides them HTML that is made when a program asks for it.

    Args:
        text: the words as they are.
        markdown: what the HTML is made of; "" where there is to be none.
    """

    def __init__(self, text: str, markdown: str) -> None:
        super().__init__()
        self.setText(text)
        self._markdown = markdown if is_worth_html(markdown) else ""
        self._made = ""

    def formats(self) -> list[str]:
        """Name what can be had."""
        return [*super().formats(), *([HTML] if self._markdown else [])]

    def hasFormat(self, mimetype: str, /) -> bool:
        """Return whether this can be had."""
        return (mimetype == HTML and bool(self._markdown)) or super().hasFormat(mimetype)

    def retrieveData(self, mimetype: str, kind: QMetaType | QMetaType.Type, /) -> object:
        """Return what is asked for; the HTML is made now, and once."""
        if mimetype != HTML or not self._markdown:
            return super().retrieveData(mimetype, kind)
        if not self._made:
            from cocreate.formats.rich_copy import to_html  # noqa: PLC0415 - two heavy libraries

            self._made = to_html(self._markdown)
        return self._made

    def settled(self) -> QMimeData:
        """Return the same, with nothing left to be made.

        What Python made must not be on the clipboard when Qt clears it after Python's end, which
        kills the program; so this is an object that Qt made itself.
        """
        model = QStringListModel([""])
        data = model.mimeData([model.index(0)])
        for name in data.formats():
            data.removeFormat(name)
        for name in self.formats():
            data.setData(name, self.data(name))
        return data


def settle_clipboard() -> None:
    """Put something on the clipboard that outlives Python; other programs may ask for it later."""
    if QGuiApplication.instance() is None:
        return
    data = QGuiApplication.clipboard().mimeData()
    if isinstance(data, RichMime):
        QGuiApplication.clipboard().setMimeData(data.settled())


atexit.register(settle_clipboard)
