"""Which words of the manuscript no dictionary knows, and what the writer does about one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cocreate.agents.nearness import slips_between
from cocreate.base.errors import InputError
from cocreate.base.notify import Notifier
from cocreate.core.events import Cause
from cocreate.core.origin import mended_by
from cocreate.store.speller import HunspellSpeller, Speller, sample_of
from cocreate.store.word_list import lines_of
from cocreate.text.words import form_of, script_of, without_accents, words_of
from cocreate.workspace.change import Write
from cocreate.workspace.desk import Preferences
from cocreate.workspace.spell_book import SpellBook
from cocreate.workspace.workspace import Workspace

Range = tuple[int, int]

INITIATOR = "spelling"
MOST_SUGGESTIONS = 7
_LABEL = "correcting the spelling"
_IGNORED = "ignored words"
_LANGUAGE = "spelling"
_MOST_KEPT = 200_000
_FAR = 4


class Spelling:
    """Answers for one project; `changes` tells that answers given before may be other ones now."""

    def __init__(self, workspace: Workspace, preferences: Preferences, locale: str) -> None:
        """Check nothing yet.

        Args:
            locale: the system's, such as en_GB.
        """
        self._workspace = workspace
        self._preferences = preferences
        self._locale = locale
        self.book = SpellBook(preferences.user_files)
        self._speller: Speller | None = None
        self._script = ""
        self._in_use = ""
        self._with_capitals = False
        self._own: frozenset[str] = frozenset()
        self._folded: frozenset[str] = frozenset()
        self._right: set[str] = set()
        self._verdicts: dict[str, bool] = {}
        self.changes: Notifier[None] = Notifier()

    # -- the language ----------------------------------------------------------------------------

    @property
    def language(self) -> str:
        """The language in which this project is checked; "" for none."""
        chosen = self.project_language or self._preferences.settings.spelling
        return self.book.language_for(chosen, self._locale)

    @property
    def project_language(self) -> str:
        """What was chosen for this project alone: a language, OFF, or "" for nothing."""
        return self._workspace.project.setting(_LANGUAGE)

    def choose_language(self, language: str) -> None:
        """Choose a language for this project alone, OFF, or "" for that of the settings."""
        self._workspace.project.keep_setting(_LANGUAGE, language)
        self.follow()

    @property
    def is_checking(self) -> bool:
        """Whether a dictionary is there to ask."""
        return self._speller is not None

    def follow(self) -> None:
        """Take up what was chosen, and the writer's own words; read another dictionary if need be.

        Raises:
            InputError: the dictionary or the writer's own words cannot be read.
        """
        language = self.language
        self._with_capitals = self._preferences.settings.spelling_capitals
        try:
            if language != self._in_use:
                self._speller, self._in_use = None, language
                self._speller = self._opened(language)
            self._take_own_words()
        finally:
            self._forget()
            self.changes.tell(None)

    def _opened(self, language: str) -> Speller | None:
        if not language:
            return None
        path = self.book.languages[language]
        self._script = _main_script(sample_of(path))
        return HunspellSpeller(path)

    # -- answers ---------------------------------------------------------------------------------

    def unknown(self, line: str, passed: tuple[Range, ...] = ()) -> tuple[Range, ...]:
        """Return where in a line words stand that are not known.

        Args:
            passed: ranges that are no prose.
        """
        if self._speller is None:
            return ()
        found: list[Range] = []
        words = words_of(line, passed, with_capitals=self._with_capitals, known=self._right)
        for word in words:
            if self._knows(word.form):
                self._right.add(line[word.start : word.end])
            elif not any(self._knows(form) for form in word.others):
                found.append((word.start, word.end))
        return tuple(found)

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what a word may have been meant to be, with the apostrophes that it has."""
        if self._speller is None:
            return ()
        form = form_of(word)
        found = list(enumerate(self._speller.suggest(form)))
        found.sort(key=lambda ranked: _distance(form, *ranked))
        mends = [mend for _, mend in found[:MOST_SUGGESTIONS]]
        return tuple(mend if "'" in word else mend.replace("'", "’") for mend in mends)

    # -- what the writer does about one ----------------------------------------------------------

    def mend(self, scene: str, place: Range, word: str, mend: str) -> int:
        """Put another word in a word's place; return where it ends.

        It is the dictionary's word, and counts as a checker's fix that the writer accepted.

        Raises:
            InputError: the word does not stand there any more.
        """
        text = self._workspace.scene(scene).text
        if text.slice(*place) != word:
            raise InputError(f"“{word}” does not stand there any more. Nothing was changed.")
        how = Write(Cause.ACCEPT, mended_by(f"Hunspell {self._in_use}"), _LABEL, INITIATOR)
        return self._workspace.edit(scene, *place, mend, how).new_end

    def add(self, word: str) -> None:
        """Keep a word in the writer's folder: it is right in all projects from now on.

        Raises:
            InputError: it cannot be kept.
        """
        self.book.add(form_of(word))
        self.follow()

    def ignore(self, word: str) -> None:
        """Hold a word for right in this project."""
        kept = self._workspace.project.setting(_IGNORED)
        words = dict.fromkeys((*lines_of(kept), form_of(word)))
        self._workspace.project.keep_setting(_IGNORED, "\n".join(words))
        self.follow()

    def _take_own_words(self) -> None:
        kept = self._workspace.project.setting(_IGNORED)
        self._own = self.book.words().union(lines_of(kept))
        self._folded = frozenset(word.casefold() for word in self._own)

    def _forget(self) -> None:
        self._right.clear()
        self._verdicts.clear()

    def _knows(self, form: str) -> bool:
        verdict = self._verdicts.get(form)
        if verdict is None:
            if len(self._verdicts) >= _MOST_KEPT:
                self._forget()
            verdict = self._verdicts[form] = self._is_right(form)
        return verdict

    def _is_right(self, form: str) -> bool:
        speller = self._speller
        if speller is None or script_of(form) != self._script or self._is_own(form):
            return True
        if speller.knows(form):
            return True
        # English word lists are written without accents: “cafe” stands for “café”, too.
        is_accented = self._in_use.startswith("en") and not form.isascii()
        return is_accented and speller.knows(without_accents(form))

    def _is_own(self, form: str) -> bool:
        for word in (form, form.removesuffix("'s")):
            if word in self._own or word.lower() in self._own:
                return True
            if word.isupper() and word.casefold() in self._folded:
                return True
        return False


def _distance(word: str, place: int, mend: str) -> int:
    """Return how far a replacement is from a word; Hunspell's own order stands among equals.

    Args:
        place: its place in Hunspell's order. A word split in two is likely only if it is the first.
    """
    if " " in mend or "-" in mend:
        return 0 if not place else _FAR
    one, other = word.lower(), mend.lower()
    if sorted(filter(str.isalnum, one)) == sorted(filter(str.isalnum, other)):
        return 0
    return slips_between(one, other, _FAR - 1)


def _main_script(sample: str) -> str:
    """Return the script in which most words of a sample are written."""
    counts: dict[str, int] = {}
    for word in _letters_first(sample.split()[1:]):
        script = script_of(word)
        counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script], default="")


def _letters_first(words: Iterable[str]) -> Iterator[str]:
    return (word for word in words if word[:1].isalpha())
