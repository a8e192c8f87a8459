"""The few words that a printed book or manuscript needs besides the writer's, by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrontWords:
    """Words of a title page and around it; `end` stands below the last line of a manuscript."""

    by: str = "by"
    contents: str = "Contents"
    end: str = "END"


_WORDS = {
    "en": FrontWords(),
    "de": FrontWords("von", "Inhalt", "ENDE"),
    "fr": FrontWords("par", "Table des matières", "FIN"),
    "es": FrontWords("por", "Índice", "FIN"),
    "it": FrontWords("di", "Indice", "FINE"),
    "pt": FrontWords("por", "Índice", "FIM"),
    "nl": FrontWords("door", "Inhoud", "EINDE"),
    "sv": FrontWords("av", "Innehåll", "SLUT"),
    "da": FrontWords("af", "Indhold", "SLUT"),
    "nb": FrontWords("av", "Innhold", "SLUTT"),
    "pl": FrontWords("", "Spis treści", "KONIEC"),
}


def front_words(language: str) -> FrontWords:
    """Return the words in a language, given as in BCP 47; in English where it is not known."""
    return _WORDS.get(language.replace("_", "-").split("-")[0].lower(), _WORDS["en"])
