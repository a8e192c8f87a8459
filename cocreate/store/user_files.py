"""What belongs to this writer on this machine: settings, services, prices, keys, agents, logs."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

from cocreate.base.errors import InputError
from cocreate.base.settings import Settings
from cocreate.core.usage import Price
from cocreate.store import provider_table
from cocreate.store.files import read_or_none, write_whole
from cocreate.store.provider_table import PriceTable, ProviderEntry, ProviderTable

_SERVICE = "cocreate"


class KeyStore(Protocol):
    """The part of a keyring that is used; the module `keyring` is one."""

    def get_password(self, service_name: str, username: str) -> str | None:
        """Return the secret, or None where there is none."""
        ...

    def set_password(self, service_name: str, username: str, password: str) -> None:
        """Keep the secret."""
        ...

    def delete_password(self, service_name: str, username: str) -> None:
        """Forget the secret."""
        ...


class NoKeyStoreError(Exception):
    """This machine has no keyring that can be used."""


class SystemKeyStore:
    """The keyring of the operating system, looked for at the first use."""

    def get_password(self, service_name: str, username: str) -> str | None:
        """Return the secret, or None where there is none."""
        return self._ask("get_password", service_name, username)

    def set_password(self, service_name: str, username: str, password: str) -> None:
        """Keep the secret."""
        self._ask("set_password", service_name, username, password)

    def delete_password(self, service_name: str, username: str) -> None:
        """Forget the secret."""
        self._ask("delete_password", service_name, username)

    def _ask(self, verb: str, *words: str) -> str | None:
        import keyring  # noqa: PLC0415 - looks through all packages; the window must not wait
        from keyring.errors import KeyringError  # noqa: PLC0415 - comes with keyring

        answer: str | None
        try:
            answer = getattr(keyring, verb)(*words)
        except KeyringError as error:
            raise NoKeyStoreError(str(error)) from error
        return answer


class UserFiles:
    """The writer's own folder; everything in it may be missing or broken without harm."""

    def __init__(
        self,
        home: Path,
        environ: Mapping[str, str] | None = None,
        keys: KeyStore | None = None,
    ) -> None:
        self._home = home
        self._environ: Mapping[str, str] = environ if environ is not None else {}
        self._keys: KeyStore = keys if keys is not None else SystemKeyStore()

    @property
    def home(self) -> Path:
        """The folder itself."""
        return self._home

    @property
    def environ(self) -> Mapping[str, str]:
        """The environment as it was handed in."""
        return self._environ

    @property
    def keyring(self) -> KeyStore:
        """Where secrets are kept, if this machine has such a place."""
        return self._keys

    @property
    def settings_path(self) -> Path:
        """Where the settings are kept."""
        return self._home / "settings.json"

    @property
    def providers_path(self) -> Path:
        """Where the writer's model services are listed."""
        return self._home / "providers.toml"

    @property
    def prices_path(self) -> Path:
        """Where the writer's own prices are listed."""
        return self._home / "prices.toml"

    @property
    def agents_folder(self) -> Path:
        """Where the writer's own agents are."""
        return self._home / "agents"

    @property
    def policies_folder(self) -> Path:
        """Where the writer's own disclosure policies are."""
        return self._home / "policies"

    @property
    def sample_folder(self) -> Path:
        """Where the ready-made sample project is put."""
        return self._home / "sample"

    @property
    def backups_folder(self) -> Path:
        """Where the backups of all projects are."""
        return self._home / "backups"

    @property
    def words_path(self) -> Path:
        """Where the words are that the writer added to the dictionaries."""
        return self._home / "words.txt"

    @property
    def dictionaries_folder(self) -> Path:
        """Where the writer may put dictionaries."""
        return self._home / "dictionaries"

    @property
    def log_path(self) -> Path:
        """Where developers look; it never holds text of the writer, nor keys."""
        return self._home / "logs" / "cocreate.log"

    def load_settings(self) -> tuple[Settings, str | None]:
        """Return the settings, and a sentence for the writer if the file was broken.

        A broken file is kept as a copy beside itself and the defaults are used; a single value
        that makes no sense gives way to its default.
        """
        try:
            text = read_or_none(self.settings_path)
        except InputError:
            return Settings(), self._set_aside()
        if text is None:
            return Settings(), None
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            return Settings(), self._set_aside()
        if not isinstance(values, dict):
            return Settings(), self._set_aside()
        return _settings_of(values), None

    def save_settings(self, settings: Settings) -> None:
        """Keep the settings; values that a newer version put there stay."""
        values: dict[str, Any] = {}
        with contextlib.suppress(InputError, ValueError, RecursionError):
            old = json.loads(read_or_none(self.settings_path) or "{}")
            values = old if isinstance(old, dict) else {}
        values.update(dataclasses.asdict(settings))
        write_whole(self.settings_path, json.dumps(values, indent=2, ensure_ascii=False) + "\n")

    def providers(self) -> ProviderTable:
        """Return the writer's model services; broken entries are named in its problems."""
        try:
            text = read_or_none(self.providers_path)
        except InputError as error:
            return ProviderTable(problems=(str(error),))
        return provider_table.parse_providers(text or "")

    def put_provider(self, entry: ProviderEntry) -> None:
        """Add a service, or replace the one of that name."""
        text = read_or_none(self.providers_path) or ""
        write_whole(self.providers_path, provider_table.with_provider(text, entry))

    def remove_provider(self, name: str) -> None:
        """Take a service out, its key included."""
        text = read_or_none(self.providers_path) or ""
        write_whole(self.providers_path, provider_table.without_provider(text, name))
        self.delete_key(name)

    def prices(self) -> PriceTable:
        """Return the writer's own prices by model ref."""
        try:
            text = read_or_none(self.prices_path)
        except InputError as error:
            return PriceTable({}, (str(error),))
        return provider_table.parse_prices(text or "")

    def put_price(self, ref: str, price: Price) -> None:
        """Set the writer's own price of a model."""
        text = read_or_none(self.prices_path) or ""
        write_whole(self.prices_path, provider_table.with_price(text, ref, price))

    def get_key(self, provider: str, env_name: str = "") -> str | None:
        """Return the key of a service: environment first, then the keyring, then the key file."""
        from_environment = self._environ.get(env_name, "") if env_name else ""
        if from_environment:
            return from_environment
        try:
            from_keyring = self._keys.get_password(_SERVICE, provider)
        except NoKeyStoreError:
            from_keyring = None
        return from_keyring or self._key_file().get(provider)

    def set_key(self, provider: str, key: str) -> None:
        """Keep a key in the keyring; without one, in a file that only this user may read."""
        try:
            self._keys.set_password(_SERVICE, provider, key)
        except NoKeyStoreError:
            self._write_key_file({**self._key_file(), provider: key})
            return
        self._forget_in_file(provider)

    def delete_key(self, provider: str) -> None:
        """Forget a key wherever it is kept."""
        with contextlib.suppress(NoKeyStoreError):
            if self._keys.get_password(_SERVICE, provider) is not None:
                self._keys.delete_password(_SERVICE, provider)
        self._forget_in_file(provider)

    def has_keyring(self) -> bool:
        """Whether this machine has a keyring that can be asked."""
        try:
            self._keys.get_password(_SERVICE, "")
        except NoKeyStoreError:
            return False
        return True

    def _forget_in_file(self, provider: str) -> None:
        kept = self._key_file()
        if kept.pop(provider, None) is not None:
            self._write_key_file(kept)

    @property
    def _key_path(self) -> Path:
        return self._home / "keys.json"

    def _key_file(self) -> dict[str, str]:
        try:
            values = json.loads(read_or_none(self._key_path) or "{}")
        except (InputError, ValueError, RecursionError):
            return {}
        if not isinstance(values, dict):
            return {}
        return {str(name): key for name, key in values.items() if isinstance(key, str)}

    def _write_key_file(self, keys: Mapping[str, str]) -> None:
        write_whole(self._key_path, json.dumps(dict(keys), indent=2) + "\n", private=True)

    def _set_aside(self) -> str:
        copy = self.settings_path.with_name("settings.broken.json")
        with contextlib.suppress(OSError):
            self.settings_path.replace(copy)
        return f"The settings could not be read, so the defaults are used; see “{copy}”."


def default_home(environ: Mapping[str, str]) -> Path:
    """Return the writer's folder: COCREATE_HOME, or what is usual on this system."""
    chosen = environ.get("COCREATE_HOME", "")
    if chosen:
        return Path(chosen).absolute()
    import platformdirs  # noqa: PLC0415 - not where the folder is named

    return platformdirs.user_data_path("Cocreate", appauthor=False)


def _settings_of(values: Mapping[str, object]) -> Settings:
    default = Settings()
    chosen: dict[str, Any] = {}
    for field in dataclasses.fields(Settings):
        if field.name in values:
            with contextlib.suppress(ValueError, TypeError):
                chosen[field.name] = _fitted(values[field.name], getattr(default, field.name))
    return dataclasses.replace(default, **chosen)


def _fitted(value: object, default: object) -> object:
    """Return `value` in the type of `default`; raise where it is not of that kind."""
    if isinstance(default, Enum):
        return type(default)(value)
    if isinstance(default, tuple):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise TypeError("not a list of texts")
        return tuple(value)
    if default is None:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise TypeError("not an amount")
        return value
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(default):
        raise TypeError("of another kind")
    return value
