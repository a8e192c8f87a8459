"""What languages of dictionaries are called."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLocale


def language_name(code: str) -> str:
    """Return the name of a dictionary's language: “English (United Kingdom)” for en_GB."""
    locale = QLocale(code)
    if locale.language() is QLocale.Language.C:
        return code
    language = QLocale.languageToString(locale.language())
    if "_" not in code:
        return language
    return f"{language} ({QLocale.territoryToString(locale.territory())})"


def languages_in_order(codes: Iterable[str]) -> tuple[str, ...]:
    """Return dictionaries in the order of their languages' names."""
    return tuple(sorted(codes, key=lambda code: (language_name(code), code)))
