"""`cocreate doctor`: what is there, what is missing, and what to do about it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from argparse import Namespace
from dataclasses import dataclass
from importlib.util import find_spec

from cocreate import __version__
from cocreate.agents.roster import load_roster
from cocreate.cli.house import House, say
from cocreate.providers.weights import find_weights
from cocreate.workspace.desk import agent_folders

_LIBRARIES = ("PySide6-Essentials", "httpx", "sqlite-utils", "harper-py", "xllamacpp", "keyring")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `advice` is "" where all is well."""

    what: str
    state: str
    advice: str = ""


def doctor(arguments: Namespace, house: House) -> int:
    """Look at everything the program stands on; say what to do about each problem."""
    del arguments
    findings = [
        *_program(),
        *_home(house),
        _window(),
        _keys(house),
        _weights(),
        *_agents(house),
        *_models(house),
    ]
    width = max(len(finding.what) for finding in findings)
    for finding in findings:
        say(f"{finding.what:{width}}  {finding.state}")
    problems = [finding for finding in findings if finding.advice]
    say("")
    if not problems:
        say("Nothing is missing.")
    for finding in problems:
        say(f"{finding.what}: {finding.advice}")
    return 1 if any(finding.state == "cannot start" for finding in findings) else 0


def _program() -> list[Finding]:
    found = [
        Finding("Cocreate", __version__),
        Finding("Python", f"{platform.python_version()} on {platform.system()}"),
    ]
    for name in _LIBRARIES:
        try:
            found.append(Finding(name, importlib.metadata.version(name)))
        except importlib.metadata.PackageNotFoundError:
            advice = "is not installed; run `python3 packaging/bootstrap.py run` once more."
            found.append(Finding(name, "missing", advice))
    return found


def _home(house: House) -> list[Finding]:
    files = house.preferences.user_files
    home = files.home
    if home.exists():
        can_write = os.access(home, os.W_OK)
    else:
        parents = [parent for parent in home.parents if parent.exists()]
        can_write = bool(parents) and os.access(parents[0], os.W_OK)
    advice = "" if can_write else "cannot be written; set COCREATE_HOME to a folder of your own."
    found = [Finding("Your folder", str(home), advice)]
    if house.preferences.trouble:
        found.append(Finding("Settings", "broken", house.preferences.trouble))
    tables = (files.providers().problems, files.prices().problems)
    found += [Finding("Your tables", "a line is broken", p) for table in tables for p in table]
    return found


def _window() -> Finding:
    if find_spec("PySide6") is None:
        return Finding("Window", "cannot start", "PySide6 is missing; run the set-up once more.")
    if sys.platform.startswith("linux"):
        has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
        if not has_display:
            advice = "there is no display; `cocreate tour` shows the program without one."
            return Finding("Window", "no display", advice)
    return Finding("Window", "a display is there")


def _keys(house: House) -> Finding:
    if house.preferences.user_files.has_keyring():
        return Finding("Keys", "in the keyring of this system")
    return Finding(
        "Keys",
        "no keyring",
        "keys are kept in a file that only you may read; an environment variable works, too.",
    )


def _weights() -> Finding:
    path = find_weights()
    if path is None:
        return Finding("Built-in model", "not installed", "run `cocreate models install built-in`.")
    return Finding("Built-in model", f"installed, {path.stat().st_size / 1e6:.0f} MB")


def _agents(house: House) -> list[Finding]:
    roster = load_roster(agent_folders(house.preferences.user_files, None))
    found = [Finding("Agents", f"{len(roster.agents)} at hand")]
    found += [Finding("Agent file", p.file.name, p.sentence) for p in roster.problems]
    return found


def _models(house: House) -> list[Finding]:
    rows = []
    for model in house.find_models():
        if model.provider == "built-in":
            continue
        advice = "" if model.is_ready else "is not ready: its key or its file is missing."
        rows.append(Finding(model.ref, "ready" if model.is_ready else "not ready", advice))
    if not rows:
        rows.append(
            Finding(
                "Larger models",
                "none connected",
                "start Ollama or LM Studio, choose a .gguf file, or add a service in Settings "
                "for the agents that need one.",
            )
        )
    return rows
