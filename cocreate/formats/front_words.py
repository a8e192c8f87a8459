"""The few words that a printed book or manuscript needs besides the writer's, by language."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.formats.languages import main_language


@dataclass(frozen=True, slots=True)
class FrontWords:
    """Words of a title page and around it; `end` stands below the last line of a manuscript.

    Args:
        about: about how many words there are, with `{count}` where the number stands.
        thousands: what stands between the thousands of a number.
    """

    by: str = "by"
    contents: str = "Contents"
    end: str = "END"
    about: str = "about {count} words"
    thousands: str = ","


_WORDS = {
    "en": FrontWords(),
    "de": FrontWords("von", "Inhalt", "ENDE", "etwa {count} Wörter", "."),
    "fr": FrontWords("par", "Table des matières", "FIN", "environ {count} mots", "\u202f"),
    "es": FrontWords("por", "Índice", "FIN", "unas {count} palabras", "."),
    "it": FrontWords("di", "Indice", "FINE", "circa {count} parole", "."),
    "pt": FrontWords("por", "Índice", "FIM", "cerca de {count} palavras", "."),
    "nl": FrontWords("door", "Inhoud", "EINDE", "ongeveer {count} woorden", "."),
    "sv": FrontWords("av", "Innehåll", "SLUT", "cirka {count} ord", "\u00a0"),
    "da": FrontWords("af", "Indhold", "SLUT", "ca. {count} ord", "."),
    "nb": FrontWords("av", "Innhold", "SLUTT", "ca. {count} ord", "\u00a0"),
    "pl": FrontWords("", "Spis treści", "KONIEC", "około {count} słów", "\u00a0"),
}


def front_words(language: str) -> FrontWords:
    """Return the words in a language, given as in BCP 47; in English where it is not known."""
    return _WORDS.get(main_language(language), _WORDS["en"])
