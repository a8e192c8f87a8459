"""Models, services and prices as the writer sets them up."""

from __future__ import annotations

import threading
from decimal import Decimal
from pathlib import Path

import pytest

from cocreate.base.errors import InputError
from cocreate.base.spawn import BackgroundSpawner
from cocreate.providers.access import ModelAccess
from cocreate.store.user_files import NoKeyStoreError, UserFiles
from cocreate.workspace.model_book import ModelBook, Service, Weights
from tests.fakes.spawner import InlineSpawner

SERVICE = Service("router", "openai", "https://example.org/v1/", ("big", "small"))


class NoKeys:
    """A machine without a keyring."""

    def get_password(self, service_name: str, username: str) -> str | None:
        raise NoKeyStoreError

    def set_password(self, service_name: str, username: str, password: str) -> None:
        raise NoKeyStoreError

    def delete_password(self, service_name: str, username: str) -> None:
        raise NoKeyStoreError


@pytest.fixture
def files(home):
    return UserFiles(home, {}, NoKeys())


@pytest.fixture
def spawner():
    made = InlineSpawner()
    yield made
    made.close()


@pytest.fixture
def book(files, spawner, clock):
    access = ModelAccess()

    def refresh() -> None:
        access.update(files.providers().entries, None, files.prices().prices)

    return ModelBook(files, access, spawner, clock, refresh)


def test_a_service_comes_with_its_models_and_keeps_its_key_secret(book, files):
    book.put_service(SERVICE, "sk-secret")
    (service,) = book.services()
    assert service == Service("router", "openai", "https://example.org/v1", ("big", "small"), True)
    assert "router/big" in [model.ref for model in book.models()]
    assert "sk-secret" not in files.providers_path.read_text()
    assert files.get_key("router") == "sk-secret"
    assert not book.has_keyring()


def test_a_changed_service_keeps_its_key(book):
    book.put_service(SERVICE, "sk-secret")
    book.put_service(Service("router", "anthropic", "https://example.org", ("other",)))
    (service,) = book.services()
    assert (service.kind, service.models, service.has_key) == ("anthropic", ("other",), True)


def test_a_service_goes_with_its_key(book, files):
    book.put_service(SERVICE, "sk-secret")
    book.remove_service("router")
    assert book.services() == []
    assert files.get_key("router") is None


@pytest.mark.parametrize(
    "service",
    [
        Service("router", "smoke", "https://x.org", ("a",)),
        Service("router", "openai", "x.org", ("a",)),
        Service("router", "openai", "https://x.org", ()),
        Service("no name", "openai", "https://x.org", ("a",)),
    ],
)
def test_a_field_that_does_not_do_is_named(book, service):
    with pytest.raises(InputError):
        book.put_service(service)
    assert book.services() == []


def test_own_prices_carry_their_date(book):
    book.put_price("router/big", ("0,15", "0.60"), "EUR")
    price = book.prices()["router/big"]
    assert (price.input_per_mtok, price.output_per_mtok) == (Decimal("0.15"), Decimal("0.60"))
    assert (price.currency, price.as_of) == ("EUR", "2026-11-02")
    assert book.price("router/big") == price


@pytest.mark.parametrize(
    ("ref", "amounts"), [("x", ("1", "1")), ("a/b", ("cheap", "1")), ("a/b", ("-1", "1"))]
)
def test_a_price_that_is_none_is_refused(book, ref, amounts):
    with pytest.raises(InputError):
        book.put_price(ref, amounts, "USD")


def test_broken_files_are_named(book, files):
    files.providers_path.write_text("[providers.x]\nkind = 'smoke'\n")
    assert len(book.problems()) == 1


def test_programs_on_this_machine_are_looked_for_in_the_background(files, spawner, clock):
    found = []

    class Access(ModelAccess):
        async def discover(self):
            return self.models()

    book = ModelBook(files, Access(), spawner, clock, lambda: found.append("applied"))
    book.discover(lambda: found.append("done"))
    assert found == []
    spawner.finish()
    book.apply()
    assert found == ["done", "applied"]


def _with_weights(files, spawner, clock, install, find=lambda: None):
    return ModelBook(files, ModelAccess(), spawner, clock, lambda: None, Weights(find, install))


def test_the_embedded_model_is_installed_apart_and_told_in_a_sentence(files, spawner, clock):
    installed = []
    said: list[str] = []
    book = _with_weights(
        files,
        spawner,
        clock,
        lambda: installed.append(threading.current_thread().name),
        lambda: Path("weights") if installed else None,
    )
    assert book.lacks_weights
    book.install_weights(lambda _: said.append("nobody sees this"))
    assert book.is_installing
    book.install_weights(said.append)
    assert len(spawner.runs) == 1
    spawner.finish()
    assert installed == ["cocreate-install"]
    assert said == ["The built-in model is installed and ready."]
    assert not book.is_installing
    assert not book.lacks_weights


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (InputError("Check the network."), "Check the network."),
        (OSError(2, "No such file"), "The built-in model could not be installed: No such file."),
    ],
)
def test_what_keeps_the_embedded_model_away_is_told(files, spawner, clock, trouble, sentence):
    def install():
        raise trouble

    said: list[str] = []
    book = _with_weights(files, spawner, clock, install)
    book.install_weights(said.append)
    spawner.finish()
    assert said == [sentence]
    book.install_weights(said.append)
    spawner.finish()
    assert len(said) == 2


def test_a_program_that_ends_does_not_wait_for_the_installation(files, clock):
    begun, go_on = threading.Event(), threading.Event()

    def install():
        begun.set()
        go_on.wait(30)

    spawner = BackgroundSpawner(lambda bug: None)
    said: list[str] = []
    book = _with_weights(files, spawner, clock, install)
    book.install_weights(said.append)
    assert begun.wait(30)
    spawner.close()
    (worker,) = [one for one in threading.enumerate() if one.name == "cocreate-install"]
    go_on.set()
    worker.join(30)
    assert not worker.is_alive()
    assert said == []
