"""A policy's questions, each with the suggested answer and what the writer must decide."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from cocreate.reports.disclosure import Answer, Disclosure
from cocreate.ui.panel_parts import GRID, ChoiceBox, clear, column, label


class QuestionForm(QWidget):
    """One box for each question; the answers chosen are told, never kept here for good."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, GRID, 0)
        self._layout.setSpacing(2 * GRID)
        self._boxes: dict[str, _Question] = {}
        self._policy = ""

    @property
    def boxes(self) -> dict[str, QComboBox]:
        """The boxes by the question's id."""
        return {name: question.box for name, question in self._boxes.items()}

    def show_answers(self, disclosure: Disclosure) -> None:
        """Show a policy's questions as they are answered now."""
        if disclosure.policy.id != self._policy:
            self._fill(disclosure)
        for answer in disclosure.answers:
            self._boxes[answer.question.id].show_answer(answer)

    def _fill(self, disclosure: Disclosure) -> None:
        self._policy = disclosure.policy.id
        clear(self._layout)
        self._boxes = {}
        for answer in disclosure.answers:
            name = answer.question.id
            question = _Question(answer)
            question.chosen.connect(lambda option, name=name: self.answered.emit(name, option))
            self._boxes[name] = question
            self._layout.addWidget(question)
        self._layout.addStretch(1)


class _Question(QWidget):
    """A question, a box of its answers, and a line on what the answer rests on."""

    chosen = Signal(str)

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        question = answer.question
        self._options = ["", *(option.id for option in question.options)]
        self._labels = [_tr("Decide…"), *(option.label for option in question.options)]
        self.box = ChoiceBox()
        self.box.addItems(self._labels)
        # Long answers must not make the form wider than its place.
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(12)
        self.box.setAccessibleName(question.text)
        self.box.setAccessibleDescription(question.help)
        self.box.activated.connect(self._on_activated)
        self._note = label("", "caption", wraps=True)
        parts: list[QWidget] = [label(question.text, wraps=True)]
        if question.help:
            parts.append(label(question.help, "caption", wraps=True))
        self.setLayout(column(*parts, self.box, self._note, gap=4))

    def show_answer(self, answer: Answer) -> None:
        """Show what is chosen, and what it rests on."""
        with QSignalBlocker(self.box):
            for at, name in enumerate(self._options):
                is_suggested = bool(name) and name == answer.suggested
                mark = f"  · {_tr('suggested')}" if is_suggested else ""
                self.box.setItemText(at, f"{self._labels[at]}{mark}")
            self.box.setCurrentIndex(self._options.index(answer.chosen))
        self._note.setText(_note(answer))
        self._note.setProperty("part", "warning" if answer.is_open else "caption")
        self._note.style().polish(self._note)

    def _on_activated(self, at: int) -> None:
        self.chosen.emit(self._options[at])


def _note(answer: Answer) -> str:
    if answer.is_open:
        return answer.refusal
    if answer.is_recorded:
        return _tr("Recorded: the ledger says so.")
    if answer.suggested:
        return _tr("Declared: your answer differs from what the record suggests.")
    return _tr("Declared: it rests on your word.")


def _tr(words: str) -> str:
    return QCoreApplication.translate("QuestionForm", words)
