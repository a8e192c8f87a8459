"""Every question, message and file choice put to the writer, behind one port."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget


@dataclass(frozen=True, slots=True)
class Question:
    """A question with two answers.

    Args:
        title: heading of the dialog.
        sentence: the question itself.
        detail: more to know before answering, or "".
        yes: label of the button that agrees; "" for a plain "Yes".
        no: label of the button that does not; "" for a plain "Cancel".
        is_risky: whether something is lost by agreeing, so that Return does not agree.
    """

    title: str
    sentence: str
    detail: str = ""
    yes: str = ""
    no: str = ""
    is_risky: bool = False


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """A question answered by a line, or (with `is_long`) some lines, of text."""

    title: str
    sentence: str
    initial: str = ""
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A question answered by one of several options."""

    title: str
    sentence: str
    options: tuple[str, ...]
    current: int = 0


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """A question for files.

    Args:
        title: heading of the dialog.
        place: folder to begin in; for a target, the file proposed.
        kinds: kinds of file as Qt writes them, e.g. "Markdown (*.md)".
    """

    title: str
    place: Path
    kinds: Sequence[str] = ()


class Prompts(Protocol):
    """Whoever can ask the writer something."""

    def ask(self, question: Question) -> bool:
        """Return whether the writer agreed."""
        ...

    def ask_text(self, question: TextQuestion) -> str | None:
        """Return what the writer wrote; None if the question was put away."""
        ...

    def choose(self, choice: Choice) -> int | None:
        """Return the index of the option taken; None if the question was put away."""
        ...

    def choose_files(self, question: FileQuestion) -> tuple[Path, ...]:
        """Return the existing files chosen; none if the question was put away."""
        ...

    def choose_folder(self, question: FileQuestion) -> Path | None:
        """Return the folder chosen; None if the question was put away."""
        ...

    def choose_target(self, question: FileQuestion) -> Path | None:
        """Return the file to be written; None if the question was put away."""
        ...

    def tell(self, title: str, sentence: str, detail: str = "") -> None:
        """Tell the writer something that needs no answer."""
        ...


class QtPrompts:
    """Questions as dialogs over a window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parent = parent

    def ask(self, question: Question) -> bool:
        """Return whether the writer agreed."""
        box = self._box(question.title, question.sentence, question.detail)
        yes = box.addButton(question.yes or _tr("Yes"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(question.no or _tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no if question.is_risky else yes)
        box.setEscapeButton(no)
        box.exec()
        agreed = box.clickedButton() is yes
        box.deleteLater()
        return agreed

    def ask_text(self, question: TextQuestion) -> str | None:
        """Return what the writer wrote; None if the question was put away."""
        dialog = self._input(question.title, question.sentence)
        dialog.setInputMode(QInputDialog.InputMode.TextInput)
        dialog.setOption(
            QInputDialog.InputDialogOption.UsePlainTextEditForTextInput, on=question.is_long
        )
        dialog.setTextValue(question.initial)
        answer = dialog.textValue() if _accepted(dialog) else None
        dialog.deleteLater()
        return answer

    def choose(self, choice: Choice) -> int | None:
        """Return the index of the option taken; None if the question was put away."""
        dialog = self._input(choice.title, choice.sentence)
        dialog.setComboBoxItems(list(choice.options))
        dialog.setOption(QInputDialog.InputDialogOption.UseListViewForComboBoxItems)
        dialog.setTextValue(choice.options[choice.current])
        answer = choice.options.index(dialog.textValue()) if _accepted(dialog) else None
        dialog.deleteLater()
        return answer

    def choose_files(self, question: FileQuestion) -> tuple[Path, ...]:
        """Return the existing files chosen; none if the question was put away."""
        dialog = self._files(question)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return _chosen(dialog)

    def choose_folder(self, question: FileQuestion) -> Path | None:
        """Return the folder chosen; None if the question was put away."""
        dialog = self._files(question)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        return next(iter(_chosen(dialog)), None)

    def choose_target(self, question: FileQuestion) -> Path | None:
        """Return the file to be written; None if the question was put away."""
        dialog = self._files(question)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(question.place.suffix.removeprefix("."))
        dialog.selectFile(str(question.place))
        return next(iter(_chosen(dialog)), None)

    def tell(self, title: str, sentence: str, detail: str = "") -> None:
        """Tell the writer something that needs no answer."""
        box = self._box(title, sentence, detail)
        box.setDefaultButton(box.addButton(_tr("Close"), QMessageBox.ButtonRole.AcceptRole))
        box.exec()
        box.deleteLater()

    def _box(self, title: str, sentence: str, detail: str) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setWindowTitle(title)
        # Names of services and words of errors pass through here: never markup.
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(sentence)
        box.setInformativeText(detail)
        return box

    def _input(self, title: str, sentence: str) -> QInputDialog:
        dialog = QInputDialog(self._parent)
        dialog.setWindowTitle(title)
        dialog.setLabelText(sentence)
        return dialog

    def _files(self, question: FileQuestion) -> QFileDialog:
        place = question.place if question.place.is_dir() else question.place.parent
        dialog = QFileDialog(self._parent, question.title, str(place))
        if question.kinds:
            dialog.setNameFilters(list(question.kinds))
        return dialog


def _tr(words: str) -> str:
    return QCoreApplication.translate("Prompts", words)


def _accepted(dialog: QDialog) -> bool:
    return dialog.exec() == QDialog.DialogCode.Accepted


def _chosen(dialog: QFileDialog) -> tuple[Path, ...]:
    files = tuple(Path(name) for name in dialog.selectedFiles()) if _accepted(dialog) else ()
    dialog.deleteLater()
    return files


def typed_path(words: str) -> Path:
    """Return the place that somebody typed; a "~" is their home where there is one."""
    path = Path(words.strip())
    try:
        return path.expanduser()
    except RuntimeError:  # "~nobody", who has no home here
        return path
