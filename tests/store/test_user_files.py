from __future__ import annotations

import json
import os
import stat
from decimal import Decimal
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from cocreate.base.errors import InputError
from cocreate.base.settings import Appearance, Face, Settings
from cocreate.core.usage import Price
from cocreate.store.provider_table import ProviderEntry
from cocreate.store.user_files import NoKeyStoreError, SystemKeyStore, UserFiles, default_home


class MemoryKeys:
    """A keyring in memory."""

    def __init__(self):
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service_name: str, username: str) -> str | None:
        return self.kept.get((service_name, username))

    def set_password(self, service_name: str, username: str, password: str) -> None:
        self.kept[service_name, username] = password

    def delete_password(self, service_name: str, username: str) -> None:
        del self.kept[service_name, username]


class NoKeys:
    """A machine without a keyring."""

    def get_password(self, service_name: str, username: str) -> str | None:
        raise NoKeyStoreError

    def set_password(self, service_name: str, username: str, password: str) -> None:
        raise NoKeyStoreError

    def delete_password(self, service_name: str, username: str) -> None:
        raise NoKeyStoreError


@pytest.fixture
def files(tmp_path: Path):
    return UserFiles(tmp_path, {}, MemoryKeys())


def test_home_is_cocreate_home_or_the_systems_place(tmp_path: Path):
    assert default_home({"COCREATE_HOME": str(tmp_path)}) == tmp_path
    assert default_home({}).name == "Cocreate"
    assert default_home({"COCREATE_HOME": ""}) == default_home({})


def test_everything_lives_under_home(files: UserFiles, tmp_path: Path):
    places = (
        files.settings_path,
        files.providers_path,
        files.prices_path,
        files.agents_folder,
        files.policies_folder,
        files.sample_folder,
        files.log_path,
    )
    assert all(place.is_relative_to(tmp_path) for place in places)
    assert files.home == tmp_path


def test_a_first_start_has_the_defaults_and_nothing_to_tell(files: UserFiles):
    assert files.load_settings() == (Settings(), None)


def test_settings_come_back_as_they_were_saved(files: UserFiles):
    settings = Settings(
        writer="Ané",
        appearance=Appearance.DARK,
        face=Face.SANS,
        line_spacing=2.0,
        shows_tint=True,
        budget_session_micros=5_000_000,
        recent_projects=("/a", "/b"),
    )
    files.save_settings(settings)
    assert files.load_settings() == (settings, None)


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_broken_settings_are_set_aside_and_the_defaults_used(files: UserFiles, content: bytes):
    files.settings_path.write_bytes(content)
    settings, sentence = files.load_settings()
    assert settings == Settings()
    assert sentence is not None
    assert "settings.broken.json" in sentence
    assert (files.home / "settings.broken.json").read_bytes() == content
    assert files.load_settings() == (Settings(), None)


def test_a_value_of_the_wrong_kind_gives_way_to_its_default(files: UserFiles):
    files.settings_path.write_text(
        json.dumps(
            {
                "writer": 3,
                "appearance": "purple",
                "font_points": "big",
                "shows_gutter": 1,
                "line_spacing": 2,
                "measure_characters": 60,
                "recent_projects": [1],
                "budget_project_micros": "much",
            }
        )
    )
    settings, sentence = files.load_settings()
    assert settings == Settings(line_spacing=2.0, measure_characters=60)
    assert sentence is None


def test_settings_of_a_newer_version_stay_in_the_file(files: UserFiles):
    files.settings_path.write_text('{"hologram": true, "writer": "A"}')
    files.save_settings(Settings(writer="B"))
    values = json.loads(files.settings_path.read_text())
    assert (values["hologram"], values["writer"]) == (True, "B")


def test_saving_over_a_broken_file_mends_it(files: UserFiles):
    files.settings_path.write_text("[]")
    files.save_settings(Settings(writer="B"))
    files.settings_path.write_text("{")
    files.save_settings(Settings(writer="C"))
    assert files.load_settings()[0].writer == "C"


def test_services_are_put_replaced_and_removed_with_their_key(files: UserFiles):
    assert files.providers().entries == ()
    entry = ProviderEntry("shop", "openai", "https://example.org/v1", models=("m",))
    files.put_provider(entry)
    files.set_key("shop", "sk-secret")
    assert files.providers().entries == (entry,)
    assert "sk-secret" not in files.providers_path.read_text()
    files.remove_provider("shop")
    assert files.providers().entries == ()
    assert files.get_key("shop") is None


def test_unreadable_tables_are_one_problem_each(files: UserFiles):
    files.providers_path.write_bytes(b"\xff")
    files.prices_path.write_bytes(b"\xff")
    assert "cannot be read" in files.providers().problems[0]
    assert "cannot be read" in files.prices().problems[0]
    with pytest.raises(InputError):
        files.put_provider(ProviderEntry("a", "openai", "http://a"))


def test_the_writers_own_prices_are_kept(files: UserFiles):
    price = Price(Decimal(1), Decimal(2), "EUR", "2026-11-01", source="your price table")
    assert files.prices().prices == {}
    files.put_price("shop/m", price)
    assert files.prices().prices == {"shop/m": price}


def test_the_environment_goes_before_the_keyring(tmp_path: Path):
    files = UserFiles(tmp_path, {"SHOP_KEY": "from environment"}, MemoryKeys())
    files.set_key("shop", "from keyring")
    assert files.get_key("shop", "SHOP_KEY") == "from environment"
    assert files.get_key("shop", "OTHER") == "from keyring"
    assert files.get_key("shop") == "from keyring"


def test_without_a_keyring_keys_are_in_a_file_of_this_user_alone(tmp_path: Path):
    files = UserFiles(tmp_path, {}, NoKeys())
    assert not files.has_keyring()
    files.set_key("shop", "sk-secret")
    files.set_key("other", "sk-2")
    assert files.get_key("shop") == "sk-secret"
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    files.delete_key("shop")
    assert files.get_key("shop") is None
    assert files.get_key("other") == "sk-2"
    files.delete_key("shop")


def test_a_key_that_moves_to_the_keyring_leaves_the_file(tmp_path: Path):
    UserFiles(tmp_path, {}, NoKeys()).set_key("shop", "old")
    files = UserFiles(tmp_path, {}, MemoryKeys())
    assert files.has_keyring()
    assert files.get_key("shop") == "old"
    files.set_key("shop", "new")
    assert files.get_key("shop") == "new"
    assert "old" not in (tmp_path / "keys.json").read_text()
    files.delete_key("shop")
    assert files.get_key("shop") is None


@pytest.mark.parametrize("content", ["{", "[]", '{"shop": 3}'])
def test_a_broken_key_file_holds_no_key(tmp_path: Path, content: str):
    (tmp_path / "keys.json").write_text(content)
    assert UserFiles(tmp_path, {}, NoKeys()).get_key("shop") is None


def test_the_systems_keyring_is_used_by_default(tmp_path: Path):
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    try:
        files = UserFiles(tmp_path)
        assert not files.has_keyring()
        for act in (
            lambda: SystemKeyStore().set_password("cocreate", "shop", "x"),
            lambda: SystemKeyStore().delete_password("cocreate", "shop"),
        ):
            with pytest.raises(NoKeyStoreError):
                act()
    finally:
        keyring.set_keyring(before)
