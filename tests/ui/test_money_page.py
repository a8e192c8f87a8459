"""Settings of money."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocreate.providers.access import ModelAccess
from cocreate.ui.money_page import MoneyPage, micros_of
from cocreate.workspace.model_book import ModelBook, Service


@pytest.fixture
def page(preferences, spawner, clock, qtbot):
    files = preferences.user_files
    access = ModelAccess()

    def refresh() -> None:
        access.update(files.providers().entries, None, files.prices().prices)

    book = ModelBook(files, access, spawner, clock, refresh)
    book.put_service(Service("router", "openai", "https://example.org/v1", ("big",)))
    made = MoneyPage(book, preferences.get, preferences.set)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("text", "micros"), [("", None), (" 2,50 ", 2_500_000), ("0.000001", 1), ("0", 0)]
)
def test_amounts_are_whole_micro_units(text, micros):
    assert micros_of(text) == micros


@pytest.mark.parametrize("text", ["much", "-1", "NaN", "Infinity"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=text):
        micros_of(text)


def test_budgets_work_at_once(page, preferences):
    page.session.setText("1.50")
    page.project.setText("20")
    page.currency.setCurrentText("EUR")
    page.project.editingFinished.emit()
    now = preferences.settings
    assert (now.budget_session_micros, now.budget_project_micros) == (1_500_000, 20_000_000)
    assert now.budget_currency == "EUR"


def test_a_wrong_budget_changes_nothing(page, preferences):
    page.session.setText("much")
    page.session.editingFinished.emit()
    assert preferences.settings.budget_session_micros is None
    assert "amount" in page._trouble.text()


def test_budgets_are_shown_as_they_were_set(preferences, spawner, clock, qtbot):
    preferences.set(replace(preferences.settings, budget_session_micros=2_500_000))
    book = ModelBook(preferences.user_files, ModelAccess(), spawner, clock, lambda: None)
    page = MoneyPage(book, preferences.get, preferences.set)
    qtbot.addWidget(page)
    assert page.session.text() == "2.5"


def test_an_own_price_is_set_and_listed(page):
    assert page.model.itemText(0) == "router/big"
    page.input.setText("0.15")
    page.output.setText("0.60")
    page._on_price()
    assert page._trouble.text() == ""
    assert "router/big: 0.15 read, 0.60 written, USD" in page.prices.item(0).text()


def test_a_price_that_is_none_is_told(page):
    page.input.setText("cheap")
    page._on_price()
    assert "number" in page._trouble.text()
