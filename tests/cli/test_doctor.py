from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

pytestmark = pytest.mark.local_server


def test_the_doctor_looks_at_everything(shell: Shell, home: Path):
    out = shell.ok("doctor").out
    for word in ("Cocreate", "Python", "PySide6", "httpx", str(home), "Keys", "Built-in", "Agents"):
        assert word in out


def test_without_a_display_it_names_the_tour(shell: Shell, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert "cocreate tour" in shell.ok("doctor").out
    monkeypatch.setenv("DISPLAY", ":0")
    assert "a display is there" in shell.ok("doctor").out


def test_broken_files_are_named_with_what_to_do(shell: Shell, home: Path):
    (home / "settings.json").write_text("{", encoding="utf-8")
    (home / "providers.toml").write_text('[providers.odd]\nkind = "morse"\n', encoding="utf-8")
    (home / "agents").mkdir()
    (home / "agents" / "odd.md").write_text("---\nname odd\n---\nBe odd.", encoding="utf-8")
    out = shell.ok("doctor").out
    assert "Settings" in out
    assert "odd.md" in out
    assert "[providers.odd]" in out


def test_services_are_ready_or_say_what_they_lack(
    shell: Shell, home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("FAR_KEY", raising=False)
    (home / "providers.toml").write_text(
        '[providers.near]\nkind = "openai"\nbase_url = "http://127.0.0.1:9/v1"\nmodels = ["m"]\n'
        '[providers.far]\nkind = "openai"\nbase_url = "https://far.invalid/v1"\n'
        'api_key_env = "FAR_KEY"\nmodels = ["m"]\n',
        encoding="utf-8",
    )
    out = shell.ok("doctor").out
    assert "far/m: is not ready" in out
    assert "near/m" in out
    assert "Larger models" not in out


def test_a_home_that_cannot_be_written_is_said(shell: Shell, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COCREATE_HOME", "/proc/nowhere/home")
    out = shell.ok("doctor").out
    assert "/proc/nowhere/home" in out
