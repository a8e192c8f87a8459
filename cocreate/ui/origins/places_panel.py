"""The places that the writer and somebody else changed, one at a time, and whose words stand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from cocreate.text.merge import Conflict
from cocreate.ui.origins.side_by_side import SideBySide
from cocreate.ui.panel_parts import GRID, button, column, label, row
from cocreate.ui.theme import Theme
from cocreate.workspace.mirror_folder import OutsideChange
from cocreate.workspace.mirror_places import Prefer, wording

_CHOICES = (Prefer.OURS, Prefer.THEIRS, Prefer.BOTH, Prefer.NEITHER)
_AROUND = 90
_HIGHEST = 140


class PlacesPanel(QWidget):
    """Shows both wordings of a place side by side and takes the answer, by mouse or keys."""

    answered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change: OutsideChange | None = None
        self._answers: list[Prefer] = []
        self._at = 0
        self._count = label("", "title")
        self._previous = button(self.tr("&Previous place"))
        self._next = button(self.tr("&Next place"))
        self._sides = SideBySide(
            self.tr("Mine, in the project"), self.tr("Theirs, in the file"), theme, is_change=False
        )
        self._sides.setMaximumHeight(_HIGHEST)
        self._group = QButtonGroup(self)
        titles = (self.tr("&Mine"), self.tr("&Theirs"), self.tr("&Both"), self.tr("Not &yet"))
        for at, title in enumerate(titles):
            self._group.addButton(QRadioButton(title), at)
        self._result = label("", "caption", wraps=True)
        self._lay_out()
        self._previous.clicked.connect(self._on_previous_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._group.idClicked.connect(self._on_chosen)

    @property
    def answers(self) -> tuple[Prefer, ...]:
        """What was answered so far, place by place."""
        return tuple(self._answers)

    @property
    def undecided(self) -> int:
        """How many places wait for an answer."""
        return self._answers.count(Prefer.NEITHER)

    def begin(self) -> None:
        """Let the keys choose."""
        self._group.button(max(0, self._group.checkedId())).setFocus()

    def show_change(self, change: OutsideChange | None) -> None:
        """Show the places of another change; those of the same one keep their answers."""
        conflicts = change.conflicts if change is not None else ()
        known = self._change.conflicts if self._change is not None else ()
        if change is None or conflicts != known or change.path != getattr(self._change, "path", ""):
            self._answers = [Prefer.NEITHER] * len(conflicts)
            self._at = 0
        self._change = change
        self.setVisible(bool(conflicts))
        self._show()

    def answer(self, choice: Prefer) -> None:
        """Answer the place that is shown."""
        if self._answers:
            self._answers[self._at] = choice
            self._show()
            self.answered.emit()

    def answer_all(self, choice: Prefer) -> None:
        """Give one answer to every place."""
        self._answers = [choice] * len(self._answers)
        self._show()
        self.answered.emit()

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) place."""
        if 0 <= self._at + by < len(self._answers):
            self._at += by
            self._show()

    def words(self) -> tuple[str, str]:
        """Return what is shown on either side."""
        return self._sides.words()

    def _show(self) -> None:
        if self._change is None or not self._answers:
            return
        total = len(self._answers)
        conflict, choice = self._change.conflicts[self._at], self._answers[self._at]
        self._count.setText(
            self.tr("Place {n} of {total}").format(n=f"{self._at + 1:,}", total=f"{total:,}")
        )
        self._previous.setEnabled(self._at > 0)
        self._next.setEnabled(self._at < total - 1)
        before, behind = _around(self._change.ours, conflict)
        self._sides.show_words(before + conflict.ours + behind, before + conflict.theirs + behind)
        self._group.button(_CHOICES.index(choice)).setChecked(True)
        if choice is Prefer.NEITHER:
            self._result.setText(self.tr("As long as you have not chosen, both stay as they are."))
        else:
            words = " ".join(f"{before}{wording(conflict, choice)}{behind}".split())
            self._result.setText(self.tr("Then stands: {words}").format(words=words))

    def _on_previous_clicked(self) -> None:
        self.step(-1)

    def _on_next_clicked(self) -> None:
        self.step(1)

    def _on_chosen(self, at: int) -> None:
        self.answer(_CHOICES[at])

    def _lay_out(self) -> None:
        head = row(self._count, 1, self._previous, self._next)
        whose = label(self.tr("Whose words stand here?"))
        choices = row(whose, *self._group.buttons(), 1, gap=2 * GRID)
        body = column(head, self._sides, choices, self._result)
        self.setLayout(body)
        self._result.setMinimumHeight(2 * self._result.fontMetrics().lineSpacing())


def _around(text: str, conflict: Conflict) -> tuple[str, str]:
    """Return some words of its lines in front of a place and behind it."""
    line = text.rfind("\n", 0, conflict.start) + 1
    end = text.find("\n", conflict.end)
    before = text[line : conflict.start]
    behind = text[conflict.end : end if end >= 0 else len(text)]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:].partition(" ")[2]
    if len(behind) > _AROUND:
        behind = behind[:_AROUND].rpartition(" ")[0] + "…"
    return before, behind
