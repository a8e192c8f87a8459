"""What came in with an import, what others proposed in it, and what could not be kept."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from cocreate.ui.panel_parts import GRID, SafeText, button, column, label, row
from cocreate.ui.rich_mime import RichMime
from cocreate.ui.spoken import counted, words
from cocreate.workspace.arrivals import Arrived


class ArrivalDialog(QDialog):
    """A calm summary; all of it can be selected and copied."""

    def __init__(self, arrived: Arrived, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Imported"))
        self.text = SafeText(0, "paper")
        self.text.setAccessibleName(self.tr("What came in, and what was not kept"))
        self._markdown = summary(arrived)
        self.text.show_markdown(self._markdown)
        self.copy = button(self.tr("Copy"))
        self.copy.clicked.connect(self._on_copy)
        self.close_button = button(self.tr("Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        title = label(headline(arrived), "title", wraps=True)
        buttons = row(self.copy, 1, self.close_button)
        whole = column(title, self.text, buttons, margin=2 * GRID, gap=2 * GRID)
        whole.setStretchFactor(self.text, 1)
        self.setLayout(whole)
        self.resize(560, 420)
        self.close_button.setFocus()

    def _on_copy(self) -> None:
        data = RichMime(self.text.toPlainText(), self._markdown)
        QGuiApplication.clipboard().setMimeData(data)


def is_worth_telling(arrived: Arrived) -> bool:
    """Whether there is more to tell than how many scenes came in."""
    told = (arrived.losses, arrived.suggestions, arrived.notes, arrived.pictures, arrived.returned)
    return any(told)


def headline(arrived: Arrived) -> str:
    """Return one line on what came in."""
    if arrived.returned and not arrived.scenes:
        names = ", ".join(arrived.returned)
        return _tr("{names} came back: only what was changed in it came in.").format(names=names)
    scenes = counted(len(arrived.scenes), _tr("1 scene"), _tr("{n} scenes"))
    return _tr("{scenes} came in, {words}.").format(scenes=scenes, words=words(arrived.words))


def summary(arrived: Arrived) -> str:
    """Return all of it as Markdown."""
    return "\n\n".join(_parts(arrived))


def _parts(arrived: Arrived) -> Iterator[str]:
    if arrived.suggestions or arrived.notes:
        yield _tr("#### To decide, as changes of a third party")
        yield "\n".join(f"- {line}" for line in _people(arrived))
    if arrived.pictures:
        kept = counted(arrived.pictures, _tr("1 picture is"), _tr("{n} pictures are"))
        yield _tr("{pictures} kept in the project.").format(pictures=kept)
    if arrived.losses:
        yield _tr("#### Not kept, or to look at")
        yield "\n".join(
            f"- {_plain(f'{file}: {sentence}' if file else sentence)}"
            for file, sentence in arrived.losses
        )
    else:
        yield _tr("Nothing was lost.")
    if arrived.scenes:
        yield _tr("The origin of all text that came in is unknown to Cocreate, and is counted so.")


def _people(arrived: Arrived) -> Iterator[str]:
    for name in dict.fromkeys((*arrived.suggestions, *arrived.notes)):
        parts = []
        if count := arrived.suggestions.get(name, 0):
            parts.append(counted(count, _tr("1 suggestion"), _tr("{n} suggestions")))
        if count := arrived.notes.get(name, 0):
            parts.append(counted(count, _tr("1 margin note"), _tr("{n} margin notes")))
        yield f"{_plain(name)}: {', '.join(parts)}"


def _plain(text: str) -> str:
    """Return words of a file so that Markdown shows them as they are."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#+-!|~" else sign for sign in text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Arrival", text)
