"""The row of controls under the paper: play, speed, steps, zoom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from cocreate.ui.history.playback import SPEEDS
from cocreate.ui.panel_parts import GRID, ChoiceBox, button, label, row
from cocreate.workspace.timeline import Unit


class Transport(QWidget):
    """Says what the writer wants of the replay; knows nothing of the past itself."""

    play_toggled = Signal()
    step_chosen = Signal(str, int)
    speed_chosen = Signal(int)
    zoom_chosen = Signal(int)
    all_chosen = Signal()
    folding_changed = Signal(bool)
    aside_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.play = button(self.tr("Play"), "primary", hint=self.tr("Space"))
        self.play.setMinimumWidth(64)
        self.play.clicked.connect(self._on_play)
        self.speed = ChoiceBox()
        self.speed.setAccessibleName(self.tr("Speed of the replay"))
        self.speed.setToolTip(self.tr("Speed of the replay ({slower}, {faster})").format(
            slower="<", faster=">"
        ))  # fmt: skip
        for speed in SPEEDS:
            self.speed.addItem(f"{speed}×", speed)
        self.speed.currentIndexChanged.connect(self._on_speed)
        self.folds = _tool(self.tr("Fold"), self.tr("Fold pauses: idle time takes no room (F)"))
        self.folds.setCheckable(True)
        self.folds.setChecked(True)
        self.folds.toggled.connect(self.folding_changed)
        self.aside = _tool(self.tr("Put aside"), self.tr("Rejected and stale suggestions (Ctrl+F)"))
        self.aside.setCheckable(True)
        self.aside.toggled.connect(self.aside_toggled)
        self._steps: dict[QToolButton, tuple[Unit, int]] = {}
        self._zooms: dict[QToolButton, int] = {}
        layout = row(self.play, self.speed, gap=6)
        layout.addSpacing(GRID)
        for unit, name, keys in (
            (Unit.EDIT, self.tr("Edit"), (",", ".")),
            (Unit.SUGGESTION, self.tr("Suggestion"), ("P", "N")),
            (Unit.SITTING, self.tr("Sitting"), ("[", "]")),
        ):
            self._add_steps(layout, unit, name, keys)
        layout.addStretch(1)
        layout.addWidget(self.folds)
        for sign, steps, hint in (
            ("−", -1, self.tr("See more time")),
            ("+", 1, self.tr("See less time")),
        ):
            zoom = _tool(sign, f"{hint} ({sign})")
            zoom.setAccessibleName(hint)
            zoom.clicked.connect(self._on_zoom)
            self._zooms[zoom] = steps
            layout.addWidget(zoom)
        whole = _tool(self.tr("All"), self.tr("See everything (0)"))
        whole.clicked.connect(self._on_all)
        layout.addWidget(whole)
        layout.addWidget(self.aside)
        layout.setContentsMargins(GRID, 6, GRID, 6)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_playing(self, is_playing: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Name the button by what it does next."""
        self.play.setText(self.tr("Pause") if is_playing else self.tr("Play"))

    def show_speed(self, speed: int) -> None:
        """Show a speed."""
        self.speed.setCurrentIndex(SPEEDS.index(speed))

    def _add_steps(self, layout: object, unit: Unit, name: str, keys: tuple[str, str]) -> None:
        for by, sign, key in ((-1, "‹", keys[0]), (1, "›", keys[1])):
            hint = (
                self.tr("Previous: {what} ({key})") if by < 0 else self.tr("Next: {what} ({key})")
            ).format(what=name, key=key)
            step = _tool(sign, hint)
            step.setAccessibleName(hint)
            step.clicked.connect(self._on_step)
            self._steps[step] = (unit, by)
        back, on = [step for step, (each, _) in self._steps.items() if each is unit]
        caption: QLabel = label(name, "caption")
        group = row(back, caption, on, gap=1)
        if isinstance(layout, type(group)):
            layout.addLayout(group)

    def _on_play(self) -> None:
        self.play_toggled.emit()

    def _on_speed(self, index: int) -> None:
        self.speed_chosen.emit(SPEEDS[index])

    def _on_step(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, QToolButton):
            unit, by = self._steps[chosen]
            self.step_chosen.emit(unit, by)

    def _on_zoom(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, QToolButton):
            self.zoom_chosen.emit(self._zooms[chosen])

    def _on_all(self) -> None:
        self.all_chosen.emit()


def _tool(text: str, hint: str) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setToolTip(hint)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
