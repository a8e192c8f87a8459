from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.store.user_files import NoKeyStoreError, UserFiles
from cocreate.workspace.signing import PASSPHRASE, SERVICE, KeyPlace, key_place

NAME = "cocreate/project-1"


class Keyring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service_name: str, username: str) -> str | None:
        return self.kept.get((service_name, username))

    def set_password(self, service_name: str, username: str, password: str) -> None:
        self.kept[service_name, username] = password

    def delete_password(self, service_name: str, username: str) -> None:
        del self.kept[service_name, username]


class Forgetful(Keyring):
    """A keyring that takes everything and keeps nothing."""

    def set_password(self, service_name: str, username: str, password: str) -> None:
        pass


class Missing(Keyring):
    """No keyring at all."""

    def get_password(self, service_name: str, username: str) -> str | None:
        raise NoKeyStoreError("none")


def test_a_key_is_made_once_and_kept_in_the_keyring(tmp_path: Path):
    keyring = Keyring()
    place = KeyPlace(keyring, tmp_path, "unused")
    assert place.find(NAME) is None
    key = place.find_or_make(NAME)
    assert key is not None
    assert list(keyring.kept) == [(SERVICE, NAME)]
    for again in (place.find_or_make(NAME), place.find(NAME)):
        assert again is not None
        assert again.verifier == key.verifier
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("keyring", [Forgetful(), Missing()])
def test_without_a_keyring_the_key_is_locked_into_a_file(tmp_path: Path, keyring: Keyring):
    place = KeyPlace(keyring, tmp_path / "keys", "open sesame")
    key = place.find_or_make(NAME)
    assert key is not None
    path = place.path_of(NAME)
    assert "ENCRYPTED PRIVATE KEY" in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    for again in (place.find_or_make(NAME), place.find(NAME)):
        assert again is not None
        assert again.verifier == key.verifier


def test_a_key_in_a_file_is_used_though_a_keyring_came_later(tmp_path: Path):
    first = KeyPlace(Missing(), tmp_path, "open sesame").find_or_make(NAME)
    second = KeyPlace(Keyring(), tmp_path, "open sesame").find_or_make(NAME)
    assert first is not None
    assert second is not None
    assert first.verifier == second.verifier


def test_without_keyring_and_passphrase_there_is_no_key(tmp_path: Path):
    place = KeyPlace(Missing(), tmp_path)
    assert place.find_or_make(NAME) is None
    assert place.find(NAME) is None
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_cannot_be_opened_is_never_replaced(tmp_path: Path):
    KeyPlace(Missing(), tmp_path, "right").find_or_make(NAME)
    path = KeyPlace(Missing(), tmp_path).path_of(NAME)
    before = path.read_bytes()
    wrong = KeyPlace(Missing(), tmp_path, "wrong")
    assert wrong.find_or_make(NAME) is None
    assert wrong.find(NAME) is None
    assert path.read_bytes() == before
    keyring = Keyring()
    keyring.kept[SERVICE, NAME] = "nonsense"
    assert KeyPlace(keyring, tmp_path / "other", "right").find_or_make(NAME) is None
    assert keyring.kept == {(SERVICE, NAME): "nonsense"}


def test_a_file_that_cannot_be_written_leaves_the_history_unsigned(tmp_path: Path):
    (tmp_path / "keys").write_text("a file, not a folder")
    assert KeyPlace(Missing(), tmp_path / "keys", "open sesame").find_or_make(NAME) is None


def test_the_place_is_the_writers_own_folder(tmp_path: Path):
    keyring = Keyring()
    place = key_place(UserFiles(tmp_path, {PASSPHRASE: "open sesame"}, keyring))
    assert place == KeyPlace(keyring, tmp_path / "keys", "open sesame")
