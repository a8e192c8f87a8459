"""Settings of money: budgets, and the writer's own prices where none is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QFormLayout, QLineEdit, QListWidget, QWidget

from cocreate.base.errors import CocreateError
from cocreate.base.settings import Settings
from cocreate.ui.panel_parts import GRID, ChoiceBox, button, column, label, row, rule
from cocreate.workspace.model_book import ModelBook

CURRENCIES = ("USD", "EUR", "GBP", "CNY", "JPY", "CHF", "INR")


def micros_of(text: str) -> int | None:
    """Return a typed amount as micro-units; None for nothing.

    Raises:
        ValueError: not an amount.
    """
    cleaned = text.strip().replace(",", ".")
    if not cleaned:
        return None
    try:
        amount = Decimal(cleaned)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not amount.is_finite() or amount < 0:
        raise ValueError(text)
    return int(amount * 1_000_000)


class MoneyPage(QWidget):
    """Budgets work at once; a price is set with its button."""

    def __init__(
        self, book: ModelBook, get: Callable[[], Settings], put: Callable[[Settings], None]
    ) -> None:
        super().__init__()
        self._book = book
        self._get = get
        self._put = put
        now = get()
        self.currency = ChoiceBox()
        self.currency.addItems(CURRENCIES)
        self.currency.setCurrentText(now.budget_currency)
        self.session = QLineEdit(_shown(now.budget_session_micros))
        self.project = QLineEdit(_shown(now.budget_project_micros))
        for field in (self.session, self.project):
            field.setPlaceholderText(self.tr("no limit"))
            field.editingFinished.connect(self._on_budget_changed)
        self.currency.activated.connect(self._on_budget_changed)
        self.model = ChoiceBox()
        self.model.setEditable(True)
        self.input = QLineEdit()
        self.input.setPlaceholderText(self.tr("read, per million tokens"))
        self.output = QLineEdit()
        self.output.setPlaceholderText(self.tr("written, per million tokens"))
        self._trouble = label("", "trouble", wraps=True)
        self.prices = QListWidget()
        self._lay_out()
        self.update_prices()

    def update_prices(self) -> None:
        """Show the models and the prices in force."""
        self.model.clear()
        self.prices.clear()
        for model in self._book.models():
            if not model.is_local:
                self.model.addItem(model.ref)
        for ref, price in self._book.prices().items():
            self.prices.addItem(
                self.tr(
                    "{ref}: {i} read, {o} written, {unit} per million tokens, as of {day}"
                ).format(
                    ref=ref,
                    i=price.input_per_mtok,
                    o=price.output_per_mtok,
                    unit=price.currency,
                    day=price.as_of,
                )
            )
        self.prices.setVisible(self.prices.count() > 0)

    def _lay_out(self) -> None:
        budgets = QFormLayout()
        budgets.setVerticalSpacing(GRID)
        budgets.addRow(self.tr("Currency"), self.currency)
        budgets.addRow(self.tr("Budget of a sitting"), self.session)
        budgets.addRow(self.tr("Budget of a project"), self.project)
        own = QFormLayout()
        own.setVerticalSpacing(GRID)
        own.addRow(self.tr("Model"), self.model)
        own.addRow(self.tr("Input"), self.input)
        own.addRow(self.tr("Output"), self.output)
        add = button(self.tr("Set this price"))
        add.clicked.connect(self._on_price)
        self.setLayout(
            column(
                budgets,
                label(
                    self.tr("You are told at 80 %; at 100 % nothing more is sent to a service."),
                    "caption",
                    wraps=True,
                ),
                rule(),
                label(self.tr("Your own prices"), "title"),
                label(
                    self.tr(
                        "Known prices come with the program and carry their date. Yours go first. "
                        "A price that nobody knows stays unknown."
                    ),
                    "caption",
                    wraps=True,
                ),
                own,
                row(add, 1),
                self._trouble,
                self.prices,
                1,
                margin=2 * GRID,
                gap=12,
            )
        )

    def _on_budget_changed(self) -> None:
        try:
            session, project = micros_of(self.session.text()), micros_of(self.project.text())
        except ValueError:
            self._trouble.setText(self.tr("A budget is an amount, such as 2.50, or empty."))
            return
        self._trouble.clear()
        self._put(
            replace(
                self._get(),
                budget_session_micros=session,
                budget_project_micros=project,
                budget_currency=self.currency.currentText(),
            )
        )

    def _on_price(self) -> None:
        try:
            self._book.put_price(
                self.model.currentText().strip(),
                (self.input.text(), self.output.text()),
                self.currency.currentText(),
            )
        except CocreateError as error:
            self._trouble.setText(error.sentence)
            return
        self._trouble.clear()
        self.update_prices()


def _shown(micros: int | None) -> str:
    if micros is None:
        return ""
    text = f"{Decimal(micros) / 1_000_000:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
