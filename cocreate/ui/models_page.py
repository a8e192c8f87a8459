"""Settings of models: which one agents use, what is at hand, how to connect more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from cocreate.base.errors import CocreateError
from cocreate.base.settings import Settings
from cocreate.ui.panel_parts import GRID, ChoiceBox, button, column, label, row
from cocreate.ui.prompts import FileQuestion, Prompts, Question
from cocreate.ui.service_form import ServiceForm
from cocreate.workspace.model_book import ModelBook, Service

_NAME = Qt.ItemDataRole.UserRole


class ModelsPage(QWidget):
    """The embedded model, a file from disk, programs on this machine, services."""

    models_changed = Signal()

    def __init__(
        self,
        book: ModelBook,
        prompts: Prompts,
        get: Callable[[], Settings],
        put: Callable[[Settings], None],
    ) -> None:
        super().__init__()
        self._book = book
        self._prompts = prompts
        self._get = get
        self._put = put
        self._is_left = False
        self.default = ChoiceBox()
        self.default.setAccessibleName(self.tr("Model that agents use"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Models at hand"))
        self._state = label("", "caption", wraps=True)
        self.install = button(self.tr("Install the built-in model"), hint=self.tr("About 98 MB"))
        self.install.clicked.connect(self._on_install)
        self._installed = label("", "caption", wraps=True)
        self._trouble = label("", "trouble", wraps=True)
        self._form = ServiceForm()
        self._form.saved.connect(self._on_saved)
        self._form.put_away.connect(self._on_put_away)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._overview())
        self._stack.addWidget(self._form)
        self.setLayout(column(self._stack, self._trouble, margin=2 * GRID))
        self._show()
        self.default.activated.connect(self._on_default_chosen)

    def look_around(self) -> None:
        """Look for programs on this machine that serve models."""
        self._state.setText(self.tr("Looking for Ollama and LM Studio on this machine…"))
        self._book.discover(self._on_discovered)

    def leave(self) -> None:
        """Take no more news: the dialog closes while programs are still being looked for."""
        self._is_left = True

    def installed(self) -> str:
        """Return what is said of installing the embedded model."""
        return self._installed.text()

    def add_service(self) -> None:
        """Open the form of a new service."""
        self._form.begin(None, has_keyring=self._book.has_keyring())
        self._stack.setCurrentWidget(self._form)

    def _overview(self) -> QWidget:
        look = button(self.tr("Look again"), hint=self.tr("For Ollama and LM Studio"))
        look.clicked.connect(self.look_around)
        file = button(self.tr("Model file…"), hint=self.tr("A .gguf file from disk"))
        file.clicked.connect(self._on_file)
        add = button(self.tr("Add a service…"))
        add.clicked.connect(self.add_service)
        self._change = button(self.tr("Change…"))
        self._change.clicked.connect(self._on_change)
        self._remove = button(self.tr("Remove"))
        self._remove.clicked.connect(self._on_remove)
        self.list.currentItemChanged.connect(self._on_current_changed)
        lead = label(self.tr("Agents with the model “default” use this one"), "caption", wraps=True)
        installing = row(self.install, self._installed)
        installing.setStretch(1, 1)
        page = QWidget()
        page.setLayout(
            column(
                lead,
                self.default,
                label(self.tr("At hand"), "caption"),
                self.list,
                installing,
                self._state,
                row(add, file, look, 1, self._change, self._remove),
            )
        )
        return page

    def _show(self) -> None:
        self._show_models()
        self._trouble.setText("\n".join(self._book.problems()))
        self._trouble.setVisible(bool(self._trouble.text()))
        self._on_current_changed()
        self._show_installing()

    def _show_models(self) -> None:
        services = {service.name for service in self._book.services()}
        chosen = self._get().default_model
        self.default.clear()
        self.list.clear()
        for model in self._book.models():
            where = self.tr("on this machine") if model.is_local else self.tr("service")
            ready = self.tr("ready") if model.is_ready else self._lacks(model.provider)
            size = "" if model.is_larger else self.tr(" · small: checks and simple fixes only")
            item = QListWidgetItem(f"{model.model}\n{model.provider} · {where} · {ready}{size}")
            item.setData(_NAME, model.provider if model.provider in services else "")
            self.list.addItem(item)
            if model.is_ready or model.ref == chosen:
                self.default.addItem(f"{model.model}  ({model.provider})", model.ref)
        if self.default.findData(chosen) < 0:
            self.default.addItem(self.tr("{ref} (not found)").format(ref=chosen), chosen)
        self.default.setCurrentIndex(self.default.findData(chosen))

    def _show_installing(self) -> None:
        if self._book.is_installing:
            self._on_install()
        else:
            self.install.setVisible(self._book.lacks_weights)
            self.install.setEnabled(True)
        self._installed.setVisible(bool(self._installed.text()))

    def _on_install(self) -> None:
        self.install.setEnabled(False)
        self._installed.setText(self.tr("Installing; this may take some minutes. Go on writing."))
        self._installed.show()
        self._book.install_weights(self._on_installed)

    def _on_installed(self, sentence: str) -> None:
        if self._is_left:
            return
        self._installed.setText(sentence)
        self._show()
        self.models_changed.emit()

    def _lacks(self, provider: str) -> str:
        if provider == "built-in":
            return self.tr("not installed")
        return self.tr("file missing") if provider == "gguf" else self.tr("needs a key")

    def _on_discovered(self) -> None:
        if self._is_left:
            return
        found = [
            model.ref
            for model in self._book.models()
            if model.is_local and model.provider not in ("built-in", "gguf")
        ]
        self._state.setText(
            self.tr("Found {n} on this machine.").format(n=len(found))
            if found
            else self.tr("No Ollama or LM Studio runs on this machine now.")
        )
        self._show_models()
        self.models_changed.emit()

    def _on_default_chosen(self) -> None:
        ref = self.default.currentData()
        if isinstance(ref, str):
            self._put(replace(self._get(), default_model=ref))
            self.models_changed.emit()

    def _on_current_changed(self) -> None:
        has_service = bool(self._current_name())
        self._change.setEnabled(has_service)
        self._remove.setEnabled(has_service)

    def _current_name(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_NAME)) if self.list.currentRow() >= 0 else ""

    def _on_file(self) -> None:
        question = FileQuestion(
            self.tr("Choose a model file"), Path.home(), (self.tr("Model files (*.gguf)"),)
        )
        chosen = self._prompts.choose_files(question)
        if chosen:
            path = chosen[0]
            ref = f"gguf/{path.stem}"
            self._put(replace(self._get(), gguf_path=str(path), default_model=ref))
            self._book.apply()
            self._show()
            self.models_changed.emit()

    def _on_change(self) -> None:
        name = self._current_name()
        service = next((item for item in self._book.services() if item.name == name), None)
        if service is not None:
            self._form.begin(service, has_keyring=self._book.has_keyring())
            self._stack.setCurrentWidget(self._form)

    def _on_remove(self) -> None:
        name = self._current_name()
        question = Question(
            self.tr("Remove the service?"),
            self.tr("“{name}” and its key will be removed from this machine.").format(name=name),
            yes=self.tr("Remove"),
            is_risky=True,
        )
        if name and self._prompts.ask(question):
            self._book.remove_service(name)
            self._show()
            self.models_changed.emit()

    def _on_saved(self, service: Service, key: str) -> None:
        try:
            self._book.put_service(service, key)
        except CocreateError as error:
            self._trouble.setText(error.sentence)
            self._trouble.show()
            return
        if self._get().default_model.startswith("built-in/"):
            ref = f"{service.name}/{service.models[0]}"
            self._put(replace(self._get(), default_model=ref))
        self._on_put_away()
        self.models_changed.emit()

    def _on_put_away(self) -> None:
        self._stack.setCurrentIndex(0)
        self._show()
