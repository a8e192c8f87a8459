"""Find words in the manuscript and put others in their place, with the origins that are due.

What is put in is compared with what was found word by word. Words that stay are not touched. Where
only punctuation, case or white space changes, each sign carries the origin of what it replaces; all
other words that come in are the writer's. What stands around a place, even in the same word, was
not replaced and keeps its origin.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cocreate.core.attributed import AttributedText
from cocreate.core.events import Cause
from cocreate.core.fragments import cut, merged
from cocreate.core.origin import TYPED, Fragment, Origin, Span, plain
from cocreate.text.anchor import Lean, move
from cocreate.text.diff import WordEdit, word_edits
from cocreate.workspace.buffer import Replacement
from cocreate.workspace.change import Write
from cocreate.workspace.workspace import Workspace

INITIATOR = "replacing"
LABEL = "replace"

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Words typed with straight quotation marks are found with curly ones, too.

    Args:
        words: plain text.
        matches_case: whether capitals count.
        whole_words: whether it must not be a part of a longer word.
    """

    words: str
    matches_case: bool = False
    whole_words: bool = False


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a replacement did: how many places in how many scenes."""

    places: int = 0
    scenes: int = 0


def find_all(text: str, wanted: Wanted) -> list[int]:
    """Return where the places begin, ascending and apart; each is as long as the words wanted."""
    words = wanted.words
    if not words:
        return []
    if any(sign in words for sign in "'\"") and any(sign.isalnum() for sign in words):
        text = text.translate(_STRAIGHT)
    if not wanted.matches_case:
        text, words = _folded(text), _folded(words)
    found: list[int] = []
    size = len(words)
    at = text.find(words)
    while at >= 0:
        is_place = _is_place(text, at, at + size, whole_words=wanted.whole_words)
        if is_place:
            found.append(at)
        at = text.find(words, at + (size if is_place else 1))
    return found


def _folded(text: str) -> str:
    """Return the text in small letters, each at the place it had."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return low.replace("ς", "σ")


def _is_place(text: str, start: int, end: int, *, whole_words: bool) -> bool:
    behind = text[end : end + 1]
    if behind and unicodedata.combining(behind):
        return False  # it would cut a letter from its accent
    if not whole_words:
        return True
    joins_before = start > 0 and _is_in_word(text[start - 1]) and _is_in_word(text[start])
    return not joins_before and not (behind and _is_in_word(text[end - 1]) and _is_in_word(behind))


def _is_in_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


def words_for(wanted: Wanted, found: str, new: str) -> str:
    """Return the words to put in a place; where capitals do not count, they follow it.

    Only words given in small letters follow, and only where the place is not exactly as typed.
    """
    if wanted.matches_case or new != new.lower() or found == wanted.words:
        return new
    if found.isupper() and sum(sign.isalpha() for sign in found) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if found[:1].isupper() else new


def replacements(
    text: AttributedText, starts: Sequence[int], wanted: Wanted, new: str
) -> Iterator[tuple[Replacement, ...]]:
    """Yield for each place, ascending, what has to be replaced so that `new` stands there."""
    size = len(wanted.words)
    known: dict[str, tuple[_WordChange, ...]] = {}
    for start in starts:
        found = text.slice(start, start + size)
        changes = known.get(found)
        if changes is None:
            known[found] = changes = _changes(found, words_for(wanted, found, new))
        yield tuple(
            (start + edit.start, start + edit.end, plain(edit.new, TYPED))
            if not is_tidy
            else (
                start + edit.start,
                start + edit.end,
                tidied(text.fragment(start, start + size), edit),
            )
            for edit, is_tidy in changes
        )


_WordChange = tuple[WordEdit, bool]


def _changes(found: str, new: str) -> tuple[_WordChange, ...]:
    return tuple(
        (edit, _is_tidy(found[edit.start : edit.end], edit.new)) for edit in word_edits(found, new)
    )


def _is_tidy(old: str, new: str) -> bool:
    """Whether only punctuation, case or white space is different."""
    return [sign for sign, _ in _letters(old)] == [sign for sign, _ in _letters(new)]


def _letters(text: str) -> list[tuple[str, int]]:
    """Return what is neither punctuation nor white space, in small letters, and where it stands."""
    return [
        (part, at)
        for at, sign in enumerate(text)
        if not sign.isspace() and unicodedata.category(sign) not in _PUNCTUATION
        for part in sign.casefold()
    ]


_PUNCTUATION = frozenset(("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Zl", "Zp", "Cf"))


def tidied(old: Fragment, edit: WordEdit) -> Fragment:
    """Return the words of an edit that only tidies, with the origins of what they replace.

    Args:
        old: all that was found.
        edit: a change in it of punctuation, case or white space.
    """
    by = _origins(cut(old, edit.start, edit.end))
    # What comes in where nothing stood has the origin of the word it hangs on.
    hanging = _origins(old)[max(0, edit.start - 1)]
    letters = zip(_letters(old.text[edit.start : edit.end]), _letters(edit.new), strict=True)
    letter_at = {there: here for (_, here), (_, there) in letters}
    limits: list[int] = []
    limit = len(by)
    for place in reversed(range(len(edit.new))):
        limits.append(limit)
        limit = letter_at.get(place, limit)
    limits.reverse()
    spans: list[Span] = []
    at, last = 0, by[0] if by else hanging
    for place in range(len(edit.new)):
        here = letter_at.get(place, at)
        if place in letter_at or at < limits[place]:
            last, at = by[here], here + 1
        spans.append(Span(1, last))
    return Fragment(edit.new, tuple(merged(spans)))


def _origins(fragment: Fragment) -> list[Origin]:
    return [span.origin for span in fragment.spans for _ in range(span.length)]


class Replacing:
    """Find and replace in an open project; what was found is remembered until the text changes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._found: dict[str, tuple[int, Wanted, list[int]]] = {}
        self._last: dict[str, int] = {}

    @property
    def can_take_back(self) -> bool:
        """Whether the last replacement of all is still the last thing that happened somewhere."""
        return any(self._is_last(scene) for scene in self._last)

    def starts(self, scene: str, wanted: Wanted) -> list[int]:
        """Return where the places in a scene begin."""
        text = self._workspace.scene(scene).text
        known = self._found.get(scene)
        if known is None or known[:2] != (text.version, wanted):
            known = (text.version, wanted, find_all(text.text(), wanted))
            self._found[scene] = known
        return known[2]

    def replace_at(self, scene: str, start: int, wanted: Wanted, new: str) -> int:
        """Replace one place; return where the words put in end."""
        text = self._workspace.scene(scene).text
        size = len(wanted.words)
        put_in = words_for(wanted, text.slice(start, start + size), new)
        end = start + len(put_in)
        self._replace(scene, [start], wanted, new, (start + size, end))
        return end

    def replace_all(
        self, scenes: Sequence[str], wanted: Wanted, new: str, caret: tuple[str, int] = ("", 0)
    ) -> Replaced:
        """Replace every place in these scenes, as one step of undo in each.

        Args:
            scenes: ids.
            wanted: what is looked for.
            new: what is put in.
            caret: the scene that is open, and where its caret is.
        """
        self._last.clear()
        places = 0
        for scene in scenes:
            at = caret[1] if scene == caret[0] else None
            count = self._replace(
                scene, self.starts(scene, wanted), wanted, new, None if at is None else (at, -1)
            )
            if count:
                places += count
                self._last[scene] = self._workspace.scene(scene).text.version
        return Replaced(places, len(self._last))

    def take_back(self) -> int:
        """Undo the last `replace_all` wherever nothing happened since; tell in how many scenes."""
        scenes = [scene for scene in self._last if self._is_last(scene)]
        self._last.clear()
        for scene in scenes:
            self._workspace.undo(scene, INITIATOR)
        return len(scenes)

    def forget(self) -> None:
        """Let go of what was found."""
        self._found.clear()

    def _is_last(self, scene: str) -> bool:
        state = self._workspace.state.scenes.get(scene)
        if state is None or state.is_removed or state.text.version != self._last[scene]:
            return False
        return self._workspace.undo_label(scene) == LABEL

    def _replace(
        self,
        scene: str,
        starts: Sequence[int],
        wanted: Wanted,
        new: str,
        caret: tuple[int, int] | None,
    ) -> int:
        """Replace places; return how many of them changed. A caret of (x, -1) goes along."""
        text = self._workspace.scene(scene).text
        places = [place for place in replacements(text, starts, wanted, new) if place]
        steps = [step for place in places for step in place]
        if not steps:
            return 0
        if caret is not None and caret[1] < 0:
            caret = (caret[0], _moved(caret[0], steps))
        how = Write(Cause.REPLACE, TYPED, LABEL, INITIATOR, caret=caret)
        self._workspace.edit_many(scene, steps, how)
        return len(places)


def _moved(place: int, steps: Sequence[Replacement]) -> int:
    for start, end, fragment in reversed(steps):
        place = move(place, start, end - start, len(fragment.text), Lean.LEFT)
    return place
