"""Where the key of a project's checkpoints is kept: in the keyring, else locked in a file.

The lock of the file is a passphrase that the environment hands in as COCREATE_PASSPHRASE. Without
keyring and passphrase there is no key, and checkpoints stay unsigned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from cocreate.base.errors import InputError
from cocreate.provenance.keys import SigningKey
from cocreate.store.files import read_or_none, write_whole
from cocreate.store.user_files import KeyStore, NoKeyStoreError, UserFiles

SERVICE = "cocreate signing key"
PASSPHRASE = "COCREATE_PASSPHRASE"  # noqa: S105 - the name of a variable


def key_place(files: UserFiles) -> KeyPlace:
    """Return where the keys of this writer on this machine are kept."""
    return KeyPlace(files.keyring, files.home / "keys", files.environ.get(PASSPHRASE, ""))


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where keys may be kept.

    Args:
        keyring: the one of the operating system.
        folder: where locked keys are kept when there is no keyring.
        passphrase: what locks them; "" when nobody gave one.
    """

    keyring: KeyStore
    folder: Path
    passphrase: str = ""

    def find_or_make(self, name: str) -> SigningKey | None:
        """Return the key of that name; None where there is no safe place for one.

        A key that cannot be opened is never replaced: who has it may still need it.
        """
        try:
            return self._in_keyring(name)
        except NoKeyStoreError:
            pass
        except ValueError:
            return None
        if not self.passphrase:
            return None
        try:
            return self._in_file(name)
        except (ValueError, InputError):
            return None

    def find(self, name: str) -> SigningKey | None:
        """Return the key of that name, if it is kept here and can be opened."""
        try:
            pem = self.keyring.get_password(SERVICE, name)
        except NoKeyStoreError:
            pem = None
        try:
            if pem:
                return SigningKey.from_pem(name, pem)
            locked = read_or_none(self.path_of(name))
            return SigningKey.from_pem(name, locked, self.passphrase) if locked else None
        except (ValueError, InputError):
            return None

    def _in_keyring(self, name: str) -> SigningKey:
        pem = self.keyring.get_password(SERVICE, name)
        if pem:
            return SigningKey.from_pem(name, pem)
        if self.path_of(name).exists():
            raise NoKeyStoreError("the key was put into a file before")
        key = SigningKey.new(name)
        self.keyring.set_password(SERVICE, name, key.pem())
        if self.keyring.get_password(SERVICE, name) != key.pem():
            raise NoKeyStoreError("the keyring keeps nothing")
        return key

    def _in_file(self, name: str) -> SigningKey:
        path = self.path_of(name)
        pem = read_or_none(path)
        if pem is not None:
            return SigningKey.from_pem(name, pem, self.passphrase)
        key = SigningKey.new(name)
        write_whole(path, key.pem(self.passphrase), private=True)
        return key

    def path_of(self, name: str) -> Path:
        """Return where a locked key of that name stands."""
        return self.folder / f"{re.sub(r'[^A-Za-z0-9-]', '_', name)}.pem"
