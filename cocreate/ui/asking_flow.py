"""Putting a question to an agent: consent first where it is needed, troubles in one sentence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from cocreate.base.errors import CocreateError
from cocreate.ui.consent_dialog import consent_question
from cocreate.ui.prompts import Prompts
from cocreate.workspace.asking import NeedsConsentError, NeedsModelError
from cocreate.workspace.runs import Runs


class AskingFlow(QObject):
    """Asks, and asks the writer first where text would leave the machine."""

    run_started = Signal(str)
    model_missed = Signal(str)
    trouble_met = Signal(str)

    def __init__(self, runs: Runs, prompts: Prompts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._prompts = prompts

    def put(self, ask: Callable[[], str]) -> None:
        """Call `ask`; where consent is needed, get it and call once more."""
        try:
            try:
                run = ask()
            except NeedsConsentError as needed:
                if not self._prompts.ask(consent_question(needed.request)):
                    self.trouble_met.emit(self.tr("Nothing was sent."))
                    return
                self._runs.give_consent(needed.request)
                run = ask()
        except NeedsModelError as error:
            self.model_missed.emit(error.sentence)
        except CocreateError as error:
            self.trouble_met.emit(error.sentence)
        else:
            self.run_started.emit(run)
