"""Settings of models."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errors import InputError
from cocreate.providers.access import ModelAccess
from cocreate.ui.models_page import ModelsPage
from cocreate.workspace.model_book import ModelBook, Service, Weights
from tests.fakes.prompts import FakePrompts

SERVICE = Service("router", "openai", "https://example.org/v1", ("big",))


class NearAccess(ModelAccess):
    """Finds nothing on this machine, at once."""

    async def discover(self):
        return self.models()


@pytest.fixture
def prompts():
    return FakePrompts()


@pytest.fixture
def book(preferences, spawner, clock):
    files = preferences.user_files
    access = NearAccess(key_of=lambda entry: files.get_key(entry.name, entry.api_key_env))

    def refresh() -> None:
        access.update(files.providers().entries, None, files.prices().prices)

    return ModelBook(files, access, spawner, clock, refresh)


@pytest.fixture
def page(book, prompts, preferences, qtbot):
    made = ModelsPage(book, prompts, preferences.get, preferences.set)
    qtbot.addWidget(made)
    made.resize(640, 500)
    made.show()
    return made


def _texts(page):
    return [page.list.item(at).text() for at in range(page.list.count())]


def test_the_embedded_model_says_what_it_is_for(page):
    assert "small: checks and simple fixes only" in _texts(page)[0]
    assert not page._change.isEnabled()


def test_a_service_added_becomes_the_model_that_agents_use(page, preferences, qtbot):
    page.add_service()
    page._form.name.setText("router")
    page._form.url.setText("https://example.org/v1")
    page._form.models.setText("big")
    with qtbot.waitSignal(page.models_changed):
        page._form.saved.emit(page._form.service(), "sk-1")
    assert preferences.settings.default_model == "router/big"
    assert page._stack.currentIndex() == 0
    assert any("service · ready" in text for text in _texts(page))


def test_a_field_that_does_not_do_is_told(page):
    page.add_service()
    page._form.saved.emit(Service("x", "openai", "no address", ("a",)), "")
    assert "http" in page._trouble.text()
    assert page._stack.currentIndex() == 1


def test_a_service_can_be_changed_and_removed(page, book, prompts, preferences, qtbot):
    book.put_service(SERVICE)
    page._on_put_away()
    page.list.setCurrentRow(1)
    assert "needs a key" in _texts(page)[1]
    page._change.click()
    assert page._form.name.text() == "router"
    page._on_put_away()
    page.list.setCurrentRow(1)
    prompts.will_answer(False, True)
    page._remove.click()
    assert len(book.services()) == 1
    with qtbot.waitSignal(page.models_changed):
        page._remove.click()
    assert book.services() == []


def test_a_model_file_is_chosen_from_disk(page, prompts, preferences, tmp_path, qtbot):
    prompts.will_answer((), (tmp_path / "mistral.gguf",))
    page._on_file()
    with qtbot.waitSignal(page.models_changed):
        page._on_file()
    assert preferences.settings.default_model == "gguf/mistral"
    assert preferences.settings.gguf_path == str(tmp_path / "mistral.gguf")
    assert "not found" in page.default.currentText()


def test_another_default_is_taken_over_at_once(page, book, preferences, qtbot):
    book.put_service(SERVICE, "sk-1")
    page._on_put_away()
    page.default.setCurrentIndex(page.default.findData("router/big"))
    with qtbot.waitSignal(page.models_changed):
        page.default.activated.emit(page.default.currentIndex())
    assert preferences.settings.default_model == "router/big"


def test_programs_on_this_machine_are_looked_for(page, spawner, qtbot):
    page.look_around()
    assert "Looking" in page._state.text()
    with qtbot.waitSignal(page.models_changed):
        spawner.finish()
    assert "No Ollama" in page._state.text()


def test_a_closed_page_takes_no_more_news(page, spawner, qtbot):
    page.look_around()
    page.leave()
    with qtbot.assertNotEmitted(page.models_changed):
        spawner.finish()


def test_broken_files_are_named(book, prompts, preferences, qtbot):
    preferences.user_files.providers_path.write_text("[providers.x]\nkind = 'smoke'\n")
    page = ModelsPage(book, prompts, preferences.get, preferences.set)
    qtbot.addWidget(page)
    assert "smoke" in page._trouble.text() or "x" in page._trouble.text()


@pytest.fixture
def bare(preferences, spawner, clock):
    """The models of a machine on which the embedded one is not installed."""
    here: list[int] = []

    def install():
        if not here:
            here.append(1)
            raise InputError("Check the network.")
        here.append(2)

    weights = Weights(lambda: Path("weights") if len(here) > 1 else None, install)
    return ModelBook(preferences.user_files, NearAccess(), spawner, clock, lambda: None, weights)


def test_the_embedded_model_is_installed_by_a_button(bare, prompts, preferences, spawner, qtbot):
    page = ModelsPage(bare, prompts, preferences.get, preferences.set)
    qtbot.addWidget(page)
    page.show()
    assert page.install.isVisible()
    page.install.click()
    assert not page.install.isEnabled()
    assert page.installed().startswith("Installing")
    spawner.finish()
    assert page.installed() == "Check the network."
    assert page.install.isEnabled()
    page.install.click()
    again = ModelsPage(bare, prompts, preferences.get, preferences.set)
    qtbot.addWidget(again)
    assert again.installed().startswith("Installing"), "it goes on while the settings are closed"
    assert not again.install.isEnabled()
    with qtbot.waitSignal(again.models_changed):
        spawner.finish()
    assert again.installed() == "The built-in model is installed and ready."
    assert again.install.isHidden()


def test_a_closed_page_is_not_told_of_the_installation(bare, prompts, preferences, spawner, qtbot):
    page = ModelsPage(bare, prompts, preferences.get, preferences.set)
    qtbot.addWidget(page)
    page.install.click()
    page.leave()
    with qtbot.assertNotEmitted(page.models_changed):
        spawner.finish()


def test_what_is_installed_needs_no_button(page):
    assert page.install.isHidden()
