"""What the formats have to know of a language: its direction, and where it is spoken.

Languages are given as in BCP 47 ("de-AT"); an underscore does for the hyphen.
"""

from __future__ import annotations

import re

_RIGHT_TO_LEFT = {"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv"}
_COUNTRIES = {
    "en": "US", "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "pt": "PT", "nl": "NL", "sv": "SE",
    "da": "DK", "nb": "NO", "nn": "NO", "fi": "FI", "pl": "PL", "cs": "CZ", "sk": "SK", "hu": "HU",
    "ro": "RO", "bg": "BG", "el": "GR", "ru": "RU", "uk": "UA", "tr": "TR", "he": "IL", "ar": "SA",
    "fa": "IR", "hi": "IN", "th": "TH", "vi": "VN", "ja": "JP", "ko": "KR", "zh": "CN", "id": "ID",
}  # fmt: skip
_SCRIPT_COUNTRIES = {"hant": "TW", "hans": "CN"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}\Z")
_COUNTRY = re.compile(r"[A-Za-z]{2}\Z")


def _parts(language: str) -> list[str]:
    return language.replace("_", "-").split("-")


def main_language(language: str) -> str:
    """Return the language alone, without country and script."""
    return _parts(language)[0].lower()


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return main_language(language) in _RIGHT_TO_LEFT


def language_and_country(language: str) -> tuple[str, str | None]:
    """Return language and country, as far as they are said; English for no language."""
    first, *rest = _parts(language)
    if not _LANGUAGE.match(first):
        return "en", None
    country = next((part.upper() for part in rest if _COUNTRY.match(part)), None)
    by_script = (_SCRIPT_COUNTRIES.get(part.lower()) for part in rest)
    return first.lower(), country or next(filter(None, by_script), None)


def usual_country(language: str) -> str | None:
    """Return the country that a language names, else the one that word processors assume."""
    first, country = language_and_country(language)
    return country or _COUNTRIES.get(first)


def full_tag(language: str) -> str:
    """Return a language with a country, which word processors want."""
    first, *rest = _parts(language)
    first = first.lower()
    return "-".join((first, *rest)) if rest else f"{first}-{_COUNTRIES.get(first, first.upper())}"
