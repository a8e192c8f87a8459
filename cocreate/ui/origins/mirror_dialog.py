"""The dialog about the folder of Markdown files: where it is, what was changed there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from cocreate.base.errors import CocreateError
from cocreate.ui.origins.places_panel import PlacesPanel
from cocreate.ui.origins.side_by_side import SideBySide
from cocreate.ui.panel_parts import GRID, button, column, give_size, label, row
from cocreate.ui.prompts import FileQuestion, Prompts
from cocreate.ui.spoken import counted
from cocreate.ui.theme import Theme
from cocreate.workspace.mirror import Mirror
from cocreate.workspace.mirror_folder import OutsideChange
from cocreate.workspace.mirror_places import Prefer


class MirrorDialog(QDialog):
    """Chooses the folder, shows each changed file beside the scene, takes it in."""

    def __init__(
        self, mirror: Mirror, prompts: Prompts, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Mirror to a folder"))
        self._mirror = mirror
        self._prompts = prompts
        self._found: tuple[OutsideChange, ...] = ()
        self._place = label("", wraps=True)
        self._choose = button(self.tr("&Choose folder…"))
        self._stop = button(self.tr("&Stop mirroring"))
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Files changed elsewhere"))
        self._list.setFixedWidth(220)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lead = label("", wraps=True)
        self._lead.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sides = SideBySide(self.tr("In the project"), self.tr("In the file"), theme)
        self.places = PlacesPanel(theme)
        self._trouble = label("", "trouble", wraps=True)
        self._trouble.hide()
        self._take = button(self.tr("Take &in"), "primary")
        self._ours = button(self.tr("&All mine"), hint=self.tr("Answers every place"))
        self._theirs = button(self.tr("All th&eirs"), hint=self.tr("Answers every place"))
        self._close = button(self.tr("C&lose"))
        self._lay_out()
        self._choose.clicked.connect(self.choose_folder)
        self._stop.clicked.connect(self._on_stop_clicked)
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._take.clicked.connect(self._on_take_clicked)
        self._ours.clicked.connect(self._on_ours_clicked)
        self._theirs.clicked.connect(self._on_theirs_clicked)
        self._close.clicked.connect(self.accept)
        self.places.answered.connect(self._show_buttons)
        self.refresh()
        give_size(self, 940, 640)
        if self.places.answers:
            self.places.begin()

    @property
    def current(self) -> OutsideChange | None:
        """The change that is shown, or None."""
        at = self._list.currentRow()
        return self._found[at] if 0 <= at < len(self._found) else None

    def refresh(self) -> None:
        """Look at the folder and list anew what was changed there."""
        try:
            self._found = self._mirror.look()
        except CocreateError as error:
            self._say(error.sentence)
        at = max(0, self._list.currentRow())
        self._list.clear()
        for change in self._found:
            self._list.addItem(change.path.name)
        self._list.setCurrentRow(min(at, len(self._found) - 1))
        self._show()

    def choose_folder(self) -> None:
        """Ask for the folder and begin mirroring to it."""
        begin = self._mirror.folder or Path.home()
        folder = self._prompts.choose_folder(FileQuestion(self.tr("Mirror to a folder"), begin))
        if folder is not None:
            self._do(lambda: self._mirror.start(folder))

    def take_in(self) -> None:
        """Take the file that is shown in, as far as it is decided."""
        change = self.current
        if change is not None:
            answers = self.places.answers
            self._do(lambda: self._mirror.take_in(change, answers))

    def _do(self, act: Callable[[], object]) -> None:
        self._trouble.hide()
        try:
            act()
        except CocreateError as error:
            self._say(error.sentence)
        self.refresh()

    def _say(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.show()

    def _show(self) -> None:
        folder, change = self._mirror.folder, self.current
        self._place.setText(
            self.tr("Mirrored to {folder}").format(folder=folder)
            if folder is not None
            else self.tr("Each scene can be kept as a Markdown file in a folder of your choice.")
        )
        self._stop.setEnabled(folder is not None)
        self._lead.setText(self._sentence(change))
        self.places.show_change(change)
        for part in (self._list, self._sides):
            part.setVisible(change is not None)
        if change is not None:
            self._sides.show_words(change.ours, change.theirs)
        self._show_buttons()

    def _show_buttons(self) -> None:
        change = self.current
        total, left = len(self.places.answers), self.places.undecided
        has_more = change is not None and (not total or bool(change.merged.edits))
        self._take.setEnabled(has_more or left < total)
        for each in (self._ours, self._theirs):
            each.setVisible(total > 0)
        self._decided.setVisible(total > 0)
        if total:
            self._decided.setText(
                self.tr("{n} of {places} decided").format(
                    n=total - left, places=counted(total, self.tr("1 place"), self.tr("{n} places"))
                )
            )

    def _sentence(self, change: OutsideChange | None) -> str:
        if change is None:
            return self.tr("No file was changed elsewhere.")
        if change.is_new:
            return self.tr("This file is new. Taken in, it becomes a scene of unknown origin.")
        if len(change.conflicts) == 1:
            return self.tr(
                "One place was changed on both sides: choose whose words stand there. All other "
                "changes come in together with it."
            )
        if change.conflicts:
            return self.tr(
                "{n} places were changed on both sides: choose for each whose words stand there. "
                "All other changes come in together with them."
            ).format(n=len(change.conflicts))
        return self.tr(
            "Words that stand as they stood keep their origins; new ones are shown as unknown."
        )

    def _on_row_changed(self, _row: int) -> None:
        self._show()

    def _on_stop_clicked(self) -> None:
        self._do(self._mirror.stop)

    def _on_take_clicked(self) -> None:
        self.take_in()

    def _on_ours_clicked(self) -> None:
        self.places.answer_all(Prefer.OURS)

    def _on_theirs_clicked(self) -> None:
        self.places.answer_all(Prefer.THEIRS)

    def _lay_out(self) -> None:
        head = row(self._place, self._choose, self._stop)
        head.setStretch(0, 1)
        right = column(self._lead, self._sides, self.places, gap=2 * GRID)
        right.setStretch(1, 1)
        middle = row(self._list, right, gap=2 * GRID)
        middle.setStretch(1, 1)
        self._decided = label("", "caption")
        buttons = row(self._decided, 1, self._close, self._ours, self._theirs, self._take)
        body = column(head, middle, self._trouble, buttons, margin=2 * GRID, gap=2 * GRID)
        body.setStretch(1, 1)
        self.setLayout(body)
