"""The dialog that answers a policy and shows what stands behind each sentence."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from cocreate.base.clock import to_ms
from cocreate.base.errors import CocreateError
from cocreate.reports.disclosure import Disclosure, Said, as_markdown, as_text, disclose
from cocreate.reports.policy import Basis, Policy
from cocreate.reports.wording import day_words
from cocreate.ui.disclosures.question_form import QuestionForm
from cocreate.ui.disclosures.record_reader import RecordReader
from cocreate.ui.panel_parts import GRID, button, column, give_size, label, plain_hint, row
from cocreate.ui.prompts import FileQuestion, Prompts
from cocreate.ui.rich_mime import RichMime
from cocreate.ui.spoken import counted, moment
from cocreate.workspace.disclosing import Disclosing, Evidence
from cocreate.workspace.sessions import EventRow

_SEQ = Qt.ItemDataRole.UserRole
_SCENE = Qt.ItemDataRole.UserRole + 1


class DisclosureDialog(QDialog):
    """Policies at the left, questions in the middle, sentences and their evidence at the right."""

    event_chosen = Signal(int, str)
    saved = Signal(Path)

    def __init__(
        self,
        disclosing: Disclosing,
        prompts: Prompts,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Disclosures"))
        self._disclosing = disclosing
        self._prompts = prompts
        self._folder = folder
        self._policies: tuple[Policy, ...] = disclosing.policies()
        self._reader = RecordReader(disclosing, self)
        self._sentences: list[Said | None] = []
        self.disclosure: Disclosure | None = None
        self.list = _wrapping_list(self.tr("Policies"))
        self.list.addItems([policy.title for policy in self._policies])
        self.form = QuestionForm()
        self.sentences = _wrapping_list(self.tr("What would be said, sentence by sentence"))
        self.evidence = QTreeWidget()
        self.evidence.setAccessibleName(self.tr("The numbers and events behind the sentence"))
        self.evidence.setHeaderHidden(True)
        self.evidence.setColumnCount(1)
        self._about = label("", wraps=True)
        self._check = label("", "caption", wraps=True)
        self._open = label("", "warning", wraps=True)
        self._trouble = label("", "trouble", wraps=True)
        self._trouble.hide()
        self._reading = label(self.tr("Reading the record…"), "caption")
        self._copy = button(self.tr("Copy text"), "primary")
        self._save = button(self.tr("Save as…"))
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_policy_changed)
        self.form.answered.connect(self._on_answered)
        self.sentences.currentRowChanged.connect(self._on_sentence_changed)
        self.evidence.itemActivated.connect(self._on_event_activated)
        if disclosing.problems:
            self._say(" ".join(disclosing.problems))
        self.list.setCurrentRow(0)
        self._reader.done.connect(self._on_read)
        self._reader.failed.connect(self._on_read_failed)
        self._reader.begin()
        give_size(self, 1040, 640)

    def text(self) -> str:
        """Return what would be copied."""
        return as_text(self.disclosure) if self.disclosure else ""

    def copy(self) -> None:
        """Put the whole text on the clipboard."""
        marked = as_markdown(self.disclosure) if self.disclosure else ""
        QGuiApplication.clipboard().setMimeData(RichMime(self.text(), marked))

    def save(self) -> None:
        """Ask for a file and write the text into it."""
        if self.disclosure is None:
            return
        place = self._folder / f"{self.disclosure.policy.id}.txt"
        question = FileQuestion(self.tr("Save the disclosure"), place, (self.tr("Text (*.txt)"),))
        path = self._prompts.choose_target(question)
        if path is None:
            return
        try:
            self._disclosing.write(path, self.text())
        except CocreateError as error:
            self._say(error.sentence)
            return
        self.saved.emit(path)

    def done(self, result: int) -> None:
        """Let go what is under way."""
        self._reader.stop()
        super().done(result)

    def _on_read(self) -> None:
        self._reading.hide()
        self._copy.setEnabled(True)
        self._save.setEnabled(True)
        self._on_policy_changed(self.list.currentRow())

    def _on_read_failed(self, sentence: str) -> None:
        self._reading.hide()
        self._say(sentence)

    def _on_policy_changed(self, at: int) -> None:
        if 0 <= at < len(self._policies):
            self._refresh(self._policies[at])

    def _on_answered(self, question: str, option: str) -> None:
        if self.disclosure is None:
            return
        policy = self.disclosure.policy
        self._disclosing.answers.setdefault(policy.id, {})[question] = option
        self._refresh(policy)

    def _refresh(self, policy: Policy) -> None:
        self._about.setText(policy.summary)
        self._check.setText(
            self.tr("As of {day}. {check} Source: {source}. {basis}").format(
                day=day_words(policy.checked_on),
                check=policy.check,
                source=policy.source,
                basis=policy.basis,
            )
        )
        if self._reader.measures is None:
            return
        answers = self._disclosing.answers.get(policy.id, {})
        try:
            self.disclosure = disclose(policy, self._reader.measures, answers)
        except CocreateError as error:
            self._say(error.sentence)
            return
        self.form.show_answers(self.disclosure)
        self._show_sentences(self.disclosure)
        undecided = len(self.disclosure.open_questions)
        self._open.setText(
            counted(
                undecided,
                self.tr("1 question is yours to decide."),
                self.tr("{n} questions are yours to decide."),
            )
            if undecided
            else ""
        )

    def _show_sentences(self, disclosure: Disclosure) -> None:
        at = max(0, self.sentences.currentRow())
        self.sentences.clear()
        self._sentences = []
        for statement in disclosure.statements:
            self._add_row(None, statement.title)
            for said in statement.sentences:
                rests = self.tr("Recorded") if said.basis is Basis.RECORDED else self.tr("Declared")
                self._add_row(said, f"{rests}: {said.text}")
        self.sentences.setCurrentRow(max(1, min(at, len(self._sentences) - 1)))

    def _add_row(self, said: Said | None, words: str) -> None:
        item = QListWidgetItem(words)
        item.setToolTip(plain_hint(words))  # a hash has no place at which its line could end
        if said is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            font = item.font()
            font.setBold(True)
            item.setFont(font)
            item.setForeground(self.palette().text())
        self._sentences.append(said)
        self.sentences.addItem(item)

    def _on_sentence_changed(self, at: int) -> None:
        self.evidence.clear()
        said = self._sentences[at] if 0 <= at < len(self._sentences) else None
        if said is None or self._reader.measures is None:
            return
        for evidence in self._disclosing.evidence(said.measures, self._reader.measures):
            self.evidence.addTopLevelItem(self._measure_item(evidence))

    def _measure_item(self, evidence: Evidence) -> QTreeWidgetItem:
        measure = evidence.measure
        item = QTreeWidgetItem([f"{measure.title}: {measure.words}"])
        item.setToolTip(0, measure.meaning)
        for event in evidence.events:
            item.addChild(_event_item(event))
        if evidence.hidden:
            more = counted(evidence.hidden, self.tr("1 more event"), self.tr("{n} more events"))
            item.addChild(QTreeWidgetItem([more]))
        return item

    def _on_event_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        seq = item.data(0, _SEQ)
        if isinstance(seq, int):
            self.accept()
            self.event_chosen.emit(seq, item.data(0, _SCENE))

    def _say(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.show()

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidget(self.form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        middle = QWidget()
        questions = column(self._about, self._check, self._reading, self._open, scroll, gap=GRID)
        questions.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        questions.setStretchFactor(scroll, 1)
        middle.setLayout(questions)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setContentsMargins(GRID, 0, 0, 0)
        right.addWidget(self._titled(self.tr("What would be said"), self.sentences))
        right.addWidget(self._titled(self.tr("Behind the chosen sentence"), self.evidence))
        right.setSizes([340, 220])
        both = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self.list, middle, right):
            both.addWidget(widget)
        both.setSizes([190, 410, 440])
        both.setStretchFactor(1, 1)
        both.setStretchFactor(2, 1)
        for each in (self._copy, self._save):
            each.setEnabled(False)  # until the record is read
        self._copy.clicked.connect(self.copy)
        self._save.clicked.connect(self.save)
        close = button(self.tr("Close"))
        close.clicked.connect(self.reject)
        note = label(
            self.tr("Never a verdict on who wrote a text: facts as far as they were observed."),
            "caption",
        )
        buttons = row(note, 1, close, self._save, self._copy)
        whole = column(both, self._trouble, buttons, margin=2 * GRID, gap=2 * GRID)
        whole.setStretchFactor(both, 1)
        self.setLayout(whole)

    @staticmethod
    def _titled(title: str, widget: QWidget) -> QWidget:
        held = QWidget()
        inside = column(label(title, "title"), widget, gap=GRID)
        inside.setContentsMargins(GRID, GRID // 2, 0, GRID // 2)
        held.setLayout(inside)
        return held


def _wrapping_list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _event_item(event: EventRow) -> QTreeWidgetItem:
    at = moment(to_ms(datetime.fromisoformat(event.at)))
    item = QTreeWidgetItem([f"{event.seq} · {at} · {event.summary}"])
    item.setToolTip(0, event.summary)
    item.setData(0, _SEQ, event.seq)
    item.setData(0, _SCENE, event.scene)
    return item
