"""A writer's home in which no model is at hand."""

from __future__ import annotations

from pathlib import Path

from cocreate.base.settings import Settings
from cocreate.store.user_files import UserFiles


def without_model(home: Path) -> None:
    """Let the agents that can work without a model do so."""
    UserFiles(home).save_settings(Settings(default_model="none/none"))
