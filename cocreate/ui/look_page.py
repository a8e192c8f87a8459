"""Settings of the writer and of how the page looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from cocreate.base.settings import Appearance, Face, Settings
from cocreate.ui.panel_parts import GRID, ChoiceBox, column, inset, label


class LookPage(QWidget):
    """Every field works at once; nothing needs to be confirmed."""

    def __init__(self, get: Callable[[], Settings], put: Callable[[Settings], None]) -> None:
        super().__init__()
        self._get = get
        self._put = put
        now = get()
        self.writer = QLineEdit(now.writer)
        self.writer.setPlaceholderText(self.tr("As it shall stand in reports"))
        self.appearance = self._combo(
            {
                Appearance.SYSTEM: self.tr("As the system"),
                Appearance.LIGHT: self.tr("Light"),
                Appearance.DARK: self.tr("Dark"),
            },
            now.appearance,
        )
        self.face = self._combo(
            {
                Face.SERIF: self.tr("Serif"),
                Face.SANS: self.tr("Sans serif"),
                Face.MONO: self.tr("Typewriter"),
            },
            now.face,
        )
        self.points = _spin(8, 40, now.font_points, self.tr(" pt"))
        self.measure = _spin(40, 120, now.measure_characters, self.tr(" characters"))
        self.spacing = QDoubleSpinBox()
        self.spacing.setRange(1.0, 2.5)
        self.spacing.setSingleStep(0.05)
        self.spacing.setDecimals(2)
        self.spacing.setValue(now.line_spacing)
        inset(self.spacing)
        self.gutter = QCheckBox(self.tr("A slim bar beside the lines"))
        self.gutter.setChecked(now.shows_gutter)
        self.tint = QCheckBox(self.tr("A tint of the text itself"))
        self.tint.setChecked(now.shows_tint)
        self.dialect = self._combo(
            {
                "american": self.tr("American English"),
                "british": self.tr("British English"),
                "canadian": self.tr("Canadian English"),
                "australian": self.tr("Australian English"),
                "indian": self.tr("Indian English"),
            },
            now.dialect,
        )
        self.idle = _spin(30, 600, now.idle_limit_s, self.tr(" s"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(3 * GRID)
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Your name"), self.writer)
        form.addRow(self.tr("Appearance"), self.appearance)
        form.addRow(self.tr("Letters"), self.face)
        form.addRow(self.tr("Size"), self.points)
        form.addRow(self.tr("Width of a line"), self.measure)
        form.addRow(self.tr("Line spacing"), self.spacing)
        form.addRow(self.tr("Who wrote what"), self.gutter)
        form.addRow("", self.tint)
        form.addRow(self.tr("Copy editor knows"), self.dialect)
        form.addRow(self.tr("A pause counts up to"), self.idle)
        hint = label(
            self.tr("A longer pause between two actions is not counted as active time."), "caption"
        )
        form.addRow("", hint)
        self.setLayout(column(form, 1, margin=2 * GRID))

    def _connect(self) -> None:
        self.writer.editingFinished.connect(self._on_changed)
        for box in (self.appearance, self.face, self.dialect):
            box.currentIndexChanged.connect(self._on_changed)
        for spin in (self.points, self.measure, self.idle):
            spin.valueChanged.connect(self._on_changed)
        self.spacing.valueChanged.connect(self._on_changed)
        self.gutter.toggled.connect(self._on_changed)
        self.tint.toggled.connect(self._on_changed)

    def _on_changed(self) -> None:
        self._put(
            replace(
                self._get(),
                writer=self.writer.text().strip(),
                appearance=Appearance(self.appearance.currentData()),
                face=Face(self.face.currentData()),
                font_points=self.points.value(),
                measure_characters=self.measure.value(),
                line_spacing=round(self.spacing.value(), 2),
                shows_gutter=self.gutter.isChecked(),
                shows_tint=self.tint.isChecked(),
                dialect=str(self.dialect.currentData()),
                idle_limit_s=self.idle.value(),
            )
        )

    def _combo(self, names: dict[str, str], current: str) -> QComboBox:
        box = ChoiceBox()
        for value, name in names.items():
            box.addItem(name, str(value))
        box.setCurrentIndex(max(0, box.findData(str(current))))
        return box


def _spin(low: int, high: int, value: int, suffix: str) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(low, high)
    spin.setValue(value)
    spin.setSuffix(suffix)
    inset(spin)
    return spin
