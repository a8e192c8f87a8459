"""The row above the paper: which scene, against what, what can be brought back."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy

from cocreate.ui.panel_parts import GRID, ChoiceBox, OneLine, button, column, label, row, rule

_ADJUST = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class Head(QFrame):
    """Says what the writer wants to see and bring back; the moment stands below it in words."""

    scene_chosen = Signal(object)
    against_chosen = Signal(int)
    mark_chosen = Signal()
    restore_chosen = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scenes = ChoiceBox()
        self.scenes.setAccessibleName(self.tr("Scene looked at"))
        self.scenes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.scenes.setMinimumContentsLength(9)
        self.scenes.setSizeAdjustPolicy(_ADJUST)
        self.scenes.setMaximumWidth(280)
        self.scenes.currentIndexChanged.connect(self._on_scene)
        self.against = ChoiceBox()
        self.against.setAccessibleName(self.tr("Compare with"))
        self.against.setToolTip(self.tr("Compare (C)"))
        for name in (
            self.tr("As it stood"),
            self.tr("Against now"),
            self.tr("Against the marked moment"),
        ):
            self.against.addItem(name)
        self.against.setMinimumContentsLength(11)
        self.against.setSizeAdjustPolicy(_ADJUST)
        self.against.currentIndexChanged.connect(self.against_chosen)
        self.mark = button(
            self.tr("Mark"), hint=self.tr("Remember this moment, to compare another with it (M)")
        )
        self.mark.clicked.connect(self._on_mark)
        self.restore = button(self.tr("Restore this scene"), "primary", hint=self.tr("R"))
        self.restore.clicked.connect(self._on_restore)
        close = button(self.tr("Close"), hint=self.tr("Back to the page (Escape)"))
        close.clicked.connect(self._on_left)
        self._when = label("", "title")
        self._what = OneLine("dim")
        self._whose = label("", "caption")
        self._what.setMinimumWidth(40)
        self._whose.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        choices = row(self.scenes, self.against, self.mark, 1, self.restore, close)
        told = row(self._when, self._what, self._whose, gap=12)
        told.setStretch(1, 1)
        choices.setStretch(0, 3)
        for each in (choices, told):
            each.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        layout = column(choices, told, rule(), gap=10)
        layout.setContentsMargins(0, 12, 0, 0)
        self.setLayout(layout)

    def show_scenes(self, titles: Mapping[str, str], scene: str | None) -> None:
        """Offer these scenes, with one of them chosen; None is the whole manuscript."""
        self.scenes.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.scenes.clear()
        self.scenes.addItem(self.tr("The whole manuscript"), None)
        for each, title in titles.items():
            self.scenes.addItem(title, each)
        self.scenes.setCurrentIndex(max(0, self.scenes.findData(scene)))
        self.scenes.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def show_told(self, when: str, what: str, whose: str) -> None:
        """Say what is seen."""
        self._when.setText(when)
        self._what.say(what)
        self._whose.setText(whose)

    def told(self) -> tuple[str, str, str]:
        """Return what is said."""
        return self._when.text(), self._what.words(), self._whose.text()

    def show_restorable(self, *, can_restore: bool, is_passage: bool) -> None:
        """Offer to bring back the scene, or the passage that is chosen."""
        self.restore.setEnabled(can_restore)
        self.restore.setText(
            self.tr("Restore this passage") if is_passage else self.tr("Restore this scene")
        )

    def _on_scene(self, index: int) -> None:
        self.scene_chosen.emit(self.scenes.itemData(index))

    def _on_mark(self) -> None:
        self.mark_chosen.emit()

    def _on_restore(self) -> None:
        self.restore_chosen.emit()

    def _on_left(self) -> None:
        self.left.emit()
