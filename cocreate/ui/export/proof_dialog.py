"""The dialog that seals the report in a bundle: how much it gives away, what it is about, where."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from cocreate.base.errors import CocreateError
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import SHOWS, Level, gives_away
from cocreate.ui.export.stamp_field import StampField
from cocreate.ui.panel_parts import GRID, button, column, label, row, rule
from cocreate.ui.prompts import FileQuestion, Prompts, Question
from cocreate.workspace.proof_run import ProofRun
from cocreate.workspace.proving import ENDING, Proof, ProofRequest
from cocreate.workspace.stamping import StampError
from cocreate.workspace.workspace import Workspace

LEVELS = tuple(Level)
_INDENT = 20
_POLL_MS = 50


class ProofDialog(QDialog):
    """Chooses a level, the file that is meant and a target; seals and writes."""

    told = Signal(str)
    authority_chosen = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        prompts: Prompts,
        target: Path,
        parent: QWidget | None = None,
        *,
        authority: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Proof bundle"))
        self._workspace = workspace
        self._prompts = prompts
        self._levels = QButtonGroup(self)
        for at, level in enumerate(LEVELS):
            self._levels.addButton(QRadioButton(level_name(level)), at)
        self._shows = label("", wraps=True)
        self._gives_away = label("", wraps=True)
        self._coarse = QCheckBox(self.tr("Leave out the times within a sitting"))
        self._file = QLineEdit()
        self._file.setAccessibleName(self.tr("Exported file that the report is about"))
        self._file.setPlaceholderText(self.tr("An exported manuscript, if there is one"))
        self._target = QLineEdit(str(target.with_suffix(ENDING)))
        self._target.setAccessibleName(self.tr("Target file"))
        self._stamp = StampField(authority)
        self._trouble = label("", "trouble", wraps=True)
        self._trouble.hide()
        self._progress = label(self.tr("Sealing the report…"), "caption")
        self._progress.hide()
        self._run: ProofRun | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._on_tick)
        self._write = button(self.tr("Seal and write"), "primary")
        self._lay_out()
        self._levels.idClicked.connect(self._tell)
        self._coarse.toggled.connect(self._tell)
        self._levels.button(0).setChecked(True)
        self._tell()
        self._levels.button(0).setFocus()
        self.resize(760, 500)

    def choose(self, level: Level, *, is_coarse: bool = False) -> None:
        """Choose a level."""
        self._levels.button(LEVELS.index(level)).setChecked(True)
        self._coarse.setChecked(is_coarse)
        self._tell()

    def set_target(self, path: Path) -> None:
        """Name the file to be written."""
        self._target.setText(str(path))

    def set_file(self, path: Path) -> None:
        """Name the exported file that the report is about."""
        self._file.setText(str(path))

    def write(self) -> None:
        """Begin to seal and write; say why where it cannot be done."""
        told = self._file.text().strip()
        files = (Path(told).expanduser(),) if told else ()
        target = Path(self._target.text()).expanduser()
        authority = self._stamp.address
        try:
            self._stamp.check()
            request = ProofRequest(target, self._given(), files)
            self._run = ProofRun(self._workspace, request, authority=authority)
        except CocreateError as error:
            self._say_trouble(error)
            return
        self.authority_chosen.emit(authority)
        self._trouble.hide()
        self._progress.show()
        self._write.setEnabled(False)
        self._timer.start()

    def reject(self) -> None:
        """Put the dialog away; what is under way is stopped."""
        self._end()
        super().reject()

    def _on_tick(self) -> None:
        if self._run is None:
            return
        try:
            done = self._polled(self._run)
        except CocreateError as error:
            self._say_trouble(error)
            return
        if done is not None:
            self._end()
            self.accept()
            self.told.emit(done_sentence(done))

    def _polled(self, run: ProofRun) -> Proof | None:
        """Return the bundle if it is written; ask first where no time stamp came."""
        try:
            return run.poll()
        except StampError as error:
            self._timer.stop()
            question = Question(
                self.tr("No time stamp"),
                error.sentence,
                self.tr("The report is sealed all the same. Write the bundle without one?"),
                yes=self.tr("Write without"),
            )
            if not self._prompts.ask(question):
                raise
            run.go_on(None)
            self._timer.start()
            return None

    def _say_trouble(self, error: CocreateError) -> None:
        self._end()
        self._trouble.setText(error.sentence)
        self._trouble.show()

    def _end(self) -> None:
        self._timer.stop()
        if self._run is not None:
            self._run.cancel()
            self._run = None
        self._progress.hide()
        self._write.setEnabled(True)

    def _given(self) -> Disclosure:
        level = LEVELS[self._levels.checkedId()]
        return Disclosure(level, is_coarse=level is Level.PROCESS and self._coarse.isChecked())

    def _tell(self) -> None:
        given = self._given()
        self._coarse.setEnabled(given.level is Level.PROCESS)
        self._shows.setText(_tr(SHOWS[given.level]))
        self._gives_away.setText(_tr(gives_away(given.level, is_coarse=given.is_coarse)))

    def _on_browse(self) -> None:
        kind = self.tr("Proof bundles (*{ending})").format(ending=ENDING)
        question = FileQuestion(
            self.tr("Write the bundle to"), Path(self._target.text()).expanduser(), (kind,)
        )
        chosen = self._prompts.choose_target(question)
        if chosen is not None:
            self._target.setText(str(chosen))

    def _on_choose_file(self) -> None:
        place = Path(self._target.text()).expanduser().parent
        question = FileQuestion(
            self.tr("The exported file that is meant"), place, (self.tr("All files (*)"),)
        )
        chosen = self._prompts.choose_files(question)
        if chosen:
            self._file.setText(str(chosen[0]))

    def _lay_out(self) -> None:
        lead = label(
            self.tr(
                "A bundle holds the contribution report under a signature, and a program with "
                "which anybody can check it, without Cocreate and without a network."
            ),
            wraps=True,
        )
        below = row(self._coarse)
        below.setContentsMargins(_INDENT, 0, 0, 0)
        summary, sittings, process, everything = self._levels.buttons()
        side = QWidget()
        side.setFixedWidth(290)
        side.setLayout(
            column(
                label(self.tr("What it holds"), "title"),
                summary,
                sittings,
                process,
                below,
                everything,
                1,
            )
        )
        told = column(
            column(label(self.tr("What it shows"), "title"), self._shows),
            column(label(self.tr("What it gives away"), "title"), self._gives_away),
            1,
            gap=2 * GRID,
        )
        middle = row(side, told, gap=3 * GRID)
        middle.setStretch(1, 1)
        body = column(
            lead,
            rule(),
            middle,
            self._paths(),
            self._trouble,
            self._progress,
            self._buttons(),
            margin=2 * GRID,
            gap=2 * GRID,
        )
        body.setStretch(2, 1)
        self.setLayout(body)

    def _paths(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID)
        rows = (
            (self.tr("About the file"), self._file, self._on_choose_file),
            (self.tr("To"), self._target, self._on_browse),
        )
        for at, (words, field, act) in enumerate(rows):
            name = label(words)
            name.setBuddy(field)
            choose: QPushButton = button(self.tr("Choose…"))
            choose.setAccessibleName(f"{words}: {choose.text()}")
            choose.clicked.connect(act)
            for place, widget in enumerate((name, field, choose)):
                grid.addWidget(widget, at, place)
        stamp = label(self.tr("Time stamp by"))
        stamp.setBuddy(self._stamp.line)
        grid.addWidget(stamp, len(rows), 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._stamp, len(rows), 1, 1, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        self._write.setDefault(True)
        self._write.clicked.connect(self.write)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        return row(1, cancel, self._write)


def level_name(level: Level) -> str:
    """Return what a level is called."""
    return {
        Level.SUMMARY: _tr("Summary"),
        Level.SESSIONS: _tr("Sittings"),
        Level.PROCESS: _tr("Process, without the words"),
        Level.FULL: _tr("Everything"),
    }[level]


def done_sentence(proof: Proof) -> str:
    """Return what is said when a bundle was written."""
    if proof.key is None:
        said = _tr("Written: {name}. It is not signed, because there is no key on this computer.")
        return said.format(name=proof.path.name)
    said = _tr("Written: {name}, signed with the key {key}.")
    return said.format(name=proof.path.name, key=proof.key.fingerprint)


def _tr(words: str) -> str:
    return QCoreApplication.translate("ProofDialog", words)
