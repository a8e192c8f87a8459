"""What a project has besides its panels: finding, looking back, dialogs about origins.

Each is made when it is first wanted: the page does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from cocreate.base.settings import Settings
from cocreate.ui.project_view import ProjectView
from cocreate.ui.project_wiring import ProjectWiring
from cocreate.ui.prompts import Prompts
from cocreate.ui.theme import Theme
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.desk import Desk

Do = Callable[[str], None]

FINDING = ("find", "find_replace", "find_next", "find_previous")
ORIGINS = ("declare", "matches", "mirror", "forget", "away")
BACK = ("history", "why", "revive")
OUT = ("disclosures",)
PROOF = ("proof",)
SPELLING = ("next_misspelling", "previous_misspelling", "spelling_menu", "spelling_language")
NAMES = (*FINDING, *ORIGINS, *BACK, *OUT, *PROOF, *SPELLING)

# The dictionary is read when nothing was shown or typed for so long.
_QUIET_MS = 700


class LaterParts(QObject):
    """Makes the parts, hands commands, changes and looks on to them."""

    trouble_met = Signal(str)
    told = Signal(str)

    def __init__(
        self, desk: Desk, prompts: Prompts, view: ProjectView, wiring: ProjectWiring, theme: Theme
    ) -> None:
        super().__init__(view)
        self._desk = desk
        self._prompts = prompts
        self._view = view
        self._wiring = wiring
        self._theme = theme
        self._parts: dict[tuple[str, ...], Do] = {}
        self._looks: list[Callable[[Theme, Settings], None]] = []
        self._refreshes: list[Callable[[Change], None]] = []
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._begin_spelling)

    def begin(self) -> None:
        """Take the dictionary to hand as soon as it is quiet."""
        self._view.editor.text_changed.connect(self._quiet.start)
        self._quiet.start()

    def end(self) -> None:
        """Begin nothing any more: the project is about to go."""
        self._quiet.stop()

    def do(self, name: str) -> None:
        """Carry a command out, one of NAMES."""
        for names, make in (
            (FINDING, self._finding),
            (ORIGINS, self._origins),
            (BACK, self._looking_back),
            (OUT, self._going_out),
            (PROOF, self._proving),
            (SPELLING, self._spelling),
        ):
            if name in names:
                self._part(names, make)(name)

    def _part(self, names: tuple[str, ...], make: Callable[[], Do]) -> Do:
        if names not in self._parts:
            self._parts[names] = make()
        return self._parts[names]

    def _begin_spelling(self) -> None:
        self._view.editor.text_changed.disconnect(self._quiet.start)
        if self._desk.workspace.is_closed:
            return
        self._part(SPELLING, self._spelling)

    def set_look(self, theme: Theme, settings: Settings) -> None:
        """Take another look."""
        self._theme = theme
        for set_look in self._looks:
            set_look(theme, settings)

    def refresh(self, change: Change) -> None:
        """Hand a change on, and say what it brought to be answered."""
        for refresh in self._refreshes:
            refresh(change)
        if change.kind is ChangeKind.MATCHES:
            count = len(self._desk.echoes.open_matches())
            if count:
                sentence = self.tr("Like an agent's words: {n}. See Review, Words like an agent's.")
                self.told.emit(sentence.format(n=count))
        elif change.kind is ChangeKind.MIRROR and self._desk.mirror.found:
            names = ", ".join(found.path.name for found in self._desk.mirror.found)
            sentence = self.tr("Changed elsewhere: {names}. See File, Mirror to a folder.")
            self.trouble_met.emit(sentence.format(names=names))

    def _finding(self) -> Do:
        from cocreate.ui.finding import Finding  # noqa: PLC0415 - not at the start

        finding = Finding(self._desk.workspace, self._view, self._wiring)
        self._refreshes.append(finding.refresh)
        return finding.do

    def _origins(self) -> Do:
        from cocreate.ui.origins.origin_dialogs import (  # noqa: PLC0415 - not at the start
            OriginDialogs,
        )

        dialogs = OriginDialogs(self._desk, self._prompts, lambda: self._theme, self._view)
        dialogs.trouble_met.connect(self.trouble_met)
        dialogs.place_chosen.connect(self._wiring.open_place)
        return dialogs.do

    def _going_out(self) -> Do:
        from cocreate.ui.disclosures.disclosing_flow import (  # noqa: PLC0415 - not at the start
            DisclosingFlow,
        )

        flow = DisclosingFlow(self._desk, self._prompts, self._view)
        flow.told.connect(self.told)
        flow.trouble_met.connect(self.trouble_met)
        flow.event_chosen.connect(self._on_event_chosen)
        return flow.do

    def _proving(self) -> Do:
        from cocreate.ui.export.proof_dialog import ProofDialog  # noqa: PLC0415 - not at the start

        def do(_name: str) -> None:
            workspace = self._desk.workspace
            known = self._desk.preferences
            address = known.settings.time_authority
            dialog = ProofDialog(
                workspace, self._prompts, workspace.path, self._view, authority=address
            )
            dialog.authority_chosen.connect(
                lambda chosen: known.set(replace(known.settings, time_authority=chosen))
            )
            dialog.told.connect(self.told)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        return do

    def _on_event_chosen(self, seq: int, scene: str) -> None:
        if scene:
            self._wiring.open_scene(scene)
        self._part(BACK, self._looking_back)(f"history:{seq}")

    def _looking_back(self) -> Do:
        from cocreate.ui.looking_back import LookingBack  # noqa: PLC0415 - not at the start

        back = LookingBack(self._desk, self._view, self._wiring, self._theme)
        back.trouble_met.connect(self.trouble_met)
        back.told.connect(self.told)
        self._refreshes.append(back.refresh)
        self._looks.append(back.set_look)
        return back.do

    def _spelling(self) -> Do:
        from cocreate.ui.spelling_part import SpellingPart  # noqa: PLC0415 - not at the start

        spelling = SpellingPart(self._desk, self._prompts, self._view, self._wiring)
        spelling.trouble_met.connect(self.trouble_met)
        spelling.told.connect(self.told)
        self._refreshes.append(spelling.refresh)
        spelling.start()
        return spelling.do
