"""The form of one model service: its name, dialect, address, models and key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from cocreate.ui.panel_parts import GRID, ChoiceBox, button, column, label, row
from cocreate.workspace.model_book import Service

# What many writers will want, so that they need not look addresses up.
KNOWN: tuple[tuple[str, str, str, str], ...] = (
    ("openai", "openai", "https://api.openai.com/v1", "OpenAI"),
    ("anthropic", "anthropic", "https://api.anthropic.com", "Anthropic"),
    ("openrouter", "openai", "https://openrouter.ai/api/v1", "OpenRouter"),
    (
        "dashscope",
        "openai",
        "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
        "Qwen (DashScope)",
    ),
    ("vllm", "openai", "http://127.0.0.1:8000/v1", "vLLM on this machine"),
    ("", "openai", "", "Another one"),
)


class ServiceForm(QWidget):
    """Filled in, then saved; the key is written once and never shown again."""

    saved = Signal(object, str)
    put_away = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.known = ChoiceBox()
        for *_, title in KNOWN:
            self.known.addItem(title)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("letters, digits, - or _"))
        self.kind = ChoiceBox()
        self.kind.addItem(self.tr("chat completions (OpenAI and most others)"), "openai")
        self.kind.addItem(self.tr("messages (Anthropic)"), "anthropic")
        self.url = QLineEdit()
        self.url.setPlaceholderText("https://…/v1")
        self.models = QLineEdit()
        self.models.setPlaceholderText(self.tr("names, separated by commas"))
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self._where = label("", "caption")
        save = button(self.tr("Save this service"), "primary")
        save.clicked.connect(self._on_save)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self._on_cancel)
        form = QFormLayout()
        form.setVerticalSpacing(GRID)
        form.addRow(self.tr("Service"), self.known)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Dialect"), self.kind)
        form.addRow(self.tr("Address"), self.url)
        form.addRow(self.tr("Models"), self.models)
        form.addRow(self.tr("Key"), self.key)
        form.addRow("", self._where)
        self.setLayout(column(form, row(save, cancel, 1), 1, gap=12))
        self.known.currentIndexChanged.connect(self._on_known_chosen)

    def begin(self, service: Service | None, *, has_keyring: bool) -> None:
        """Begin with a service to be changed, or with an empty form."""
        self._where.setText(
            self.tr("The key goes to the keyring of this machine, never into a project.")
            if has_keyring
            else self.tr("This machine has no keyring: the key goes to a file only you can read.")
        )
        self.key.clear()
        if service is None:
            self.known.setCurrentIndex(0)
            self._on_known_chosen(0)
            self.models.clear()
            self.key.setPlaceholderText("")
        else:
            self.name.setText(service.name)
            self.kind.setCurrentIndex(max(0, self.kind.findData(service.kind)))
            self.url.setText(service.base_url)
            self.models.setText(", ".join(service.models))
            self.key.setPlaceholderText(
                self.tr("kept as it is") if service.has_key else self.tr("none yet")
            )
        self.name.setFocus()

    def service(self) -> Service:
        """Return what the form says."""
        models = [name.strip() for name in self.models.text().split(",")]
        return Service(
            self.name.text().strip(),
            str(self.kind.currentData()),
            self.url.text().strip(),
            tuple(name for name in models if name),
        )

    def _on_known_chosen(self, at: int) -> None:
        name, kind, url, _ = KNOWN[at]
        self.name.setText(name)
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.url.setText(url)

    def _on_save(self) -> None:
        self.saved.emit(self.service(), self.key.text())

    def _on_cancel(self) -> None:
        self.put_away.emit()
